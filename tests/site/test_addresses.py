"""Every address of the site's own pages, on a site on which nobody has written anything."""

LANGUAGES = ("es", "fr", "en")
PAGES = [
    "/", "/search", "/timeline", "/map", "/corrections", "/about", "/method", "/help", "/privacy",
    "/families", "/partners",
]  # fmt: skip
TITLES = {
    "es": [
        "Ayni: una campaña que recién empieza", "Buscar", "Cronología", "Mapa",
        "Correcciones y retiros", "Quiénes somos", "Método", "Ayuda", "Privacidad",
        "Para las familias", "Para sitios aliados",
    ],
    "fr": [
        "Ayni\N{NO-BREAK SPACE}: une campagne qui commence", "Rechercher", "Chronologie", "Carte",
        "Corrections et retraits", "Qui nous sommes", "Méthode", "Aide", "Vie privée",
        "Pour les familles", "Pour les sites partenaires",
    ],
    "en": [
        "Ayni: a campaign that is just beginning", "Search", "Timeline", "Map",
        "Corrections and withdrawals", "About us", "Method", "Help", "Privacy",
        "For families", "For partners",
    ],
}  # fmt: skip
SECTIONS = [
    "memorial", "incidents", "tolls", "events", "calendar", "demands", "statements",
    "organisations", "map", "timeline", "sources", "search", "corrections", "about", "method",
    "help", "privacy", "families", "partners",
]  # fmt: skip


def test_every_page_answers_in_its_language(client):
    for lang in LANGUAGES:
        answers = [client.get(f"/{lang}{path}") for path in PAGES]
        assert [answer.status_code for answer in answers] == [200] * len(PAGES)
        assert [_between(answer.text, "<h1>", "</h1>") for answer in answers] == TITLES[lang]
        assert {_between(answer.text, "<html ", ">") for answer in answers} == {f'lang="{lang}"'}


def test_a_reader_is_given_nothing_to_carry(client):
    answers = [client.get(f"/es{path}") for path in (*PAGES, "/memorial", "/events")]
    assert [answer.headers.get("set-cookie") for answer in answers] == [None] * len(answers)


def test_the_root_leads_to_the_reader_s_language(client):
    asked = ["", "fr-FR,fr;q=0.9,en;q=0.8", "de, en;q=0.5", "qu"]
    answers = [client.get("/", headers={"accept-language": each}) for each in asked]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert [answer.headers["location"] for answer in answers] == ["/es/", "/fr/", "/en/", "/es/"]
    assert {answer.headers["vary"] for answer in answers} == {"accept-language"}


def test_a_language_without_its_slash_is_the_same_page(client):
    answer = client.get("/fr")
    assert (answer.status_code, answer.headers["location"]) == (301, "/fr/")


def test_an_unknown_address_is_told_in_its_language(client):
    paths = ["/es/nothing-here", "/fr/search/more", "/en/MAP"]
    answers = [client.get(path, headers={"accept-language": "en"}) for path in paths]
    assert [(answer.status_code, _between(answer.text, "<h1>", "</h1>")) for answer in answers] == [
        (404, "No hay ninguna página en esta dirección"),
        (404, "Il n’y a pas de page à cette adresse"),
        (404, "There is no page at this address"),
    ]


def test_nothing_is_made_up_for_an_unknown_record(client):
    paths = [
        "/e/abcd",
        "/m/abcd",
        "/s/abcd",
        "/e/x",
        "/card/es/nothing.png",
        "/card/es/events/x.png",
    ]
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)


def test_what_watches_the_server_is_answered(client, post):
    post.work()
    health, ready = client.get("/healthz"), client.get("/readyz")
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


def test_it_is_ready_only_while_a_worker_is_seen(client, post, clock):
    seen = [client.get("/readyz").status_code]
    for seconds in (0, 60, 1):
        clock.advance(seconds=seconds)
        if not seconds:
            post.work()
        seen.append(client.get("/readyz").status_code)
    assert seen == [503, 200, 200, 503]
    assert client.get("/healthz").status_code == 200


def test_the_api_begins_with_its_collections(client):
    collections = [
        "victims", "incidents", "tolls", "figures", "events", "organisations", "demands",
        "statements", "sources", "places",
    ]  # fmt: skip
    answer = client.get("/api/v1/")
    assert client.get("/api/v1").json() == answer.json()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json() == {
        "documentation": "http://127.0.0.1:8000/api/docs",
        "openapi": "http://127.0.0.1:8000/api/v1/openapi.json",
        "collections": {name: f"http://127.0.0.1:8000/api/v1/{name}" for name in collections},
    }
    assert [client.get(f"/api/v1/{name}").status_code for name in collections] == [200] * 10


def test_the_api_is_documented_for_people(client):
    html = client.get("/api/docs").text
    openapi = client.get("/api/v1/openapi.json").json()
    collections = [path.split("/")[3] for path in openapi["paths"] if path.count("/") == 3]
    assert [name for name in collections if f'<h2 id="{name}-title">{name}</h2>' not in html] == []
    fields = openapi["components"]["schemas"]["EventDocument"]["properties"]
    assert [name for name in fields if f"<code>{name}</code>" not in html] == []


def test_every_section_has_a_card(client):
    paths = ["/card/fr.png", *(f"/card/fr/{name}.png" for name in SECTIONS)]
    answers = [client.get(path) for path in paths]
    assert {answer.headers["content-type"] for answer in answers} == {"image/png"}
    sizes = {answer.content[16:24] for answer in answers}
    assert sizes == {(1200).to_bytes(4, "big") + (630).to_bytes(4, "big")}
    assert len({answer.content for answer in answers}) == len(paths)


def _between(text: str, before: str, after: str) -> str:
    return text.partition(before)[2].partition(after)[0]
