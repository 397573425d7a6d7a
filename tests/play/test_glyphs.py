"""The characters that the game draws with."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from game.play.glyphs import ASCII, UNICODE, Glyphs, in_ascii


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_glyph_is_one_character_in_one_column(glyphs: Glyphs) -> None:
    assert all(len(glyph) == 1 == cell_len(glyph) for glyph in glyphs)


def test_the_plain_table_has_nothing_but_ascii() -> None:
    assert "".join(ASCII).isascii()


def test_what_belongs_together_is_told_apart_in_both_tables() -> None:
    for glyphs in (UNICODE, ASCII):
        assert len({glyphs.here, glyphs.been, glyphs.unseen, glyphs.closed, glyphs.waits}) == 5
        assert len({glyphs.bar_filled, glyphs.bar_empty}) == 2
        assert len({glyphs.box_settled, glyphs.box_open}) == 2
        assert len({glyphs.rose, glyphs.fell}) == 2
        assert len({glyphs.yes, glyphs.no}) == 2


def test_everything_that_is_drawn_has_a_plain_form_as_wide() -> None:
    drawn = "".join(UNICODE) + "“” ╭━━╮ ▔▁ ‘’ — \u202f"
    assert in_ascii(drawn).isascii()
    assert cell_len(in_ascii(drawn)) == cell_len(drawn)


def test_letters_stay_what_a_pack_wrote() -> None:
    assert in_ascii("“Étienne” — Ελένη") == '"Étienne" - Ελένη'
