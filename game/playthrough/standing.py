"""How things stand at one point of a play, in the words in which expectations speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from game.engine.events import Answered
from game.engine.state import Option, Turn
from game.play.session import Session
from game.play.telling import Told, option_words, tell
from game.playthrough.conditions import Conditions
from game.story.playthrough_definitions import NONE
from game.story.program import ROAMING, Call, End, Goto, Story


class Standing:
    """A play as it stands, and what its last step brought: one turn, or the turns of a walk."""

    def __init__(self, session: Session, last: tuple[Turn, ...], about: AboutStory) -> None:
        self.session, self.last, self.about = session, last, about
        self.story, self.state = session.story, session.state

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What was told by the last step."""
        return tuple(line for turn in self.last for line in tell(self.story, turn.state, turn.events))

    @cached_property
    def text(self) -> str:
        """What was told, a paragraph a line, white space folded."""
        return "\n".join(folded(line.words) for line in self.told)

    @cached_property
    def text_without_sources(self) -> str:
        """The same without source marks."""
        return "\n".join(
            folded("".join(span.words for span in line.spans if span.style != "source")) for line in self.told
        )

    @cached_property
    def offered(self) -> tuple[tuple[Option, str], ...]:
        """What can be done now, with what each is called."""
        return tuple((one, folded(option_words(self.story, self.state, one))) for one in self.session.options)

    @property
    def place(self) -> str:
        """The place where the player stands; `none` in a story without places."""
        return self.session.place.id if self.session.place is not None else NONE

    @property
    def scene(self) -> str:
        """The scene that is running, or `none`."""
        return self.about.scene_of.get(self.state.node, NONE) if self.state.node != ROAMING else NONE

    @property
    def asked(self) -> str:
        """The question that waits, or `none`."""
        return self.session.question.id if self.session.question is not None else NONE

    @property
    def answered(self) -> str:
        """How the last question of the last step went, or `none`."""
        events = [event for turn in self.last for event in turn.events if isinstance(event, Answered)]
        if not events:
            return NONE
        return "right" if events[-1].right else "wrong" if events[-1].given else "passed"

    @property
    def ending(self) -> str:
        """The ending that was reached, or `none`."""
        node = self.story.nodes[self.state.node] if self.state.node != ROAMING else None
        return node.ending if isinstance(node, End) else NONE

    @property
    def time(self) -> int | None:
        """The story's clock in minutes; None when it has none."""
        return self.story.clock.get(self.state.memory) if self.story.clock is not None else None

    def measure(self, id_: str) -> int:
        """The value of a measure."""
        return self.story.measures[id_].slot.get(self.state.memory)


class AboutStory:
    """What is worth finding out about a story once: which node is whose, and what conditions can be asked."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.conditions = Conditions(story)

    @cached_property
    def scene_of(self) -> Mapping[int, str]:
        """The scene to which each node belongs."""
        return scenes_of_nodes(self.story)


def scenes_of_nodes(story: Story) -> dict[int, str]:
    """The scene to which each node of a story belongs."""
    owner: dict[int, str] = {}
    for id_, scene in story.scenes.items():
        waiting = [scene.start]
        while waiting:
            index = waiting.pop()
            if not index or index in owner:  # 0 is where every scene is over
                continue
            owner[index] = id_
            node = story.nodes[index]
            if isinstance(node, Goto | End):
                continue
            if isinstance(node, Call):
                waiting.append(node.next)
                continue
            for value in node:
                if isinstance(value, int):
                    waiting.append(value)
                elif isinstance(value, tuple):
                    waiting.extend(one.target for one in value if hasattr(one, "target"))
    return owner


def folded(text: str) -> str:
    """The text with its white space folded."""
    return " ".join(text.split())
