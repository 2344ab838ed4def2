"""How often something may be tried, counted over a window that moves."""

from datetime import timedelta

from app.web.limits import DAY, SWEEP_AFTER, Limit, Limits
from tests.web.made import request_from

TWO = Limit(2, timedelta(minutes=1), "made")
ONE = Limit(1, timedelta(minutes=1), "made_one")
MANY = Limit(2 * SWEEP_AFTER, timedelta(minutes=1), "made_many")


def test_a_try_counts_until_it_is_a_minute_old(monotonic):
    limits = Limits(monotonic)
    assert [limits.take([(TWO, "ana")]) for _ in range(2)] == [0, 0]
    monotonic.advance(20)
    assert (limits.take([(TWO, "ana")]), limits.take([(TWO, "ben")])) == (40, 0)
    monotonic.advance(39)
    assert limits.take([(TWO, "ana")]) == 1
    monotonic.advance(1)
    assert limits.take([(TWO, "ana")]) == 0


def test_what_one_limit_refuses_the_others_do_not_count(monotonic):
    limits = Limits(monotonic)
    answers = [limits.take([(TWO, "all"), (ONE, "ana")]) for _ in range(3)]
    assert answers == [0, 60, 60]
    assert limits.take([(TWO, "all"), (ONE, "ben")]) == 0


def test_forgetting_what_is_past_forgets_nothing_that_counts(monotonic):
    limits = Limits(monotonic)
    assert limits.take([(ONE, "early")]) == 0
    monotonic.advance(30)
    assert limits.take([(ONE, "late")]) == 0
    monotonic.advance(30)
    assert {limits.take([(MANY, "all")]) for _ in range(SWEEP_AFTER)} == {0}
    assert (limits.take([(ONE, "early")]), limits.take([(ONE, "late")])) == (0, 30)


def test_a_client_is_known_for_a_day_by_nothing_that_is_its_address(monotonic):
    limits = Limits(monotonic)
    addresses = (
        "198.51.100.7", "::ffff:198.51.100.7", "198.51.100.8",
        "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1",
    )  # fmt: skip
    known = [limits.client(request_from(address)) for address in addresses]
    assert [known.index(one) for one in known] == [0, 0, 2, 3, 3, 5]
    monotonic.advance(DAY - 1)
    assert [limits.client(request_from(address)) for address in addresses] == known
    monotonic.advance(1)
    assert not {limits.client(request_from(address)) for address in addresses} & {*known}
