"""Sealing: the few things we do with keys, all of them by libsodium.

*Seal* is to a public key: whoever holds the private key opens it. *Lock* is with a secret that
both sides hold. Everything is bytes; `as_token` and `from_token` turn a secret into letters for
a link. `derive` makes independent keys of one secret, each for one purpose.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import blake2b

from nacl.bindings import crypto_box_seal_open
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

KEY_BYTES = 32
SALT_BYTES = argon2id.SALTBYTES


class SealBroken(Exception):
    """It was not sealed to this key, or was altered since."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """X25519, 32 bytes each."""

    private: bytes
    public: bytes


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """What one Argon2id derivation takes: passes, and bytes of memory."""

    passes: int
    memory: int


FULL_COST = PasswordCost(passes=3, memory=64 << 20)


def new_key_pair() -> KeyPair:
    key = PrivateKey.generate()
    return KeyPair(bytes(key), bytes(key.public_key))


def public_of(private: bytes) -> bytes:
    """The public half of a private key; any 32 bytes are one."""
    return bytes(PrivateKey(private).public_key)


def new_secret() -> bytes:
    """32 random bytes."""
    return random(KEY_BYTES)


def seal(public: bytes, plain: bytes) -> bytes:
    """Seal to a public key; 48 bytes longer than what it holds."""
    return SealedBox(PublicKey(public)).encrypt(plain)


def unseal(private: bytes, sealed: bytes, *, public: bytes | None = None) -> bytes:
    """Open what was sealed; its ``public`` half, where it is known, need not be worked out.

    Raises:
        SealBroken: it is not for this key, or was altered.
    """
    try:
        return crypto_box_seal_open(sealed, public or public_of(private), private)
    except (CryptoError, ValueError) as error:
        raise SealBroken from error


def lock(secret: bytes, plain: bytes) -> bytes:
    """Lock with a secret; 40 bytes longer than what it holds."""
    return bytes(SecretBox(secret).encrypt(plain))


def unlock(secret: bytes, locked: bytes) -> bytes:
    """Open what was locked.

    Raises:
        SealBroken: the secret is another, or the content was altered.
    """
    try:
        return SecretBox(secret).decrypt(locked)
    except (CryptoError, ValueError) as error:
        raise SealBroken from error


def password_key(password: str, *, salt: bytes, cost: PasswordCost) -> bytes:
    """The key that a password opens with (Argon2id); slow on purpose, so never in a transaction.

    ``salt`` is `SALT_BYTES` long.
    """
    return argon2id.kdf(
        KEY_BYTES, password.encode(), salt, opslimit=cost.passes, memlimit=cost.memory
    )


def derive(secret: bytes, purpose: str, *, size: int = KEY_BYTES) -> bytes:
    """A key for one purpose (BLAKE2b, ``purpose`` of at most 16 bytes as its person).

    From one of them neither the secret nor another purpose's key can be found.
    """
    return blake2b(secret, digest_size=size, person=purpose.encode()).digest()


def keyed_digest(key: bytes, text: str, *, size: int = KEY_BYTES) -> bytes:
    """A digest that only the holder of ``key`` can make: to find a value without keeping it."""
    return blake2b(text.encode(), digest_size=size, key=key).digest()


def as_token(secret: bytes) -> str:
    """A secret as the last part of a link: letters, digits, ``-`` and ``_``."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def from_token(token: str) -> bytes | None:
    """The secret of a link; None if no link of ours ends so."""
    try:
        secret = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == KEY_BYTES and as_token(secret) == token else None
