"""How often something may be tried, counted over a window that moves."""

import time_machine
from limits import RateLimitItemPerMinute

from app.kit.clock import system_clock
from app.web.limits import SWEEP_AFTER, Limits
from tests.fixtures.application import START

TWO = RateLimitItemPerMinute(2, namespace="made")
ONE = RateLimitItemPerMinute(1, namespace="made_one")
MANY = RateLimitItemPerMinute(2 * SWEEP_AFTER, namespace="made_many")


def test_a_try_counts_until_it_is_a_minute_old():
    limits = Limits(system_clock)
    with time_machine.travel(START, tick=False) as time:
        assert [limits.take([(TWO, "ana")]) for _ in range(2)] == [0, 0]
        time.shift(20)
        assert (limits.take([(TWO, "ana")]), limits.take([(TWO, "ben")])) == (40, 0)
        time.shift(39)
        assert limits.take([(TWO, "ana")]) == 1
        time.shift(1)
        assert limits.take([(TWO, "ana")]) == 0


def test_what_one_limit_refuses_the_others_do_not_count():
    limits = Limits(system_clock)
    with time_machine.travel(START, tick=False):
        answers = [limits.take([(TWO, "all"), (ONE, "ana")]) for _ in range(3)]
        assert answers == [0, 60, 60]
        assert limits.take([(TWO, "all"), (ONE, "ben")]) == 0


def test_forgetting_what_is_past_forgets_nothing_that_counts():
    limits = Limits(system_clock)
    with time_machine.travel(START, tick=False) as time:
        assert limits.take([(ONE, "early")]) == 0
        time.shift(30)
        assert limits.take([(ONE, "late")]) == 0
        time.shift(30)
        assert {limits.take([(MANY, "all")]) for _ in range(SWEEP_AFTER)} == {0}
        assert (limits.take([(ONE, "early")]), limits.take([(ONE, "late")])) == (0, 30)
