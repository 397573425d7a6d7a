"""A stranger's file of millions of signs takes time in proportion to them, whatever they are."""

from __future__ import annotations

import pytest

from game.learning.banks.aiken import looks_like_aiken, read_aiken
from game.learning.banks.csv_files import read_csv
from game.learning.banks.gift_reading import read_gift
from game.learning.banks.html_words import from_html
from game.learning.banks.marked_words import from_markdown
from game.learning.banks.moodle_reading import read_moodle

MANY = 100_000
"""So many times; what took their square would take many minutes."""


@pytest.mark.parametrize(
    "piece", ["<b></b>x", "<i>x", "<", "<script>x", "<script></script>", "<a ", "<!--", "&amp", "<x>"]
)
def test_html(piece: str) -> None:
    from_html(piece * MANY, [])


@pytest.mark.parametrize("piece", ["<x>", "x\n", "\n<x>"])
def test_html_whose_lines_are_kept(piece: str) -> None:
    """Only line breaks, and tags of no known name, are read in another way than those of other HTML."""
    from_html(piece * MANY, [], keep_lines=True)


@pytest.mark.parametrize("piece", ["[", "![", "[a](b ", "_a ", "*", "**a", "\\", "__"])
def test_markdown(piece: str) -> None:
    from_markdown(piece * MANY, [])


@pytest.mark.parametrize(
    "piece", ["{", "~", "=", "::", "// [id:", "[id:", "\n", "a\n\n", "{=a}\n\n", "%1", "{T}\n\n", "}\n\n{\n\n"]
)
def test_gift(piece: str) -> None:
    read_gift(piece * (MANY // 8), "q")
    read_gift("//" + piece.replace("\n", "") * MANY + "\nSure? {T}", "q")


@pytest.mark.parametrize("piece", ["\n", " ", "ANSWER: ", "A. ", "A. a\n", "q\nA. a\nB. b\n"])
def test_aiken(piece: str) -> None:
    looks_like_aiken(piece * MANY)
    read_aiken(piece * (MANY // 8), "q")


@pytest.mark.parametrize(
    "cell", [" " * 100_000 + "x", "1" + " " * 100_000 + "2", "[" * 100_000, "\\" * 100_000, "|" * 100_000]
)
def test_cells(cell: str) -> None:
    read_csv(f"kind,question,right\nnumber,a,{cell}\ncloze,{cell},\norder,a,{cell}\n".encode(), "q.csv")


@pytest.mark.parametrize("piece", ["{1:SA:", "{1:SA:=a~", "\\", "[[1]]", "{"])
def test_cloze(piece: str) -> None:
    head = "<quiz><question type='cloze'><questiontext format='html'><text>"
    read_moodle(f"{head}{piece * MANY}</text></questiontext></question></quiz>".encode(), "q.xml")
