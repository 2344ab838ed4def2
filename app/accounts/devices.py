"""What a session is called in its owner's list: a browser's family and a kind of machine."""

from typing import Annotated

from app.web.hop import Hop, Inject

_BROWSERS = (
    ("firefox", "Firefox"),
    ("edg/", "Edge"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_MACHINES = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("mac os", "Mac"),
    ("linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """A few of our own words: "Firefox, Android"; empty for what we do not know."""
    agent = user_agent.lower()
    words = [
        next((word for mark, word in table if mark in agent), "")
        for table in (_BROWSERS, _MACHINES)
    ]
    return ", ".join(filter(None, words))


def _device(hop: Hop) -> str:
    return device_of(hop.request.headers.get("user-agent", ""))


Device = Annotated[str, Inject(_device)]
"""Parameter type of a handler that begins a session."""
