"""A play in progress: the state, how it came about, and what keeps every step: the journal, most often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeAlias

from game.engine import (
    AnswerGiven,
    ClosedChoice,
    Event,
    Option,
    Refused,
    State,
    Turn,
    begin,
    choose,
    closed_choices,
    is_over,
    is_stuck,
    options,
)
from game.engine.events import TextShown, TimePassed
from game.engine.rendering import render_words
from game.engine.rules import answers_given, asked_question, listed_prices
from game.engine.state import ASIDES, Action
from game.engine.walking import obstacle, route
from game.localisation.messages import gettext, language_used
from game.play.first_answers import FIRST_ANSWER, answered_questions, called_answer, first_answers
from game.play.history import History, Played
from game.play.lost_steps import Lost
from game.play.narration import in_sentence
from game.play.option_naming import option_words
from game.play.step_recording import do_again, recorded
from game.play.walked import walk_told
from game.record.journal import Step, effective, harmless
from game.record.step_keeper import StepKeeper
from game.story.model.story import ROAMING, Place, Question, Story


def at_a_stretch(happened: Iterable[Event]) -> tuple[Event, ...]:
    """What happened while somebody waited: of the same text the first time, and the time that passed as one."""
    told: list[Event] = []
    texts: set[str] = set()
    passed = -1
    for event in happened:
        if isinstance(event, TextShown):
            if event.text.id in texts:
                continue
            texts.add(event.text.id)
        elif isinstance(event, TimePassed):
            first = told[passed] if passed >= 0 else event
            if isinstance(first, TimePassed) and passed >= 0:
                told[passed] = TimePassed(first.before, event.after)
                continue
            passed = len(told)
        told.append(event)
    return tuple(told)


class SessionWatcher(Protocol):
    """Somebody who is told what happens in a play. Nothing that a watcher does may keep the play from going on."""

    def did(self, before: State, played: Played) -> None:
        """A step was done in the state `before`; the play stands behind it now."""

    def took_back(self) -> None:
        """Steps were taken back; the play stands where it stood before them."""

    def told(self) -> str:
        """What the player must know, or empty; each is told once."""

    def leave(self) -> None:
        """The play is left. It may be told more than once."""


class Session:
    """One play. Every step goes into the journal before it becomes the state.

    `played` are the steps that hold, with their turns; `record` is every step ever done in this play, undone ones and
    their undoing too, as it stands in the journal. `found` counts steps of an edited story that were found again by
    what the player saw. `trying` is what is being done, or was when it failed. `stream` is what it draws from.
    `watcher` is told of every step, once it is in the journal. `asks_confidence`: whoever shows the play asks how sure
    the player is before the verdict on an answer (`game.play.confidence`). `id` tells it from other plays of its seed,
    in its file and in the record; it is empty where the play is of an older version, or is kept nowhere.
    """

    def __init__(self, story: Story, seed: int, journal: StepKeeper | None = None, stream: str = "") -> None:
        self.story = story
        self.seed = seed
        self.stream = stream or story.stream
        self.journal = journal
        self.played = History(Played(None, begin(story, seed, self.stream)), self._again)
        self.record: list[Step] = []
        self.found = 0
        self.trying: Action | None = None
        self.watcher: SessionWatcher | None = None
        self.asks_confidence = story.confidence
        self.id = ""
        #: The ids of the facts that the player has seen in the notebook; of a play that goes on, all that were in it.
        self.notes_read: frozenset[str] = frozenset()
        #: Worked out once for each state that the play comes to, and the language in which it is told.
        self._options: tuple[State, str, tuple[Option, ...]] | None = None
        self._labels: tuple[State, str, tuple[str, ...]] | None = None

    @classmethod
    def resume(
        cls,
        story: Story,
        seed: int,
        steps: Iterable[Step],
        journal: StepKeeper | None = None,
        stream: str = "",
    ) -> tuple[Session, Lost | None]:
        """A play continued from its steps, undone ones among them or not; and the first one that does not hold.

        Steps behind one that does not hold are undone; the play goes on where the last good one led. Nothing is
        written: whoever gives a journal sees to it that it holds the same. Raises EndlessLoop when the story does not
        come to its first choice.
        """
        session = cls(story, seed, journal, stream)
        session.record.extend(steps)
        holding = effective(session.record)
        lost_one = None
        same = 0
        for number, step in enumerate(holding, 1):
            again = do_again(story, session.state, step)
            if isinstance(again, Lost):
                lost_one = again._replace(number=number, behind=len(holding) - number)
                break
            session.played.append(again)
            same += again.step == step and same == number - 1
            session.found += again.step != step
        if same < len(holding):
            session.record.append(Step(undo=len(holding) - same))
            session.record.extend(session.steps()[same:])
        memory = session.state.memory
        session.notes_read = frozenset(fact.id for fact in story.facts.values() if fact.known.get(memory))
        return session, lost_one

    def _again(self, state: State, step: Step) -> Turn:
        """What a step brought that was done in this state before."""
        again = do_again(self.story, state, step)
        assert isinstance(again, Played)  # noqa: S101 - it was possible, and the story is the same
        return again.turn

    @property
    def state(self) -> State:
        """The state now."""
        return self.played[-1].turn.state

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be done now."""
        state, language = self.state, language_used()
        if self._options is None or self._options[0] is not state or self._options[1] != language:
            self._options = state, language, self._offered(state)
        return self._options[2]

    def _offered(self, state: State) -> tuple[Option, ...]:
        offered, stands = options(self.story, state), self.first_answer
        if stands is None:
            return offered
        label = self._stands(called_answer(stands))
        return Option(FIRST_ANSWER, "answer", label, stands.asked), *(
            option for option in offered if option.kind in ASIDES
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """What each of the options is called."""
        state, language = self.state, language_used()
        if self._labels is None or self._labels[0] is not state or self._labels[1] != language:
            labels = tuple(option_words(self.story, state, option) for option in self.options)
            self._labels = state, language, labels
        return self._labels[2]

    @property
    def option_prices(self) -> tuple[str, ...]:
        """What each of the options is said to cost; empty where nothing is."""
        listed = listed_prices(self.story, self.state)
        return tuple(
            render_words(self.story, listed[option.id], self.state.memory, self.seed) if option.id in listed else ""
            for option in self.options
        )

    @property
    def priced_labels(self) -> tuple[str, ...]:
        """What each of the options is called, with its price where it has one: as it is listed."""
        return tuple(
            f"{label} ({price})" if price else label
            for label, price in zip(self.labels, self.option_prices, strict=True)
        )

    @property
    def closed(self) -> tuple[ClosedChoice, ...]:
        """What is shown and cannot be done now, with the reasons."""
        return closed_choices(self.story, self.state)

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return asked_question(self.story, self.state)

    @property
    def wants_words(self) -> bool:
        """Whether the question waits for an answer in the player's own words."""
        question = self.question
        return question is not None and question.kind != "choice" and self.first_answer is None

    @property
    def place(self) -> Place | None:
        """Where the player is."""
        return self.story.place_at(self.state.memory)

    @property
    def is_roaming(self) -> bool:
        """Whether the player walks about, in no scene."""
        return self.state.node == ROAMING

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be done."""
        return is_over(self.story, self.state)

    @property
    def is_stuck(self) -> bool:
        """Whether nothing more can be done although no ending was reached: a mistake in the story."""
        return is_stuck(self.story, self.state)

    @property
    def first_answer(self) -> Step | None:
        """The answer that stands: where the pack wants that, and the player went back before this question.

        It is the first that was ever given to this question when it was asked for the first, second … time in a play;
        where it takes more than one answer, the first as first, the second as second.
        """
        question = self.question
        if question is None or not self.story.first_answers_stand:
            return None
        return first_answers(self.record).get((question.id, answered_questions(self.steps()).count(question.id)))

    def _stands(self, answer: str) -> str:
        """That an answer stands: the first, or which it is of those that the question has had since it was asked."""
        match answers_given(self.story, self.state):
            case 0:
                # Translators: {answer} is what the player answered when the question was asked before.
                return gettext("Your first answer stands: {answer}", answer=answer)
            case 1:
                # Translators: {answer} is what the player answered when the question was asked before.
                return gettext("Your second answer stands: {answer}", answer=answer)
            case _:
                # Translators: {answer} is what the player answered when the question was asked before.
                return gettext("Your third answer stands: {answer}", answer=answer)

    def _answered_before(self, answer: str) -> str:
        """The same to whoever gives another one."""
        match answers_given(self.story, self.state):
            case 0:
                # Translators: {answer} is what the player answered when the question was asked before.
                return gettext(
                    "You have answered this before, and your first answer stands: “{answer}”.", answer=answer
                )
            case 1:
                # Translators: {answer} is what the player answered when the question was asked before.
                return gettext(
                    "You have answered this before, and your second answer stands: “{answer}”.", answer=answer
                )
            case _:
                # Translators: {answer} is what the player answered when the question was asked before.
                return gettext(
                    "You have answered this before, and your third answer stands: “{answer}”.", answer=answer
                )

    def do(self, action: Action, confidence: str = "") -> Turn:
        """Do something. Raises Refused, EndlessLoop or JournalError, and then nothing has changed.

        `confidence`: how sure the player is of an answer. It is kept, and nothing hangs on it.
        """
        stands = self.first_answer
        if stands is not None and action not in ASIDES:
            action = self._as_first(stands, action)
        if isinstance(action, AnswerGiven):
            action = AnswerGiven(harmless(action.words), action.got)  # what is kept is what is played
        self.trying = action
        turn = choose(self.story, self.state, action)
        step = recorded(self.story, self.state, action, turn)._replace(confidence=confidence)
        if self.journal is not None:
            self.journal.append(step)
        self.record.append(step)
        self._append(Played(step, turn))
        self.trying = None
        return turn

    def _as_first(self, stands: Step, action: Action) -> Action:
        """The answer that stands, as an action, if that is what is done. Raises Refused."""
        first: Action = AnswerGiven(stands.answer, stands.got) if stands.answer else stands.do
        given = action.words if isinstance(action, AnswerGiven) else action
        if given not in (FIRST_ANSWER, stands.answer or stands.do):
            raise Refused(self._answered_before(called_answer(stands)))
        return first

    def _append(self, played: Played) -> None:
        before = self.state
        self.played.append(played)
        if self.watcher is not None:
            self.watcher.did(before, played)

    def walk(self, place: str) -> Turn:
        """Walk to a place, step by step, until one is there or something happens on the way.

        The turn tells the places in between in one event, and the last one in full.
        Raises Refused when a scene is running or no open way leads there, else what `do` raises.
        """
        if not self.is_roaming:
            raise Refused(gettext("First this: you are in the middle of something."))
        ways = route(self.story, self.state, place)
        if ways is None:
            raise Refused(self._why_not(place))
        happened: list[tuple[Event, ...]] = []
        for way in ways:
            happened.append(self.do(f"go:{way.direction}").events)
            if not self.is_roaming:
                break
        return Turn(self.state, walk_told(self.story, happened))

    def wait(self, option: str, until: int) -> Turn:
        """Do what lets time pass, again and again, until it is `until` (minutes of the day) or something happens.

        The turn tells it at a stretch: each text once, and all the time together.
        Raises Refused when it is not offered, else what `do` raises.
        """
        clock = self.story.clock
        happened: list[Event] = []
        while clock is not None:
            before, node = clock.get(self.state.memory), self.state.node
            happened.extend(self.do(option).events)
            now = clock.get(self.state.memory)
            goes_on = self.state.node == node and option in {offered.id for offered in self.options}
            if now >= until or now == before or not goes_on:
                break
        return Turn(self.state, at_a_stretch(happened))

    def _why_not(self, place: str) -> str:
        """What keeps one from walking to a place."""
        closed = obstacle(self.story, self.state, place)
        name = in_sentence(self.story.places[place].name)
        sentence = gettext("There is no open way to {place} from here.", place=name)
        if closed is None or closed.closed is None:
            return sentence
        return f"{sentence} {render_words(self.story, closed.closed, self.state.memory, self.seed)}"

    def undo(self, count: int = 1) -> int:
        """Take the last steps back, as many as there are. The result is how many were. Raises JournalError."""
        count = min(count, len(self.played) - 1)
        if count > 0:
            self.change(count, ())
        return count

    def change(self, undone: int, done: Sequence[Played]) -> None:
        """Take steps back and do others instead, in one go: the journal has all of it, or nothing. Raises JournalError.

        `done` comes from `do_again`.
        """
        steps = [Step(undo=undone)] * bool(undone) + [played.step for played in done if played.step is not None]
        if self.journal is not None:
            self.journal.extend(steps)
        self.record.extend(steps)
        self.played.cut(len(self.played) - undone)
        if undone and self.watcher is not None:
            self.watcher.took_back()
        for played in done:
            self._append(played)

    def steps(self) -> tuple[Step, ...]:
        """Every step of the play that holds."""
        return tuple(self.played.steps())

    def told(self) -> str:
        """What the player must know of what is kept, such as that a file was written anew; each is told once."""
        keeping = (self.journal, self.watcher)
        return " ".join(words for keeper in keeping if keeper is not None and (words := keeper.told()))

    def be_watched(self, watch: SessionWatch | None) -> None:
        """From now on, let somebody be told what happens, if anybody is to be."""
        self.watcher = watch(self) if watch is not None else None

    def settle(self) -> None:
        """See to it that the play is on disk. Raises JournalError."""
        if self.journal is not None:
            self.journal.settle()

    def close(self) -> None:
        """Leave the play; it stays on disk."""
        if self.watcher is not None:
            self.watcher.leave()
        if self.journal is not None:
            self.journal.leave()

    def go_on_unsaved(self) -> None:
        """From now on nothing is written; what is on disk stays there."""
        self.close()
        self.journal = self.watcher = None


SessionWatch: TypeAlias = Callable[[Session], SessionWatcher]
"""Makes somebody who watches a session."""
