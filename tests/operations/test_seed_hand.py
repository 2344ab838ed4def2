"""Seeding again: nothing changes, what a hand did stays, and the difference is told."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, func, select

from app.history.enums import Role
from app.history.inputs import Act
from app.history.models import Change, JournalEntry, Revision
from app.kit.db import Base, Database
from app.kit.generation import public_version
from app.memorial.models import Victim
from app.memorial.service import victims
from app.operations.seed.apply import apply_pack
from app.operations.seed.pack import load_pack
from app.operations.session import one_write
from app.publishing.enums import PublicKind, RecordStatus
from app.sources.inputs import CitationInput, ClaimInput
from tests.operations.made_pack import write_pack

HAND = Act(role=Role.MEMORIAL_EDITOR, note="by hand")


class Site:
    """A database with commands on it."""

    def __init__(self, url, clock) -> None:
        self.database = Database(url, pool_size=1)
        self.clock = clock

    def seed(self, pack):
        self.clock.advance(hours=1)
        with one_write(self.database, clock=self.clock) as db:
            return apply_pack(db, pack, now=self.clock())

    def rows(self):
        """Every row of every table."""
        with self.database.reading() as db:
            return {
                table.name: sorted(repr(tuple(row)) for row in db.execute(select(table)))
                for table in Base.metadata.sorted_tables
            }

    def counts(self):
        with self.database.reading() as db:
            tables = (Revision, Change, JournalEntry)
            return public_version(db), *(
                db.scalar(select(func.count()).select_from(table)) for table in tables
            )

    def victim(self, record_id):
        with self.database.reading() as db:
            return victims.read(db, record_id)

    def save(self, record_id, wanted, **options):
        self.clock.advance(hours=1)
        with one_write(self.database, clock=self.clock) as db:
            victims.save(
                db, record_id=record_id, wanted=wanted, act=HAND, now=self.clock(), **options
            )


@pytest.fixture
def site(seeded_url, clock):
    site = Site(seeded_url, clock)
    yield site
    site.database.dispose()


@pytest.fixture
def made_site(database_url, clock):
    site = Site(database_url, clock)
    yield site
    site.database.dispose()


def id_of(pack, kind, key):
    return next(record.record_id for record in pack.records[kind] if record.key == key)


def test_seeding_twice_changes_nothing(site, seed_pack):
    before, counted = site.rows(), site.counts()
    report = site.seed(seed_pack)
    assert (report.added, report.changed, report.kept) == (0, 0, [])
    assert site.rows() == before
    assert site.counts() == counted


def test_an_edit_by_hand_stays_and_is_told(site, seed_pack):
    record_id = id_of(seed_pack, PublicKind.VICTIM, "sonia-aguilar")
    seeded = site.victim(record_id)
    cited = CitationInput(
        source_id=seeded.claims[0].citations[0].source_id,
        paragraph_from=1,
        opening="Made words that open it",
    )
    claim = ClaimInput(
        key="name-by-hand", field="name", value="Made Spelling", citations=(cited,), shown=True
    )
    edited = replace(
        seeded,
        sentence={**seeded.sentence, "en": "A made sentence."},
        claims=(claim, *seeded.claims[1:]),
    )
    site.save(record_id, edited)
    by_hand = site.victim(record_id)
    assert by_hand.sentence["en"] == "A made sentence."
    counted = site.counts()
    report = site.seed(seed_pack)
    gone = seeded.claims[0].key
    assert report.kept == [
        "victim sonia-aguilar: sentence.en was edited by hand and stays",
        f"victim sonia-aguilar: claims.{gone} was edited by hand and stays",
        "victim sonia-aguilar: claims.name-by-hand was edited by hand and stays",
    ]
    assert (report.added, report.changed) == (0, 0)
    assert site.victim(record_id) == by_hand
    assert site.counts() == counted
    again = site.seed(seed_pack)
    assert again.kept == report.kept


def test_a_newer_pack_changes_only_what_no_hand_touched(made_site, tmp_path):
    first = load_pack(write_pack(tmp_path / "first"))
    assert made_site.seed(first).added == 7
    iris = id_of(first, PublicKind.VICTIM, "iris")
    seeded = made_site.victim(iris)
    made_site.save(iris, replace(seeded, sentence={**seeded.sentence, "fr": "À la main."}))
    newer = load_pack(
        write_pack(
            tmp_path / "newer",
            victims=(
                "{en: A made sentence., es: Una frase inventada., fr: Une phrase inventée.}",
                "{en: A newer one., es: Una frase nueva., fr: Une phrase nouvelle.}",
            ),
            places=("name: Made City", "name: Made City\n  country: PE"),
        )
    )
    report = made_site.seed(newer)
    assert (report.added, report.changed) == (0, 2)
    assert report.kept == ["victim iris: sentence.fr was edited by hand and stays"]
    assert made_site.victim(iris).sentence == {
        "en": "A newer one.",
        "es": "Una frase nueva.",
        "fr": "À la main.",
    }
    counted = made_site.counts()
    assert made_site.seed(newer).kept == report.kept
    assert made_site.counts() == counted


def test_what_was_deleted_or_withdrawn_is_not_made_again(made_site, tmp_path):
    pack = load_pack(write_pack(tmp_path / "pack"))
    made_site.seed(pack)
    iris = id_of(pack, PublicKind.VICTIM, "iris")
    made_site.save(iris, made_site.victim(iris), status=RecordStatus.WITHDRAWN)
    toll = id_of(pack, PublicKind.TOLL, "killed-one")
    with one_write(made_site.database, clock=made_site.clock) as db:
        table = Base.metadata.tables["toll"]
        db.execute(delete(table).where(table.c.id == toll))
    counted = made_site.counts()
    report = made_site.seed(pack)
    assert (report.added, report.changed) == (0, 0)
    assert report.kept == ["toll killed-one: deleted by hand, not made again"]
    assert made_site.counts() == counted
    with made_site.database.reading() as db:
        status = db.scalar(select(Victim.status).where(Victim.id == iris))
        assert status is RecordStatus.WITHDRAWN
        published = Base.metadata.tables["published_victim"]
        assert db.execute(select(published.c.id)).all() == []
    newer = load_pack(write_pack(tmp_path / "newer", victims=("A made sentence.", "A newer one.")))
    made_site.seed(newer)
    with made_site.database.reading() as db:
        assert db.execute(select(published.c.id)).all() == []
        assert victims.read(db, iris).sentence["en"] == "A newer one."


def test_what_the_pack_no_longer_says_goes_unless_a_hand_holds_it(made_site, tmp_path):
    pack = load_pack(write_pack(tmp_path / "pack"))
    made_site.seed(pack)
    iris = id_of(pack, PublicKind.VICTIM, "iris")
    age = """    age:
      - value: 35
        cite: [{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]
"""
    without = load_pack(write_pack(tmp_path / "without", victims=(age, "")))
    report = made_site.seed(without)
    assert (report.added, report.changed, report.kept) == (0, 1, [])
    assert "age" not in {claim.field for claim in made_site.victim(iris).claims}
    back = made_site.seed(pack)
    assert (back.added, back.changed, back.kept) == (0, 1, [])
    assert "age" in {claim.field for claim in made_site.victim(iris).claims}


CITED = '[{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]'


@pytest.mark.parametrize("is_supported", [False, True])
@pytest.mark.parametrize(("leaving", "taking"), [("one", "other"), ("other", "one")])
def test_an_address_goes_from_one_record_to_the_next(
    made_site, tmp_path, leaving, taking, is_supported
):
    """Written at once they would be refused, whichever of the two the database takes first.

    Where parts of the second are replaced, the database is told of both before it is done with.
    """
    folder = write_pack(tmp_path / "pack")

    def seed(said: str, **slugs: str):
        words = f"{{en: {said}, es: {said}, fr: {said}}}"
        support = f"{{key: made, who: {words}, wording: {words}, cite: {CITED}}}"
        (folder / "demands.yaml").write_text(
            "\n".join(
                f"- {{key: {key}, slug: {slug}, kind: movement, title: {{en: A, es: B, fr: C}},"
                f" supports: [{support if is_supported and key == taking else ''}]}}"
                for key, slug in slugs.items()
            )
        )
        return made_site.seed(load_pack(folder))

    seed("Once", **{leaving: "made-first", taking: "made-second"})
    report = seed("Again", **{leaving: "made-third", taking: "made-first"})
    assert (report.added, report.changed, report.kept) == (0, 2, [])
    with made_site.database.reading() as db:
        table = Base.metadata.tables["published_demand"]
        addresses = db.scalars(select(table.c.slug).where(table.c.lang == "en"))
        assert sorted(addresses) == ["made-first", "made-third"]
        former = Base.metadata.tables["former_slug"]
        assert db.scalars(select(former.c.slug)).all() == ["made-second"]
