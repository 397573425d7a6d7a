"""The page of the settings: how the pages look to this player."""

from __future__ import annotations

from typing import NamedTuple

from game.localisation.messages import gettext, pgettext
from game.play.play_header import header
from game.play.session import Session
from game.record.play_file import whole_file
from game.web.ending_view import as_address
from game.web.web_state import WebSettings

_MOST_STEPS = 5_000
"""A longer play is not put into a page; its host has the file."""


class WebSetting(NamedTuple):
    """Something that can be set: its field, its name, and its values, each with its words and whether it holds."""

    field: str
    name: str
    values: tuple[tuple[str, str, bool], ...]


class SettingsPage(NamedTuple):
    """What can be set. `file` is the play as a file that the game in a terminal reads, empty where it is too long."""

    settings: tuple[WebSetting, ...]
    file: str
    file_name: str


def settings_page(session: Session, settings: WebSettings) -> SettingsPage:
    """The settings as they are."""
    steps = session.record
    file = ""
    if len(steps) <= _MOST_STEPS:
        file = as_address("application/yaml", whole_file(header(session), steps, left=True))
    kinds = tuple(
        WebSetting(field, name, tuple((value, words, value == getattr(settings, field)) for value, words in values))
        for field, name, values in _kinds()
    )
    return SettingsPage(kinds, file, f"{session.story.id}.play.yaml")


def _kinds() -> list[tuple[str, str, list[tuple[str, str]]]]:
    automatic = pgettext("value of a setting", "As my device wants it")
    return [
        (
            "theme",
            pgettext("setting", "Colours"),
            [
                ("automatic", automatic),
                ("morning", pgettext("colours", "Morning (light)")),
                ("evening", pgettext("colours", "Evening (dark)")),
                ("contrast-light", pgettext("colours", "High contrast, light")),
                ("contrast-dark", pgettext("colours", "High contrast, dark")),
            ],
        ),
        (
            "size",
            pgettext("setting", "Size of the text"),
            [
                ("normal", pgettext("size of text", "Normal")),
                ("large", pgettext("size of text", "Large")),
                ("larger", pgettext("size of text", "Larger")),
                ("largest", pgettext("size of text", "Largest")),
            ],
        ),
        (
            "width",
            pgettext("setting", "Length of the lines"),
            [
                ("narrow", pgettext("length of lines", "Short")),
                ("medium", pgettext("length of lines", "Medium")),
                ("wide", pgettext("length of lines", "Long")),
            ],
        ),
        (
            "motion",
            pgettext("setting", "Motion"),
            [("automatic", automatic), ("reduced", gettext("Nothing moves"))],
        ),
    ]
