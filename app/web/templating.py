"""Jinja2 as the house uses it: strict, autoescaped, translated, without inline style or script.

Each language has an environment of its own. So a template is translated when it is compiled, a
filter knows its language, and a macro needs no context to know it: imported without one, it is
made once and not once a page.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.config import ROOT
from app.kit.languages import Language
from app.web import i18n
from app.web.compiling import HouseEnvironment
from app.web.filters import FILTERS
from app.web.static import static_url

TEMPLATES = ROOT / "templates"


@cache
def environment(lang: str = Language.SPANISH) -> Environment:
    """The environment of a language, in which every template knows ``lang``."""
    env = HouseEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.catalogue = i18n.translations(lang)
    env.install_gettext_translations(env.catalogue, newstyle=True)  # type: ignore[attr-defined] -- the i18n extension adds it
    env.filters.update({name: partial(filter_, lang=lang) for name, filter_ in FILTERS.items()})
    cast("dict[str, Any]", env.globals).update(
        lang=lang,
        static=static_url,
        section_links=partial(_section_links, lang),
        once=_once,
        languages=tuple(language.value for language in Language),
    )
    return env


def _once(macro: Callable[[Any], str], item: Mapping[str, Hashable]) -> str:
    """What a macro makes of a line of texts, made once for as long as it says the same.

    A list is made anew whenever anything public changes; most of its lines did not.
    """
    return _line(macro, tuple(item.items()))


@lru_cache(2048)
def _line(macro: Callable[[Any], str], item: tuple[tuple[str, Hashable], ...]) -> str:
    return macro(dict(item))


def _section_links(lang: str, path: str) -> str:
    """The links to the sections of the site, the one that ``path`` is in marked."""
    here, *below = path.removeprefix(f"/{lang}/").split("/", 1)
    return _marked_links(lang, here, "true" if below else "page")


@lru_cache(256)
def _marked_links(lang: str, here: str, current: str) -> str:
    macros: Any = environment(lang).get_template("macros/nav.html").module
    return macros.sections(lang, here, current)


def render(template: str, *, lang: str, context: Mapping[str, Any]) -> bytes:
    """Render a template to UTF-8 in ``lang``."""
    return environment(lang).get_template(template).render(context).encode()


def render_error(status: int, *, code: str, lang: str, path: str) -> bytes:
    """The page of an error; ``code`` names the fact where it has words of its own."""
    known = path.split("/")
    rest = "/".join(known[2:]) if len(known) > 1 and known[1] in set(Language) else ""
    room = "memorial" if rest.startswith("memorial") else ""
    return _error_page(lang, status, code, "organise" if path.startswith("/organise") else room)


@lru_cache(512)
def _error_page(lang: str, status: int, code: str, room: str) -> bytes:
    """Made once: whoever guesses addresses is shown the same few pages again and again."""
    context = {
        "status": status,
        "code": code,
        "is_memorial": room == "memorial",
        "is_workspace": room == "organise",
    }
    return render("errors/page.html", lang=lang, context=context)
