"""A small made pack and the made document it rests on; nothing in it happened."""

from hashlib import sha256
from pathlib import Path

DOCUMENT = """\
Made Paper: A Day in Made City

By A. Made Author

On 18 January 2023 Iris Madeupname, aged 35, was seen in Made City.

Nearly 1,200 people marched, and twelve buses came.
"""
FILES = {
    "pack.yaml": """\
name: made-pack
documents:
  paper: paper.txt
""",
    "campaign.yaml": """\
name: {en: Made campaign, es: Campaña inventada, fr: Campagne inventée}
default_timezone: America/Lima
""",
    "sources.yaml": f"""\
- key: paper
  kind: article
  title: "Made Paper: A Day in Made City"
  title_language: en
  author: A. Made Author
  sha256: {sha256(DOCUMENT.encode()).hexdigest()}
  cite:
    - {{source: paper, paragraph: 1, opening: "Made Paper: A Day in"}}
    - {{source: paper, paragraph: 2, opening: "By A. Made Author"}}
""",
    "places.yaml": """\
- key: made-city
  kind: city
  name: Made City
  cite: [{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]
""",
    "victims.yaml": """\
- key: iris
  kind: person
  sentence: {en: A made sentence., es: Una frase inventada., fr: Une phrase inventée.}
  claims:
    name:
      - value: Iris Madeupname
        cite: [{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]
    age:
      - value: 35
        cite: [{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]
    date_of_death:
      - value: "2023-01-18"
        cite: [{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]
    place_of_death:
      - value: made-city
        cite: [{source: paper, paragraph: 3, opening: "On 18 January 2023 Iris"}]
""",
    "figures.yaml": """\
- key: marchers
  kind: turnout
  what: {en: people on the march, es: personas en la marcha, fr: personnes à la marche}
  qualifier: nearly
  figure: 1200
  place: made-city
  as_of: "2023-01-18"
  cite: [{source: paper, paragraph: 4, opening: "Nearly 1,200 people marched, and"}]
""",
    "tolls.yaml": """\
- key: killed-one
  harm: killed
  qualifier: exactly
  figure: 12
  cite: [{source: paper, paragraph: 4, opening: "Nearly 1,200 people marched, and"}]
""",
    "events.yaml": """\
- key: made-march
  kind: march
  status: held
  title: {en: A made march, es: Una marcha inventada, fr: Une marche inventée}
  timezone: America/Lima
  starts_at: 2023-01-18T15:00-05:00
  place: made-city
  remembers: [iris]
  cite: [{source: paper, paragraph: 4, opening: "Nearly 1,200 people marched, and"}]
""",
}


def write_pack(folder: Path, **changes: tuple[str, str]) -> Path:
    """Write the pack; each change replaces one text of a file (``events=("old", "new")``)."""
    folder.mkdir(exist_ok=True)
    (folder / "paper.txt").write_text(DOCUMENT, "utf-8")
    for name, text in FILES.items():
        old, new = changes.get(name.removesuffix(".yaml"), ("", ""))
        assert text.count(old) >= 1, f"{name} holds no {old!r}"
        (folder / name).write_text(text.replace(old, new, 1) if old else text, "utf-8")
    return folder
