"""What contract.md promises of the API, written down once more: the tests hold the code to it."""

ITEM = "id slug url api_url updated_at version"
FIELDS = {
    "victims": (
        "kind name names count_min count_max age role affiliation date_of_injury date_of_death"
        " date_found place_of_injury place_of_death circumstances grading claims"
    ),
    "incidents": (
        "kind title date until places issued_by events killed_min killed_max injured_min"
        " injured_max detained_min detained_max claims"
    ),
    "tolls": (
        "harm population qualifier figure figure_text place as_of as_of_inferred part_of"
        " source paragraph attributed_to"
    ),
    "figures": ("what figure figure_text qualifier place as_of source paragraph attributed_to"),
    "events": (
        "kind status title summary starts_at ends_at timezone date place route online_url hosts"
        " languages access on_the_day updates sign_up demands remembers slogans claims"
    ),
    "organisations": "name aliases kind country",
    "demands": "title kind support",
    "statements": (
        "kind title issued_by date place gist source paragraph attributed_to versions signatures"
    ),
    "sources": (
        "title author publisher published published_inferred url archived_url language kind"
        " origin sha256"
    ),
    "places": "",
}
CLAIM = "field value status shown reason basis reasoning source paragraph attributed_to also"
SUPPORT = "organisation who wording source paragraph"
SIGN_UP = "open places url"
INFERRED = "date reason"
SORTS = {
    "victims": "date name updated_at -updated_at",
    "incidents": "date -date updated_at -updated_at",
    "tolls": "as_of updated_at -updated_at",
    "figures": "as_of updated_at -updated_at",
    "events": "date -date title updated_at -updated_at",
    "organisations": "name updated_at -updated_at",
    "demands": "title updated_at -updated_at",
    "statements": "date -date title updated_at -updated_at",
    "sources": "title published updated_at -updated_at",
    "places": "name updated_at -updated_at",
}
COLLECTIONS = tuple(FIELDS)
LANGUAGES = ("es", "fr", "en")
