"""Secrets that are handed out once and kept only as a digest."""

import hashlib
import hmac
import secrets

BITS = 256


def new_secret() -> str:
    """A fresh secret of 256 random bits, 43 characters that are safe in an address."""
    return secrets.token_urlsafe(BITS // 8)


def digest(secret: str) -> str:
    """What is stored instead of ``secret``: SHA-256, 64 hexadecimal digits.

    A plain hash is enough: with 256 random bits there is nothing to guess, so nothing to slow down.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def matches(secret: str, stored: str) -> bool:
    """Whether ``secret`` is the one behind the ``stored`` digest, in constant time."""
    return hmac.compare_digest(digest(secret), stored)
