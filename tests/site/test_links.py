"""Short links end at their record, and each record has a card of its own."""

import re

from tests.fixtures.events import World
from tests.memorial import made


def test_a_short_link_ends_at_its_record_in_the_reader_s_language(site):
    html = site.get("/en/memorial/iris-madeupname").text
    short = re.search(r"http://127\.0\.0\.1:8000(/m/[0-9a-z]+)", html)
    assert short is not None
    answers = [site.get(short[1], headers={"accept-language": lang}) for lang in ("fr", "de", "en")]
    assert [(answer.status_code, answer.headers["location"]) for answer in answers] == [
        (302, "/fr/memorial/iris-madeupname"),
        (302, "/es/memorial/iris-madeupname"),
        (302, "/en/memorial/iris-madeupname"),
    ]


def test_a_short_link_ends_with_its_record(world: World, site):
    from app.memorial.service import victims
    from app.publishing.enums import RecordStatus

    html = site.get("/en/memorial/iris-madeupname").text
    short = re.search(r"http://127\.0\.0\.1:8000(/m/[0-9a-z]+)", html)
    assert short is not None
    world.write(victims, "v_person", made.PERSON, status=RecordStatus.RESTRICTED)
    assert site.get(short[1]).status_code == 404


def test_a_page_points_to_its_card(site):
    paths = [
        "",
        "/map",
        "/memorial/iris-madeupname",
        "/events/vigil-at-uptown",
        "/calendar/2023-01",
    ]
    cards = [
        re.search(r'property="og:image" content="([^"]+)"', site.get(f"/en{path or '/'}").text)
        for path in paths
    ]
    assert [card and card[1] for card in cards] == [
        f"http://127.0.0.1:8000/card/en{path}.png" for path in paths
    ]
    pictures = [site.get(f"/card/en{path}.png") for path in paths]
    assert [picture.headers["content-type"] for picture in pictures] == ["image/png"] * len(paths)
    assert len({picture.content for picture in pictures}) == len(paths)


def test_a_card_follows_the_family_s_wish(world: World, site):
    """Asked past the page cache, which learns of another process within half a second."""
    from app.memorial.enums import NameWish
    from app.memorial.inputs import WishInput
    from app.memorial.service.victims import set_wish
    from app.operations.session import one_write

    past_the_cache = {"cookie": "made=1"}
    former = "/card/en/memorial/iris-madeupname.png"
    before = site.get(former, headers=past_the_cache).content
    with one_write(world.database, clock=world.clock) as db:
        wish = WishInput(name=NameWish.INITIALS)
        set_wish(db, record_id="v_person", wish=wish, act=made.ACT, now=world.clock())
    assert site.get(former, headers=past_the_cache).status_code == 404
    victim = site.get("/api/v1/victims/v_person", params={"lang": "en"}).json()
    card = site.get(f"/card/en/memorial/{victim['slug']}.png")
    assert card.status_code == 200
    assert card.content != before
