"""Letting people in from the command line, and the link that `ayni serve` prints."""

import re
import subprocess

from app.accounts.policy import TOO_SHORT
from tests.fixtures.server import AYNI, environment

PASSWORD = "four words of cold salt"


def ayni(folder, *arguments, typed=""):
    done = subprocess.run(
        [AYNI, *arguments],
        cwd=folder,
        env=environment(data_dir=folder / "data", seed="none"),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_serve_prints_the_link_until_there_is_an_account(serve, tmp_path):
    server = serve()
    printed = re.search(rf"{server.base_url}/organise/set-up/[\w-]{{43}}\n", server.output)
    assert printed
    server.stop()
    create = ("account", "create", "--handle", "wayra", "--role", "coordinator")
    assert ayni(tmp_path, *create, "--password-stdin", typed="short\n") == (
        1,
        f"The password will not do. {TOO_SHORT}\n",
    )
    made = ayni(tmp_path, *create, "--password-stdin", typed=f"{PASSWORD}\n")
    assert made == (0, "The account wayra is there.\n")
    again = ayni(tmp_path, *create, "--password-stdin", typed=f"{PASSWORD}\n")
    assert again == (1, "Somebody has this handle already.\n")
    status, link = ayni(tmp_path, "invite", "--role", "organiser")
    assert (status, bool(re.search(r"/organise/invitation/[\w-]{43}\n$", link))) == (0, True)
    unknown = ayni(tmp_path, "invite", "--role", "organiser", "--organisation", "nobody")
    assert unknown == (1, "There is no organisation nobody.\n")
    second = serve()
    assert second.output.count("/organise/set-up/") == 1  # that of the first start
