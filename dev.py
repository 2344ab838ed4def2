"""Set-up and everyday commands of Ayni. Needs nothing but Python 3.11 or newer.

python3 dev.py run [options of `ayni serve`]   start the server
python3 dev.py test [options of pytest]        run all tests
python3 dev.py check                           format, lint, types, imports, templates, languages
python3 dev.py bench [options]                 measure our own figures
python3 dev.py lock [--upgrade]                write requirements/*.lock anew

The environment is built on first use, and again when a lock, pyproject.toml or Python changes.
"""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"Ayni needs Python 3.11 or newer; this one is {platform.python_version()}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
LOCKS = ROOT / "requirements"
STAMP = VENV / "ayni-stamp"
PIP_FOR_OTHERS = 23  # since 22.3 it knows --python
LEVELS = ("run", "dev")  # each lock holds all that the one before it holds

CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("pyright",),
    "import rules": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "templates", "--lint"),
    "translations": ("python", "-m", "app.operations.catalogues", "check"),
    "spelling": ("codespell",),
}
BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable")
OWN_BROWSER = """from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)"""


class Stop(Exception):
    """One sentence for the person at the terminal."""


def stamp(level: str) -> str:
    """Return what the stamp file says while `level` is installed as the locks say."""
    digest = hashlib.sha256(f"{VENV} {platform.python_version()}".encode())
    for path in (ROOT / "pyproject.toml", *sorted(LOCKS.glob("*.lock"))):
        digest.update(path.read_bytes())
    return f"{level} {digest.hexdigest()}\n"


def is_ready(level: str) -> bool:
    if not (STAMP.exists() and os.access(BIN / "python", os.X_OK)):
        return False
    return STAMP.read_text() in {stamp(each) for each in LEVELS[LEVELS.index(level) :]}


def set_up(level: str) -> None:
    """Have the environment ready; when it is, this only reads its stamp."""
    if is_ready(level):
        return
    guard = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(guard, fcntl.LOCK_EX)  # another terminal may be building it
    try:
        if not is_ready(level):
            build(level)
    finally:
        os.close(guard)


def build(level: str) -> None:
    """Make or refresh the environment; a refreshed one keeps the tools it had."""
    if STAMP.exists() and STAMP.read_text().startswith(LEVELS[-1]):
        level = LEVELS[-1]
    say("Preparing .venv …")
    STAMP.unlink(missing_ok=True)
    make_venv()
    install("--only-binary", ":all:", "--require-hashes", "-r", f"{LOCKS}/{level}.lock")
    install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(stamp(level))


def make_venv() -> None:
    """Make `.venv`, with a hash-pinned uv where there is one, unless a fitting one is there."""
    config = VENV / "pyvenv.cfg"
    made = config.read_text() if os.access(BIN / "python", os.X_OK) else ""
    if f"version = {platform.python_version()}\n" not in made or f" {VENV}\n" not in made:
        without = ("--without-pip",) if has_pip() else ()
        if not (without or find_spec("ensurepip")):
            raise Stop("This Python cannot make environments: apt-get install python3-venv")
        run(sys.executable, "-m", "venv", "--clear", *without, str(VENV))
    uv = LOCKS / "installer.lock"
    if not (BIN / "uv").exists() and pip("--require-hashes", "-r", str(uv)):
        say("No uv for this machine; pip does its work.")


def install(*args: str) -> None:
    """Install with uv, or with pip where uv cannot."""
    if (BIN / "uv").exists():
        uv = (str(BIN / "uv"), "pip", "install", "--quiet", "--python", str(BIN / "python"))
        if subprocess.run((*uv, "--compile-bytecode", *args), check=False).returncode == 0:
            return
        say("uv could not; trying pip.")
    if pip(*args):
        raise Stop("The environment is not complete; the lines above say why.")


def pip(*args: str) -> int:
    """Install with the environment's pip, or with ours where it has none."""
    python, quiet = str(BIN / "python"), ("--quiet", "--disable-pip-version-check")
    own = (python, "-m", "pip") if (BIN / "pip").exists() else None
    ours = (sys.executable, "-m", "pip", "--python", python)
    return subprocess.run((*(own or ours), "install", *quiet, *args), check=False).returncode


def has_pip() -> bool:
    """Whether our pip can install for others: to put one in each environment takes seconds."""
    from importlib import metadata  # noqa: PLC0415 -- no start waits for it

    try:
        major, _, _ = metadata.version("pip").partition(".")
    except metadata.PackageNotFoundError:
        return False
    return major.isdecimal() and int(major) >= PIP_FOR_OTHERS


def run(*command: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise Stop(f"This failed, the lines above say why: {' '.join(command)}")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def become(*command: str) -> None:
    """Turn into `command`, so that its signals and its exit status are ours."""
    # Without kept bytecode each start, and each process of a test, compiles every file again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execv(command[0], command)


def find_browser() -> str:
    """Return the browser that the tests drive.

    Raises:
        Stop: there is none, or `$BROWSER_BIN` names none.
    """
    named = os.environ.get("BROWSER_BIN")
    found = next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
    if found:
        return found
    if named:
        raise Stop(f"BROWSER_BIN names no program: {named}")
    ask = (str(BIN / "python"), "-c", OWN_BROWSER)
    own = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    if own and Path(own).is_file():
        return own
    debian = shutil.which("apt-get")
    help_ = "apt-get install chromium-headless-shell" if debian else f"{BIN}/playwright install"
    raise Stop(f"The tests need a browser: {help_}")


def serve(args: list[str]) -> None:
    set_up("run")
    become(str(BIN / "ayni"), "serve", *args)


def test(args: list[str]) -> None:
    set_up("dev")
    os.environ["BROWSER_BIN"] = find_browser()
    workers = str(min(4, (os.cpu_count() or 2) + 1))  # one waits while the others work
    become(str(BIN / "python"), "-m", "pytest", "-n", workers, *args)


def check(_: list[str]) -> None:
    set_up("dev")
    failed: list[str] = []
    for name, (tool, *args) in CHECKS.items():
        print(f"--- {name}", flush=True)
        if subprocess.run((str(BIN / tool), *args), check=False).returncode:
            failed.append(name)
    if failed:
        raise Stop(f"These checks failed: {', '.join(failed)}.")
    print("All checks passed.")


def bench(args: list[str]) -> None:
    set_up("dev")
    become(str(BIN / "python"), "-m", "bench", *args)


def lock(args: list[str]) -> None:
    """Write each lock; versions that are there stay unless `--upgrade` is given."""
    make_venv()
    plain = ("--no-header", "--no-annotate", "--no-emit-index-url", "--generate-hashes", "--quiet")
    uv = (str(BIN / "uv"), "pip", "compile", "--universal", "--python-version", "3.11", *plain)
    run(*uv, "--group", "installer", "-o", f"{LOCKS}/installer.lock", *args)
    base = ("pyproject.toml", "--group", "build")
    run(*uv, *base, "-o", f"{LOCKS}/run.lock", *args)
    same = ("-c", f"{LOCKS}/run.lock")
    run(*uv, *base, "--group", "dev", *same, "-o", f"{LOCKS}/dev.lock", *args)


COMMANDS = {"run": serve, "test": test, "check": check, "bench": bench, "lock": lock}


def main(name: str = "", *args: str) -> None:
    if name not in COMMANDS:
        raise Stop((__doc__ or "").strip())
    os.chdir(ROOT)
    COMMANDS[name](list(args))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
