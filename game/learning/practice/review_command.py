"""What `eightwings review` does: find the packs, plan, ask, and say how it stands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from game.learning.gathering.stories import story_of
from game.learning.practice.asked_in_turn import asked_in_turn
from game.learning.practice.plan_document import plan_document
from game.learning.practice.plan_words import nothing_due
from game.learning.practice.practice_plan import PracticePlan, plan_json, practice_plan
from game.learning.practice.schedule import PracticeSchedule
from game.learning.practice.sitting import PracticeClient, Sitting
from game.learning.record.given_answers import KeptAnswer
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.learning.record.store import NotRecorded
from game.learning.record.wanted import is_recording, player_name
from game.localisation.messages import gettext, ngettext
from game.play.opening import fresh_seed
from game.play.session import Session
from game.play.spoken_language import speak_as
from game.record.story_cache import load_story
from game.report.document import Document
from game.story.model.story import Story
from game.story.source.library import find_pack
from game.support.exit_codes import FINE, INTERRUPTED, UNFINISHED, WRONG_USAGE


class ReviewCommand(NamedTuple):
    """What the command line says. `new` and `most`: at most so many questions that are new, and in all.

    `confidence`: players say of each answer how sure they are, whatever the packs want. `language`: in which is asked;
    empty: in the one in which each pack was written.
    """

    packs: tuple[str, ...] = ()
    player: str = ""
    new: int = 10
    most: int = 50
    plan: bool = False
    json: bool = False
    confidence: bool = False
    language: str = ""


class _Packs(NamedTuple):
    """The stories that are practised, and where they lie, both by their ids; `named` are those that were asked for."""

    stories: dict[str, Story]
    places: dict[str, Path]
    named: frozenset[str]


def review(
    command: ReviewCommand,
    screen_for: Callable[[Session], PracticeClient],
    print_document: Callable[[Document], None],
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
) -> int:
    """Do it. The result is the exit code. Raises PackError.

    `screen_for` makes the screen on which is asked, `now` gives the time in the time zone of the player.
    """
    if not is_recording(os.environ):
        no_record = gettext("Practice rests on the record of answers, and EIGHTWINGS_RECORD turns that off.")
        print(no_record, file=sys.stderr)
        return WRONG_USAGE
    player = player_name(command.player)
    try:
        answers = kept_answers(record_path(), player=player)
    except NotRecorded as problem:
        print(problem, file=sys.stderr)
        return UNFINISHED
    packs = _packs(command.packs, answers, command.language)
    if not packs.stories:
        print(gettext("There is nothing to practise yet: play a pack, or name one, as in `eightwings review hq`."))
        return FINE
    speak_as(next(iter(packs.stories.values())), command.language, os.environ)
    schedule = PracticeSchedule(answers)

    def planned() -> PracticePlan:
        return practice_plan(schedule, tuple(packs.stories.values()), now(), packs.named)

    plan = planned()
    if command.json:
        sys.stdout.write(plan_json(plan, schedule))
        return FINE
    if command.plan:
        print_document(plan_document(plan))
        return FINE
    keys = (*plan.due, *plan.new[: command.new])[: command.most]
    if not keys:
        _nothing(plan, packs)
        return FINE
    screen = screen_for(Session(asked_in_turn(packs.stories[keys[0].pack], [keys[0].question]), 0))
    what_there_is = ngettext(
        "Practice: {number} question due, {new} new.", "Practice: {number} questions due, {new} new.", len(plan.due),
        new=len(plan.new),
    )  # fmt: skip
    print(what_there_is)
    sitting = Sitting(
        screen, packs.stories, packs.places, schedule, player, fresh_seed, now, confidence=command.confidence
    )
    try:
        done = sitting.ask(keys)
    except KeyboardInterrupt:
        print()
        print(gettext("What you answered is kept."))
        return INTERRUPTED
    print()
    if done.asked:
        known = ngettext(
            "{known} of {number} question known at once.", "{known} of {number} questions known at once.", done.asked,
            known=done.known,
        )  # fmt: skip
        left = [] if done.is_whole else [gettext("The others wait for the next time.")]
        print(*(known, *left), end="\n\n")
    print_document(plan_document(planned()))
    return FINE


def _packs(named: tuple[str, ...], answers: list[KeptAnswer], language: str) -> _Packs:
    """The packs that were named, else those of which anything was answered and that are still where they were.

    A pack that was named has to have texts in the language; any other is asked as it was written where it has none.
    """
    stories: dict[str, Story] = {}
    places: dict[str, Path] = {}
    for name in named:
        story = load_story(name, language)
        stories[story.id], places[story.id] = story, find_pack(name)
    if named:
        return _Packs(stories, places, frozenset(stories))
    for pack in dict.fromkeys(kept.play.pack for kept in answers):
        of_pack = [kept for kept in answers if kept.play.pack == pack]
        found = story_of(of_pack, language=language)
        if found is not None:
            stories[pack], places[pack] = found, Path(of_pack[-1].play.place)
    return _Packs(stories, places, frozenset())


def _nothing(plan: PracticePlan, packs: _Packs) -> None:
    if not any(story.question_order for story in packs.stories.values()):
        print(gettext("There are no questions in this."))
        return
    words = nothing_due(plan)
    if not packs.named:
        print(words, gettext("To practise questions that you were never asked, name a pack."))
    else:
        print(words)
