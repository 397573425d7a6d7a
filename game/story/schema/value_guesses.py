"""What was probably meant by a value that its key does not take: the value as it should be written, or ""."""

from __future__ import annotations

import re

from game.support import limits

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_CHANGE = re.compile(r"\s*+(=)?\s*+([+−–-]?)\s*+=?\s*+(\d{1,6})\s*+([+-]?)\s*+\Z")
_TIME = re.compile(
    r"\D*?(\d{1,2})\s*+(?:[:.,h]\s*+(\d{1,2})\s*+)?(?:(?:h|uhr|o'clock)\s*+)?(?:(am|pm|a\.m\.|p\.m\.)\s*+)?\Z", re.I
)


def number(text: str, low: int, high: int) -> str:
    """`five` → 5, `5 minutes` → 5, `5.0` → 5; beyond the bounds the nearest one."""
    word = text.strip().casefold()
    if word in _WORDS:
        return str(min(max(_WORDS.index(word), low), high))
    match = re.match(r"\D{0,12}?([+-]?\d{1,9})(?:\.0+)?(?![\d_.,])", word)
    return str(min(max(int(match[1]), low), high)) if match else ""


def decimal(text: str) -> str:
    """`80 kg` → 80, `1,5` → 1.5, `1,000` → 1000, `eighty`: nothing."""
    word = text.strip().casefold()
    if word in _WORDS:
        return str(_WORDS.index(word))
    match = re.search(r"[+-]?\d[\d,]*(?:\.\d+)?", word)
    if match is None or len(re.findall(r"\d[\d,.]*", word)) > 1:
        return ""
    found = match[0].rstrip(",")
    return found.replace(",", "") if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", found) else found.replace(",", ".")


def flag(text: str) -> str:
    """`1`, `y`, `always` → true; `0`, `n`, `never` → false."""
    word = text.strip().casefold()
    if word in ("1", "y", "ja", "oui", "always", "ok", "x", "yep", "ture", "treu", "tru", "yess"):
        return "true"
    return "false" if word in ("0", "n", "nein", "non", "never", "none", "~", "null", "nope", "flase", "fasle") else ""


def time_of_day(text: str) -> str:
    """`8.30`, `8h30`, `8:30 am`, `830` → 08:30."""
    word = text.strip()
    if re.fullmatch(r"\d{3,4}", word):
        word = f"{word[:-2]}:{word[-2:]}"
    match = _TIME.match(word) if len(word) <= limits.WORD_CHARACTERS else None
    if match is None:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "").casefold()[:1]
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def change(text: str) -> str:
    """`1` → +1, `1+` → +1, `+= 2` → +2, `− 2` → -2."""
    match = _CHANGE.match(text) if len(text) <= limits.WORD_CHARACTERS else None
    if match is None:
        return ""
    sign = match[2] or match[4] or ("=" if match[1] else "+")
    return f"{'-' if sign in '−–' else sign}{match[3]}"
