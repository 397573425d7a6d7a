"""Whole games by the mouse alone, in a pty: what is on the screen is clicked where it stands, and no key is pressed.

    python bench/mouse_play.py [first-scene hq …] [--chance 3] [--skill 0.9] [--size 80x24]

First every page is opened from the bar of keys and closed again; then choices, exits, parts of answers and keys of
words are clicked until the story ends. Prints what was clicked, and whether the play on disk ends as it should.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pyte
from commands import run_command
from terminal import Terminal

from game.app.play_entries import open_entries
from game.engine import AnswerGiven
from game.engine.drawn_numbers import as_asked
from game.engine.rules import answer_order
from game.engine.state import Action
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.questions.picking import pickable
from game.record.journal import read_play
from game.story.packs import load

ROOT = Path(__file__).parent.parent
#: In the bar of keys: what opens a page, and what then stands in its title.
PAGES = {
    "Help": "Help", "Map": "Map", "Notes": "Notebook", "Story": "Story so far", "Save": "Save and load", "Find": "Find",
}  # fmt: skip
MOST_CLICKS = 4_000


class NotOnScreen(Exception):
    """What was to be clicked is not to be seen."""


class MousePlayer:
    """Sees the screen of a terminal and clicks on it."""

    def __init__(self, terminal: Terminal, columns: int, rows: int) -> None:
        self.terminal, self.columns, self.rows = terminal, columns, rows
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._read = 0
        self.done: Counter[str] = Counter()
        #: What was clicked last.
        self.click_again: tuple[str, str] | None = None

    def look(self, seconds: float = 0.12) -> list[str]:
        """The lines of the screen, once nothing comes any more."""
        self.terminal.quiet(seconds)
        new, self._read = self.terminal.output[self._read :], len(self.terminal.output)
        self._stream.feed(new)
        return list(self.screen.display)

    def find(self, pattern: str, *, last: bool = True) -> tuple[int, int] | None:
        """The column and row, from 0, of the last (or first) place where this stands."""
        found = [
            (match.start(match.lastindex or 0), row)
            for row, line in enumerate(self.screen.display)
            for match in re.finditer(pattern, line)
        ]
        return (found[-1] if last else found[0]) if found else None

    def mouse(self, code: int, column: int, row: int, end: str = "M") -> None:
        """Send what a mouse does there, as a terminal says it (SGR)."""
        self.terminal.type(f"\x1b[<{code};{column + 1};{row + 1}{end}")

    def click(self, pattern: str, sort: str, *, last: bool = True) -> None:
        """Click where this stands; the wheel brings it into view if need be. Raises NotOnScreen."""
        self.click_again = pattern, sort
        for step in range(24):
            spot = self.find(pattern, last=last)
            if spot is not None:
                column, row = spot
                self.mouse(35, column, row)
                self.mouse(0, column, row)
                self.mouse(0, column, row, "m")
                self.done[sort] += 1
                self.look()
                return
            # Half of the time over what stands below, half over the question above it.
            self.wheel(self.rows - 4 if step < 12 else self.rows - 10, down=step % 12 < 8)
        raise NotOnScreen(pattern)

    def wheel(self, row: int, *, down: bool = True) -> None:
        """Turn the wheel over this row."""
        self.mouse(65 if down else 64, self.columns // 3, max(row, 2))
        self.done["wheel"] += 1
        self.look(0.05)


def tour(player: MousePlayer) -> None:
    """Open each page by the bar of keys, and close it by its own."""
    for key, title in PAGES.items():
        if player.find(rf"(?<=\S ){key}\b") is None:
            continue
        player.click(rf"(?<=\S )({key})\b", "page opened")
        # Wherever the page stands: below the title of the play, or over its end.
        assert any(re.match(rf"\W*{title}\b", line) for line in player.look(0.3)), (title, player.screen.display)
        player.wheel(player.rows // 2)
        player.click(r"Esc (Close)", "page closed")
        player.look(0.3)


def choose(player: MousePlayer, session: Session, action: Action) -> None:
    """Click what does this: an entry of the list."""
    ids = [option.id for option in session.options]
    entry = open_entries(session, asks_how_sure=False)[ids.index(str(action))]
    start = " ".join(entry.words.split())[:14].rstrip()
    words = r"\s+".join(re.escape(word) for word in start.split())
    player.click(rf"(?<![\w]){re.escape(entry.key)} +({words})", f"{session.options[ids.index(str(action))].kind}")


def answer(player: MousePlayer, session: Session, words: str) -> None:
    """Put an answer together from the parts of the card, or from the keys, and hand it on."""
    question = session.question
    assert question is not None
    order = answer_order(session.story, session.state, question)
    parts = {part.key: part.words for part in pickable(as_asked(question, session.seed), order)}
    if parts:
        for key in re.findall(r"true|false|\d+|[a-z]", words):
            if key in ("true", "false"):
                player.mouse(35, 20, player.rows - 4)
                player.look()
                player.click(rf" ({key}) ", "true or false")
                continue
            start = r"\s+".join(re.escape(word) for word in parts[key][:10].split())
            player.click(rf"(?<!\w){key} ({start})", f"part of {question.kind}")
    else:
        player.mouse(35, 20, player.rows - 4)
        player.look()
        player.click(r" (keys)  ?Enter", "keys shown")
        for character in words:
            named = {" ": r"(space)\s+delete"}.get(character, rf"(?<=  )({re.escape(character)})(?=  )")
            player.click(named, "character")
    player.click(r" (Enter) ", f"{question.kind} handed on")
    player.look(0.3)
    if player.find(r" (yes)  keys  ?Enter") is not None:  # a bare number could be meant for what is listed
        player.click(r" (yes)  keys", "agreed")


def playable(words: str, question_kind: str) -> str:
    """The answer in characters that the keys have; empty where it has others."""
    small = words.casefold()
    return small if question_kind in ("number",) or re.fullmatch(r"[a-z0-9 ';:.-]+", small) else ""


def play(pack: str, chance: random.Random, skill: float, size: tuple[int, int]) -> bool:
    """Play a pack to its end. The result is whether the play on disk has come there, too."""
    story, (columns, rows) = load(pack), size
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "EIGHTWINGS_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("EIGHTWINGS_PLAIN", None)
        kept = Path(home, "data/plays", story.id, "current.play.yaml")
        with Terminal([sys.executable, "-m", "game", "play", pack], environment, columns, rows) as terminal:
            player = MousePlayer(terminal, columns, rows)
            terminal.until("Quit")
            player.look(0.8)
            if player.find("New game") is not None:
                player.click("New game", "menu")
            player.look(0.8)
            tour(player)
            session = Session(story, read_play(kept)[0].seed)
            while not session.is_over and sum(player.done.values()) < MOST_CLICKS:
                step(player, session, chance, skill)
                if not came_to_disk(player, kept, len(session.steps())) and player.click_again is not None:
                    # On a busy machine the list may have moved between the look and the click: so one clicks again.
                    player.click(*player.click_again)
                    player.done["clicked again"] += 1
                if not came_to_disk(player, kept, len(session.steps())):
                    print("\n".join(player.screen.display))
                    clicked, on_disk = session.steps(), read_play(kept)[1]
                    raise SystemExit(
                        f"{pack}: {len(clicked)} steps were clicked, the last {clicked[-1]}; "
                        f"on disk are {len(on_disk)}, the last {on_disk[-1]}"
                    )
            player.look(0.5)
        seen = Session.resume(story, session.seed, read_play(kept)[1], None)[0]
    clicks = ", ".join(f"{count} {sort}" for sort, count in player.done.most_common())
    ended = next((line.strip() for line in player.screen.display if "The end" in line), "")
    print(f"{pack} {columns}×{rows}: {len(session.steps())} steps, no key: {clicks}")
    print(f"  ended: {seen.is_over}; the same state as was clicked: {seen.state == session.state}. {ended}")
    return seen.is_over and seen.state == session.state


def came_to_disk(player: MousePlayer, kept: Path, steps: int) -> bool:
    """Whether so many steps are on disk, after some patience with a busy machine."""
    for _ in range(12):
        if len(read_play(kept)[1]) == steps:
            player.look(0.2)
            return True
        player.look(0.2)
    return False


def step(player: MousePlayer, session: Session, chance: random.Random, skill: float) -> None:
    """Do one thing, on the screen and in the play that is compared."""
    question = session.question
    knows = question is not None and chance.random() < skill
    action: Action
    if question is not None and session.wants_words:
        right = right_answer(session.story, session.state, as_asked(question, session.seed))
        words = playable(right.words, question.kind) if isinstance(right, AnswerGiven) else ""
        if knows and words:
            answer(player, session, words)
            session.do(AnswerGiven(words))
            return
        action = "pass"
    else:
        right = right_answer(session.story, session.state, question) if question is not None else ""
        ids = [option.id for option in session.options if option.kind not in ("lookup", "hint")]
        action = right if knows else chance.choice(ids)
    choose(player, session, action)
    session.do(action)


def main() -> int:
    """Play each pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="*", default=["first-scene", "hq"])
    parser.add_argument("--chance", type=int, default=3)
    parser.add_argument("--skill", type=float, default=0.9)
    parser.add_argument("--size", default="80x24")
    given = parser.parse_args()
    os.chdir(ROOT)
    columns, rows = map(int, given.size.split("x"))
    played = [play(pack, random.Random(given.chance), given.skill, (columns, rows)) for pack in given.packs]
    return 0 if all(played) else 1


if __name__ == "__main__":
    run_command(main)
