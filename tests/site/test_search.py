"""The search forgives spelling, and nothing that is typed into it breaks it."""

from urllib.parse import quote

from tests.fixtures.reading import lines_of, links_of

IRIS = "/en/memorial/iris-madeupname"
NOTHING = "Nothing was found. Try fewer words or another spelling; accents do not matter."

HOSTILE = [
    '"', "*", "NEAR(a b)", "AND", "a AND", "NOT a", "words:iris", "{a b}:c", "^iris", "a-b",
    "'; DROP TABLE entry; --", ":*", "a & !b | c", "<->", "(", "\\", "%", "_", "\t", "ﬁ",
    "\N{ARABIC LETTER ALEF}", "\N{PILE OF POO}", "\N{RIGHT-TO-LEFT OVERRIDE}iris", "x" * 3000,
    "iris " * 500, "0" * 200, "{{ 7*7 }}", "<script>alert(1)</script>",
]  # fmt: skip
UNREADABLE = ["%00", "a%00b", "%ED%A0%80", "%FF", "%C0%80", "%1b"]


def search(client, words, lang="en"):
    return client.get(f"/{lang}/search?q={quote(words)}")


def found(client, words, lang="en"):
    return [href for href, _ in links_of(search(client, words, lang).text)]


def test_a_name_is_found_however_it_is_spelled(site):
    spelled = ["Madeupname", "IRIS madeup", "mádeupñame", "Iris Madeupnaym", "iriz"]
    assert [found(site, words) for words in spelled] == [[IRIS]] * len(spelled)


def test_what_is_found_is_told_in_short(site):
    assert lines_of(search(site, "policeman").text) == [
        "Search",
        "A name, a place, a word",
        "Search",
        "1 entry found.",
        "In memory · January 2023",
        "A policeman found dead",
    ]


def test_titles_come_before_other_mentions(site):
    assert found(site, "lowtown") == [
        "/en/memorial/killed-at-lowtown",
        "/en/map#lowtown",
        "/en/tolls#police-12000",
    ]


def test_words_of_another_language_are_a_second_choice(site):
    assert found(site, "fr policeman", "es") == ["/es/memorial/policeman-found"]
    assert found(site, "es policeman", "es") == ["/es/memorial/policeman-found"]


def test_every_word_must_be_there(site):
    assert found(site, "Iris Lowtown") == []
    assert lines_of(search(site, "Iris Lowtown").text)[-1] == NOTHING


def test_an_empty_question_shows_the_form_alone(site):
    for words in ("", "   "):
        assert lines_of(search(site, words).text) == ["Search", "A name, a place, a word", "Search"]


def test_nothing_that_is_typed_breaks_it(site):
    answers = {words: search(site, words, "es") for words in HOSTILE}
    assert [words for words, answer in answers.items() if answer.status_code != 200] == []
    assert [words for words, answer in answers.items() if "<script" in answer.text] == []


def test_what_is_no_text_or_no_address_is_refused(site):
    answers = [site.get(f"/es/search?q={raw}").status_code for raw in UNREADABLE]
    assert answers == [400] * len(UNREADABLE)
    assert site.get(f"/es/search?q={'x' * 60_000}").status_code == 414


def test_of_a_long_question_the_beginning_counts(site):
    assert found(site, f"Iris{' ' * 300}Lowtown") == [IRIS]
