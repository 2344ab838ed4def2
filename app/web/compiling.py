"""How templates are compiled: what is known then is not worked out for every page.

Words are translated. What is called is called at once, without the search for what a callable may
want to be given. What is put out is text, with no `Markup` made around each piece. A name behind a
dot is first a key, since what templates are given are mostly documents.
"""

from collections.abc import MutableMapping
from gettext import NullTranslations
from typing import Any, cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import (
    Markup,
    _escape_inner,  # pyright: ignore[reportPrivateUsage, reportPrivateImportUsage] -- `escape` makes a Markup of each piece
    escape,
)

_WANT_CONTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})
"""The only callables of ours that do: words that are found out on the page, as for a number."""


class _Words(NodeTransformer):
    """Puts a language's words in the place of ``_("…", name=…)``, as newstyle gettext would."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self.catalogue = catalogue

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 -- named by Jinja2
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"),
                args=[nodes.Const(value=str(message))],
                kwargs=values,
                dyn_args=None,
                dyn_kwargs=None,
            ):
                words = Markup(self.catalogue.gettext(message))  # noqa: S704 -- our own words
                if not values:
                    return nodes.Const(words % {}, lineno=node.lineno)
                pairs = [nodes.Pair(nodes.Const(named.key), named.value) for named in values]
                return nodes.Mod(nodes.Const(words), nodes.Dict(pairs), lineno=node.lineno)
            case _:
                return node


class Compiler(CodeGenerator):
    """Writes the Python of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 -- named by Jinja2
        environment = cast("HouseEnvironment", self.environment)
        _Words(environment.catalogue).visit(node)
        super().visit_Template(node, frame)

    def visit_Call(  # noqa: N802 -- named by Jinja2
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 -- as Jinja2 has it
    ) -> None:
        if isinstance(node.node, nodes.Name) and node.node.name in _WANT_CONTEXT:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(*()")  # what comes begins with a comma
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.put_out(")


class HouseEnvironment(Environment):
    """What compiled templates run in; the ``catalogue`` is that of its language."""

    code_generator_class = Compiler
    catalogue: NullTranslations

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return cast("dict[str, Any]", obj)[attribute]
        found = getattr(cast("Any", obj), attribute, missing)
        return super().getattr(obj, attribute) if found is missing else found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping: in Jinja2's chain of them every look is a search."""
        return {**self.globals, **(d or {})}

    @staticmethod
    def put_out(value: Any) -> str:
        """A value as it stands on the page: escaped, unless it is markup."""
        if type(value) is str:
            return _escape_inner(value)
        return value if type(value) is Markup else escape(value)
