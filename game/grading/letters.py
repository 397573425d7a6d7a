"""Step one for characters: small letters, without accents, and one sign for each of those that look alike."""

from __future__ import annotations

import re
import unicodedata

from game.support.accents import without_accents

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
    return text if text.isascii() else without_accents(text.translate(_WITHOUT_SIGNS))
