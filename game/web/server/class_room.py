"""A class: who joins, and what they do. Knows nothing of the network.

Plays are kept in memory only to be quick. Whatever is done in one is written to the store on the condition that the
store still has it as it was read; who comes too late reads it again. So any number of processes can serve a class, and
steps are on disk before a page answers.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from game.engine import EndlessLoop
from game.learning.record.answer_keeper import id_in_record
from game.learning.record.wanted import player_name
from game.localisation.messages import gettext, in_language
from game.play.opening import Opened, fresh_seed
from game.record.journal import Step
from game.story.model.story import Story
from game.support.safe_text import is_blank, safe_line
from game.web.page_view import PageFrame
from game.web.server import tokens
from game.web.server.class_keeping import delete_class
from game.web.server.class_record import ClassRecord
from game.web.server.class_rows import ClassPupil, ClassRow, ClassStatus, NameTaken, PlayRow, TimedStep
from game.web.server.class_store import ClassStore
from game.web.server.class_stories import ClassStories
from game.web.server.guesses import Guesses
from game.web.server.live_play import LivePlay
from game.web.server.pupil_names import compared_name, moment_words
from game.web.server.request_refusals import Gone, Refusal, TooOften, WentOn
from game.web.web_play import PlayHost

MOST_PUPILS = 1_000
"""So many can join a class."""
MOST_STEPS_OF_PLAY = 10_000
"""So many steps a play can have, those that were taken back too."""
MOST_PLAYS_OF_PUPIL = 50
"""So many plays a pupil can begin."""

_MOST_LIVE = 1_500
_TRIES = 5
_JOINED_A_MINUTE = 300
_MESSAGE_CHARACTERS = 500


class Joined(NamedTuple):
    """A pupil who joined or came back: the token for the browser, and the word to come back with (empty: as before)."""

    pupil: ClassPupil
    token: str
    word: str


class ClassRoom:
    """One class with its story. `language` is what the game speaks in it; `tell` is for whoever runs the server.

    `record`: where answers are kept besides; None: nowhere. `load` makes the story in another language of the pack, by
    its tag; None: pupils cannot choose one.
    """

    def __init__(
        self, store: ClassStore, row: ClassRow, story: Story, pack: Path, tell: Callable[[str], None],
        record: ClassRecord | None = None, clock: Callable[[], float] = time.time,
        load: Callable[[str], Story] | None = None,
    ) -> None:  # fmt: skip
        self.stories = ClassStories(story, load)
        self.store, self.story, self.pack, self.language = store, story, pack, self.stories.spoken("")
        self.id, self.csrf_key = row.id, row.csrf_key
        self.tell, self.clock, self.record = tell, clock, record
        self._live: OrderedDict[str, LivePlay] = OrderedDict()
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self.guesses = Guesses(store, row.id, clock)

    # The class

    @property
    def row(self) -> ClassRow:
        """The class as it is now. Raises Gone when it was deleted."""
        row = self.store.class_by_id(self.id)
        if row is None:
            raise Gone(gettext("This class does not exist any more."))
        return row

    def is_teacher(self, secret: str) -> bool:
        """Whether this is the teacher's secret."""
        return tokens.is_same(tokens.secret_digest(secret), self.row.secret)

    def set_status(self, status: ClassStatus) -> None:
        """Open, pause or end the class."""
        self.store.set_status(self.id, status)

    def announce(self, message: str) -> None:
        """Say something to everybody; an empty message takes back what was said."""
        self.store.set_message(self.id, " ".join(safe_line(message).split())[:_MESSAGE_CHARACTERS])

    def delete(self) -> None:
        """Delete the class with everything that was done in it, also from the record of answers."""
        delete_class(self.store, self.id, self.record)
        with self._lock:
            self._live.clear()
            self._locks.clear()

    # Joining

    def check_code(self, typed: str, who: str) -> ClassRow:
        """The class, to whoever knows its code. Raises TooOften, Refusal."""

        def look() -> ClassRow | None:
            row = self.row
            return row if tokens.is_same(tokens.read_code(typed), row.code) else None

        row = self.guesses.found(who, look)
        if row is None:
            raise Refusal(gettext("There is no class with this code. Look at it once more."))
        return row

    def join(self, given: str, who: str, language: str = "") -> Joined:
        """A new pupil with this name, from this address, who wishes for this language. Raises Refusal."""
        name = player_name(given)
        if is_blank(name):
            raise Refusal(gettext("Please type a name."))
        if self.row.status == "ended":
            raise Refusal(gettext("This class has ended."))
        minute = self._minute()
        if self.store.attempted(f"{self.id} joins {who}", minute) >= _JOINED_A_MINUTE:
            raise TooOften(gettext("Too many are joining just now. Wait a minute, and try again."))
        self.store.count_attempt(f"{self.id} joins {who}", minute)
        id_, token, word = os.urandom(8).hex(), tokens.token(), tokens.code_word()
        pupil = ClassPupil(
            id_,
            self.id,
            name,
            tokens.word_digest(word, id_),
            moment_words(self.clock()),
            self.stories.chosen(language),
        )
        try:
            if not self.store.add_pupil(pupil, compared_name(name), tokens.secret_digest(token), MOST_PUPILS):
                raise Refusal(gettext("This class is full."))
        except NameTaken:
            taken = gettext(
                "Somebody is called “{name}” already. If that is you, come back with your code word; "
                "else choose another name.", name=name,
            )  # fmt: skip
            raise Refusal(taken) from None
        return Joined(pupil, token, word)

    def come_back(self, name: str, word: str, who: str, language: str = "") -> Joined:
        """A pupil who was here, from another device. `who` tries it: an address. Raises Refusal.

        They go on in the `language` that they wish for; without one in that of before.
        """
        wanted = compared_name(player_name(name))

        def look() -> ClassPupil | None:
            pupil = self.store.pupil_called(self.id, wanted)
            known = pupil.word if pupil is not None else ""
            right = tokens.is_same(tokens.word_digest(word, pupil.id if pupil is not None else "nobody"), known)
            return pupil if right else None

        pupil = self.guesses.found(who, look, tokens.secret_digest(wanted))
        if pupil is None:
            raise Refusal(gettext("Nobody in this class has this name and this code word."))
        token = tokens.token()
        self.store.add_device(pupil.id, tokens.secret_digest(token))
        if language and self.stories.chosen(language) != pupil.language:
            pupil = pupil._replace(language=self.stories.chosen(language))
            self.store.set_language(pupil.id, pupil.language)
        return Joined(pupil, token, "")

    def new_word(self, pupil: str) -> str:
        """Another word with which this pupil comes back; the one before is worth nothing any more."""
        word = tokens.code_word()
        self.store.set_word(pupil, tokens.word_digest(word, pupil))
        return word

    def _minute(self) -> int:
        return int(self.clock() // 60)

    def pupil_with(self, token: str) -> ClassPupil | None:
        """The pupil of this class whose browser has this token."""
        pupil = self.store.pupil_of(tokens.secret_digest(token)) if token else None
        return pupil if pupil is not None and pupil.class_id == self.id else None

    def pupil_by_id(self, id_: str) -> ClassPupil:
        """The pupil of this class with this id. Raises Gone."""
        found = next((pupil for pupil in self.store.pupils(self.id) if pupil.id == id_), None)
        if found is None:
            raise Gone(gettext("There is no such pupil in this class."))
        return found

    def remove(self, id_: str) -> None:
        """Delete a pupil with everything they did, also from the record of answers. Raises Gone."""
        pupil = self.pupil_by_id(id_)
        plays = [row.id for row in self.store.plays(self.id) if row.pupil == pupil.id]
        with self._locked(pupil.id):
            self.store.delete_pupil(pupil.id)
            for play in plays:
                self._forget(play)
            if self.record is not None:
                self.record.forget(id_in_record(play, pupil.name) for play in plays)
        with self._lock:
            self._locks.pop(pupil.id, None)

    def spoken_to(self, pupil: ClassPupil) -> str:
        """The language in which the game speaks to this pupil."""
        return self.stories.spoken(pupil.language)

    def story_of(self, pupil: ClassPupil) -> Story:
        """The story as this pupil reads it."""
        return self.stories.story(pupil.language)

    # Playing

    def page(self, pupil: ClassPupil, query: Mapping[str, str], frame: PageFrame, *, fragment: bool = False) -> str:
        """What this pupil sees. Raises Refusal."""
        with in_language(self.spoken_to(pupil)), self._locked(pupil.id):
            web = self._caught_up(pupil, self._row(pupil)).web
            return web.fragment(query, frame) if fragment else web.page(query, frame)

    def take(self, pupil: ClassPupil, form: Mapping[str, str]) -> str:
        """Carry out what a pupil's browser sent; where it goes then. What it changed is on disk. Raises Refusal."""
        if self.row.status != "open":
            return "?#now"

        def act(live: LivePlay) -> None:
            live.web.take(form)

        return self._act(pupil, act).web.address

    def do_steps(self, pupil: ClassPupil, play: str, at: int, steps: Sequence[Step]) -> int:
        """Carry out steps that a terminal sent, done in this play behind so many others; how many it has then.

        What was carried out before counts as done: a terminal that heard no answer asks again. Raises Refusal, WentOn
        when the play is not where the terminal believes it to be; and then nothing was carried out.
        """
        if self.row.status != "open":
            raise Refusal(gettext("Your teacher has paused or ended the class; nothing can be done now."))
        there = self._row(pupil)
        if there.id != play or there.steps_done < at:
            raise WentOn(gettext("You began another play elsewhere."))
        if there.steps_done > at:
            done = [each.step for each in self.store.steps(play, at)]
            if done == list(steps):
                return there.steps_done
            raise WentOn(gettext("Your play went on elsewhere."))

        def act(live: LivePlay) -> None:
            if live.row.id != play or live.row.steps_done != at:
                raise WentOn(gettext("Your play went on elsewhere."))
            live.do_steps(steps)
            if live.new_steps != list(steps):
                raise Refusal(gettext("This step is not possible in your play as the class has it."))

        return self._act(pupil, act).row.steps_done

    def open_play(self, pupil: ClassPupil) -> tuple[PlayRow, list[TimedStep]]:
        """The play of a pupil with its steps, for a terminal that goes on with it. Raises Refusal."""
        row = self._act(pupil, lambda live: None).row  # where the pack was edited, what does not hold is undone
        return row, self.store.steps(row.id)

    def begin_anew(self, pupil: ClassPupil, play: str) -> None:
        """Begin another play instead of this one; where that was done already, nothing. Raises Refusal."""
        if self.row.status != "open":
            raise Refusal(gettext("Your teacher has paused or ended the class; nothing can be done now."))
        with self._locked(pupil.id):
            row = self._row(pupil)
            if row.id == play:
                if row.number >= MOST_PLAYS_OF_PUPIL:
                    raise Refusal(gettext("You have begun so many plays that this must be the last."))
                self.store.add_play(self._new_row(pupil, row.number + 1))

    def _act(self, pupil: ClassPupil, act: Callable[[LivePlay], None]) -> LivePlay:
        """Do something in a pupil's play, and write it; anew where the play went on elsewhere meanwhile."""
        with in_language(self.spoken_to(pupil)), self._locked(pupil.id):
            for _ in range(_TRIES):
                row = self._row(pupil)
                if row.steps_done >= MOST_STEPS_OF_PLAY:
                    raise Refusal(gettext("This play is full. Begin another one."))
                live = self._caught_up(pupil, row)
                try:
                    live.begin_to_act(self.clock())
                    act(live)
                    done = self._kept(pupil, live)
                except BaseException:
                    self._forget(row.id)  # what was done in memory is not on disk
                    raise
                if done is not None:
                    return done
                self._forget(row.id)
        raise Refusal(gettext("This could not be kept, so it was not done. Please try again."))

    def _kept(self, pupil: ClassPupil, live: LivePlay) -> LivePlay | None:
        """Write what was done; the play that goes on. None: it went on elsewhere, and nothing was written."""
        before, state, now = live.row, live.web.state.as_json(), live.at
        successor = live.successor
        if successor is not None and live.web.session is successor.session:
            row = successor.row._replace(state=state)
            if not self.store.add_play(row):
                return None
            successor.catch_up(row, ())
            self._forget(before.id)
            self._remember(successor)
            return successor
        steps = live.new_steps
        if not steps and state == live.state_read:
            return live
        if not self.store.advance(before, steps, state, now):
            return None
        live.is_kept(before._replace(steps_done=before.steps_done + len(steps), state=state, touched=now))
        self._hand_over(live)
        return live

    def _hand_over(self, live: LivePlay) -> None:
        answers = live.answers.handed_over()
        if self.record is not None and answers is not None:
            self.record.keep(answers)

    def _row(self, pupil: ClassPupil) -> PlayRow:
        """The play of a pupil, which is begun with the first page."""
        row = self.store.play_of(pupil.id)
        if row is None:
            self.pupil_by_id(pupil.id)  # who was just removed begins nothing
            self.store.add_play(self._new_row(pupil, 1))
            row = self.store.play_of(pupil.id)
        if row is None:
            raise Gone(gettext("This play does not exist any more."))
        return row

    def _new_row(self, pupil: ClassPupil, number: int) -> PlayRow:
        now = self.clock()
        return PlayRow(os.urandom(8).hex(), pupil.id, number, fresh_seed(), self.story.stream, 0, "", now, now)

    def _caught_up(self, pupil: ClassPupil, row: PlayRow) -> LivePlay:
        """The play as the store has it: that in memory, with what was done elsewhere."""
        with self._lock:
            live = self._live.get(row.id)
        try:
            story = self.story_of(pupil)
            is_behind = live is None or live.new_steps or live.row.steps_done > row.steps_done
            if live is None or is_behind or live.story is not story:
                live = LivePlay(story, self.pack, row, pupil.name, lambda made: self._host(pupil, made))
            if not live.stands_at(row):
                live.catch_up(row, self.store.steps(row.id, live.row.steps_done))
        except EndlessLoop as loop:
            self.tell(f"The story cannot be played: {loop}")
            raise Refusal(gettext("The story cannot be played now. Please tell whoever runs the game.")) from loop
        except BaseException:
            self._forget(row.id)
            raise
        if live.new_steps and self._kept(pupil, live) is None:  # the pack was edited: what does not hold is undone
            raise Refusal(gettext("This could not be kept, so it was not done. Please try again."))
        self._hand_over(live)
        self._remember(live)
        return live

    def _host(self, pupil: ClassPupil, live: LivePlay) -> PlayHost:
        def anew() -> Opened:
            row = self._new_row(pupil, live.row.number + 1)
            live.successor = LivePlay(live.story, self.pack, row, pupil.name, lambda made: self._host(pupil, made))
            return Opened(live.successor.session)

        return PlayHost(anew if live.row.number < MOST_PLAYS_OF_PUPIL else None, tell=self.tell)

    def _remember(self, live: LivePlay) -> None:
        with self._lock:
            self._live[live.row.id] = live
            self._live.move_to_end(live.row.id)
            while len(self._live) > _MOST_LIVE:
                self._live.popitem(last=False)

    def _forget(self, id_: str) -> None:
        with self._lock:
            self._live.pop(id_, None)

    @contextmanager
    def _locked(self, pupil: str) -> Iterator[None]:
        """Nobody else in this process does anything in the play of a pupil meanwhile."""
        with self._lock:
            lock = self._locks.setdefault(pupil, threading.Lock())
        with lock:
            yield

    # For the teacher

    def play_as_kept(self, pupil: ClassPupil, row: PlayRow) -> LivePlay:
        """A play of a pupil as the store has it, to be looked at."""
        with self._lock:
            live = self._live.get(row.id)
        if live is not None and live.stands_at(row):
            return live
        with in_language(self.spoken_to(pupil)), self._locked(pupil.id):
            return self._caught_up(pupil, row)
