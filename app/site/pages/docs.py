"""The API's own pages: where it begins, and what each collection takes and gives."""

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.responses import JSONResponse, Response

from app.kit.languages import Language
from app.publishing.enums import COLLECTION
from app.web.api import API, CORS
from app.web.hop import Config, Router
from app.web.page import OpenApi, Pages

router = Router()


@router.get(API)
@router.get(f"{API}/")
def index(settings: Config) -> Response:
    """Where everything of the API is."""
    base = settings.canonical_base
    return JSONResponse(
        {
            "documentation": f"{base}/api/docs",
            "openapi": f"{base}{API}/openapi.json",
            "collections": {name: f"{base}{API}/{name}" for name in COLLECTION.values()},
        },
        headers=dict(CORS),
    )


@router.get("/api/docs")
def docs(pages: Pages, openapi: OpenApi) -> Response:
    """Documentation for people, from the OpenAPI document; in English."""
    page = pages.open(Language.ENGLISH)
    return page.render(
        "site/api_docs.html", collections=list(_collections(openapi)), about=openapi["info"]
    )


def _collections(openapi: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    schemas = openapi["components"]["schemas"]
    for name in COLLECTION.values():
        listing = openapi["paths"].get(f"{API}/{name}", {}).get("get")
        item = openapi["paths"].get(f"{API}/{name}/{{id}}", {}).get("get")
        if listing is None or item is None:
            continue
        schema = _answer(item)
        yield {
            "name": name,
            "summary": _about(listing["summary"]),
            "parameters": [_parameter(parameter, schemas) for parameter in listing["parameters"]],
            "fields": list(_fields(schemas[_name(schema)], schemas)),
        }


def _about(summary: str) -> str:
    """What a collection holds: "List the people …" -> "The people …"."""
    held = summary.removeprefix("List ")
    return held[:1].upper() + held[1:]


def _answer(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = operation["responses"]["200"]["content"]["application/json"]
    return answer["schema"]


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[1]


def _parameter(parameter: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "type": _type(schema, schemas),
        "default": schema.get("default"),
        "description": parameter.get("description", ""),
    }


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, field in schema["properties"].items():
        yield {
            "name": name,
            "type": _type(field, schemas),
            "description": field.get("description", ""),
        }


def _type(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """A schema in a few words: "string or null", "list of Citation"."""
    if "$ref" in schema:
        target = schemas[_name(schema)]
        if "enum" in target:
            return " | ".join(f'"{value}"' for value in target["enum"])
        return _name(schema).removesuffix("Part").removesuffix("Document")
    if "anyOf" in schema:
        return " or ".join(_type(part, schemas) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}), schemas)}"
    return str(schema.get("format") or schema.get("type") or "any")
