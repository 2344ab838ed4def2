"""Every collection keeps the contract, on the whole seed and on both databases."""

import json
import re
from urllib.parse import urlencode, urlsplit

import pytest
import yaml

from app.kit.dates import PartialDate
from app.kit.text import sort_key
from tests.api.contract import (
    CLAIM,
    COLLECTIONS,
    FIELDS,
    INFERRED,
    ITEM,
    LANGUAGES,
    SIGN_UP,
    SORTS,
    SUPPORT,
)
from tests.fixtures.seeded import PACK

BASE = "http://127.0.0.1:8000"
API = f"{BASE}/api/v1"
every_collection = pytest.mark.parametrize("name", COLLECTIONS)


def asked(name, **query):
    return f"/api/v1/{name}?{urlencode(query)}"


def walk(client, name, **query):
    """Every item of a list, page after page."""
    items, address = [], asked(name, **query)
    while address is not None:
        answer = client.get(address)
        assert answer.status_code == 200
        page = answer.json()
        assert list(page) == ["items", "next"]
        assert page["items"] or not items, "an empty page after another"
        items += page["items"]
        address = page["next"]
        link = f'<{address}>; rel="next"' if address else None
        assert answer.headers.get("link") == link
        if address:
            assert len(page["items"]) == query["limit"]
            assert address.startswith(f"{API}/{name}?")
    return items


def ids(items):
    return [item["id"] for item in items]


@pytest.fixture
def whole(seeded_client):
    """Return `whole(name, …)`: a list in one page."""
    return lambda name, **query: walk(seeded_client, name, **{"limit": 100, **query})


def fields(text):
    return set(text.split())


def parts(value, *names):
    """Every object that has all of these names, however deep it lies."""
    if isinstance(value, dict):
        if set(names) <= value.keys():
            yield value
        for child in value.values():
            yield from parts(child, *names)
    if isinstance(value, list):
        for child in value:
            yield from parts(child, *names)


@every_collection
def test_every_record_of_the_seed_is_there_once(whole, name):
    records = yaml.load((PACK / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    slugs = sorted(record.get("slug", record["key"]) for record in records)
    items = whole(name)
    assert sorted(item["slug"] for item in items) == slugs
    assert len(set(ids(items))) == len(items) > 6


@every_collection
def test_every_field_of_the_contract_is_there(whole, name):
    for lang in (None, *LANGUAGES):
        for item in whole(name, **({"lang": lang} if lang else {})):
            assert fields(f"{ITEM} {FIELDS[name]}") - item.keys() == set()
            for claim in item.get("claims", []):
                assert fields(CLAIM) - claim.keys() == set()
            for support in item.get("support", []):
                assert fields(SUPPORT) - support.keys() == set()
            if "sign_up" in item:
                assert fields(SIGN_UP) == item["sign_up"].keys()
            if inferred := item.get("published_inferred") or item.get("as_of_inferred"):
                assert fields(INFERRED) - inferred.keys() == set()


@every_collection
def test_every_record_carries_a_citation(whole, name):
    sources = {item["slug"] for item in whole("sources")}
    for item in whole(name):
        cited = list(parts(item, "source", "paragraph"))
        assert cited, item["slug"]
        assert {part["source"] for part in cited} <= sources
        assert all(re.fullmatch(r"\d+(-\d+)?", part["paragraph"]) for part in cited)


@every_collection
def test_every_item_is_read_by_id_and_by_slug_and_says_where_it_is(seeded_client, whole, name):
    paths = {"victims": "memorial", "places": "map#", "tolls": "tolls#", "figures": "tolls#"}
    for item in whole(name, lang="fr"):
        by_id = seeded_client.get(f"/api/v1/{name}/{item['id']}?lang=fr")
        by_slug = seeded_client.get(f"/api/v1/{name}/{item['slug']}?lang=fr")
        assert by_id.json() == by_slug.json() == item
        assert item["api_url"] == f"{API}/{name}/{item['id']}"
        page = paths.get(name, name)
        slash = "" if page.endswith("#") else "/"
        assert item["url"] == f"{BASE}/fr/{page}{slash}{item['slug']}"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["updated_at"])
        assert item["version"] == 1


@every_collection
def test_a_walk_gives_the_whole_list_once_in_every_order_and_language(whole, name):
    for lang in (None, *LANGUAGES):
        language = {"lang": lang} if lang else {}
        orders, undated = {}, set()
        for sort in SORTS[name].split():
            items = whole(name, sort=sort, **language)
            assert whole(name, sort=sort, limit=7, **language) == items
            orders[sort] = ids(items)
            undated |= {item["id"] for item in items if "date" in item and not item["date"]}
        assert {frozenset(found) for found in orders.values()} == {frozenset(ids(whole(name)))}
        for sort, found in orders.items():
            if sort.startswith("-"):
                apart = undated if sort == "-date" else set()  # their place is not a time
                forward = orders[sort.removeprefix("-")]
                assert without(apart, found) == without(apart, forward)[::-1]
            if sort == "updated_at":
                assert found == sorted(found)  # the seed came about at one moment
            assert len(found) == len(set(found))
    assert ids(whole(name, limit=1)) == ids(whole(name))


def without(some, found):
    return [one for one in found if one not in some]


def called(item):
    """The name that a reader of the language sees."""
    return (item.get("called") or {}).get("name") or item.get("title") or item["name"]


def day_of(item, sort):
    inferred = item.get(f"{sort}_inferred")
    return item[sort] or (inferred and inferred["date"])


@every_collection
def test_the_order_is_what_its_name_says(whole, name):
    for sort in SORTS[name].split():
        items = whole(name, sort=sort, lang="es")
        if "updated" in sort:
            continue
        if sort in {"title", "name"}:
            found = [sort_key(called(item)) for item in items]
        else:
            days = [day_of(item, sort.removeprefix("-")) for item in items]
            found = [PartialDate.parse(day).low for day in days if day]
        assert found == sorted(found, reverse=sort.startswith("-"))
        assert found


@every_collection
def test_a_cursor_belongs_to_its_question(seeded_client, name):
    sorts = SORTS[name].split()
    query = {"limit": 1, "sort": sorts[0], "lang": "es"}
    cursor = seeded_client.get(asked(name, **query)).json()["next"].rpartition("cursor=")[2]
    other = COLLECTIONS[COLLECTIONS.index(name) - 1]
    refused = {
        "sort": asked(name, **{**query, "sort": sorts[1], "cursor": cursor}),
        "lang": asked(name, **{**query, "lang": "fr", "cursor": cursor}),
        "no lang": asked(name, limit=1, sort=sorts[0], cursor=cursor),
        "filter": asked(name, **query, updated_since="2020-01-01T00:00:00Z", cursor=cursor),
        "collection": asked(other, limit=1, cursor=cursor),
        "damaged": asked(name, **query, cursor=cursor[:-3]),
        "longer": asked(name, **query, cursor=cursor + "AAAA"),
        "empty": asked(name, **query, cursor=""),
    }
    answers = {why: seeded_client.get(address) for why, address in refused.items()}
    assert {why: answer.status_code for why, answer in answers.items()} == dict.fromkeys(
        refused, 422
    )
    named = {
        why: [error["parameter"] for error in answer.json()["errors"]]
        for why, answer in answers.items()
    }
    assert set(map(tuple, named.values())) == {("cursor",)}
    more = seeded_client.get(asked(name, **{**query, "limit": 100, "cursor": cursor}))
    assert len(more.json()["items"]) >= 6  # the limit is no part of the question


@every_collection
def test_limits(seeded_client, name):
    found = {
        limit: seeded_client.get(asked(name, limit=limit)).status_code
        for limit in ("1", "100", "0", "101", "-1", "1.5", "x", "", "9" * 30)
    }
    assert [limit for limit, status in found.items() if status == 200] == ["1", "100"]
    assert set(found.values()) == {200, 422}
    assert len(seeded_client.get(f"/api/v1/{name}").json()["items"]) <= 20


@every_collection
def test_updated_since(seeded_client, whole, name):
    (moment,) = {item["updated_at"] for item in whole(name)}
    assert moment == "2026-11-22T15:00:00Z"
    everything = ids(whole(name))
    assert ids(whole(name, updated_since=moment)) == everything
    assert ids(whole(name, updated_since="2026-11-22T10:00:00-05:00")) == everything
    assert ids(whole(name, updated_since="2026-11-22T15:00:01Z")) == []
    assert ids(whole(name, updated_since="2026-11-22T15:00:01Z", limit=1)) == []
    assert ids(whole(name, updated_since="2020-01-01T00:00:00Z", limit=5)) == everything


@every_collection
def test_an_unknown_parameter_is_answered_with_the_known_ones(seeded_client, name):
    for address in (f"/api/v1/{name}", f"/api/v1/{name}/nothing"):
        answer = seeded_client.get(f"{address}?zzname=zzvalue")
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        known = error["detail"].removeprefix("The parameters here are: ").rstrip(".").split(", ")
        taken = {"lang"}
        if address.endswith(name):
            taken |= {"limit", "cursor", "updated_since", "sort"}
        assert taken <= set(known)
        assert "zz" not in answer.text
        statuses = {word: seeded_client.get(f"{address}?{word}=%21").status_code for word in known}
        assert statuses == dict.fromkeys(known, 422)  # so each of them is really read


@every_collection
def test_etag(seeded_client, whole, name):
    for item in whole(name)[:3]:
        address = f"/api/v1/{name}/{item['slug']}"
        etag = seeded_client.get(address).headers["etag"]
        assert re.fullmatch(rf'"{item["version"]}-[0-9a-f]+"', etag)
        again = seeded_client.get(address, headers={"if-none-match": etag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert seeded_client.get(f"{address}?lang=es").headers["etag"] != etag
    listed = seeded_client.get(f"/api/v1/{name}")
    seen = {"if-none-match": listed.headers["etag"]}
    assert seeded_client.get(f"/api/v1/{name}", headers=seen).status_code == 304
    assert seeded_client.get(f"/api/v1/{name}?limit=1", headers=seen).status_code == 200
    for answer in (listed, seeded_client.get(f"/api/v1/{name}", headers=seen)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-expose-headers"] == "ETag, Link"


@every_collection
def test_one_language_or_all(whole, name):
    everything = {item["id"]: item for item in whole(name)}
    for lang in LANGUAGES:
        for item in whole(name, lang=lang):
            both = everything[item["id"]]
            assert item["translations"] is None
            assert item.keys() == both.keys()
            for field, text in (both["translations"] or {}).get(lang, {}).items():
                assert item[field] == text
    translated = [item["translations"] for item in everything.values()]
    assert all(isinstance(texts, dict) for texts in translated)


@every_collection
def test_nothing_unknown_is_found(seeded_client, name):
    for wanted in ("nothing", "v_000000000000", "x_0", "0", "-", "_", "a" * 80):
        answer = seeded_client.get(f"/api/v1/{name}/{wanted}")
        assert (answer.status_code, answer.json()["status"]) == (404, 404)
    for wanted in ("a" * 81, "UPPER", "a b", "a.b", "é"):
        assert seeded_client.get(f"/api/v1/{name}/{wanted}").status_code == 422


def test_the_first_address_leads_everywhere(seeded_client):
    index = seeded_client.get("/api/v1/").json()
    assert index == seeded_client.get("/api/v1").json()
    assert list(index["collections"]) == list(COLLECTIONS)
    for address in (index["documentation"], index["openapi"], *index["collections"].values()):
        assert address.startswith(BASE)
        assert seeded_client.get(urlsplit(address).path).status_code == 200


def test_every_address_is_of_the_configured_base(seeded_client):
    asked_for = {"host": "elsewhere.example", "x-forwarded-host": "elsewhere.example"}
    for name in COLLECTIONS:
        answer = seeded_client.get(f"/api/v1/{name}?limit=2", headers=asked_for)
        page = answer.json()
        assert page["next"].startswith(f"{API}/{name}?limit=2&cursor=")
        assert [item["api_url"] for item in page["items"]] == [
            f"{API}/{name}/{item['id']}" for item in page["items"]
        ]
        assert "elsewhere" not in answer.text + str(answer.headers)


def test_no_mark_of_ours_stays_in_an_answer(whole):
    for name in COLLECTIONS:
        assert "\ue000" not in json.dumps(whole(name), ensure_ascii=False)
