"""Made records of a made country, for tests: nobody of this name ever lived."""

from datetime import UTC, datetime

from app.history.enums import Role
from app.history.inputs import Act
from app.kit.dates import PartialDate
from app.memorial.enums import (
    FigureKind,
    Grading,
    Harm,
    IncidentKind,
    VictimKind,
)
from app.memorial.inputs import FigureInput, IncidentInput, TollInput, VictimInput
from app.memorial.service import figures, incidents, tolls, victims
from app.operations.session import one_write
from app.organisations import service as organisations
from app.places import service as places
from app.places.enums import PlaceKind
from app.places.inputs import PlaceInput
from app.sources import service as sources
from app.sources.enums import Basis, ClaimStatus, Qualifier, SourceKind
from app.sources.inputs import CitationInput, ClaimInput, InferredDate, SourceInput

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
ACT = Act(role=Role.SEED, note="made for a test")


def texts(english):
    return {"es": f"{english} (es)", "fr": f"{english} (fr)", "en": english}


def cite(source="so_herald", paragraph=1, until=None, opening="The first five words are"):
    return CitationInput(
        source_id=source, paragraph_from=paragraph, paragraph_to=until, opening=opening
    )


def claim(field, value, *citations, key=None, shown=True, **more):
    return ClaimInput(
        key=key or f"{field}-1",
        field=field,
        value=value,
        citations=citations or (cite(),),
        shown=shown,
        **more,
    )


HERALD = SourceInput(
    slug="herald", kind=SourceKind.ARTICLE, title="Made Herald", title_language="en"
)
GAZETTE = SourceInput(
    slug="gazette", kind=SourceKind.ARTICLE, title="Made Gazette", title_language="en"
)
ECHO = SourceInput(
    slug="echo",
    kind=SourceKind.ARTICLE,
    title="Made Echo",
    title_language="en",
    origin="herald-report",
)
ATLAS = SourceInput(
    slug="atlas", kind=SourceKind.REFERENCE_WORK, title="Made Atlas", title_language="en"
)
HIGHLAND = PlaceInput(
    slug="highland", kind=PlaceKind.REGION, name="Highland", citations=(cite("so_atlas"),)
)
UPTOWN = PlaceInput(
    slug="uptown",
    kind=PlaceKind.CITY,
    name="Uptown",
    parent_id="pl_highland",
    citations=(cite("so_atlas"),),
)
LOWTOWN = PlaceInput(
    slug="lowtown", kind=PlaceKind.CITY, name="Lowtown", citations=(cite("so_atlas"),)
)
SHOOTING = IncidentInput(
    slug="shooting-at-uptown",
    kind=IncidentKind.KILLING,
    title=texts("Shooting at Uptown"),
    summary=texts("A made shooting."),
    claims=(
        claim("date", "2023-01-18", cite(paragraph=2)),
        claim("places", ["pl_uptown"], cite(paragraph=2)),
        claim("killed_min", 2, cite(paragraph=2)),
        claim("what_happened", texts("Shots were fired."), cite(paragraph=3)),
    ),
)
PERSON = VictimInput(
    slug="iris-madeupname",
    kind=VictimKind.PERSON,
    sentence=texts("Iris Madeupname, 35, died at Uptown."),
    grading=Grading.FAIR,
    grading_reason=texts("One report."),
    incident_ids=("i_shooting",),
    claims=(
        claim("name", "Iris Madeupname", cite(paragraph=4, opening="Iris Madeupname was shot and")),
        claim("name", "Irís Madeupnaym", cite("so_gazette", 7), key="name-2", shown=False),
        claim("age", 35, cite(paragraph=4)),
        claim("role", texts("teacher"), cite(paragraph=5)),
        claim("date_of_injury", "2023-01-18", cite(paragraph=4)),
        claim(
            "date_of_death",
            "2023-01-19",
            cite(paragraph=4, until=5),
            basis=Basis.COMPUTED,
            reasoning=texts("The day after the 18th."),
        ),
        claim("place_of_death", "pl_uptown", cite(paragraph=4)),
        claim(
            "circumstances",
            texts("Iris was on the way home."),
            cite(paragraph=5, opening="Iris Madeupname was walking home"),
        ),
    ),
)
GROUP = VictimInput(
    slug="killed-at-lowtown",
    kind=VictimKind.GROUP,
    title=texts("Eighteen people killed at Lowtown"),
    claims=(
        claim("count_min", 18),
        claim("date_of_death", "2023-01-09"),
        claim("place_of_death", "pl_lowtown"),
    ),
)
UNNAMED = VictimInput(
    slug="policeman-found",
    kind=VictimKind.UNNAMED,
    title=texts("A policeman found dead"),
    claims=(claim("date_found", "2023-01"), claim("role", texts("policeman"))),
)
TOLL = TollInput(
    slug="killed-57",
    harm=Harm.KILLED,
    qualifier=Qualifier.AT_LEAST,
    figure=57,
    as_of=PartialDate.parse("2023-01-26"),
    citations=(cite("so_gazette", 9),),
)
PART = TollInput(
    slug="killed-56-civilians",
    harm=Harm.KILLED,
    qualifier=Qualifier.EXACTLY,
    figure=56,
    population=texts("civilians"),
    part_of_id="t_57",
    as_of=PartialDate.parse("2023-01-26"),
    citations=(cite("so_gazette", 9),),
)
WORDS = TollInput(
    slug="injured-hundreds",
    harm=Harm.INJURED,
    qualifier=Qualifier.EXACTLY,
    figure_text=texts("hundreds"),
    place_id="pl_lowtown",
    incident_id="i_shooting",
    as_of_inferred=InferredDate(
        date=PartialDate.parse("2023-02"),
        reason=texts("The month of printing."),
        citations=(cite(),),
    ),
    citations=(cite(paragraph=8), cite("so_gazette", 2, until=3)),
)
FIGURE = FigureInput(
    slug="police-12000",
    kind=FigureKind.POLICE,
    what=texts("Police deployed at Lowtown"),
    qualifier=Qualifier.ABOUT,
    figure=12000,
    unit="%",
    place_id="pl_lowtown",
    as_of=PartialDate.parse("2023-01-19"),
    citations=(cite(paragraph=6),),
)
SERVICES = {
    "so": sources,
    "o": organisations,
    "pl": places,
    "i": incidents,
    "v": victims,
    "t": tolls,
    "f": figures,
}
EVERYTHING = {
    "so_herald": HERALD,
    "so_gazette": GAZETTE,
    "so_echo": ECHO,
    "so_atlas": ATLAS,
    "pl_highland": HIGHLAND,
    "pl_uptown": UPTOWN,
    "pl_lowtown": LOWTOWN,
    "i_shooting": SHOOTING,
    "v_person": PERSON,
    "v_group": GROUP,
    "v_unnamed": UNNAMED,
    "t_57": TOLL,
    "t_56": PART,
    "t_words": WORDS,
    "f_police": FIGURE,
}
DISPUTED = ClaimStatus.DISPUTED


def service_of(record_id):
    return SERVICES[record_id.partition("_")[0]]


def save(database, records, *, now=NOW, **options):
    """Write records by id and commit, as a command does."""
    with one_write(database, clock=lambda: now) as db:
        for record_id, wanted in records.items():
            service_of(record_id).save(
                db, record_id=record_id, wanted=wanted, act=ACT, now=now, **options
            )
