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


def install() -> None:
    """Register ``{…:lang}``, ``{…:slug}``, ``{…:name}`` and ``{…:code}``."""
    register_url_convertor("lang", LanguageConvertor())
    register_url_convertor("slug", SlugConvertor())
    register_url_convertor("name", NameConvertor())
    register_url_convertor("code", CodeConvertor())
