"""What the tree holds, and what it must never hold."""

import hashlib
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
# In pieces, because this file is searched too.
PLACES = [
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("debian", ".org/debian"),
    ("(?<![a-z0-9_./-])/", "work/[a-z.]"),
]
# SHA-256 of the documents that the first campaign is seeded from: facts carry over, text does not.
DOCUMENTS = {
    "066fae3a6f80c9ea312cf2f4696cc6e684d42edfcc1fa6bae010185bf7b903ea",
    "cab8e74cf73bff61f53a51287f07f6ceedd57eeabfd31f30710dab9fdf343e74",
    "8b56fcfe6328cf47a2e3e83cc59fdc1d1a6a7a4690d8ca5a26a934d3a1ad6226",
    "93e3ac42709f4f72882f7c249bcd4e76240689769f946da0c4addb3ea180c18e",
    "85e704f72e4cc7aa4f5966f9540e67a8828ac3e1211b4662f635d8f3a4ac5481",
}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_make_has_the_four_targets():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z][a-z ]*):", makefile, re.MULTILINE)
    assert targets == ["run test check bench"]


def test_vendored_files_are_listed_as_they_are():
    listed: dict[str, str | None] = {}
    for package in json.loads((ROOT / "vendor.json").read_text()):
        assert {"package", "version", "sha256", "licence", "files"} <= package.keys()
        assert re.fullmatch("[0-9a-f]{64}", package["sha256"])
        files = package["files"]
        listed |= files if isinstance(files, dict) else dict.fromkeys(files)
    vendored = {str(path.relative_to(ROOT)) for path in tracked() if "vendor" in path.parts}
    assert vendored - listed.keys() == set()
    assert [name for name in listed if not (ROOT / name).is_file()] == []
    assert [
        name
        for name, sha256 in listed.items()
        if sha256 and hashlib.sha256((ROOT / name).read_bytes()).hexdigest() != sha256
    ] == []


def test_no_file_names_a_registry_or_somebodys_workplace():
    needle = re.compile("|".join(first + rest for first, rest in PLACES).encode())
    assert [str(path) for path in tracked() if needle.search(path.read_bytes())] == []


def test_no_document_is_here():
    found = [
        str(path)
        for path in tracked()
        if hashlib.sha256(path.read_bytes()).hexdigest() in DOCUMENTS
    ]
    assert found == []
