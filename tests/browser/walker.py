"""Somebody on a phone: presses and types as a person does, and every screen is looked at."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from zlib import crc32

from playwright.sync_api import Page

from tests.fixtures.browser import axe, press
from tests.fixtures.post import text_of

PHONE = 360  # pixels
LANGUAGES = 3
PRESSING, TYPING = 4, 15  # seconds that one of it takes a tired person
PATIENCE, PAUSE = 1200, 50  # how often what a worker does is looked for, and after how many ms
BREATH = 500  # ms between two looks at a page: each look is work for server and browser

# What is too wide or cut, and what cannot be pressed because it lies outside or under another.
SEEN = """() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`${wide} pixels wide`);
  const unseen = e => !e.checkVisibility() || e.closest('.unseen, .skip');
  const called = e => e.outerHTML.slice(0, 90);
  for (const e of document.querySelectorAll('body *')) {
    if (unseen(e) || e.closest('.wide')) continue;
    const box = e.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1) faults.push(`cut: ${called(e)}`);
  }
  const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const e of document.querySelectorAll(pressed)) {
    if (unseen(e)) continue;
    e.scrollIntoView({block: 'center'});
    const box = e.getClientRects()[0];
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!e.contains(met)) faults.push(`out of reach: ${called(e)}`);
  }
  return faults;
}"""


class Walker:
    """A person with a phone. ``faults`` is what was wrong with the screens they saw."""

    def __init__(self, page: Page, *, turn: int = 0) -> None:
        self.page = page
        self._turn = turn
        self.faults: list[str] = []
        self.presses = 0
        self.typed = 0
        self._looked_at: set[str] = set()

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+|[?#].*$", "", self.page.url)

    @property
    def minutes(self) -> float:
        """How long it took somebody tired."""
        return (self.presses * PRESSING + self.typed * TYPING) / 60

    def look(self, screen: str) -> None:
        """Look at a screen of this name, the first time that it is there.

        axe, which takes the longest, looks at each in one of the languages: they take turns.
        """
        if screen in self._looked_at:
            return
        self._looked_at.add(screen)
        wrong = self.page.evaluate(SEEN)
        if crc32(screen.encode()) % LANGUAGES == self._turn:
            wrong += axe(self.page)
        self.faults += [f"{screen} ({self.path}): {fault}" for fault in wrong]

    def open(self, address: str, screen: str) -> None:
        """Follow a link that somebody sent."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        self.look(screen)

    def press(self, selector: str, screen: str) -> None:
        """Press what leads to another screen."""
        self.presses += 1
        press(self.page, selector)
        self.look(screen)

    def send(self, selector: str, onward: str, screen: str) -> None:
        """Press what is refused to those who are too quick, until it leads on."""
        for _ in range(PATIENCE):
            press(self.page, selector)
            if self.path.endswith(onward):
                break
            self.page.wait_for_timeout(BREATH)
        self.presses += 1
        self.look(screen)

    def fill(self, **fields: str) -> None:
        """Type into fields by their names."""
        self.typed += len(fields)
        for name, text in fields.items():
            self.page.fill(f"main [name={name}]", text)

    def choose(self, selector: str) -> None:
        """Tick a box or pick one of several."""
        self.presses += 1
        self.page.check(selector)

    def select(self, name: str, value: str) -> None:
        self.presses += 1
        self.page.select_option(f"main [name={name}]", value)

    def unfold(self, number: int) -> None:
        """Open what is folded: the first, the second … of the page."""
        self.presses += 1
        self.page.locator("main summary").nth(number).click()

    def text(self, selector: str = "main") -> str:
        return self.page.inner_text(selector)

    def until(self, is_there: Callable[[], bool], *, pause: int = PAUSE) -> None:
        """Wait for what a worker does in a process of its own."""
        for _ in range(PATIENCE):
            if is_there():
                return
            self.page.wait_for_timeout(pause)
        raise AssertionError(f"nothing came: {self.path}")


class Postbox:
    """The mail folder of a server, as those see it to whom it is addressed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: set[Path] = set()

    def letter(self, walker: Walker) -> str:
        """The text of the one letter that nobody has read yet; ``walker`` waits for it."""
        walker.until(lambda: bool(self._new()))
        new = self._new()
        self._read |= set(new)
        (path,) = new
        return text_of(message_from_bytes(path.read_bytes(), policy=policy.default))

    def _new(self) -> list[Path]:
        return [path for path in self._folder.glob("*.eml") if path not in self._read]
