"""What is sealed opens for its key and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.sealing import (
    PasswordCost,
    SealBroken,
    as_token,
    derive,
    from_token,
    keyed_digest,
    lock,
    new_key_pair,
    new_secret,
    password_key,
    seal,
    unlock,
    unseal,
)

CHEAP = PasswordCost(passes=1, memory=8192)
SALT = b"made salt 16 byt"


@given(plain=st.binary(max_size=200))
def test_what_is_sealed_opens_for_its_private_key_alone(plain: bytes) -> None:
    mine, other = new_key_pair(), new_key_pair()
    sealed = seal(mine.public, plain)
    assert plain not in sealed or len(plain) < 4
    assert unseal(mine.private, sealed) == unseal(mine.private, sealed, public=mine.public) == plain
    with pytest.raises(SealBroken):
        unseal(mine.private, sealed, public=other.public)
    for private, content in (
        (other.private, sealed),
        (mine.private, sealed[:-1]),
        (mine.private, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (mine.private, b""),
    ):
        with pytest.raises(SealBroken):
            unseal(private, content)


@given(plain=st.binary(max_size=200))
def test_what_is_locked_opens_with_its_secret_alone(plain: bytes) -> None:
    secret = new_secret()
    locked = lock(secret, plain)
    assert unlock(secret, locked) == plain
    assert locked != lock(secret, plain)
    for key, content in ((new_secret(), locked), (secret, locked[:-1]), (secret, b"")):
        with pytest.raises(SealBroken):
            unlock(key, content)


def test_a_password_makes_one_key_with_one_salt() -> None:
    key = password_key("made pass phrase", salt=SALT, cost=CHEAP)
    assert key == password_key("made pass phrase", salt=SALT, cost=CHEAP)
    others = {
        password_key("made pass phrasf", salt=SALT, cost=CHEAP),
        password_key("made pass phrase", salt=SALT[::-1], cost=CHEAP),
        password_key("made pass phrase", salt=SALT, cost=PasswordCost(2, 8192)),
    }
    assert len(others - {key}) == 3


def test_each_purpose_has_a_key_of_its_own() -> None:
    secret = new_secret()
    assert len({secret, derive(secret, "lookup"), derive(secret, "wrap"), derive(secret, "")}) == 4
    assert derive(secret, "lookup", size=16) != derive(secret, "lookup")[:16]


def test_a_digest_needs_its_key() -> None:
    key = new_secret()
    assert keyed_digest(key, "made") == keyed_digest(key, "made")
    assert len({keyed_digest(key, "made"), keyed_digest(new_secret(), "made")}) == 2


@given(secret=st.binary(min_size=32, max_size=32))
def test_a_token_gives_its_secret_back(secret: bytes) -> None:
    token = as_token(secret)
    assert token.isascii()
    assert from_token(token) == secret


@pytest.mark.parametrize("token", ["", "a", "ä" * 43, "+" * 43, "a" * 43 + "=", "a" * 44, "b" * 43])
def test_other_letters_are_no_token(token: str) -> None:
    assert from_token(token) is None
