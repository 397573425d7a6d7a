"""Keeps the answers of a class in the record of answers, apart from the steps: no step waits for it.

Every answer follows from the steps of its play, and the same answer can be written twice. So what was not written when
the server was killed is written when the play is opened again.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from game.learning.record.given_answers import RecordedPlay
from game.learning.record.kept_answers import forget_plays
from game.learning.record.record_file import record_path
from game.learning.record.store import AnswerStore, Change, NotRecorded


class AnswersOfPlay(NamedTuple):
    """What happened in a play: answers, and that some were taken back."""

    play: RecordedPlay
    changes: tuple[Change, ...]


class _Forget(NamedTuple):
    """Plays of which nothing may stay in the record, by their ids there."""

    plays: tuple[str, ...]


_Work: TypeAlias = AnswersOfPlay | _Forget | None


class ClassRecord:
    """Writes to the record of answers in a thread of its own. `tell` gets what is wrong with it, each trouble once."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell, self._trouble = tell, ""
        self._work: queue.Queue[_Work] = queue.Queue()
        self._thread = threading.Thread(target=self._write_all, name="record of answers", daemon=True)
        self._thread.start()

    def keep(self, answers: AnswersOfPlay) -> None:
        """Write this before long."""
        self._work.put(answers)

    def forget(self, plays: Iterable[str]) -> None:
        """Take everything of these plays out of the record before long, by their ids there."""
        self._work.put(_Forget(tuple(plays)))

    def settle(self) -> None:
        """Wait until everything was tried."""
        self._work.join()

    def close(self) -> None:
        """Write what is still waiting, and end."""
        self._work.put(None)
        self._thread.join()

    def _write_all(self) -> None:
        store = AnswerStore(record_path())
        waiting: list[AnswersOfPlay] = []
        while True:
            work = self._work.get()
            try:
                if work is None:
                    self._write(store, waiting)
                    store.close()
                    return
                if isinstance(work, _Forget):
                    waiting = [each for each in waiting if each.play.id not in work.plays]
                    store.close()
                    with self._told():
                        forget_plays(record_path(), work.plays)
                else:
                    waiting.append(work)
                    self._write(store, waiting)
            finally:
                self._work.task_done()

    def _write(self, store: AnswerStore, waiting: list[AnswersOfPlay]) -> None:
        """Write what is waiting, in its order, as far as that is possible; the rest is tried with what comes next."""
        with self._told():
            while waiting:
                if told := store.write(*waiting[0]):
                    self._tell(told)
                del waiting[0]
            self._trouble = ""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (NotRecorded, OSError) as problem:
            if str(problem) != self._trouble:
                self._trouble = str(problem)
                self._tell(f"Answers are not recorded for now, and the class goes on: {problem}")
