"""How a published number is said in one line, in each site language."""

from app.kit.languages import Language
from app.memorial.enums import Harm
from app.memorial.inputs import FigureInput, TollInput
from app.publishing.words import Words
from app.sources.enums import Qualifier
from app.web.i18n import number

HARMED = {
    Harm.KILLED: {"es": "Personas muertas", "fr": "Personnes tuées", "en": "Killed"},
    Harm.INJURED: {"es": "Personas heridas", "fr": "Personnes blessées", "en": "Injured"},
    Harm.DETAINED: {"es": "Personas detenidas", "fr": "Personnes arrêtées", "en": "Detained"},
}
QUALIFIED = {
    Qualifier.EXACTLY: dict.fromkeys(Language, "{}"),
    Qualifier.AT_LEAST: {"es": "al menos {}", "fr": "au moins {}", "en": "at least {}"},
    Qualifier.NEARLY: {"es": "casi {}", "fr": "près de {}", "en": "nearly {}"},
    Qualifier.ABOUT: {"es": "unos {}", "fr": "environ {}", "en": "about {}"},
    Qualifier.MORE_THAN: {"es": "más de {}", "fr": "plus de {}", "en": "more than {}"},
}
COLON = {"es": ": ", "fr": "\u00a0: ", "en": ": "}
"""French sets a no-break space before a colon."""


def counted(words: Words, known: TollInput | FigureInput) -> str:
    """Say "at least 57", or the words that stand where no number is printed."""
    lang = words.reading
    if known.figure is None:
        return words.required(known.figure_text)
    return QUALIFIED[known.qualifier][Language(lang)].format(number(known.figure, lang))


def toll_title(words: Words, known: TollInput) -> str:
    """Say "Killed: 56 (civilians)"."""
    lang = words.reading
    of_whom = words.text(known.population)
    title = f"{HARMED[known.harm][lang]}{COLON[lang]}{counted(words, known)}"
    return f"{title} ({of_whom})" if of_whom else title


def figure_title(words: Words, known: FigureInput) -> str:
    """Say "Police deployed in Lima: 12,000"."""
    return f"{words.required(known.what)}{COLON[words.reading]}{counted(words, known)}"
