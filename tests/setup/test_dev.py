"""dev.py: builds the environment only when it must, and ends with a sentence when it cannot."""

import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parents[2]


def dev_py(*args: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run dev.py as the main program, after a line that changes the world it finds."""
    code = f"import runpy, sys\nsys.argv = {['dev.py', *args]!r}\n{before}\n"
    code += f"runpy.run_path({str(ROOT / 'dev.py')!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of its own, whose environment nobody has built yet."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "LOCKS", tmp_path / "requirements")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "BIN", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "ayni-stamp")
    return tmp_path


@pytest.fixture
def built(project, monkeypatch):
    """Let installing cost nothing; returns the list of what was installed."""
    installed: list[str] = []

    def make_venv():
        dev.BIN.mkdir(parents=True, exist_ok=True)
        (dev.BIN / "python").touch(0o755)

    monkeypatch.setattr(dev, "make_venv", make_venv)
    monkeypatch.setattr(dev, "say", lambda _: None)
    monkeypatch.setattr(dev, "install", lambda *args: installed.append(Path(args[-1]).name))
    return installed


def test_a_current_environment_is_left_alone(built, project):
    dev.set_up("run")
    dev.set_up("run")
    assert built == ["run.lock", project.name]


def test_the_tools_come_when_they_are_asked_for_and_stay(built, project):
    dev.set_up("run")
    dev.set_up("dev")
    dev.set_up("run")
    (project / "pyproject.toml").write_text("changed")
    dev.set_up("run")
    assert built == ["run.lock", project.name, *["dev.lock", project.name] * 2]


@pytest.mark.parametrize(
    "change",
    [
        lambda project, _: (project / "pyproject.toml").write_text("changed"),
        lambda project, _: (project / "requirements" / "run.lock").write_text("changed"),
        lambda project, _: (project / ".venv" / "bin" / "python").unlink(),
        lambda _, patch: patch.setattr(dev.platform, "python_version", lambda: "3.99.0"),
        lambda project, patch: patch.setattr(dev, "VENV", project / "elsewhere"),
    ],
    ids=["project", "lock", "python gone", "python newer", "moved"],
)
def test_it_is_built_again_after(change, built, project, monkeypatch):
    dev.set_up("run")
    change(project, monkeypatch)
    assert not dev.is_ready("run")


def test_an_interrupted_build_is_begun_again(built, project, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(dev, "install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            dev.set_up("run")
    dev.set_up("run")
    assert built == ["run.lock", project.name]


def test_an_old_python_is_told_so():
    ended = dev_py("run", before="sys.version_info = (3, 10)")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Ayni needs Python 3.11 or newer; this one is ")


def test_a_python_without_ensurepip_is_told_what_to_install(project, monkeypatch):
    # The Python that runs the tests has both; one that lacks them would have to be built.
    monkeypatch.setattr(dev, "find_spec", lambda _: None)
    monkeypatch.setattr(dev, "has_pip", lambda: False)
    with pytest.raises(dev.Stop, match="apt-get install python3-venv"):
        dev.make_venv()


@pytest.mark.parametrize(
    ("pip", "wanted"),
    [("26.1.dev0", True), ("23.0", True), ("22.3.1", False), ("unknown", False), (None, False)],
)
def test_its_own_pip_is_enough_where_it_installs_for_others(project, monkeypatch, pip, wanted):
    def version(_):
        if pip is None:
            raise metadata.PackageNotFoundError
        return pip

    started: list[tuple[str, ...]] = []
    # Stands for the pip of another machine; what would be started is looked at and not started.
    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(dev, "run", lambda *command: started.append(command[2:]))
    monkeypatch.setattr(dev, "pip", lambda *_: 0)
    dev.make_venv()
    without = ["--without-pip"] if wanted else []
    assert started == [("venv", "--clear", *without, f"{project}/.venv")]


@pytest.mark.parametrize("args", [(), ("no-such-command",)])
def test_without_a_command_it_lists_them(args):
    ended = dev_py(*args)
    assert ended.returncode == 1
    assert all(f"python3 dev.py {name}" in ended.stderr for name in dev.COMMANDS)


def test_ctrl_c_ends_quietly():
    ended = dev_py(
        "check", before="import os\ndef chdir(_): raise KeyboardInterrupt\nos.chdir = chdir"
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_the_exit_status_is_passed_on():
    code = "import dev; dev.become('/bin/sh', '-c', 'exit 7')"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 7


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH of its own; returns a function that puts an empty program there."""
    monkeypatch.delenv("BROWSER_BIN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(dev, "BIN", tmp_path / "bin")

    def put(name: str, text: str = "") -> str:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return str(path)

    return put


def test_browsers_are_looked_for_in_this_order(programs, monkeypatch):
    own = programs("own-browser")
    programs("bin/python", f"echo {own}")
    assert dev.find_browser() == own
    for name in ("google-chrome", "chromium-headless-shell", "chromium"):
        path = programs(name)
        assert dev.find_browser() == path
    monkeypatch.setenv("BROWSER_BIN", programs("named"))
    assert dev.find_browser().endswith("/named")


def test_without_a_browser_one_command_is_named(programs):
    programs("bin/python", "echo /nowhere")
    with pytest.raises(dev.Stop, match=r"The tests need a browser: .*playwright install"):
        dev.find_browser()
    programs("apt-get")
    with pytest.raises(dev.Stop, match=r"browser: apt-get install chromium-headless-shell$"):
        dev.find_browser()


def test_a_browser_that_is_named_must_be_there(programs, monkeypatch):
    programs("chromium")
    monkeypatch.setenv("BROWSER_BIN", "/nowhere")
    with pytest.raises(dev.Stop, match="BROWSER_BIN names no program: /nowhere"):
        dev.find_browser()
