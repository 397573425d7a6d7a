"""Words on one line: breaks become spaces, and spaces at which no line breaks stay."""

from __future__ import annotations

import pytest

from game.support.folding import folded_line


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("One line.\n", "One line."),
        ("  One\n  line \t of\r\nwords ", "One line of words"),
        ("Où est la cloche\u202f?\n", "Où est la cloche\u202f?"),
        ("Ziel: 2\u00a0%\nbis 2024", "Ziel: 2\u00a0% bis 2024"),
        ("deux\u2028lignes", "deux lignes"),
        ("", ""),
        (" \n\u00a0 ", ""),
    ],
)
def test_words_come_on_one_line(words: str, line: str) -> None:
    assert folded_line(words) == line
