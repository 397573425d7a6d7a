"""What a comparison of strategies tells its reader, in sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.playthrough.simulation.estimates import Share
from game.playthrough.simulation.figures import ending_title, words_of
from game.playthrough.simulation.report import ending_marks, interval_words, percent_of
from game.playthrough.simulation.strategies.comparing import StrategyComparison
from game.playthrough.simulation.strategies.outcomes import StrategyOutcome
from game.playthrough.simulation.strategies.registry import strategy
from game.report.document import Bar, Column, Document, DocumentPart, DocumentSection, Table
from game.story.model.story import Story
from game.story.schema.strategy_names import READING
from game.support.counts import counted

_PLAYED = "played by strategies"


def strategy_report(
    story: Story, comparison: StrategyComparison, found: tuple[StrategyOutcome, ...], best: tuple[str, ...]
) -> Document:
    """The whole report. `best` are the ids of the best endings; none where nobody named any."""
    sections = (
        DocumentSection("Who reaches the best ending", tuple(_best(story, found, best))),
        DocumentSection("Endings", tuple(_endings(story, found))),
        DocumentSection("Questions", tuple(_questions(found))),
        DocumentSection("How measures stand at the end", tuple(_measures(story, found))),
        DocumentSection("What the strategies do", tuple(_strategies(found))),
    )
    return Document(
        title=story.title,
        about=tuple(_about(comparison, found)),
        sections=tuple(section for section in sections if section.parts),
        disclaimer=words_of(story, story.disclaimer) if story.disclaimer is not None else "",
        played=_PLAYED,
    )


def verdict_on(outcome: StrategyOutcome, reader: Share | None) -> str:
    """A sentence on how often a strategy reached one of the best endings, and what that means.

    `reader`: how often somebody who reads did, if that is known.
    """
    assert outcome.best is not None  # noqa: S101 - whoever asks has named the best endings
    plays = counted(outcome.plays, "play")
    if not outcome.best.plays:
        return f"`{outcome.name}` never reaches the best ending in {plays}."
    said = f"`{outcome.name}` reaches the best ending in {outcome.best.plays:,} of {plays}"
    if outcome.reads:
        return f"{said}."
    if outcome.best.share > 0.5:
        return f"{said}: the story can be won without reading."
    if reader is not None and outcome.best.share >= reader.share:
        return f"{said}, as often as somebody who reads: reading wins nothing."
    return f"{said}: without reading, that takes luck."


def _about(comparison: StrategyComparison, found: tuple[StrategyOutcome, ...]) -> Iterator[str]:
    wishes = comparison.wishes
    knowledge = (
        f" Knowledge of the reader: {wishes.knowledge.in_words()}." if any(outcome.reads for outcome in found) else ""
    )
    yield (
        f"{counted(len(found), 'strategy', 'strategies')}, {counted(wishes.plays, 'play')} each. "
        f"Seed: {wishes.seed}.{knowledge}"
    )
    if not comparison.complete:
        yield "It was interrupted: the figures are of the plays that were done."


def _best(story: Story, found: tuple[StrategyOutcome, ...], best: tuple[str, ...]) -> Iterator[DocumentPart]:
    if not best:
        yield (
            "Which endings are the best nobody has said: name them with --best, or in the pack under `balance:`, to be "
            "told who reaches them."
        )
        return
    named = ", ".join(ending_title(story.endings[id_]) for id_ in best)
    yield f"{'The best ending is' if len(best) == 1 else 'The best endings are'}: {named}."
    reader = next((outcome.best for outcome in found if outcome.name == READING), None)
    yield from (verdict_on(outcome, reader) for outcome in found if outcome.plays)
    shares = [(outcome, outcome.best) for outcome in found if outcome.best is not None]
    yield Table(
        "How often each strategy reaches one of the best endings",
        (Column("plays"), Column("share"), Column("95 % interval"), Column("strategy", False)),
        tuple(
            (f"{some.plays:,}", percent_of(some.share), interval_words(some), outcome.name) for outcome, some in shares
        ),
        tuple(Bar(some.share, some.low, some.high) for _, some in shares),
    )


def _endings(story: Story, found: tuple[StrategyOutcome, ...]) -> Iterator[DocumentPart]:
    marks = ending_marks(story)
    without = any(outcome.without_ending.plays for outcome in found)
    rows = tuple(
        (
            *(f"{outcome.endings[id_].plays:,}" for id_ in story.endings),
            *([f"{outcome.without_ending.plays:,}"] if without else []), outcome.name,
        )
        for outcome in found
    )  # fmt: skip
    columns = (
        *(Column(marks[id_]) for id_ in story.endings), *([Column("none")] if without else []),
        Column("strategy", False),
    )  # fmt: skip
    yield Table("In how many plays each ending was reached", columns, rows)
    yield "; ".join(f"{marks[id_]}: {ending_title(ending)}" for id_, ending in story.endings.items()) + "."


def _questions(found: tuple[StrategyOutcome, ...]) -> Iterator[DocumentPart]:
    asked = [(outcome, outcome.right) for outcome in found if outcome.right is not None]
    if not asked:
        return
    yield Table(
        "How many of the questions that it was asked each strategy answered right",
        (Column("asked"), Column("right"), Column("strategy", False)),
        tuple((f"{outcome.asked:,}", percent_of(right), outcome.name) for outcome, right in asked),
        tuple(Bar(right) for _, right in asked),
    )


def _measures(story: Story, found: tuple[StrategyOutcome, ...]) -> Iterator[DocumentPart]:
    if not story.measures:
        return
    names = [measure.name for measure in story.measures.values()]
    rows = tuple((*(f"{outcome.measures[id_]:.1f}" for id_ in story.measures), outcome.name) for outcome in found)
    yield Table("The mean of each measure", (*map(Column, _short(names)), Column("strategy", False)), rows)
    if _short(names) != names:
        yield "; ".join(f"{number}: {name}" for number, name in enumerate(names, 1)) + "."


def _short(names: list[str]) -> list[str]:
    """Names as headings: numbers where they would take the whole line."""
    return names if sum(len(name) + 2 for name in names) <= 60 else [str(number + 1) for number in range(len(names))]


def _strategies(found: Iterable[StrategyOutcome]) -> Iterator[DocumentPart]:
    yield from (f"`{outcome.name}` {strategy(outcome.name).about}." for outcome in found)
