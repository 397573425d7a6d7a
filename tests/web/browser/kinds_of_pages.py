"""Every kind of page there is, each in a play that shows much of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load
from game.web.web_play import WebPlay
from tests.web.form_reader import ReadPage
from tests.web.playing import at_a_question, at_its_end

MORNING = (
    "waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell",
    "talk_to_ines/ask_what_the_pilot_said", "talk_to_ines/leave",
)  # fmt: skip


class KindOfPage(NamedTuple):
    """A page: the pack, how the play comes to where it is looked at, and the query of the address."""

    pack: str
    comes_to: Callable[[Story], WebPlay]
    query: str = ""

    def play(self) -> WebPlay:
        """The play."""
        return self.comes_to(load(self.pack))


def beginning(story: Story) -> WebPlay:
    return WebPlay(Session(story, 1))


def some_way(story: Story) -> WebPlay:
    """A play that has some of everything behind it."""
    session = Session(story, 1)
    for option in MORNING:
        session.do(option)
    play = WebPlay(session)
    play.take({"step": play.step, "typed": "dance"})
    return play


def held(story: Story) -> WebPlay:
    """A play in which an answer is held until one says how sure one is."""
    play = at_a_question(story, "choice")
    play.session.asks_confidence = True
    play.take(ReadPage(play.page()).form("give").sent("give", answer="1"))
    return play


def question(kind: str) -> Callable[[Story], WebPlay]:
    return lambda story: at_a_question(story, kind)


HARBOUR = "tests/packs/harbour"
PAGES = {
    "beginning": KindOfPage("hq", beginning),
    "story": KindOfPage(HARBOUR, some_way),
    "choice": KindOfPage("first-scene", question("choice")),
    "number": KindOfPage("first-scene", question("number")),
    "gaps": KindOfPage("first-scene", question("cloze")),
    "order": KindOfPage("first-scene", question("order")),
    "pairs": KindOfPage("first-scene", question("match")),
    "words": KindOfPage("ministerial", question("typed")),
    "groups": KindOfPage("ministerial", question("sort")),
    "truth": KindOfPage("ministerial", question("true_false")),
    "several": KindOfPage("hq", question("several")),
    "how sure": KindOfPage("first-scene", held),
    "over": KindOfPage("ministerial", at_its_end),
    "map, comb": KindOfPage("hq", beginning, "?page=map"),
    "map, boxes": KindOfPage(HARBOUR, some_way, "?page=map&about=loft"),
    "map, plan": KindOfPage("first-scene", beginning, "?page=map"),
    "notebook": KindOfPage(HARBOUR, some_way, "?page=notes&about=bell"),
    "notebook at a question": KindOfPage("first-scene", question("number"), "?page=notes"),
    "people": KindOfPage(HARBOUR, some_way, "?page=people"),
    "document": KindOfPage("ministerial", at_its_end, "?page=document"),
    "steps": KindOfPage(HARBOUR, some_way, "?page=story"),
    "transcript": KindOfPage(HARBOUR, some_way, "?page=transcript"),
    "source": KindOfPage(HARBOUR, some_way, "?page=source&about=1.1"),
    "deadlines": KindOfPage(HARBOUR, some_way, "?page=deadlines"),
    "endings": KindOfPage("ministerial", at_its_end, "?page=endings"),
    "how it went": KindOfPage("ministerial", at_its_end, "?page=ending"),
    "debriefing": KindOfPage("ministerial", at_its_end, "?page=debrief"),
    "help": KindOfPage(HARBOUR, some_way, "?page=help"),
    "settings": KindOfPage(HARBOUR, some_way, "?page=settings"),
}
