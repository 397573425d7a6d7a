"""Lets Textual divide text into lines by the rules of every script.

Textual ends lines at spaces only, at those too that hold words together in French, and divides what is longer than a
line anywhere. It looks the function that does so up in its module `content`, and offers no other way to replace it;
`tests/app/test_scripts.py` notices if that changes.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import content

from game.support.line_breaking import breaks_like_english, line_starts

#: Not a name that the module offers: it is what Textual calls.
_CALLED = "divide_line"
_ends_at_spaces: Callable[[str, int, bool], list[int]] = vars(content)[_CALLED]


def divide_in_any_script() -> None:
    """Divide all text of this process so from now on. What is written in English is divided as before."""
    vars(content)[_CALLED] = _divide


def _divide(text: str, width: int, fold: bool = True) -> list[int]:
    """Where the second line of a text begins, and each one after it."""
    if breaks_like_english(text):
        return _ends_at_spaces(text, width, fold)
    return line_starts(text, max(width, 1), fold=fold)
