"""Keeps the answers of a play in the record, and never in the way of the play.

What cannot be written is told once, stays in memory, and is tried again with the next answer and when the play is left.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from game.learning.record.answer_watch import utc_words
from game.learning.record.given_answers import AnswerOccasion, GivenAnswer, RecordedPlay
from game.learning.record.record_file import record_path
from game.localisation.messages import gettext
from game.play.session import Session

if TYPE_CHECKING:
    from game.learning.record.store import AnswerStore, Change

#: After another program had the file for too long, it is waited for so many milliseconds and no longer.
_NO_PATIENCE = 200


def id_in_record(play: str, player: str) -> str:
    """The id of a play in the record: that of its file. Whoever goes on with the play of another begins their own."""
    if not play:
        return os.urandom(8).hex()
    return blake2b(f"{play}\0{player}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class AnswerKeeper:
    """Takes the answers of one session. Nothing is read or written before the first of them."""

    def __init__(self, session: Session, pack: Path, player: str, occasion: AnswerOccasion = "play") -> None:
        story = session.story
        self._play = RecordedPlay(
            id_in_record(session.id, player), story.id, story.title, str(pack.absolute()), player, session.seed,
            session.stream, utc_words(datetime.now(UTC)), occasion,
        )  # fmt: skip
        self._is_known = bool(session.id) or not session.record
        self._waiting: list[Change] = []
        self._told: list[str] = []
        self._trouble = ""
        self._store: AnswerStore | None = None

    def answered(self, answer: GivenAnswer) -> None:
        """Keep an answer."""
        self._waiting.append(answer)
        self._write()

    def taken_back(self, depth: int) -> None:
        """Keep that answers were taken back."""
        from game.learning.record.store import AnswersTakenBack

        self._waiting.append(AnswersTakenBack(depth, utc_words(datetime.now(UTC))))
        self._write()

    def told(self) -> str:
        """What the player must know; each is told once."""
        words, self._told = " ".join(self._told), []
        return words

    def leave(self) -> None:
        """Try once more to write what could not be written."""
        if self._waiting:
            self._write()
        if self._store is not None:
            self._store.close()

    def _write(self) -> None:
        from game.learning.record.store import PATIENCE, AnswerStore, NotRecorded, play_gone_on_with

        try:
            store = self._store = self._store or AnswerStore(record_path())
            if not self._is_known:
                self._play = self._play._replace(id=play_gone_on_with(store.path, self._play) or self._play.id)
                self._is_known = True
            told = store.write(self._play, self._waiting, _NO_PATIENCE if self._trouble else PATIENCE)
        except NotRecorded as problem:
            self._tell(str(problem))
        except Exception as error:  # whatever is wrong with the record, the play goes on
            self._tell(f"({type(error).__name__}: {error})")
        else:
            self._waiting.clear()
            self._trouble = ""
            if told:
                self._told.append(told)

    def _tell(self, trouble: str) -> None:
        """Say once what is wrong; the same trouble is not told again."""
        if trouble != self._trouble:
            # Translators: {problem} is a sentence.
            words = gettext("Your answers are not recorded for now, and the play goes on: {problem}", problem=trouble)
            self._told.append(words)
        self._trouble = trouble
