"""Reading pages as a program that walks them does: links, forms, and what in them is live."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

TEXTS = {"text", "search", "url", "tel", "email"}
SCHEMES = {"", "http", "https", "mailto", "sms"}
OWN_SCHEMES = ("otpauth://totp/Ayni:", "data:image/svg+xml;charset=utf-8,%3Csvg")
"""The second factor's secret, and the picture of it."""
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "poster",
    "data",
    "srcset",
    "ping",
}
_NAMES = """
    a abbr article aside b blockquote body br button caption circle cite code datalist dd defs
    details div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 head header hr html i
    img input label legend li line link main meta nav ol optgroup option p path picture polygon
    polyline pre q rect s script search section select small source span strong sub summary sup svg
    table tbody td text textarea tfoot th thead time title tr tspan u ul use wbr
"""
ELEMENTS = frozenset(_NAMES.split())
"""The elements that our own templates use; none other can have been made by what people typed."""


@dataclass
class FoundForm:
    """A form with what stands in it; into ``texts`` and ``secrets`` somebody can write."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    file: str = ""

    def choose(self, name: str, value: str) -> None:
        self.fields[name] = [value]


class PageReader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[FoundForm] = []
        self.live: list[str] = []
        self.faulty: list[str] = []
        self._select = self._area = ""
        self._in_form = False

    @property
    def form(self) -> FoundForm:
        return self.forms[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._judge(tag, given)
        if tag == "a":
            self._link(given.get("href", ""))
        if tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self.forms.append(FoundForm(action, given.get("method", "get").lower()))
            self._in_form = True
        elif self._in_form:
            self._control(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            known = self.form.fields[self._area]
            known[0] = f"{known[0]}{data}".removeprefix("\r\n")

    def _judge(self, tag: str, given: dict[str, str]) -> None:
        if tag not in ELEMENTS:
            self.live.append(f"<{tag}>")
        is_data = given.get("type") == "application/ld+json"
        if tag == "script" and not is_data and not given.get("src", "").startswith("/static/"):
            self.live.append("script")
        for name, value in given.items():
            if name.startswith("on") or name in {"style", "srcdoc"} or "zq" in name:
                self.live.append(f"<{tag} {name}>")
            is_own = value.startswith(OWN_SCHEMES)
            if name in ADDRESSES and _scheme(value) not in SCHEMES and not is_own:
                self.live.append(f"{name}={value}")

    def _link(self, href: str) -> None:
        if href.startswith("#"):
            self.faulty.append(href[1:])
        self.links.append(urljoin(self.address, href).partition("#")[0])

    def _control(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        fields = self.form.fields
        if tag == "input" and name:
            self._input(name, kind, given)
        elif tag == "textarea" and name and "readonly" not in given:
            self._area = name
            fields[name] = [""]
            self.form.texts.append(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in fields:
                fields[self._select] = [given.get("value", "")]
        elif tag == "button" and name:
            fields.setdefault(name, [given.get("value", "")])

    def _input(self, name: str, kind: str, given: dict[str, str]) -> None:
        fields, value = self.form.fields, given.get("value", "")
        if kind in {"checkbox", "radio"}:
            if kind == "radio" and value != "no":
                fields[name] = [value]
            elif "checked" in given:
                fields.setdefault(name, []).append(value or "y")
        elif kind == "file":
            self.form.file = name
        else:
            fields[name] = [value]
            if kind == "password":
                self.form.secrets.append(name)
            if kind in TEXTS and "readonly" not in given and name != "website":
                self.form.texts.append(name)


def _scheme(address: str) -> str:
    """As a browser reads it: without what it skips."""
    plain = re.sub(r"[\x00-\x20]", "", address)
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return ""


def read_page(html: str, address: str) -> PageReader:
    reader = PageReader(address)
    reader.feed(html)
    reader.close()
    return reader
