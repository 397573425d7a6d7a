"""Pictures of every screen: as SVG, in each size and theme, of a play of a pack that comes to every kind of question.

    python bench/pictures.py [--into pictures] [--only hall,map] [--sizes 80x24,120x40] [--themes evening,morning]

The play is always the same one, so two runs can be compared. `rsvg-convert FILE.svg -o FILE.png` makes PNGs of them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import tempfile
from pathlib import Path

from commands import run_command

from game.engine.state import Action
from game.play.opening import Opened
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load

ROOT = Path(__file__).parent.parent
SIZES = "80x24,120x40,200x60"
THEMES = "evening"
SEED = 5
MOST_STEPS = 2_000


def next_action(session: Session, chance: random.Random) -> Action:
    """What a player does who reads and answers nearly everything right."""
    question = session.question
    if question is not None and chance.random() < 0.85:
        right = right_answer(session.story, session.state, question)
        if right is not None:
            return right
    options = [option for option in session.options if option.kind not in ("pass", "lookup", "hint")]
    if not options:
        options = list(session.options)
    scenes = [option for option in options if option.kind == "scene"]
    return chance.choice(scenes if scenes and chance.random() < 0.7 else options).id


class Moments:
    """The first moment of some plays at which something is to be seen, by the name of the picture."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.steps: dict[str, tuple[int, list[Action]]] = {}

    def look_for(self, names: set[str], seeds: int) -> None:
        """Play until each of these moments was come to."""
        for seed in range(SEED, SEED + seeds):
            if names <= set(self.steps):
                return
            self._play(seed)

    def _play(self, seed: int) -> None:
        session, chance = Session(self.story, seed), random.Random(seed)
        done: list[Action] = []
        for _ in range(MOST_STEPS):
            for name in self._seen(session):
                self.steps.setdefault(name, (seed, list(done)))
            if session.is_over:
                return
            action = next_action(session, chance)
            session.do(action)
            done.append(action)

    def _seen(self, session: Session) -> list[str]:
        names = ["beginning"]
        question = session.question
        if question is not None:
            names.append(f"question-{question.kind}")
        elif session.is_over:
            names += ["ending", "how-it-went", "missed"]
        elif session.is_roaming and len(session.played) > 8:
            names.append("roaming")
            if len(session.options) >= 9:
                names.append("hall")
            if len(session.played) > 60:
                names += ["map", "notes", "document", "story", "transcript", "help", "save", "settings", "people"]
        elif len(session.options) > 2 and len(session.played) > 20:
            names.append("scene")
        if session.closed and len(session.options) > 1:
            names.append("closed")
        before = session.played[-1].step
        if before is not None and before.got:
            names.append(f"feedback-{before.got}")
        return names

    def session_at(self, name: str) -> Session:
        """The play at this moment."""
        seed, steps = self.steps[name]
        session = Session(self.story, seed)
        for action in steps:
            session.do(action)
        return session


TYPED = {"question-match": "1c 2a", "question-sort": "1b 2a", "question-order": "d b", "question-several": "b d"}
"""What stands in the line below some questions, as somebody would have begun to answer them."""
PAGES = {"map", "notes", "document", "story", "transcript", "help", "save", "settings", "people"}


def main() -> None:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=Path("pictures"))
    parser.add_argument("--only", default="")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--themes", default=THEMES)
    parser.add_argument("--pack", default="hq")
    given = parser.parse_args()
    os.chdir(ROOT)
    given.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(EIGHTWINGS_HOME=home, TERM="xterm-256color", COLORTERM="truecolor")
        os.environ.pop("NO_COLOR", None)
        story = load(given.pack)
        moments = Moments(story)
        wanted = {name for name in given.only.split(",") if name and name != "title"}
        moments.look_for(wanted or {"ending", "question-order", "question-match", "question-cloze"}, 6)
        names = ["title", *sorted(moments.steps)] if not given.only else given.only.split(",")
        sizes = [tuple(map(int, size.split("x"))) for size in given.sizes.split(",")]
        for theme in given.themes.split(","):
            for columns, rows in sizes:
                for name in names:
                    if name != "title" and name not in moments.steps:
                        print(f"no play came to {name}")
                        continue
                    file = given.into / f"{name}-{columns}x{rows}-{theme}.svg"
                    asyncio.run(draw(story, moments, name, (columns, rows), theme, Path(home), file))
                    print(file)


async def draw(
    story: Story, moments: Moments, name: str, size: tuple[int, int], theme: str, home: Path, file: Path
) -> None:
    """Draw one picture."""
    from game.app.application import EightWings
    from game.app.widgets.command_line import CommandLine

    opened = None
    if name != "title":
        opened = Opened(moments.session_at(name))
    app = EightWings(story, home / "plays", opened)
    async with app.run_test(size=size) as pilot:
        if app.theme != theme:
            app.theme = theme
        await pilot.pause()
        if name in PAGES:
            app.screen.action_open(name)  # type: ignore[attr-defined]
            await pilot.pause()
        if name in ("how-it-went", "missed"):
            app.screen.action_open("ending")  # type: ignore[attr-defined]
            await pilot.pause()
            await pilot.press(*["w"] * (name == "missed"))
        if name in TYPED:
            app.screen.query_one(CommandLine).value = TYPED[name]
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        file.write_text(drawable(app.export_screenshot(title="Eight Wings")), encoding="utf-8")


def drawable(svg: str) -> str:
    """The picture with fonts that are at hand without a network, and with every space where it was."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return svg.replace("Fira Code", "DejaVu Sans Mono").replace("<text ", '<text xml:space="preserve" ')


if __name__ == "__main__":
    run_command(main)
