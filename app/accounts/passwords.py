"""Passwords as they arrive: derived before the transaction, never kept, never shown again."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.accounts.handles import handle_key, salt_of
from app.kit.sealing import password_key
from app.web.forms import Posted, slow
from app.web.hop import Resources

PASSWORD_MAX = 200


@dataclass(frozen=True, slots=True)
class Derived:
    """The keys of the passwords in a form; empty where none, or an absurd one, was sent."""

    handle_key: str
    password: bytes = b""
    new_password: bytes = b""


def _derive(request: Request, form: Posted) -> Derived:
    resources: Resources = request.app.state.resources
    handle = str(form.get("handle", ""))
    salt = salt_of(resources.keys, handle)

    def key_of(name: str) -> bytes:
        typed = form.get(name)
        if not isinstance(typed, str) or not 0 < len(typed) <= PASSWORD_MAX:
            return b""
        return password_key(typed, salt=salt, cost=resources.password_cost)

    return Derived(handle_key(handle), key_of("password"), key_of("new_password"))


Passwords = Annotated[Derived, Depends(slow(_derive))]
"""Parameter type of a handler whose form has `handle`, and `password` or `new_password`."""
