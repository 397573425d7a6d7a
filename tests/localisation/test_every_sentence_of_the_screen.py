"""What the screens and the plain client say stands in the catalogues; only what nobody reads as words does not."""

from __future__ import annotations

import re

import pytest

from tests.localisation.spoken_literals import spoken_literals

ROOMS = ("app/", "plain.py", "plain_pages.py")

STYLE = re.compile(r"(?:(?:bold|italic|underline|reverse|strike|not|\{\}|\$[\w-]+) ?)+")
"""How something is drawn, in the words of Textual."""
ACTION = re.compile(r"(?:\w+\.)?[a-z_]+\(.*\)")
"""What a click does, in the words of Textual."""
NAMES = {"CommandLine", "Any"}
"""Of widgets and types: in the code, for the code."""
TYPED = {"go {}", "back to", "by source", "by sources", "{} history typed", "`eightwings test`"}
"""What is typed, in English: that is understood in every language, beside its own words; the shell knows no other."""
DEEDS = {
    "the screen was shown", "a picture was saved", "the debriefing was saved", "the last turns were told",
    "what can be done was shown", "“{}” was carried out", "a step was done", "a way was walked", "time was let pass",
    "one went back or forward", "the play was saved", "the play was saved as a test", "a play was loaded",
    "an answer was given", "the last turn was told",
}  # fmt: skip
"""What the game did when it failed: it stands in the report that a player passes on, which is read in English."""


def is_no_sentence(words: str) -> bool:
    is_id = words == words.lower() and " " not in words
    return bool(is_id or STYLE.fullmatch(words) or ACTION.fullmatch(words)) or words in NAMES | TYPED | DEEDS


def test_everything_that_players_read_stands_in_the_catalogues() -> None:
    outside = [literal for literal in spoken_literals() if literal.file.startswith(ROOMS)]
    assert [literal for literal in outside if not is_no_sentence(literal.words)] == []


@pytest.mark.parametrize("exceptions", [TYPED, DEEDS], ids=["typed", "deeds"])
def test_no_exception_stays_when_nobody_needs_it_any_more(exceptions: set[str]) -> None:
    assert exceptions <= {literal.words for literal in spoken_literals()}
