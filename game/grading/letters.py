"""Step one for characters: small letters, without accents, and one sign for each of those that look alike."""

from __future__ import annotations

import re
import unicodedata

_WITHOUT_SIGNS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "º": "o", "ª": "a", "ᵒ": "o", "ᵃ": "a", "ˢ": "s",
    }
)  # fmt: skip
_SIGNS = str.maketrans(
    {
        "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "`": "'", "´": "'",
        "×": "*", "·": "*", "⋅": "*", "÷": "/", "⁄": "/", "≤": "<=", "≥": ">=",
    }
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_MIXED = re.compile(r"(?<=\d)(?=[½⅓⅔¼¾⅛])")


def lowered(text: str) -> str:
    """Small letters; one sign for each dash, apostrophe and operator; raised digits behind a `^`."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    raised = _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    composed = unicodedata.normalize("NFKC", _MIXED.sub(" ", raised).casefold())
    return " ".join(composed.translate(_SIGNS).split())


def bare(text: str) -> str:
    """Lowered text without accents."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_WITHOUT_SIGNS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
