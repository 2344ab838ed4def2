"""Every route of the running application, and the addresses at which it is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Route

from app.kit.sealing import as_token, new_secret
from app.publishing.enums import PAGE, PublicKind
from app.web.hop import SAFE_METHODS
from app.web.slow import is_slow
from tests.access.ground import Ground, Who
from tests.access.records import THEIRS, id_of, slug_of
from tests.access.table import PLAIN, STATES, Rule, Told, everybody, formed, published, rule_of
from tests.fixtures.raw import Answer

WORKSPACE = "/organise/events/{event_id"
FIXED = {
    "month": "2026-12",
    "section": "events",
    "what": "other",
    "code": "fr",
    "organisation_id": THEIRS,
}


def site_of(app) -> FastAPI:
    while not isinstance(app, FastAPI):
        app = app.app
    return app


def routes_of(site: FastAPI) -> list[Route]:
    """Every route, those of included routers too."""
    return list(_routes(site.routes))


def _routes(routes: list[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route | APIRoute):
            yield route
        else:
            yield from _routes(route.original_router.routes)  # an included router


def slow_routes(site: FastAPI) -> set[str]:
    """Those whose handlers have work done that takes long."""
    return {
        route.path
        for route in routes_of(site)
        if isinstance(route, APIRoute)
        and any(is_slow(dependency.call) for dependency in route.dependant.dependencies)
    }


@dataclass(frozen=True, slots=True)
class Cell:
    """One address of one route."""

    route: str
    state: str
    rule: Rule
    path: str

    def expected(self, who: Who) -> Told:
        return self.rule.judge(who, self.state)


def without_rule(site: FastAPI) -> list[str]:
    return sorted({route.path for route in routes_of(site) if rule_of(route.path) is None})


SHOWN_TO = {"anonymous", "steward"}
"""What everybody may read is asked by nobody, and by somebody of little power."""
HIDDEN_FROM = {"anonymous", "coordinator", "editor"}
"""What nobody reads before it is public is asked by those, too, who have the most to say."""
WORKS = {"ours", "steward"}
"""For those every state of an event is looked at in the workspace, for the others two of them."""
TWO_STATES = {"draft", "published"}


def _is_worth_it(who: Who, cell: "Cell") -> bool:
    if cell.rule.judge in {everybody, published, formed}:
        return who.name in (SHOWN_TO if cell.expected(who) is Told.OPEN else HIDDEN_FROM)
    is_workspace = cell.route.startswith(WORKSPACE)
    return not is_workspace or who.name in WORKS or cell.state in TWO_STATES


def cells_of(
    ground: Ground, site: FastAPI, who: Who, *, safe: bool, lang: str = "en"
) -> Iterator[Cell]:
    """Where somebody asks: once for each state that what they ask for can be in."""
    for route in routes_of(site):
        rule = rule_of(route.path)
        is_safe = bool((route.methods or set()) & SAFE_METHODS)
        if rule is None or is_safe is not safe:
            continue
        for kind in rule.kinds or (None,):
            for state in STATES[kind] if kind else (PLAIN,):
                for path in _paths(ground, route.path, kind, state, who, lang):
                    cell = Cell(route.path, state, rule, path)
                    if _is_worth_it(who, cell):
                        yield cell


def _paths(
    ground: Ground, path: str, kind: PublicKind | None, state: str, who: Who, lang: str
) -> Iterator[str]:
    """The addresses of a record: by slug, and in the API also by id."""
    values = {**FIXED, "lang": lang, "event_id": ground.links["event proposed"]}
    if kind is not None:
        record_id = ground.links.get(f"{kind.value} {state}") or id_of(kind, state)
        values |= {"event_id": record_id, "id": record_id, "slug": slug_of(kind, state)}
        values["section"] = PAGE[kind].split("/")[1].partition("#")[0]
        if "{code:code}" in path:
            values["code"] = ground.links.get(f"code {kind.value} {record_id}", "zzzz")
    values |= _links(ground, path, state, who)
    yield _filled(path, values)
    if path.endswith("/{id}"):
        yield _filled(path, {**values, "id": values["slug"]})


def _links(ground: Ground, path: str, state: str, who: Who) -> dict[str, str]:
    """What stands for secrets and numbers: who has none brings one that is for another thing."""
    links = ground.links
    parts = path.split("/")
    purpose = {
        "drafts": "preview",
        "invitation": "invitation",
        "set-up": "invitation",  # of another purpose
        "new-password": "new password",
    }.get(parts[2] if len(parts) > 2 else "", f"my {state}")
    values = {
        "account_id": ground.people["later" if "/list/" in path else "translator"].account_id,
        "session_id": who.session_id or ground.people["editor"].session_id,
        "invitation_id": links["invitation id"],
        "number": links["told"] if "/told/" in path else links["job"],
        "name": links["message"],
    }
    if "pictures" in parts:
        values["name"] = links.get(f"picture {state}", "nothing.jpg")
    own = links.get(purpose) or as_token(new_secret())
    foreign = links["preview" if purpose.startswith("my ") else "my published"]
    values["token"] = own if who.has_links else foreign
    stop = links.get(f"stop {state}", "su_nobody/no-mail/none")
    values["sign_up_id"], _, token = stop.split("/my/")[-1].partition("/no-mail/")
    if path.endswith("/no-mail/{token}"):
        values |= {"name": values["sign_up_id"], "token": token if who.has_links else foreign}
    return values


def _filled(path: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: values[found[1]], path)


def told(answer: Answer) -> Told | int:
    """What an answer says to whoever asked; its status where that says nothing of access."""
    where = answer.header("location") or ""
    if answer.status == 303 and where.startswith("/organise/sign-in"):
        return Told.SIGN_IN
    if answer.status == 303 and where.startswith("/organise/confirm-password"):
        return Told.PASSWORD
    plain = {403: Told.FORBIDDEN, 404: Told.MISSING, 409: Told.OPEN, 422: Told.OPEN}
    if answer.status < 400:
        return Told.OPEN
    return plain.get(answer.status, answer.status)
