"""Codes, words and tokens: made by the system's chance, kept as digests, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another when it is read out or copied
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
CODE_LENGTH = 6
_WORD_ROUNDS = 60_000


def join_code() -> str:
    """A code with which pupils join: six letters, one of 1.5e8."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A code as it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in _CODE_LETTERS)[: CODE_LENGTH + 1]


def code_word() -> str:
    """A word that can be said and remembered, with which a pupil comes back: one of 2.4e7, such as `bakofizu`."""
    return "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(4))


def token() -> str:
    """What a browser keeps to be known again: 256 bits."""
    return secrets.token_urlsafe(32)


def secret_digest(secret: str) -> str:
    """What is kept of a token, which is long enough to need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def word_digest(word: str, pupil: str) -> str:
    """What is kept of a pupil's word, which is short: slow to make, and another one for each pupil."""
    return hashlib.pbkdf2_hmac("sha256", word.strip().casefold().encode(), pupil.encode(), _WORD_ROUNDS).hex()


def is_same(given: str, kept: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(given.encode(), kept.encode())


def form_mark(key: str, token_digest: str) -> str:
    """The mark in every form of a browser, without which what it sends is not carried out."""
    return hmac.new(key.encode(), token_digest.encode(), "sha256").hexdigest()
