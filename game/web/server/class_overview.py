"""What a teacher sees of a class: where everybody is, who is perhaps stuck, what was answered.

It is asked for every few seconds. What was looked at is kept until the play goes on.
"""

from __future__ import annotations

import threading
from typing import NamedTuple

from game.learning.gathering.gradebook import Gradebook, gradebook
from game.learning.record.given_answers import KeptAnswer
from game.web.server.class_room import ClassRoom
from game.web.server.class_rows import ClassPupil, PlayRow
from game.web.server.live_play import PlaySummary
from game.web.server.request_refusals import Refusal

STUCK_MINUTES = 5
"""Who has done nothing for so long is perhaps stuck,"""
STUCK_WRONG = 3
"""and so is who answered so many questions wrong one after the other."""

_NOT_BEGUN = PlaySummary("", "", "", (0, 0), 0, False)


class PupilState(NamedTuple):
    """Where a pupil is, and how many minutes ago they last did something."""

    pupil: ClassPupil
    summary: PlaySummary
    minutes: int

    @property
    def is_stuck(self) -> bool:
        """Whether they perhaps need help."""
        summary = self.summary
        return not summary.is_over and (self.minutes >= STUCK_MINUTES or summary.wrong_in_a_row >= STUCK_WRONG)


class _Looked(NamedTuple):
    """What was seen of a play when it had this row."""

    row: PlayRow
    summary: PlaySummary
    answers: list[KeptAnswer]


class ClassOverview:
    """Looks at the plays of a class for its teacher. Any number of threads may ask."""

    def __init__(self, room: ClassRoom) -> None:
        self.room = room
        self._looked: dict[str, _Looked] = {}
        self._book: tuple[object, Gradebook] | None = None
        self._lock = threading.Lock()

    def pupils(self) -> list[PupilState]:
        """Where everybody is, in the order in which they joined."""
        return self.looked()[0]

    def results(self) -> Gradebook:
        """Who answered what, in every play."""
        return self.looked()[1]

    def looked(self) -> tuple[list[PupilState], Gradebook]:
        """Both, of the same moment."""
        with self._lock:
            room, now = self.room, self.room.clock()
            pupils = {pupil.id: pupil for pupil in room.store.pupils(room.id)}
            rows = [row for row in room.store.plays(room.id) if row.pupil in pupils]
            seen = {row.id: self._look(pupils[row.pupil], row) for row in rows}
            self._looked = seen  # what was removed is not kept here either
            latest = {row.pupil: seen[row.id] for row in rows}
            states = [
                PupilState(
                    pupil,
                    latest[pupil.id].summary if pupil.id in latest else _NOT_BEGUN,
                    max(int(now - latest[pupil.id].row.touched) // 60, 0) if pupil.id in latest else 0,
                )
                for pupil in pupils.values()
            ]
            return states, self._gradebook(list(pupils.values()), list(seen.values()))

    def _look(self, pupil: ClassPupil, row: PlayRow) -> _Looked:
        looked = self._looked.get(row.id)
        if looked is not None and looked.row.steps_done == row.steps_done:
            return looked._replace(row=row)
        try:
            live = self.room.play_as_kept(pupil, row)
        except Refusal:  # the pack cannot be played, or the play went on just now: the next look will tell
            return looked or _Looked(row, _NOT_BEGUN, [])
        return _Looked(live.row, live.summary(), live.answers.kept())

    def _gradebook(self, pupils: list[ClassPupil], looked: list[_Looked]) -> Gradebook:
        seen = [(each.row.id, each.row.steps_done) for each in looked], [pupil.id for pupil in pupils]
        if self._book is None or self._book[0] != seen:
            story = self.room.story
            answers = [kept for each in looked for kept in each.answers]
            self._book = seen, gradebook(story.id, answers, story, [pupil.name for pupil in pupils])
        return self._book[1]
