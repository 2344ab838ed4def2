"""From what was typed to an edit; from faults to the fields they stand beside; rows that move."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from starlette.datastructures import FormData
from wtforms import FieldList

from app.events.edits import EventEdit, HostEdit, SloganEdit, StopEdit
from app.events.enums import EventKind, HostRole, StopKind
from app.events.kinds import DEFAULTS, Where
from app.kit.errors import Fault
from app.kit.languages import CONTENT_LANGUAGES

FAULT_FIELDS = {"place": "begins", "online_url": "begins", "stops": "finishes", "hosts": "caller"}
"""Under which of the five fields a fault of the whole event is told."""
LINKED = ("demand_ids", "remembers_ids", "incident_ids")
_TEXTS = (
    "title",
    "place",
    "summary",
    "online_url",
    "step_free_route",
    "access",
    "legal_aid",
    "first_aid",
    "stewards_sign",
    "bring",
)
Typed = Any
"""A form after it was judged; what its fields hold is known only as it runs."""


def new_edit(form: Typed, lang: str) -> EventEdit:
    """The event that the five fields tell of."""
    kind = EventKind(form.kind.data)
    begins, finishes, caller = form.begins.data, form.finishes.data, form.caller.data
    where = DEFAULTS[kind].where
    moves = where is Where.ROUTE or bool(finishes)
    ends = [(StopKind.ASSEMBLY, begins), (StopKind.END, finishes)]
    return EventEdit(
        lang=lang,
        kind=kind,
        title=form.title.data,
        **_when(form),
        place="" if moves or where is Where.LINK else begins,
        stops=tuple(StopEdit(name=name, kind=stop) for stop, name in ends if name and moves),
        online_url=begins if where is Where.LINK else "",
        hosts=(HostEdit(name=caller, role=HostRole.CALLS),) if caller else (),
    )


def full_edit(form: Typed, lang: str) -> EventEdit:
    """The event as the whole form tells it; rows without a name or text are left out."""
    spoken = form.languages.data or ()
    return EventEdit(
        lang=lang,
        kind=EventKind(form.kind.data),
        **{name: form[name].data for name in _TEXTS},
        **_when(form),
        hosts=tuple(
            HostEdit(name=row.form.name.data, role=HostRole(row.form.role.data))
            for row in form.hosts
            if row.form.name.data
        ),
        stops=tuple(_stop(row.form) for row in form.stops if row.form.name.data),
        languages=tuple(code for code in CONTENT_LANGUAGES if code in spoken),
        slogans=tuple(_slogan(row.form) for row in form.slogans if row.form.text.data),
        demand_ids=_chosen(form.demand_ids),
        remembers_ids=_chosen(form.remembers_ids),
        incident_ids=_chosen(form.incident_ids),
        offered_ids=frozenset(choice.value for name in LINKED for choice in form[name].choices),
    )


def _when(form: Typed) -> dict[str, Any]:
    names = ("day", "starts", "ends", "last_day")
    return {**{name: form[name].data for name in names}, "timezone": form.timezone.data or ""}


def _chosen(field: Any) -> tuple[str, ...]:
    """What was ticked of what was offered."""
    offered = {choice.value for choice in field.choices}
    return tuple(value for value in field.data or () if value in offered)


def _stop(form: Typed) -> StopEdit:
    return StopEdit(
        name=form.name.data,
        was=form.was.data or "",
        kind=StopKind(form.kind.data),
        at=form.at.data,
        note=form.note.data,
    )


def _slogan(form: Typed) -> SloganEdit:
    return SloganEdit(
        text=form.text.data,
        was=form.was.data or "",
        language=form.language.data,
        translation=form.translation.data,
        accuses_living_person=form.accuses_living_person.data,
        source_id=form.source_id.data or None,
        paragraph=form.paragraph.data,
        opening=form.opening.data,
    )


def refuse_all(form: Typed, fault: Fault, names: Mapping[str, str] | None = None) -> None:
    """Tell each fault beside its field; ``names`` says where a field is called otherwise."""
    for found in fault.fields:
        wanted = (names or {}).get(found.field, found.field)
        field = next((one for one in _all_fields(form) if one.name == wanted), None)
        if field is None:
            form.form_errors.append(form.meta.get_translations(form).gettext(found.detail))
        else:
            field.errors = [*field.errors, field.gettext(found.detail)]


def _all_fields(form: Iterable[Any]) -> Iterator[Any]:
    for field in form:
        yield field
        rows: Iterable[Any] = cast("Any", field) if isinstance(field, FieldList) else ()
        for row in rows:
            yield from row.form


def rearranged(sent: FormData, do: str) -> FormData:
    """The form as it was typed, with the rows that a button adds, takes away or moves.

    ``do`` is "stops-add", "stops-drop-2", "stops-up-2" or "stops-down-2".
    """
    prefix, _dash, rest = do.partition("-")
    action, _dash, number = rest.partition("-")
    rows: dict[int, list[tuple[str, Any]]] = {}
    others: list[tuple[str, Any]] = []
    for name, value in sent.multi_items():
        parts = name.split("-")
        if len(parts) == 3 and parts[0] == prefix and parts[1].isdecimal():  # noqa: PLR2004
            rows.setdefault(int(parts[1]), []).append((parts[2], value))
        else:
            others.append((name, value))
    order = [rows[key] for key in sorted(rows)]
    _move(order, action, int(number) if number.isdecimal() else -1, prefix)
    moved = [
        (f"{prefix}-{place}-{name}", value)
        for place, row in enumerate(order)
        for name, value in row
    ]
    return FormData([*others, *moved])


NEW_ROWS: Mapping[str, list[tuple[str, str]]] = {
    "stops": [("name", ""), ("kind", StopKind.WAYPOINT.value)],
    "hosts": [("name", ""), ("role", HostRole.CALLS.value)],
    "slogans": [("text", "")],
}


def _move(rows: list[Any], action: str, number: int, prefix: str) -> None:
    if action == "add" and prefix in NEW_ROWS:
        is_route = prefix == "stops" and len(rows) > 1
        rows.insert(len(rows) - 1 if is_route else len(rows), NEW_ROWS[prefix])
    elif not 0 <= number < len(rows):
        return
    elif action == "drop":
        del rows[number]
    elif action in {"up", "down"}:
        other = number + (1 if action == "down" else -1)
        if 0 <= other < len(rows):
            rows[number], rows[other] = rows[other], rows[number]
