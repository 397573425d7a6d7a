"""Options that differ in nothing but the names of people who are there are told apart by these names."""

from __future__ import annotations

import pytest

from game.play.command_types import AskBack, Command, DoCommand, Say
from game.play.commands import understand
from game.play.session import Session
from tests.story.inline import story_of

PACK = """\
pack: A table
places: {{ hall: {{ name: The hall }} }}
start: hall
people:
  ivy: {{ name: Ivy Marsh, at: hall, fictional: true }}
  bram: {{ name: Bram Tully, at: hall, fictional: true }}
scenes:
  table:
    at: hall
    on_arrival: true
    text: They look at you.
    choices:
{choices}
endings: {{ e: The end. }}
"""


def meant(typed: str, *labels: str) -> Command:
    """What typed words come to where these choices are offered, the first one being `a`, the second `b` …"""
    offered = zip("abcd", labels, strict=False)
    choices = "".join(f"      - {{ choose: {label}, id: {id_}, end: e }}\n" for id_, label in offered)
    return understand(Session(story_of(PACK.format(choices=choices)), 1), typed)


@pytest.mark.parametrize(
    ("typed", "labels", "choice"),
    [
        ("ask ivy about soup", ("Ask Ivy about the soup", "Ask Bram about the soup"), "a"),
        ("soup: ask bram", ("Ask Ivy about the soup", "Ask Bram about the soup"), "b"),
        ("ask tully about the soup", ("Ask Ivy about the soup", "Ask Bram about the soup"), "b"),
        ("bram fragen nach suppe", ("Ivy nach der Suppe fragen", "Bram nach der Suppe fragen"), "b"),
        ("ask him about soup", ("Ask her about the soup", "Ask him about the soup"), "b"),
    ],
)
def test_a_name_says_which_of_two_options_is_meant(typed: str, labels: tuple[str, ...], choice: str) -> None:
    assert meant(typed, *labels) == DoCommand(f"table/{choice}")


@pytest.mark.parametrize("typed", ["ask ivy", "ivy soup", "please ask marsh about the soup"])
def test_of_less_than_a_label_one_is_asked_back_about_the_option_with_the_name_alone(typed: str) -> None:
    command = meant(typed, "Ask Ivy about the soup", "Ask Bram about the soup")
    assert isinstance(command, AskBack)
    assert command.action == "table/a"


@pytest.mark.parametrize("typed", ["ask about the soup", "ask ivy and bram about the soup", "ask zoe about the soup"])
def test_who_names_nobody_or_both_is_asked_which(typed: str) -> None:
    command = meant(typed, "Ask Ivy about the soup", "Ask Bram about the soup")
    assert isinstance(command, Say)
    assert command.lines[0].words.startswith("Which one: 1, “Ask Ivy about the soup” or 2, “Ask Bram about the soup”?")


def test_a_name_that_stands_in_no_label_changes_nothing() -> None:
    assert meant("tell bram of the salt", "Tell her of the salt", "Say nothing") == DoCommand("table/a")
