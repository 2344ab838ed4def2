"""The API against its own OpenAPI document: every check of schemathesis, in process.

`make test` sends a few hundred requests on each kind of database, `--schemathesis-cases` more
(CONTRIBUTING.md). Each costs 25 ms of processor, most of which is their invention.
"""

import faulthandler
import math
from collections import Counter

import pytest

from tests.fixtures.figures import CASES

CASES_OF_AN_EXAMPLE = 16  # seen: its share of all that the phases send
# What no schema can tell: a cursor is opaque, and not every text with the form of a date is one.
OPAQUE = {("cursor", "cursor_mismatch"), ("date", "value_error")}


class Recorder:
    """Counts what the application answers."""

    def __init__(self, app) -> None:
        self.app = app
        self.statuses = Counter()

    async def __call__(self, scope, receive, send):
        async def note(message):
            if message["type"] == "http.response.start":
                self.statuses[scope["method"], message["status"]] += 1
            await send(message)

        await self.app(scope, receive, note)


def is_opaque(response) -> bool:
    """Whether a request that the document allows was refused for what it cannot tell."""
    if response.status_code == 400:
        return True  # a control character in a text: the gate
    if response.status_code != 422:
        return False
    return {(error["parameter"], error["code"]) for error in response.json()["errors"]} <= OPAQUE


def mismatches(schema) -> list[str]:
    """Run every phase; return what does not agree, with the request that shows it."""
    from schemathesis.engine import events, from_schema

    found = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(repr(event))
        if not isinstance(event, events.ScenarioFinished):
            continue
        for case_id, checks in event.recorder.checks.items():
            response = event.recorder.interactions[case_id].response
            for check in checks:
                if check.failure_info is None:
                    continue
                if check.name == "positive_data_acceptance" and is_opaque(response):
                    continue
                failure = check.failure_info.failure
                found.append(f"{check.name}: {failure.message}: {check.failure_info.code_sample}")
    return found


@pytest.fixture
def cases(request) -> int:
    """How many requests to send at least; unhurried when there are to be many."""
    wanted = request.config.getoption("schemathesis_cases")
    if wanted > CASES:
        faulthandler.cancel_dump_traceback_later()  # pytest's limit for one test
    return wanted


def test_the_api_is_what_its_document_says(seeded_app, cases, record_property):
    import schemathesis  # it is large, and no other test needs it
    from schemathesis.config import SchemathesisConfig

    config = SchemathesisConfig(seed=20230118)
    config.projects.default.generation.max_examples = math.ceil(cases / CASES_OF_AN_EXAMPLE)
    config.projects.default.generation.deterministic = True
    refusals = config.projects.default.checks.negative_data_rejection.expected_statuses
    config.projects.default.checks.negative_data_rejection.expected_statuses = [*refusals, "414"]
    recorder = Recorder(seeded_app)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", recorder, config=config)
    found = mismatches(schema)
    statuses = recorder.statuses
    accepted = sum(count for (_, status), count in statuses.items() if status < 300)
    failed = sum(count for (_, status), count in statuses.items() if status >= 500)
    share = accepted / statuses.total()
    record_property(
        "figure",
        f"{statuses.total()} cases, {share:.0%} answered 2xx, {failed} answered 5xx,"
        f" {len(found)} mismatches",
    )
    assert (found, failed) == ([], 0)
    assert statuses.total() >= cases
    assert share > 1 / 3
