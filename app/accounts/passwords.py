"""Passwords as they arrive: counted, derived before the transaction, never kept or shown again."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.accounts.handles import handle_key, salt_of
from app.accounts.policy import PASSWORD_MAX
from app.kit.sealing import keyed_digest, password_key
from app.web.forms import Posted
from app.web.hop import Resources
from app.web.limits import Asked, Limit
from app.web.slow import slow

BY_ALL = Limit(240, timedelta(minutes=1), "password")
BY_CLIENT = Limit(30, timedelta(minutes=10), "password_client")
BY_HANDLE_AND_CLIENT = Limit(10, timedelta(minutes=10), "password_pair")
BY_HANDLE = Limit(60, timedelta(hours=1), "password_handle")


@dataclass(frozen=True, slots=True)
class Derived:
    """The keys of the passwords in a form; empty where none, or an absurd one, was sent.

    While ``wait`` is not 0 nothing was derived: that many seconds of patience are asked for.
    """

    handle_key: str
    password: bytes = b""
    new_password: bytes = b""
    wait: int = 0

    @property
    def wait_minutes(self) -> int:
        return ceil(self.wait / 60)


def _derive(request: Request, form: Posted) -> Derived:
    resources: Resources = request.app.state.resources
    handle = str(form.get("handle", ""))
    wait = resources.limits.take(_limits(resources, request, handle_key(handle)))
    if wait:
        return Derived(handle_key(handle), wait=wait)
    salt = salt_of(resources.keys, handle)

    def key_of(name: str) -> bytes:
        typed = _typed(form, name)
        cost = resources.password_cost
        return password_key(typed, salt=salt, cost=cost) if typed else b""

    return Derived(handle_key(handle), key_of("password"), key_of("new_password"))


def _typed(form: FormData, name: str) -> str:
    typed = form.get(name)
    return typed if isinstance(typed, str) and len(typed) <= PASSWORD_MAX else ""


def _limits(resources: Resources, request: Request, key: str) -> list[Asked]:
    client = resources.limits.client(request)
    handle = keyed_digest(resources.keys.instance.index_key, key, size=16).hex()
    return [
        (BY_ALL, "all"),
        (BY_CLIENT, client),
        (BY_HANDLE_AND_CLIENT, client + handle),
        (BY_HANDLE, handle),
    ]


Passwords = Annotated[Derived, Depends(slow(_derive))]
"""Parameter type of a handler whose form has `handle`, and `password` or `new_password`."""
