"""Nobody learns from the form whose address is known: same statements, same answer."""

import re

from app.signups.inputs import FormInput
from tests.fixtures.post import text_of
from tests.fixtures.reading import lines_of
from tests.fixtures.statements import overhear
from tests.signups.test_flow import PAGE, hidden


def test_a_known_address_meets_what_an_unknown_one_meets(client, app, desk, clock, post):
    desk.set(FormInput(capacity=50))
    site = app
    while not hasattr(site, "state"):
        site = site.app
    said = overhear(site.state.resources.database)

    def sign_up(address: str) -> tuple[int, str, str, list[str]]:
        ticket = hidden(client.get(PAGE).text)
        clock.advance(seconds=5)
        fields = {"ticket": ticket, "party": "1", "address": address, "may_write": "no"}
        said.clear()
        sent = client.post(PAGE, data=fields)
        return sent.status_code, sent.headers["location"], sent.text, list(said)

    unknown = sign_up("ana@made.example")
    pending = sign_up("ANA@made.example")
    [_, letter] = post.arrived()
    link = re.search(r"http\S+/my/\S+", text_of(letter))[0]
    assert client.post(f"{link}/confirm").status_code == 303
    confirmed = sign_up("ana@made.example")
    assert unknown[:2] == (303, f"{PAGE}/sent")
    assert pending == confirmed == unknown
    assert len(unknown[3]) > 10


AGAIN = {
    "en": (
        "Lost the link of our letter? Sign up again with the same address: once you confirm it,"
        " the new sign-up takes the place of the old one."
    ),
    "es": (
        "¿Perdió el enlace de nuestra carta? Inscríbase otra vez con la misma dirección: cuando la"
        " confirme, la nueva inscripción reemplaza a la anterior."
    ),
    "fr": (
        "Vous avez perdu le lien de notre lettre ? Inscrivez-vous de nouveau avec la même adresse :"
        " dès que vous la confirmez, la nouvelle inscription remplace l’ancienne."
    ),
}


def test_whoever_lost_the_link_signs_up_again_and_keeps_the_place(client, desk, clock, post):
    desk.set(FormInput(capacity=2, has_waiting_list=True))
    for lang, sentence in AGAIN.items():
        page = client.get(PAGE.replace("/en/", f"/{lang}/"))
        assert sentence in lines_of(page.text)

    def sign_up(address: str) -> str:
        ticket = hidden(client.get(PAGE).text)
        clock.advance(seconds=5)
        fields = {"ticket": ticket, "party": "2", "address": address, "may_write": "no"}
        assert client.post(PAGE, data=fields).status_code == 303
        [letter] = post.arrived()
        link = re.search(r"http\S+/my/\S+", text_of(letter))[0]
        assert client.post(f"{link}/confirm").status_code == 303
        return link

    lost = sign_up("ana@made.example")
    waiting = sign_up("ben@made.example")
    found = sign_up("ANA@made.example")  # there is no place any more but her own
    assert client.get(lost).status_code == 404
    standing = [lines_of(client.get(link).text) for link in (found, waiting)]
    assert [
        [sentence in lines for sentence in ("You are signed up", "You are standing in line")]
        for lines in standing
    ] == [[True, False], [False, True]]
