"""How a published number is said in one line, in each site language."""

from app.memorial import labels
from app.memorial.inputs import FigureInput, TollInput
from app.publishing.words import Words
from app.web.i18n import number, translations


def counted(words: Words, known: TollInput | FigureInput) -> str:
    """Say "at least 57"; where no number is printed, the words: "more than a hundred"."""
    if known.figure is None:
        figure = words.required(known.figure_text)
    else:
        figure = number(known.figure, words.reading)
    if isinstance(known, FigureInput) and known.unit and known.figure is not None:
        figure = f"{figure}\u00a0{known.unit}"
    return _said(words, labels.QUALIFIED[known.qualifier]) % {"n": figure}


def toll_title(words: Words, known: TollInput) -> str:
    """Say "Deaths: 56 (civilians)"."""
    title = _titled(words, _said(words, labels.HARMS[known.harm]), known)
    of_whom = words.text(known.population)
    return f"{title} ({of_whom})" if of_whom else title


def figure_title(words: Words, known: FigureInput) -> str:
    """Say "Police deployed in Lima: 12,000"."""
    return _titled(words, words.required(known.what), known)


def _titled(words: Words, what: str, known: TollInput | FigureInput) -> str:
    return _said(words, labels.TITLED) % {"what": what, "count": counted(words, known)}


def _said(words: Words, message: str) -> str:
    return translations(words.reading).gettext(message)
