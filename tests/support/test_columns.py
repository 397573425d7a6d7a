"""How wide words are, and what of them belongs together: in every script, as Textual draws them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from game.support.clusters import clusters
from game.support.columns import columns_of, cut_to, filled_to, in_columns, most_columns_of

SAMPLES = [
    "Déjà vu — “so”…", "漢字かなカナ。", "가나다", "\u1100\u1161\u11a8", "क्षि नमस्ते हिन्दी", "ภาษาไทยน้ำ", "தமிழ்",
    "မြန်မာ", "ខ្មែរ",     "שָׁלוֹם", "مُحَمَّد", "👩‍👩‍👧 👍🏽 🇩🇪🇫🇷", "❤️ ☂️ ✈️ 5️⃣ ©️", "e\u0301a\u0308", "ｆｕｌｌ　wide",
    "┌─┐ ▸ →", "\u200fא\u200e",
]  # fmt: skip


@pytest.mark.parametrize("words", SAMPLES)
def test_words_take_as_many_columns_as_they_are_drawn_in(words: str) -> None:
    assert columns_of(words) == cell_len(words)
    assert "".join(clusters(words)) == words
    assert len(in_columns(words)) == columns_of(words)
    assert "".join(in_columns(words)) == words


def test_every_letter_and_mark_is_as_wide_as_it_is_drawn() -> None:
    letters = [chr(code) for code in range(0x20, 0x2FFFF) if unicodedata.category(chr(code))[0] in "LMN"]
    others = [letter for letter in letters if columns_of(letter) != cell_len(letter)]
    # Old Korean letters, a filler, and the counting rods are drawn in ways on which nobody agrees.
    assert {unicodedata.name(letter).split()[0] for letter in others} <= {
        "HANGUL",
        "HALFWIDTH",
        "COUNTING",
        "IDEOGRAPHIC",
        "TALLY",
    }


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        ("👩‍👩‍👧👍🏽", ["👩‍👩‍👧", "👍🏽"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("क्षि", ["क्षि"]),
        ("นำ้", ["นำ้"]),
        ("\u1100\u1161\u11a8한", ["\u1100\u1161\u11a8", "한"]),
        ("❤️!", ["❤️", "!"]),
        ("a\u200d b", ["a\u200d", " ", "b"]),
        ("", []),
    ],
)
def test_what_is_written_as_one_belongs_together(words: str, parts: list[str]) -> None:
    assert list(clusters(words)) == parts


@given(st.text(max_size=30), st.integers(0, 12))
def test_what_is_cut_fits_and_nothing_is_divided(words: str, width: int) -> None:
    cut = cut_to(words, width)
    assert columns_of(cut) <= width or cut == words
    assert "".join(clusters(words)) == words
    if cut != words and cut:
        kept = cut.removesuffix("…")
        assert any("".join(list(clusters(words))[:count]).rstrip(" ,.") == kept for count in range(len(words) + 1))


@pytest.mark.parametrize(
    ("words", "drawn", "most"),
    [("खिड़की", 3, 5), ("👩‍👩‍👧", 2, 6), ("👍🏽", 2, 4), ("漢字", 4, 4), ("e\u0301", 1, 1), ("❤️", 2, 2), ("é", 1, 1)],
)
def test_a_terminal_that_knows_no_clusters_may_need_more(words: str, drawn: int, most: int) -> None:
    assert (columns_of(words), most_columns_of(words)) == (drawn, most)


def test_words_are_filled_to_a_width_in_columns() -> None:
    assert filled_to("漢字", 6) == "漢字  "
    assert cut_to("漢字かな", 5) == "漢字…"
    assert cut_to("漢字かな", 4) == "漢…"
    assert cut_to("👩‍👩‍👧👩‍👩‍👧", 3) == "👩‍👩‍👧…"
