"""How a whole number may be printed: in figures, or in English, Spanish or French words."""

_SMALL = (
    ("zero",),
    ("one", "a", "an", "first", "uno", "una", "un", "une"),
    ("two", "dos", "deux"),
    ("three", "tres", "trois"),
    ("four", "cuatro", "quatre"),
    ("five", "cinco", "cinq"),
    ("six", "seis"),
    ("seven", "siete", "sept"),
    ("eight", "ocho", "huit"),
    ("nine", "nueve", "neuf"),
    ("ten", "diez", "dix"),
    ("eleven", "once", "onze"),
    ("twelve", "doce", "douze"),
)


def numerals(number: int) -> set[str]:
    """The ways in which ``number`` may stand in a text, in lower case."""
    ways = {str(number)}
    if number >= 1000:  # noqa: PLR2004 -- where grouping of digits begins
        grouped = f"{number:,}"
        ways |= {grouped, grouped.replace(",", ".")}
    if number < len(_SMALL):
        ways |= set(_SMALL[number])
    return ways
