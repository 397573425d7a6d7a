"""Ids of people with a colon where nobody can speak are found, and nothing else is taken for them."""

from __future__ import annotations

import pytest

from game.engine.rendering import render
from tests.story.inline import examined, scene_pack, shown_text, story_of

PEOPLE = "people:\n  marta: { name: Marta, fictional: true }\n  ines: { name: Ines, fictional: true }\n"


def told(text: str) -> list[tuple[str, str]]:
    """For each finding on a speaker: the words from its spot to the end of the line, and the line as it should be."""
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    pack = scene_pack(f"text: |\n{indented}end: e", PEOPLE)
    _, found = examined(pack)
    lines = pack.splitlines()
    return [
        (lines[finding.spot.line - 1][finding.spot.column - 1 :], finding.mended.strip())
        for finding in found
        if finding.code == "EW510"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{seen.a: marta: Come in.}", [("marta: Come in.}", "marta: {seen.a: Come in.}")]),
        ("Before.\n\n{seen.a: marta: Come in.}", [("marta: Come in.}", "marta: {seen.a: Come in.}")]),
        ("{seen.a: Nobody.|marta: Come in.}", [("marta: Come in.}", "marta: …")]),
        ("{seen.a: marta: Come in.|Nobody.}", [("marta: Come in.|Nobody.}", "marta: {seen.a: Come in.|Nobody.}")]),
        ("{seen.a: marta: Yes. — ines: No.}", [("marta: Yes. — ines: No.}", "marta: …"), ("ines: No.}", "ines: …")]),
        ("Words. {seen.a: marta: Yes.} More.", [("marta: Yes.} More.", "marta: …")]),
        ("{&marta: Yes.|ines: No.}", [("marta: Yes.|ines: No.}", "marta: …"), ("ines: No.}", "ines: …")]),
        ("marta: Yes.\nines: No.", [("ines: No.", "ines: …")]),
        ("marta: Yes. ines: No.", [("ines: No.", "ines: …")]),
        ("| marta: Yes.\n| ines: No.", [("marta: Yes.", "marta: …"), ("ines: No.", "ines: …")]),
    ],
)
def test_a_speaker_where_nobody_can_speak_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "marta: Yes.\n\nines: No.",
        "marta: {seen.a: Yes.|No.}",
        "marta: {seen.a:|No.}",
        "  marta: Yes.",
        "What she said to marta: nothing.",
        "Words. anna: No.",
        "It is 12:30. martas: No.",
        "marta:Yes. See http://ines:8080.",
    ],
)
def test_nothing_else_is_taken_for_a_speaker(text: str) -> None:
    assert told(text) == []


def test_a_paragraph_of_somebody_of_which_nothing_is_shown_is_left_out() -> None:
    """So whoever speaks can hang on a condition, as the finding and the guide say."""
    story = story_of(scene_pack("text: |\n  marta: {seen.a: Good.}\n\n  ines: {seen.a:|Where?}\nend: e", PEOPLE))
    (paragraph,) = render(story, shown_text(story), story.layout.start, 1)
    assert (paragraph.speaker, paragraph.words) == ("ines", "Where?")
