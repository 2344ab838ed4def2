"""Path parameters: a language is one of ours, a slug is a slug, a name is an id or a slug."""

from starlette.convertors import Convertor, register_url_convertor

from app.kit.languages import Language


class LanguageConvertor(Convertor[str]):
    regex = "|".join(language.value for language in Language)

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class SlugConvertor(LanguageConvertor):
    regex = "[a-z0-9-]{1,80}"


class NameConvertor(LanguageConvertor):
    regex = "[a-z0-9_-]{1,80}"


class CodeConvertor(LanguageConvertor):
    regex = "[0-9a-z]{4,12}"


class NumberConvertor(Convertor[int]):
    """What either database can hold as a number; another address is none of ours."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


def install() -> None:
    """Register ``{…:lang}``, ``{…:slug}``, ``{…:name}``, ``{…:code}`` and ``{…:number}``."""
    register_url_convertor("lang", LanguageConvertor())
    register_url_convertor("slug", SlugConvertor())
    register_url_convertor("name", NameConvertor())
    register_url_convertor("code", CodeConvertor())
    register_url_convertor("number", NumberConvertor())
