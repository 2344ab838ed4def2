"""The words of our own letters. Marked for translation, not translated."""

from collections.abc import Mapping

from app.web.i18n import translated


def _(message: str) -> str:
    return message


TEST = {
    "subject": _("A test"),
    "body": _("This is a test of the mail of this site. It arrived. Nothing needs to be done."),
}


def test_words(lang: str) -> Mapping[str, str]:
    """Subject and body of the letter that tests whether mail arrives."""
    return translated(TEST, lang)
