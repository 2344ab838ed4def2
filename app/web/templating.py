"""Jinja2 as the house uses it: strict, autoescaped, translated, without inline style or script."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from app.config import ROOT
from app.kit.languages import Language
from app.web import i18n
from app.web.filters import FILTERS
from app.web.static import static_url

TEMPLATES = ROOT / "templates"


@cache
def environment() -> Environment:
    """The one environment; the language of a render stands in ``i18n.current_language``."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined] -- the i18n extension adds it
        i18n.gettext,
        i18n.ngettext,
        newstyle=True,
        pgettext=i18n.pgettext,
        npgettext=i18n.npgettext,
    )
    env.filters.update({name: _in_language(filter_) for name, filter_ in FILTERS.items()})
    cast("dict[str, Any]", env.globals).update(
        static=static_url, languages=tuple(language.value for language in Language)
    )
    return env


def _in_language(filter_: Any) -> Any:
    """Hand the page's language to a filter as its keyword ``lang``."""

    @pass_context
    def localised(context: Context, *args: Any, **options: Any) -> Any:
        return filter_(*args, lang=options.pop("lang", context["lang"]), **options)

    return localised


def render(template: str, *, lang: str, context: Mapping[str, Any]) -> bytes:
    """Render a template to UTF-8 in ``lang``."""
    token = i18n.current_language.set(lang)
    try:
        return environment().get_template(template).render(lang=lang, **context).encode()
    finally:
        i18n.current_language.reset(token)


def render_error(status: int, *, code: str, lang: str, path: str) -> bytes:
    """The page of an error; ``code`` names the fact where it has words of its own."""
    known = path.split("/")
    rest = "/".join(known[2:]) if len(known) > 1 and known[1] in set(Language) else ""
    context = {
        "status": status,
        "code": code,
        "is_memorial": rest.startswith("memorial"),
        "is_workspace": path.startswith("/organise"),
    }
    return render("errors/page.html", lang=lang, context=context)
