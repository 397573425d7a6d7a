"""What the odds of a story tell their reader, in sentences, tables and curves; and the same for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from game.playthrough.simulation.estimates import Share
from game.playthrough.simulation.figures import ending_title, words_of
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.report import SHOWN, ending_marks, interval_words, percent_of
from game.report.document import Bar, Column, Curve, Curves, Document, DocumentPart, DocumentSection, Table
from game.story.model.story import Story
from game.support.counts import counted
from game.verify.odds.odds import EXACTLY_KNOWN, Bounds, StoryOdds

EXACT_VERSION = 1


class OddsPoint(NamedTuple):
    """The odds of the same player with another knowledge; None where nothing is known but what a sample shows."""

    knowledge: float
    odds: StoryOdds | None
    sampled: Mapping[str, Share]


class OddsFigures(NamedTuple):
    """All there is to tell of a player.

    `odds`: what holds for certain; None: nothing. `any_preference`: they hold whatever the player prefers. `sampled`
    are the shares of the endings among so many `plays` at random, where the odds are not exact. `balance` has a point
    for each knowledge that was asked for.
    """

    who: str
    knowledge: Knowledge
    odds: StoryOdds | None
    any_preference: bool
    plays: int
    sampled: Mapping[str, Share]
    balance: tuple[OddsPoint, ...]

    @property
    def is_exact(self) -> bool:
        """Whether every figure is."""
        return self.odds is not None and self.odds.is_exact and not self.any_preference


def share_words(bounds: Bounds) -> str:
    """A share such as `12.345 %`, with as many digits as are certain, or `12.3 to 14.0 %`."""
    if bounds.is_exact:
        return "never" if bounds.high <= 2 * EXACTLY_KNOWN else f"{bounds.middle * 100:.4f} %"
    low, high = (f"{share * 100:.2f}" for share in bounds)
    return f"{low} %" if low == high else f"{low} to {high} %"


def odds_document(story: Story, figures: OddsFigures, *, full: bool) -> Document:
    """The whole report. `full`: every row of every table."""
    odds = figures.odds
    sections = [
        DocumentSection("Endings", tuple(_endings(story, figures))),
        DocumentSection("Balance: what knowledge changes", tuple(_balance(story, figures))),
    ]
    if odds is not None:
        sections += [
            DocumentSection("How long plays are", tuple(_steps(odds))),
            DocumentSection("Questions", tuple(_some(odds.questions, "question", "asked", full=full))),
            DocumentSection("Facts in the notebook", tuple(_some(odds.facts, "fact", "met", full=full))),
        ]
    return Document(
        title=story.title,
        about=tuple(_about(figures)),
        sections=tuple(section for section in sections if section.parts),
        disclaimer=words_of(story, story.disclaimer) if story.disclaimer is not None else "",
        played="worked out",
    )


def _about(figures: OddsFigures) -> Iterator[str]:
    odds = figures.odds
    yield f"Knowledge: {figures.knowledge.in_words()}. {figures.who}."
    if odds is None:
        yield (
            "Too much can happen in this story to work it out for such a player, or to give bounds that say something: "
            "what follows is a sample. `simulate` without --exact tells more of it."
        )
    elif figures.any_preference:
        yield (
            "What such a player prefers hangs on what was done before in the play. The bounds hold whatever that is: "
            "they are those of the best and the worst that could be preferred."
        )
    elif odds.is_exact:
        yield f"Exact: {counted(odds.states, 'situation')}; no share of an ending is off by more than {odds.error:.0e}."
    else:
        yield (
            f"Bounds: {odds.states:,} times a situation was looked at, and that was not all there is. "
            "Each share lies between its bounds for certain."
        )
    if figures.plays and odds is None:
        yield f"{counted(figures.plays, 'play')} at random, with 95 % intervals."
    elif figures.plays:
        yield f"Beside them stands a sample of {counted(figures.plays, 'play')}, with its 95 % intervals."


def _endings(story: Story, figures: OddsFigures) -> Iterator[DocumentPart]:
    marks, odds = ending_marks(story), figures.odds
    columns = [Column("share")] * (odds is not None)
    columns += [Column("sample"), Column("95 % interval")] * bool(figures.plays)
    rows, bars = [], []
    for id_, ending in story.endings.items():
        cells = [share_words(odds.endings[id_])] if odds is not None else []
        if figures.plays:
            cells += [percent_of(figures.sampled[id_].share), interval_words(figures.sampled[id_])]
        rows.append((*cells, f"{marks[id_]}: {ending_title(ending)}"))
        bars.append(_bar(odds.endings[id_] if odds is not None else None, figures.sampled.get(id_)))
    if odds is not None and odds.without_ending.high > 2 * EXACTLY_KNOWN:
        rows.append((share_words(odds.without_ending), *[""] * 2 * bool(figures.plays), "(no ending)"))
        bars.append(_bar(odds.without_ending, None))
    yield Table("How likely each ending is", (*columns, Column("ending", False)), tuple(rows), tuple(bars))


def _bar(bounds: Bounds | None, sampled: Share | None) -> Bar:
    if bounds is not None and (bounds.is_exact or sampled is None):
        return Bar(bounds.middle) if bounds.is_exact else Bar(bounds.middle, bounds.low, bounds.high)
    assert sampled is not None  # noqa: S101 - something is known of each ending
    return Bar(sampled.share, sampled.low, sampled.high)


def _balance(story: Story, figures: OddsFigures) -> Iterator[DocumentPart]:
    points = figures.balance
    if not points or not story.endings:
        return
    marks = ending_marks(story)
    endings = [*story.endings]

    def value(point: OddsPoint, id_: str) -> float:
        if point.odds is not None and (point.odds.endings[id_].is_exact or not point.sampled):
            return round(point.odds.endings[id_].middle, 11)
        return point.sampled[id_].share

    def reach(point: OddsPoint, id_: str) -> tuple[float, float]:
        if point.odds is not None and (point.odds.endings[id_].is_exact or not point.sampled):
            return point.odds.endings[id_]
        return point.sampled[id_].low, point.sampled[id_].high

    is_exact = all(point.odds is not None and point.odds.is_exact for point in points)
    reach_is = "95 % intervals" if any(point.sampled for point in points) else "certain bounds"
    curves = tuple(
        Curve(
            marks[id_], ending_title(story.endings[id_]), tuple(value(point, id_) for point in points),
            () if is_exact else tuple(reach(point, id_) for point in points),
        ) for id_ in endings
    )  # fmt: skip
    across = tuple(point.knowledge for point in points)
    yield Curves("How likely each ending is, by knowledge", across, "knowledge", curves, reach_is)
    rows = tuple((f"{point.knowledge:.1f}", *(percent_of(value(point, id_)) for id_ in endings)) for point in points)
    columns = (Column("knowledge"), *(Column(marks[id_]) for id_ in endings))
    yield Table("The share of each ending at each knowledge", columns, rows)
    yield "; ".join(f"{marks[id_]}: {ending_title(story.endings[id_])}" for id_ in endings) + "."
    if is_exact:
        yield "The curves are exact."
    elif any(point.sampled for point in points):
        widest = max((some.high - some.low) / 2 for point in points for some in point.sampled.values())
        yield f"The curves are sampled, and good to {percent_of(widest)} up or down, or better."
    else:
        widest = max(point.odds.error for point in points if point.odds is not None)
        yield f"The curves are the middles of certain bounds, and good to {percent_of(widest)} up or down, or better."


def _steps(odds: StoryOdds) -> Iterator[DocumentPart]:
    if odds.steps is not None:
        yield f"On the way to an ending {odds.steps.middle:,.4f} steps are to be expected."


def _some(some: Mapping[str, Bounds], noun: str, done: str, *, full: bool) -> Iterator[DocumentPart]:
    if not some:
        return
    certain = sum(bounds.low >= 1 - 2 * EXACTLY_KNOWN for bounds in some.values())
    ordered = sorted(
        ((id_, bounds) for id_, bounds in some.items() if bounds.high > 2 * EXACTLY_KNOWN),
        key=lambda entry: (entry[1].middle, entry[0]),
    )
    never = len(some) - len(ordered)
    are = "is" if certain == 1 else "are"
    yield f"Of {counted(len(some), noun)}, {certain:,} {are} {done} in every play, {never:,} in none."
    if not ordered:
        return
    chosen = ordered if full or len(ordered) <= SHOWN else ordered[:SHOWN]
    if len(chosen) < len(ordered):
        yield f"Here {SHOWN} of {len(ordered)}, the rarest (--full shows all):"
    rows = tuple((share_words(bounds), id_) for id_, bounds in chosen)
    bars = tuple(_bar(bounds, None) for _, bounds in chosen)
    yield Table(f"How likely each {noun} is {done}", (Column("share"), Column(noun, False)), rows, bars)


def odds_json(story: Story, figures: OddsFigures) -> str:
    """One object. The same story and player give the same figures wherever they are exact."""
    odds = figures.odds
    shown = {
        "exact_version": EXACT_VERSION,
        "pack": {"id": story.id, "title": story.title, "fingerprint": story.fingerprint, "language": story.language},
        "player": figures.who,
        "knowledge": {"general": figures.knowledge.general, "topics": dict(figures.knowledge.topics)},
        "exact": figures.is_exact,
        "any_preference": figures.any_preference,
        "states": odds.states if odds is not None else None,
        "endings": _bounds(odds.endings) if odds is not None else None,
        "without_ending": _pair(odds.without_ending) if odds is not None else None,
        "facts": _bounds(odds.facts) if odds is not None else None,
        "questions": _bounds(odds.questions) if odds is not None else None,
        "steps": _pair(odds.steps) if odds is not None and odds.steps is not None else None,
        "plays": figures.plays,
        "sampled": _shares(figures.sampled),
        "balance": [
            {
                "knowledge": point.knowledge,
                "endings": _bounds(point.odds.endings) if point.odds is not None else None,
                "sampled": _shares(point.sampled),
            }
            for point in figures.balance
        ],
    }
    return json.dumps(shown, ensure_ascii=True, indent=1) + "\n"


def _bounds(some: Mapping[str, Bounds]) -> dict[str, Any]:
    return {id_: _pair(bounds) for id_, bounds in some.items()}


def _pair(bounds: Bounds) -> dict[str, float]:
    return {"low": float(f"{bounds.low:.12g}"), "high": float(f"{bounds.high:.12g}")}


def _shares(some: Mapping[str, Share]) -> dict[str, Any]:
    return {id_: {name: round(part, 6) for name, part in share._asdict().items()} for id_, share in some.items()}
