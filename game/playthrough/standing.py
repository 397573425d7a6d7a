"""How things stand at one point of a play, in the words in which expectations speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from game.engine.events import QuestionAnswered, StoppedAtBound
from game.engine.rendering import render_document
from game.engine.state import Option, Turn
from game.play.narration import Told, tell
from game.play.option_naming import option_labels
from game.play.session import Session
from game.playthrough.matching import folded_words
from game.playthrough.play_conditions import Conditions
from game.story.model.story import ROAMING, End, Story
from game.story.schema.playthrough_definitions import NONE
from game.support.counts import first_names


class Standing:
    """A play as it stands, and what its last step brought: one turn, or the turns of a walk.

    `refusal` is what was told when the last step was not possible; None when it was.
    """

    def __init__(self, session: Session, last: tuple[Turn, ...], about: AboutStory, refusal: str | None = None) -> None:
        self.session, self.last, self.about, self.refusal = session, last, about, refusal
        self.story, self.state = session.story, session.state

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What was told by the last step."""
        return tuple(line for turn in self.last for line in tell(self.story, turn.state, turn.events, all_notes=True))

    @cached_property
    def text(self) -> str:
        """What was told, a paragraph a line, white space folded."""
        return "\n".join(folded_words(line.words) for line in self.told)

    @cached_property
    def text_without_sources(self) -> str:
        """The same without source marks."""
        return "\n".join(without_sources(line) for line in self.told)

    @cached_property
    def texts_in_one_line(self) -> tuple[str, str]:
        """What was told on one line: as it is, and without source marks."""
        return self.text.replace("\n", " "), self.text_without_sources.replace("\n", " ")

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """What was told, by paragraph and by sentence, without source marks."""
        return tuple(dict.fromkeys(piece for line in self.told for piece in _pieces(without_sources(line))))

    @cached_property
    def read(self) -> tuple[str, ...]:
        """What stands in the documents now: each line with its title, white space folded."""
        story, memory, seed = self.story, self.state.memory, self.state.seed
        return tuple(
            folded_words(f"{line.title}: {shown}" if line.title else shown)
            for document in story.documents.values()
            for line in render_document(story, document, memory, seed)
            for shown in ("".join(span.words for span in line.shown if span.style != "source"),)
        )

    @cached_property
    def offered(self) -> tuple[tuple[Option, str], ...]:
        """What can be done now, with what each is called."""
        offered = zip(self.session.options, option_labels(self.story, self.state), strict=True)
        return tuple((option, folded_words(label)) for option, label in offered)

    def offered_words(self) -> str:
        """A sentence with all that is offered."""
        if not self.offered:
            return "Nothing is offered: the story is over."
        return f"Offered: {first_names([name for _, name in self.offered], '; ')}."

    @property
    def place(self) -> str:
        """The place where the player stands; `none` in a story without places."""
        return self.session.place.id if self.session.place is not None else NONE

    @property
    def scene(self) -> str:
        """The scene that is running, or `none`."""
        if self.state.node == ROAMING or self.ending != NONE:
            return NONE
        return self.about.scene_of.get(self.state.node, NONE)

    @property
    def asked(self) -> str:
        """The question that waits, or `none`."""
        return self.session.question.id if self.session.question is not None else NONE

    @property
    def answered(self) -> str:
        """How the last question of the last step went, or `none`."""
        events = [event for turn in self.last for event in turn.events if isinstance(event, QuestionAnswered)]
        if not events:
            return NONE
        return events[-1].outcome if events[-1].given else "passed"

    def pressed(self, measure: str) -> tuple[str, ...]:
        """The bounds, `most` or `least`, beyond which the last step would have changed a measure; one for each time."""
        events = (event for turn in self.last for event in turn.events)
        return tuple(event.edge for event in events if isinstance(event, StoppedAtBound) and event.measure == measure)

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


def without_sources(line: Told) -> str:
    """The words of a line without its source marks, and without the spaces before these, white space folded."""
    words = folded_words("".join(span.words for span in line.spans if span.style != "source"))
    return _SPACE_BEFORE.sub(r"\1", words)


_SPACE_BEFORE = re.compile(r" ([.,;:!?])")
_SENTENCE = re.compile(r"\S[^.!?]*(?:[.!?]+[”’\"')]*)?")


def _pieces(whole: str) -> Iterator[str]:
    """A paragraph, and its sentences."""
    yield whole
    yield from (sentence for sentence in _SENTENCE.findall(whole) if sentence.rstrip("”’\"')")[-1:] in (".", "!", "?"))


class AboutStory:
    """What is worth finding out about a story once: which node is whose, and what conditions can be asked."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.conditions = Conditions(story)

    @cached_property
    def scene_of(self) -> Mapping[int, str]:
        """The scene to which each node belongs."""
        return self.conditions.whereabouts.scene_of
