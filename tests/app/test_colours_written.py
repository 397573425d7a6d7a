"""The colours that the real program writes to a terminal, byte by byte."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.record.settings_file import settings_path

pytestmark = [
    pytest.mark.usefixtures("started_before"),
    pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are those of POSIX"),
]

if sys.platform != "win32":
    from tests.app.terminals import Terminal

HARBOUR = str(Path(__file__).parent.parent / "packs" / "harbour")
PLAY = ["-m", "game", "play", HARBOUR, "--seed", "1"]
_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
_KEYS = (
    ("\x1bOP", "choose at once"), ("\x1b", "East: The pier"), ("\x1b[20~", "Line length"), ("\x1b[C\x1b[C", "morning"),
)  # fmt: skip


def written(environment: dict[str, str]) -> bytes:
    """Everything that a play writes which shows the game, the help and the settings, and changes the theme."""
    with Terminal(PLAY, (100, 30), **environment) as terminal:
        terminal.until("Notes")
        terminal.type("look\r")
        terminal.until("East: The pier")
        output = terminal.output
        for keys, words in _KEYS:
            terminal.forget()
            terminal.type(keys)
            terminal.until(words)
            output += terminal.output
        terminal.forget()
        terminal.type("\x11")
        assert terminal.ended() == 0
        return output + terminal.output


def orders(output: bytes) -> Iterator[int]:
    """The numbers of all orders about how letters look (SGR), and of the colours behind 38 and 48."""
    for found in _SGR.finditer(output):
        yield from (int(number or 0) for number in re.split(rb"[;:]", found[1]))


@pytest.mark.parametrize("remembered", ["automatic", "morning", "16-colours"])
@pytest.mark.parametrize("terminal", [{"COLORTERM": "truecolor"}, {"COLORTERM": "", "TERM": "xterm"}])
def test_no_color_writes_no_order_about_colours_at_all(remembered: str, terminal: dict[str, str]) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text(f"theme = '{remembered}'\n", encoding="utf-8")
    output = written({"NO_COLOR": "1", **terminal})
    assert set(orders(output)) <= {0, 1, 3, 4, 7, 9}
    assert not re.search(rb"\x1b\](?:4|10|11|12);", output)


def test_a_terminal_with_16_colours_gets_no_others() -> None:
    output = written({"COLORTERM": "", "TERM": "xterm"})
    assert {30, 40, 44, 97} & set(orders(output))
    assert not {38, 48, 58} & set(orders(output))


def test_a_terminal_with_256_colours_gets_their_numbers() -> None:
    output = written({"COLORTERM": "", "TERM": "xterm-256color"})
    assert re.search(rb"38;5;\d", output)
    assert not re.search(rb"[34]8;2;", output)


def test_a_dumb_terminal_gets_lines_and_not_one_order() -> None:
    with Terminal(PLAY, TERM="dumb") as terminal:
        terminal.until("Go and ask")
        terminal.type("settings\r")
        terminal.until("settings.toml")
        terminal.type("quit\r")
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.output
