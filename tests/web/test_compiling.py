"""What is worked out when a template is compiled changes nothing of what it says."""

import pytest
from markupsafe import Markup, escape

from app.web.compiling import HouseEnvironment
from app.web.i18n import translations


class Drawn:
    def __html__(self):
        return "<b>drawn</b>"


@pytest.mark.parametrize("value", ["<a href='x'>\"&\"</a>", Markup("<i>"), Drawn(), None, 3, 0.5])
def test_what_is_put_out_is_escaped_but_for_markup(value):
    assert HouseEnvironment.put_out(value) == str(escape(value))


@pytest.fixture
def said():
    env = HouseEnvironment(autoescape=True, extensions=["jinja2.ext.i18n"])
    env.catalogue = translations("fr")
    env.install_gettext_translations(env.catalogue, newstyle=True)
    env.globals["site"] = "A & B"

    def say(source, **given):
        return env.from_string(source).render(**given)

    return say


def test_macros_take_what_they_took(said):
    macro = "{% macro m(a, b='<', c=none) %}[{{ a }}{{ b }}{{ c }}{{ site }}]{% endmacro %}"
    assert said(macro + "{{ m('&') }}{{ m(1, c=2) }}{{ m(*x, **y) }}", x=(1,), y={"b": 2}) == (
        "[&amp;&lt;NoneA &amp; B][1&lt;2A &amp; B][12NoneA &amp; B]"
    )
    around = "{% macro m(a) %}<{{ a }}>{{ caller() }}{% endmacro %}"
    assert said(around + "{% for i in 'xy' %}{% call m(i) %}{{ i }}&{% endcall %}{% endfor %}") == (
        "<x>x&<y>y&"
    )


def test_a_name_behind_a_dot_is_a_key_or_else_an_attribute(said):
    told = {"title": "<i>", "count": 3}
    assert said("{{ t.title }} {{ t.count }} {{ t.keys()|join(' ') }}", t=told) == (
        "&lt;i&gt; 3 title count"
    )
    assert said("{{ t.missing is defined }} {{ w.count('a') }}", t=told, w="aa") == "False 2"


def test_words_are_those_of_the_language(said):
    assert said("{{ _('Events') }} {{ ngettext('%(num)s other', '%(num)s others', 2) }}") == (
        "Événements 2 autres"
    )
    dated = "{{ _('of them %(population)s', population=who) }}"
    assert said(dated, who="<5 %>") == "dont &lt;5 %&gt;"
