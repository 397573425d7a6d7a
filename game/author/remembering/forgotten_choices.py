"""Findings on what a story does not remember: choices that leave no trace, measures that decide nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from game.author.remembering.reader_spots import ReaderSpots
from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.entry import Entry
from game.story.compile.collecting import gather
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.source.file_findings import read_files
from game.support.counts import first_names
from game.verify.dependence.remembered_choices import ChoiceMemory, ListMemory, StoryMemory, story_memory


class ForgottenChoices(NamedTuple):
    """A finding on choices: which kind, the choices, and in words which of them it is about."""

    entry: Entry
    choices: tuple[str, ...]
    which: str


def check_remembering(story: Story, pack: Path, found: Diagnostics) -> StoryMemory:
    """Report what the story does not remember. `pack` is where its files are."""
    memory = story_memory(story)
    told = [finding for some in memory.lists for finding in forgotten(some)]
    spots = ReaderSpots(story, pack) if told else None
    for entry, choices, which in told:
        assert spots is not None  # noqa: S101 - there is something to tell
        found.report(entry, spots.choice(choices[0]), which=which, name=choices[0].replace("/", "."))
    measures = _measure_spots(pack) if memory.unread or memory.indifferent else {}
    for measure in memory.unread:
        found.report(catalogue.UNREAD_MEASURE, measures.get(measure, Spot("pack.yaml", 1, 1)), measure=measure)
    for measure, low, high, _ in memory.indifferent:
        words = f"always {low}" if low == high else f"between {low} and {high}"
        spot = measures.get(measure, Spot("pack.yaml", 1, 1))
        found.report(catalogue.INDIFFERENT_MEASURE, spot, measure=measure, range=words)
    return memory


def forgotten(some: ListMemory) -> Iterator[ForgottenChoices]:
    """What is to be said of the choices of a list, but for those that are marked as flavour."""
    kinds = (("forgotten", catalogue.FORGOTTEN_CHOICE), ("clock", catalogue.CLOCK_ALONE))
    plain = [choice for choice in some.choices if not choice.flavour]
    for status, entry in kinds:
        for choice in plain:
            if choice.status == status and choice.returns:
                yield ForgottenChoices(entry, (choice.choice,), f"whether {_named([choice.choice])} is taken")
        leaving = [choice.choice for choice in plain if choice.status == status and not choice.returns]
        if leaving:
            yield ForgottenChoices(
                entry, tuple(leaving), f"which of these is taken: {_named(_whole(some.choices, status))}"
            )
    marked = {choice.choice for choice in some.choices if choice.flavour}
    for alike in some.alike:
        left = tuple(choice for choice in alike if choice not in marked)
        if len(left) > 1:
            yield ForgottenChoices(catalogue.CHOICES_ALIKE, left, _named(left))


def _whole(choices: Iterable[ChoiceMemory], status: str) -> list[str]:
    """All choices that leave the list, those that are marked too: it is between these that the player chooses."""
    return [choice.choice for choice in choices if choice.status == status and not choice.returns]


def _named(choices: Iterable[str]) -> str:
    return first_names([f"`{choice.partition('/')[2]}`" for choice in choices])


def _measure_spots(pack: Path) -> dict[str, Spot]:
    found = Diagnostics()
    return {id_: measure.spot for id_, measure in gather(read_files(pack, found), found).measures.items()}
