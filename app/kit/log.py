"""What an operator has to know, a line each (logfmt), on the standard error.

Never what people wrote, nor who they are: names of errors, ids, places in our own code.
"""

import json
import re
import sys

from app.kit.clock import system_clock

_PLAIN = re.compile(r"[\w.:/+-]+", re.ASCII)


def warn(event: str, **facts: object) -> None:
    """Say what went wrong and will be tried again."""
    _say("warning", event, facts)


def complain(event: str, **facts: object) -> None:
    """Say what went wrong for good."""
    _say("error", event, facts)


def _say(level: str, event: str, facts: dict[str, object]) -> None:
    now = system_clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {"timestamp": now, "level": level, "event": event, **facts}
    sys.stderr.write(
        " ".join(f"{name}={_value(str(value))}" for name, value in told.items()) + "\n"
    )
    sys.stderr.flush()


def _value(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value)
