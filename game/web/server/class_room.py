"""A class: who joins, what they do, what the teacher sees. Knows nothing of the network.

Plays are kept in memory only to be quick: before anything is done, the store says how far a play is, and one that went
on in another process is made anew from its steps. Steps are on disk before a page answers.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from game.learning.gathering.gradebook import Gradebook, gradebook
from game.learning.gathering.saved_plays import answers_of
from game.learning.record.given_answers import KeptAnswer
from game.learning.record.wanted import PLAYER_NAME_CHARACTERS, player_name, watch_for_record
from game.localisation.messages import gettext, in_language
from game.play.opening import Opened, fresh_seed
from game.play.session import Session
from game.record.journal import Header, Recorded, Step
from game.story.model.story import Story
from game.web.page_view import PageFrame
from game.web.server import tokens
from game.web.server.class_store import (
    ClassRow,
    ClassStatus,
    ClassStore,
    HeldPlay,
    NameTaken,
    PlayRow,
    PupilRow,
)
from game.web.web_play import PlayHost, WebPlay
from game.web.web_state import WebState

MOST_PUPILS = 1_000
"""So many can join a class."""
_MOST_LIVE = 1_500
_WRONG_A_MINUTE = 10
_WRONG_IN_CLASS = 200
_MESSAGE_CHARACTERS = 500


class Refusal(Exception):
    """What is asked for is not possible; the words are for whoever asked."""


class Joined(NamedTuple):
    """A pupil who joined or came back: the token for the browser, and the word to come back with (empty: as before)."""

    pupil: PupilRow
    token: str
    word: str


class PupilState(NamedTuple):
    """Where a pupil is. `touched` is when they last did something, `minutes` how long ago, `score` right and asked."""

    pupil: PupilRow
    place: str
    doing: str
    steps: int
    score: tuple[int, int]
    is_over: bool
    touched: str
    minutes: int
    wrong_in_a_row: int


class ClassRoom:
    """One class with its story. `language` is what the game speaks in it."""

    def __init__(
        self, store: ClassStore, row: ClassRow, story: Story, pack: Path, language: str,
        tell: Callable[[str], None], clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.store, self.story, self.pack, self.language = store, story, pack, language
        self.id = row.id
        self.tell, self._clock = tell, clock
        self.csrf_key = row.csrf_key
        self._live: OrderedDict[str, WebPlay] = OrderedDict()
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._answers: dict[str, tuple[int, list[KeptAnswer]]] = {}

    # The class

    @property
    def row(self) -> ClassRow:
        """The class as it is now. Raises Refusal when it was deleted."""
        row = self.store.class_by_id(self.id)
        if row is None:
            raise Refusal(gettext("This class does not exist any more."))
        return row

    def is_teacher(self, secret: str) -> bool:
        """Whether this is the teacher's secret."""
        return tokens.is_same(tokens.digest(secret), self.row.secret)

    def set_status(self, status: ClassStatus) -> None:
        """Open, pause or end the class."""
        self.store.change_class(self.id, status=status, message=self.row.message)

    def announce(self, message: str) -> None:
        """Say something to everybody; nothing takes back what was said."""
        words = " ".join(message.split())[:_MESSAGE_CHARACTERS]
        self.store.change_class(self.id, status=self.row.status, message=words)

    # Joining

    def join(self, given: str) -> Joined:
        """A new pupil with this name. Raises Refusal."""
        name = player_name(given)
        if not name:
            raise Refusal(gettext("Please type a name."))
        if self.row.status == "ended":
            raise Refusal(gettext("This class has ended."))
        if len(self.store.pupils(self.id)) >= MOST_PUPILS:
            raise Refusal(gettext("This class is full."))
        id_, token, word = os.urandom(8).hex(), tokens.token(), tokens.code_word()
        pupil = PupilRow(id_, self.id, name, tokens.word_digest(word, id_), _words(self._clock()))
        try:
            self.store.add_pupil(pupil, _folded(name), tokens.digest(token))
        except NameTaken:
            taken = gettext(
                "Somebody is called “{name}” already. If that is you, come back with your code word; "
                "else choose another name.", name=name,
            )  # fmt: skip
            raise Refusal(taken) from None
        return Joined(pupil, token, word)

    def come_back(self, name: str, word: str, who: str) -> Joined:
        """A pupil who was here, from another device. `who` tries it: an address. Raises Refusal."""
        self.refuse_guessing(who)
        pupil = self.store.pupil_called(self.id, _folded(player_name(name)))
        known = pupil.word if pupil is not None else ""
        right = tokens.is_same(tokens.word_digest(word, pupil.id if pupil is not None else "nobody"), known)
        if pupil is None or not right:
            self.count_guess(who)
            raise Refusal(gettext("Nobody in this class has this name and this code word."))
        token = tokens.token()
        self.store.add_device(pupil.id, tokens.digest(token))
        return Joined(pupil, token, "")

    def new_word(self, pupil: str) -> str:
        """Another word with which this pupil comes back; the one before is worth nothing any more."""
        word = tokens.code_word()
        self.store.set_word(pupil, tokens.word_digest(word, pupil))
        return word

    def refuse_guessing(self, who: str) -> None:
        """Raise Refusal when there were too many wrong guesses just now, from this address or in all."""
        minute = int(self._clock() // 60)
        if (
            self.store.attempted(who, minute) >= _WRONG_A_MINUTE
            or self.store.attempted(self.id, minute) >= _WRONG_IN_CLASS
        ):
            raise Refusal(gettext("Too many wrong attempts. Wait a minute, and try again."))

    def count_guess(self, who: str) -> None:
        """Count a wrong guess."""
        minute = int(self._clock() // 60)
        self.store.attempts(who, minute)
        self.store.attempts(self.id, minute)

    def pupil_with(self, token: str) -> PupilRow | None:
        """The pupil of this class whose browser has this token."""
        pupil = self.store.pupil_of(tokens.digest(token)) if token else None
        return pupil if pupil is not None and pupil.class_id == self.id else None

    def pupil_by_id(self, id_: str) -> PupilRow:
        """The pupil of this class with this id. Raises Refusal."""
        found = next((pupil for pupil in self.store.pupils(self.id) if pupil.id == id_), None)
        if found is None:
            raise Refusal(gettext("There is no such pupil in this class."))
        return found

    def remove(self, id_: str) -> None:
        """Delete a pupil with everything they did. Raises Refusal."""
        self.store.delete_pupil(self.pupil_by_id(id_).id)

    # Playing

    def page(self, pupil: PupilRow, query: Mapping[str, str], frame: PageFrame, *, fragment: bool = False) -> str:
        """What this pupil sees."""
        with in_language(self.language), self._locked(pupil):
            play = self._caught_up(pupil)
            return play.fragment(query, frame) if fragment else play.page(query, frame)

    def take(self, pupil: PupilRow, form: Mapping[str, str]) -> str:
        """Carry out what a pupil's browser sent; where it goes then. What it changed is on disk."""
        if self.row.status != "open":
            return "?#now"
        with in_language(self.language), self._locked(pupil):
            row = self._row(pupil)
            try:
                with self.store.held(row.id) as held:
                    if held is None:
                        raise Refusal(gettext("This play does not exist any more."))
                    play = self._opened(pupil, held.row, held.steps_from)
                    session = play.session
                    play.take(form)
                    _written(held, session)
                    if play.session is session:
                        held.save(play.state.as_json(), _words(self._clock()))
            except BaseException:
                self._forget(row.id)  # what was done in memory is not on disk
                raise
            if play.session is not session:
                self._keep_new(pupil, row, play)
            return play.address

    def _keep_new(self, pupil: PupilRow, before: PlayRow, play: WebPlay) -> None:
        """Keep a play that the pupil began instead of another."""
        self._forget(before.id)
        row = self._new_row(pupil, before.number + 1, play.session)
        if self.store.add_play(row._replace(state=play.state.as_json())):
            self._remember(row.id, play)

    def _caught_up(self, pupil: PupilRow) -> WebPlay:
        row = self._row(pupil)
        return self._opened(pupil, row, lambda first: self.store.steps(row.id, first))

    def _row(self, pupil: PupilRow) -> PlayRow:
        """The play of a pupil, which is begun with the first page."""
        row = self.store.play_of(pupil.id)
        if row is None:
            self.store.add_play(self._new_row(pupil, 1, self._begun()))
            row = self.store.play_of(pupil.id)
        if row is None:
            raise Refusal(gettext("This play does not exist any more."))
        return row

    def _begun(self) -> Session:
        session = Session(self.story, fresh_seed())
        session.id = os.urandom(8).hex()
        return session

    def _new_row(self, pupil: PupilRow, number: int, session: Session) -> PlayRow:
        now = _words(self._clock())
        return PlayRow(session.id, pupil.id, number, session.seed, session.stream, 0, "", now)

    def _opened(self, pupil: PupilRow, row: PlayRow, steps: Callable[[int], Iterable[Step]]) -> WebPlay:
        """The play as the store has it: that in memory, if nobody went on with it elsewhere."""
        play = self._live.get(row.id)
        if play is None or not _is_as_kept(play, row):
            session, _ = Session.resume(self.story, row.seed, steps(0), stream=row.stream)
            session.id = row.id
            session.be_watched(watch_for_record(self.pack, pupil.name))
            play = WebPlay(session, WebState.from_json(row.state) if row.state else None, self._host(pupil))
        self._remember(row.id, play)
        return play

    def _host(self, pupil: PupilRow) -> PlayHost:
        def anew() -> Opened:
            session = self._begun()
            session.be_watched(watch_for_record(self.pack, pupil.name))
            return Opened(session)

        return PlayHost(anew, tell=self.tell)

    def _remember(self, id_: str, play: WebPlay) -> None:
        with self._lock:
            self._live[id_] = play
            self._live.move_to_end(id_)
            while len(self._live) > _MOST_LIVE:
                self._live.popitem(last=False)

    def _forget(self, id_: str) -> None:
        with self._lock:
            self._live.pop(id_, None)

    def _locked(self, pupil: PupilRow) -> threading.Lock:
        """What is held while something is done in the play of a pupil."""
        with self._lock:
            return self._locks.setdefault(pupil.id, threading.Lock())

    # What the teacher sees

    def overview(self) -> list[PupilState]:
        """Where everybody is, in the order in which they joined."""
        return [self._stands(pupil) for pupil in self.store.pupils(self.id)]

    def _stands(self, pupil: PupilRow) -> PupilState:
        from game.play.reports import score
        from game.play.surroundings import occupation

        row = self.store.play_of(pupil.id)
        if row is None:
            return PupilState(pupil, "", "", 0, (0, 0), False, pupil.joined, self._minutes(pupil.joined), 0)
        with in_language(self.language), self._locked(pupil):
            session = self._caught_up(pupil).session
            place, question = session.place, session.question
            doing = occupation(session) if not session.is_roaming and not session.is_over else ""
            wrong = 0
            for kept in self._answers_in(row, pupil):
                wrong = 0 if kept.verdict == "right" else wrong + 1
            return PupilState(
                pupil, place.name if place is not None else "", question.id if question is not None else doing,
                len(session.played) - 1, score(session), session.is_over, row.touched,
                self._minutes(row.touched), wrong,
            )  # fmt: skip

    def _minutes(self, moment: str) -> int:
        return max(int(self._clock() - datetime.fromisoformat(moment).timestamp()) // 60, 0)

    def results(self) -> Gradebook:
        """Who answered what."""
        names = {pupil.id: pupil for pupil in self.store.pupils(self.id)}
        answers = [
            kept
            for row in self.store.plays(self.id)
            if row.pupil in names
            for kept in self._answers_in(row, names[row.pupil])
        ]
        return gradebook(self.story.id, answers, self.story, [pupil.name for pupil in names.values()])

    def _answers_in(self, row: PlayRow, pupil: PupilRow) -> list[KeptAnswer]:
        """The answers of a play, gathered anew only when it has gone on."""
        known = self._answers.get(row.id)
        if known is None or known[0] != row.steps_done:
            recorded = Recorded(
                Header(self.story.id, self.story.fingerprint, row.seed, self.story.language, chance=row.stream),
                tuple(self.store.steps(row.id)),
            )
            known = self._answers[row.id] = row.steps_done, answers_of(self.story, recorded, pupil.name)[0]
        return known[1]


def delete_old(store: ClassStore, now: float) -> list[str]:
    """Delete the classes whose days are over; the titles of those that were."""
    deleted = []
    today = datetime.fromtimestamp(now, UTC)
    for row in store.classes():
        if row.days and datetime.fromisoformat(row.created) + timedelta(days=row.days) < today:
            store.delete_class(row.id)
            deleted.append(row.title)
    return deleted


def open_class(store: ClassStore, pack: str, language: str, title: str, days: int, now: float) -> tuple[ClassRow, str]:
    """A new class, and the teacher's secret, which is told once."""
    secret, id_ = tokens.token(), os.urandom(8).hex()
    code = next(code for code in iter(tokens.join_code, "") if store.class_with(code) is None)
    row = ClassRow(
        id_, code, pack, language, title, tokens.digest(secret), tokens.token(), "open", "", days, _words(now)
    )
    store.add_class(row)
    return row, secret


def _is_as_kept(play: WebPlay, row: PlayRow) -> bool:
    """Whether a play in memory stands where the store has it: no other process has gone on with it."""
    return len(play.session.record) == row.steps_done and row.state in ("", play.state.as_json())


def _written(held: HeldPlay, session: Session) -> None:
    held.append(session.record[held.row.steps_done :])


def _folded(name: str) -> str:
    """A name as it is compared: nobody should be taken for somebody else."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[: 2 * PLAYER_NAME_CHARACTERS]


def _words(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
