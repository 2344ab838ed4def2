"""Records that all tell one name, and whatever can be read of them.

Iris is no name of anybody; her sister Rosa keeps hers.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from app.campaign import service as campaigns
from app.campaign.inputs import CampaignInput, LinkInput, LinkKind
from app.demands import service as demands
from app.demands.enums import DemandKind
from app.demands.inputs import DemandInput, SupportInput
from app.events import service as events
from app.events.enums import EventKind, EventStatus, UpdateKind
from app.events.inputs import EventInput, SloganInput, UpdateInput
from app.kit.dates import PartialDate
from app.kit.text import fold
from app.memorial.service import incidents, tolls, victims
from app.operations.session import one_write
from app.organisations import service as organisations
from app.organisations.enums import OrganisationKind
from app.organisations.inputs import OrganisationInput
from app.sources import service as sources
from app.sources.enums import SourceKind
from app.sources.inputs import SourceInput
from app.statements import service as statements
from app.statements.enums import StatementKind
from app.statements.inputs import StatementInput
from tests.fixtures.events import World
from tests.fixtures.raw import ask_all
from tests.memorial import made
from tests.memorial.made import ACT, NOW, PERSON, SHOOTING, TOLL, cite, claim, texts

if TYPE_CHECKING:
    from starlette.testclient import TestClient

LANGS = ("es", "fr", "en")
SISTER = replace(
    PERSON,
    slug="rosa-madeupname",
    sentence=texts("Rosa Madeupname was the sister of Iris Madeupname. Madeupname taught."),
    claims=(claim("name", "Rosa Madeupname"), claim("date_of_death", "2023-01-19")),
)
TELLING = {
    "v_sister": (victims, SISTER),
    "i_shooting": (
        incidents,
        replace(
            SHOOTING,
            summary=texts("IRIS MADEUPNAME fell first; the mother of Madeupname saw it."),
            claims=(
                *SHOOTING.claims,
                claim("cause", texts("Irís Madeupnaym (or Madeupname, Iris) stood there.")),
            ),
        ),
    ),
    "t_57": (tolls, replace(TOLL, note=texts("With I. Madeupname."))),
    "so_life": (
        sources,
        SourceInput(
            slug="life-of-iris-madeupname",
            kind=SourceKind.ARTICLE,
            title="The life of Iris Madeupname",
            title_language="en",
            url="https://made.test/2023/iris-madeupname",
            archived_url="https://archive.test/made.test/2023/Ir%C3%ADs-Madeupnaym",
        ),
    ),
    "o_friends": (
        organisations,
        OrganisationInput(
            slug="friends",
            name="Friends of Made People",
            name_language="en",
            kind=OrganisationKind.SOLIDARITY,
            site="https://made.test/friends",
            description=texts("Founded by friends of Iris Madeupname (#IrisMadeupname)"),
            citations=(cite(),),
        ),
    ),
    "d_justice": (
        demands,
        DemandInput(
            slug="justice-for-iris-madeupname",
            kind=DemandKind.MOVEMENT,
            title=texts("Justice for Iris Madeupname"),
            supports=(
                SupportInput(
                    key="friends",
                    organisation_id="o_friends",
                    wording=texts("That those who shot Iris Madeupname be named"),
                    quotation="iris madeupnáme presente",
                    quotation_language="es",
                    citations=(cite("so_life"),),
                ),
            ),
        ),
    ),
    "st_word": (
        statements,
        StatementInput(
            slug="a-word",
            kind=StatementKind.RECORDED,
            title=texts("A word for Iris"),
            speaker=texts("A neighbour of Madeupname"),
            gist=texts("She asks who shot iris madeupname"),
            quotation="Iris did not run",
            quotation_language="en",
            incident_ids=("i_shooting",),
            citations=(replace(cite(), opening="Iris Madeupname did not run"),),
        ),
    ),
    "e_vigil": (
        events,
        EventInput(
            slug="vigil-for-iris-madeupname",
            kind=EventKind.VIGIL,
            status=EventStatus.PUBLISHED,
            title=texts("Vigil for Iris Madeupname"),
            summary=texts("#JusticeForIrisMadeupname"),
            date=PartialDate.parse("2026-11-29"),
            access=texts("By the house of Madeupname"),
            slogans=(
                SloganInput(
                    text="¡Iris Madeupname, presente!",
                    language="es",
                    translations={"en": "Iris Madeupname is here!"},
                    citations=(cite(),),
                ),
            ),
            updates=(
                UpdateInput(
                    kind=UpdateKind.MOVED, at=NOW, text=texts("We meet at the house of Iris")
                ),
            ),
            remembers_ids=("v_person",),
        ),
    ),
}
COLLECTIONS = (
    "victims", "incidents", "tolls", "figures", "events",
    "organisations", "demands", "statements", "sources", "places",
)  # fmt: skip
PAGES = (
    "/", "/memorial", "/incidents", "/tolls", "/events", "/calendar/2026-11", "/organisations",
    "/demands", "/statements", "/sources", "/timeline", "/map", "/corrections", "/about",
    "/method", "/privacy", "/help", "/families", "/search?q=iris", "/search?q=madeupname",
    "/search?q=vigil", "/search?q=justice", "/events.ics", "/events.atom",
)  # fmt: skip
LISTS = (
    *(f"/api/v1/{name}?limit=100" for name in COLLECTIONS),
    *(f"/api/v1/{name}?limit=100&lang={lang}" for name in COLLECTIONS for lang in LANGS),
    *(f"/{lang}{page}" for page in PAGES for lang in LANGS),
)
NOT_THEIRS = re.compile(
    r"rosa[ -]madeupname|(?<=\.\. )madeupname(?= taught)|\?q=\w+|(?<=value=\")\w+(?=\")"
    r"|\w+(?= · (buscar|rechercher|search))"
)
"""The sister's name, hers in her own record, and what a page of search repeats of a question."""


WHY = "A family does not want a name shown that is written here: in its place the public reads “…”."


def write(world: World) -> None:
    """Have everything tell the name; a correction and who we are do too."""
    about = CampaignInput(
        name={"en": "For Iris Madeupname"},
        about=texts("Founded when Iris Madeupname died."),
        links=(LinkInput(kind=LinkKind.HELP, url="https://made.test", label=texts("For Iris M.")),),
        default_language="en",
    )
    correction = replace(ACT, is_correction=True, reason={"en": "Her name is Iris Madeupname."})
    made.save(world.database, made.EVERYTHING)
    with one_write(world.database, clock=world.clock) as db:
        campaigns.save(db, about, act=ACT, now=NOW)
        for record_id, (service, wanted) in TELLING.items():
            act = correction if record_id == "i_shooting" else ACT
            service.save(db, record_id=record_id, wanted=wanted, act=act, now=NOW)


def read_all(client: "TestClient", addresses: Iterable[str]) -> dict[str, str]:
    """What stands at some addresses.

    Past the page cache, which learns of another process within half a second.
    """
    asked = list(addresses)
    paths = [address.removeprefix("http://127.0.0.1:8000").encode() for address in asked]
    headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", b"made=1")]
    answers = ask_all(client, paths, headers=headers)
    found = dict(zip(asked, answers, strict=True))
    assert [address for address, answer in found.items() if answer.status != 200] == []
    return {address: answer.body.decode() for address, answer in found.items()}


def read(client: "TestClient", address: str) -> str:
    return read_all(client, [address])[address]


def items(client: "TestClient", lang: str = "") -> dict[str, Any]:
    """Everything that the API tells, by id."""
    asked = f"&lang={lang}" if lang else ""
    lists = read_all(client, [f"/api/v1/{name}?limit=100{asked}" for name in COLLECTIONS])
    return {item["id"]: item for text in lists.values() for item in json.loads(text)["items"]}


def addresses(client: "TestClient") -> list[str]:
    """Lists, feeds, search, and the page of each record."""
    pages = {
        item["url"].partition("#")[0] for lang in LANGS for item in items(client, lang).values()
    }
    return [*LISTS, *sorted(pages)]


def everything(client: "TestClient") -> dict[str, str]:
    """What is read at every address."""
    return read_all(client, addresses(client))


def telling(outputs: dict[str, str]) -> dict[str, list[str]]:
    """The addresses at which the name is told, and what is told there."""
    found = {}
    for address, text in outputs.items():
        rest = NOT_THEIRS.sub("", fold(unquote(f"{address}\n{text}")))
        if hits := re.findall(r"iris|madeupn\w+", rest):
            found[address] = sorted(set(hits))
    return found
