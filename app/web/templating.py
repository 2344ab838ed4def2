"""Jinja2 as the house uses it: strict, autoescaped, translated, without inline style or script.

Each language has an environment of its own. So a template is translated when it is compiled, a
filter knows its language, and a macro needs no context to know it: imported without one, it is
made once and not once a page.
"""

from collections.abc import Mapping
from functools import cache, partial
from gettext import NullTranslations
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from app.config import ROOT
from app.kit.languages import Language
from app.web import i18n
from app.web.filters import FILTERS
from app.web.static import static_url

TEMPLATES = ROOT / "templates"


class _Words(NodeTransformer):
    """Puts the words of a language in the place of ``_("…")``, as newstyle gettext would."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self.catalogue = catalogue

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 -- named by Jinja2
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"),
                args=[nodes.Const(value=str(message))],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ):
                words = Markup(self.catalogue.gettext(message)) % {}  # noqa: S704 -- our own words
                return nodes.Const(words, lineno=node.lineno)
            case _:
                return node


class _Translating(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 -- named by Jinja2
        environment = cast("_Environment", self.environment)
        _Words(environment.catalogue).visit(node)
        super().visit_Template(node, frame)


class _Environment(Environment):
    code_generator_class = _Translating
    catalogue: NullTranslations


@cache
def environment(lang: str = Language.SPANISH) -> Environment:
    """The environment of a language, in which every template knows ``lang``."""
    env = _Environment(
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
        lang=lang, static=static_url, languages=tuple(language.value for language in Language)
    )
    return env


def render(template: str, *, lang: str, context: Mapping[str, Any]) -> bytes:
    """Render a template to UTF-8 in ``lang``."""
    return environment(lang).get_template(template).render(context).encode()


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
