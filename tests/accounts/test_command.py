"""Letting people in from the command line, and the link that `ayni serve` prints."""

import re

from app.accounts.policy import TOO_SHORT

PASSWORD = "four words of cold salt"


def test_serve_prints_the_link_until_there_is_an_account(serve, tmp_path, command):
    def ayni(*words, typed=""):
        status, output, complaint = command(
            *words, typed=typed, data_dir=tmp_path / "data", seed="none"
        )
        return status, output + complaint

    server = serve()
    printed = re.search(rf"{server.base_url}/organise/set-up/[\w-]{{43}}\n", server.output)
    assert printed
    server.stop()
    create = ("account", "create", "--handle", "wayra", "--role", "coordinator")
    assert ayni(*create, "--password-stdin", typed="short\n") == (
        1,
        f"The password will not do. {TOO_SHORT}\n",
    )
    made = ayni(*create, "--password-stdin", typed=f"{PASSWORD}\n")
    assert made == (0, "The account wayra is there.\n")
    again = ayni(*create, "--password-stdin", typed=f"{PASSWORD}\n")
    assert again == (1, "Somebody has this handle already.\n")
    status, link = ayni("invite", "--role", "organiser")
    assert (status, bool(re.search(r"/organise/invitation/[\w-]{43}\n$", link))) == (0, True)
    unknown = ayni("invite", "--role", "organiser", "--organisation", "nobody")
    assert unknown == (1, "There is no organisation nobody.\n")
    second = serve()
    assert second.output.count("/organise/set-up/") == 1  # that of the first start
