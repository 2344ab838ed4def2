"""What the page cache holds, for how long, and for whom."""

import pytest

from app.web.page_cache import FromCache, PageCache
from tests.web.conftest import layer, one_kind, until

PAGE = b"/en/help"
PUBLIC = "public, max-age=0, must-revalidate"


@pytest.fixture
def cache(site) -> PageCache:
    return layer(site.app, FromCache).cache


def test_what_it_holds_is_answered_without_the_application(site, made):
    first, second = site.get("/made/public"), site.get("/made/public")
    assert first.text == second.text
    assert first.headers == second.headers
    assert made.ran["public"] == 1
    assert first.headers["cache-control"] == PUBLIC
    assert first.headers["vary"] == "accept-encoding"


IF_NONE_MATCH = {
    "{}": 304,
    "W/{}": 304,
    '"other", {}': 304,
    'W/"other",{} , "more"': 304,
    "*": 304,
    '"other"': 200,
    '"other", "more"': 200,
    "": 200,
    "x{}": 200,
}


@one_kind
@pytest.mark.parametrize("held", [False, True])
def test_if_none_match(raw, cache, held):
    fresh = raw(PAGE)
    kept = {"etag": fresh.header("etag"), "vary": "accept-encoding", "cache-control": PUBLIC}
    statuses = {}
    for seen in IF_NONE_MATCH:
        if not held:
            cache._forget(next(iter(cache._held)))
        wanted = seen.format(kept["etag"]).encode()
        answer = raw(PAGE, headers=[(b"if-none-match", wanted)])
        statuses[seen] = answer.status
        assert answer.raw_body == (b"" if answer.status == 304 else fresh.raw_body)
        assert {name: answer.header(name) for name in kept} == kept
    assert statuses == IF_NONE_MATCH


WISHES = {
    b"gzip": "gzip",
    b"br, GZIP;q=0.5": "gzip",
    b"gzip;q=1.0, *": "gzip",
    b"": None,
    b"br": None,
    b"gzip;q=0": None,
    b"gzip; q=0.000, br": None,
    b"x-gzipped": None,
}


@one_kind
def test_compression_only_for_those_who_take_it(raw):
    plain = raw(PAGE)
    codings = {}
    for wish in WISHES:
        answer = raw(PAGE, headers=[(b"accept-encoding", wish)])
        codings[wish] = answer.header("content-encoding")
        assert answer.header("content-length") == str(len(answer.raw_body))
        assert answer.body == plain.raw_body
        assert (len(answer.raw_body) < len(plain.raw_body)) == (codings[wish] == "gzip")
    assert codings == WISHES


@one_kind
def test_small_answers_are_not_compressed(raw):
    answer = raw(b"/made/public", headers=[(b"accept-encoding", b"gzip")])
    assert (answer.status, answer.header("content-encoding")) == (200, None)


HEADED = [
    PAGE,
    b"/",
    b"/en",
    b"/api/v1/",
    b"/api/v1/sources",
    b"/en/sources/nothing",
    b"/api/v1/sources/nothing",
    b"/static/css/base.css",
    b"/static/nothing.css",
    b"/" + b"a" * 5000,
]


@one_kind
def test_head_is_get_without_a_body(raw):
    for target in HEADED:
        cold, got, held = (raw(target, method=method) for method in ("HEAD", "GET", "HEAD"))
        assert [cold.raw_body, held.raw_body] == [b"", b""]
        assert (
            (cold.status, cold.headers) == (held.status, held.headers) == (got.status, got.headers)
        )
        assert got.raw_body or got.status in {301, 302}


@one_kind
@pytest.mark.parametrize("header", ["cookie", "authorization"])
def test_what_saw_who_asks_is_never_held_nor_given_what_is(site, made, header):
    answers = [
        site.get("/made/public", headers={header: "a=b"} if known else {}).text[:8]
        for known in (True, False, True, False)
    ]
    assert answers == ["public 1", "public 2", "public 3", "public 2"]
    private = site.get("/made/public", headers={header: "a=b"})
    assert private.headers["cache-control"] == "no-store"


@one_kind
@pytest.mark.parametrize("path", ["/made/cookie", "/made/missing"])
def test_what_sets_a_cookie_or_is_no_page_is_not_held(site, made, path):
    for _ in range(3):
        site.get(path)
        site.cookies.clear()
    assert made.ran[path.rpartition("/")[2]] == 3


def test_a_public_change_is_seen_at_once(site):
    addresses = ("/en/sources/made-paper", "/api/v1/sources/made-paper", "/api/v1/sources")
    seen = []
    for title in ("First", "Second"):
        assert site.post(f"/made/source?title=Made+{title}").status_code == 204
        seen.append([f"Made {title}" in site.get(address).text for address in addresses])
    assert seen == [[True] * 3] * 2
    assert "Made First" not in "".join(site.get(address).text for address in addresses)


def test_what_changes_nothing_public_ends_nothing(site, made):
    site.post("/made/source?title=Made")
    site.get("/made/public")
    site.post("/made/source?title=Made")
    site.post("/made/note/204")
    site.get("/made/public")
    assert made.ran["public"] == 1


def test_an_etag_of_before_a_change_no_longer_fits(site):
    site.post("/made/source?title=Made")
    address = "/api/v1/sources/made-paper"
    before = site.get(address).headers["etag"]
    assert before.startswith('"1-')
    site.post("/made/source?title=Made+anew")
    after = site.get(address, headers={"if-none-match": before})
    assert after.status_code == 200
    assert after.headers["etag"].startswith('"2-')


def test_what_depends_on_the_time_ends_after_a_minute(site, made, monotonic, cache):
    site.get("/made/now")
    site.get("/made/public")
    monotonic.advance(59.9)
    assert site.get("/made/now").text.startswith("now 1")
    monotonic.advance(0.2)
    until(lambda: cache.watcher.current is not None)
    assert site.get("/made/now").text.startswith("now 2")
    monotonic.advance(3600)
    until(lambda: cache.watcher.current is not None)
    site.get("/made/public")
    assert made.ran["public"] == 1


def test_without_a_look_for_a_minute_nothing_held_is_served(site, monotonic, outage):
    held = site.get("/en/help").content
    outage.begin()
    monotonic.advance(59)
    assert site.get("/en/help").content == held
    assert site.get("/en/about").status_code == 503

    def refused() -> bool:
        monotonic.advance(61)  # again and again: a look may have been under way
        return site.get("/en/help").status_code == 503

    until(refused)
    outage.end()
    until(lambda: site.get("/en/help").status_code == 200)
    assert site.get("/en/help").content == held


@one_kind
def test_the_least_recently_used_goes_first(site, made, cache):
    cache._max_bytes = 30_000

    def ask(number):
        return site.get(f"/made/sized?size=5000&number={number}")

    for number in (1, 2, 3):
        ask(number)
    ask(1)
    ask(4)
    ask(5)
    assert cache._bytes == sum(held.size for held in cache._held.values()) <= 30_000
    for number in (1, 4, 5):
        ask(number)
    assert made.ran == {f"sized {number}": 1 for number in (1, 2, 3, 4, 5)}
    ask(2)
    assert made.ran["sized 2"] == 2


@one_kind
def test_what_is_larger_than_the_cache_is_answered_all_the_same(site, cache):
    cache._max_bytes = 10_000
    for _ in range(2):
        assert len(site.get("/made/sized?size=20000&number=1").text) > 20_000
    assert (cache._bytes, len(cache._held)) == (0, 0)


@one_kind
def test_path_and_query_tell_entries_apart(site, made):
    asked = ["/made/public", "/made/public?a=1", "/made/public?a=2", "/made/public?a=1&"]
    first = [site.get(address).text for address in asked]
    assert len(set(first)) == 4
    assert [site.get(address).text for address in asked] == first
    assert made.ran["public"] == 4


@one_kind
def test_what_depends_on_the_readers_languages_is_not_held(site, made):
    def answers(path):
        return [
            site.get(path, headers={"accept-language": lang}).text for lang in ("es", "fr", "es")
        ]

    assert answers("/made/choice") == ["choice 1 es", "choice 2 fr", "choice 3 es"]
    assert len(set(answers("/made/public"))) == 1


@one_kind
@pytest.mark.parametrize("name", [b"content-length", b"transfer-encoding"])
def test_what_brings_a_body_is_neither_held_nor_given_what_is(raw, made, name):
    brought = [(name, b"0" if name == b"content-length" else b"chunked")]
    answers = [
        raw(b"/made/public", headers=headers).body[:8] for headers in ([], brought, brought, [])
    ]
    assert answers == [b"public 1", b"public 2", b"public 3", b"public 1"]
    too_much = raw(b"/made/public", headers=[(b"content-length", b"9999999")])
    assert too_much.status == 413


@one_kind
def test_another_spelling_of_an_address_passes_the_gate_itself(raw, made):
    first, again = raw(b"/made/public"), raw(b"/made/%70ublic")
    assert (first.status, again.status, made.ran["public"]) == (200, 200, 2)
    assert raw(b"/made/public%").status == 400


@one_kind
def test_the_root_sends_each_reader_to_their_language(site):
    sent = [
        site.get("/", headers={"accept-language": lang}).headers["location"]
        for lang in ("es", "fr-CA, en;q=0.5", "de, en;q=0.1", "qu", "tlh", "")
    ]
    assert sent == ["/es/", "/fr/", "/en/", "/es/", "/es/", "/es/"]


POISONS = [
    [(b"host", b"evil.example")],
    [(b"host", b"evil.example:99999")],
    [(b"host", b"evil.example/en/about?")],
    [(b"host", b"evil.example#")],
    [(b"host", b"user@evil.example")],
    [(b"host", b"")],
    [(b"host", b"\xff\xfe")],
    [],
    [(b"x-forwarded-host", b"evil.example"), (b"x-forwarded-proto", b"evil")],
    [(b"x-forwarded-prefix", b"/evil"), (b"x-forwarded-port", b"666")],
    [(b"x-forwarded-for", b"evil"), (b"forwarded", b"host=evil.example;proto=evil")],
    [(b"x-original-url", b"/evil"), (b"x-rewrite-url", b"/evil")],
    [(b"x-http-method-override", b"POST"), (b"x-evil", b"evil")],
    [(b"accept-language", b"evil"), (b"referer", b"https://evil.example/"), (b"origin", b"evil")],
]


@one_kind
def test_no_header_poisons_what_others_read(raw, site, cache):
    site.post("/made/source?title=Made")
    targets = [b"/en/sources/made-paper", b"/en/nothing", b"/api/v1/sources", b"/api/v1/"]
    clean = [raw(target) for target in targets]
    assert not any(b"evil" in answer.raw_body for answer in clean)
    for poison in POISONS:
        for held in [*cache._held]:
            cache._forget(held)
        assert [raw(target, headers=poison) for target in targets] == clean
        assert [raw(target) for target in targets] == clean
