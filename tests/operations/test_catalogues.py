"""Whatever the pages say is said in every language; each fault of a catalogue is named."""

import pytest

from app.operations.catalogues import check, main, update

SAYS = {
    "templates/base.html": '{{ _("Menu") }}',
    "templates/made/one.html": (
        "{% trans count=n %}{{ count }} made{% pluralize %}{{ count }} are made{% endtrans %}"
        '{{ _("Made by %(name)s", name=n) }} <p>{% trans %}Made in <b>bold</b>{% endtrans %}</p>'
    ),
    "app/made/labels.py": 'def _(message):\n    return message\n\nKIND = _("Made kind")\n',
}
SPANISH = r"""
msgid "Made by %(name)s"
msgstr "Hecho por %(name)s"

msgid "%(count)s made"
msgid_plural "%(count)s are made"
msgstr[0] "uno hecho"
msgstr[1] "%(count)s hechos"

msgid "Made in <b>bold</b>"
msgstr "Hecho en <b>negrita</b>"

msgid "Made kind"
msgstr "Tipo hecho"

msgid "Menu"
msgstr "Menú"
"""


@pytest.fixture
def tree(tmp_path):
    """A made tree that is complete in both languages."""
    for name, text in SAYS.items():
        _write(tmp_path / name, text)
    for lang in ("es", "fr"):
        _write(tmp_path / f"translations/{lang}/made.po", SPANISH)
    return tmp_path


def _write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _change(tree, before, after):
    path = tree / "translations/es/made.po"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_a_complete_tree_has_no_fault(tree):
    assert check(tree) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"Menú"', '""', 'layout.po lacks: "Menu"'),
        ('msgid "Menu"', '#, fuzzy\nmsgid "Menu"', 'made.po is unsure (fuzzy): "Menu"'),
        ('por %(name)s"', 'por %(nombre)s"', "made.po disagrees on %(name)s, %(nombre)s:"),
        ("%(count)s hechos", "hechos", "made.po disagrees on %(count)s:"),
        ("<b>negrita</b>", "negrita", "made.po disagrees on </b>, <b>:"),
        ('msgstr[0] "uno hecho"', 'msgstr[0] ""', "made.po needs 2 forms:"),
    ],
)
def test_a_fault_is_named(tree, before, after, fault):
    _change(tree, before, after)
    found = check(tree)
    assert [line.startswith(f"es: {fault}") for line in found[:1]] == [True]
    assert len(found) <= 2


def test_what_nobody_says_is_left_over(tree):
    _write(tree / "translations/fr/other.po", 'msgid "Unsaid"\nmsgstr "Tu"\n')
    assert check(tree) == ['fr: other.po has more than is said: "Unsaid"']


def test_two_catalogues_must_agree(tree):
    _write(tree / "translations/fr/other.po", 'msgid "Menu"\nmsgstr "Carte"\n')
    assert check(tree) == ['fr: other.po and made.po differ: "Menu"']


def test_what_is_missing_is_added_to_the_catalogue_of_its_room(tree):
    for path in tree.glob("translations/es/*.po"):
        path.unlink()
    assert update(tree) == 5
    made = (tree / "translations/es/made.po").read_text("utf-8")
    layout = (tree / "translations/es/layout.po").read_text("utf-8")
    assert layout.endswith('\nmsgid "Menu"\nmsgstr ""\n')
    assert made.count("msgid ") == 1 + 4
    assert 'msgid_plural "%(count)s are made"\nmsgstr[0] ""\nmsgstr[1] ""\n' in made
    assert len(check(tree)) == 5
    assert update(tree) == 0


def test_an_unknown_command_says_how_to_use_it(capsys):
    assert main(["translate"]) == 2
    assert "python -m app.operations.catalogues check" in capsys.readouterr().err
