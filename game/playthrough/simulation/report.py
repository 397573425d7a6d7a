"""What a simulation tells its reader, section by section, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from game.engine.rendering import clock_time
from game.playthrough.simulation.estimates import Share, Spread, share
from game.playthrough.simulation.figures import Figures, Occurrence, OptionFigures, QuestionFigures, words_of
from game.playthrough.simulation.simulating import Simulation
from game.playthrough.simulation.unfinished import Unfinished
from game.report.document import Bar, Column, Curve, Curves, Document, DocumentPart, DocumentSection, Table
from game.story.model.comeback import SCENES_BETWEEN
from game.story.model.story import Story
from game.support.counts import counted

#: So many rows of long tables are shown where not all are wanted.
SHOWN = 10

#: What comes back after more scenes than these comes late.
LATE = 6

#: And so many ids of what did not occur.
NAMED = 30

#: So many bars show how plays differ in length.
_BINS = 12

T = TypeVar("T")


class Reporter:
    """Makes the report. `full`: every row of every table. `wordy`: what is asked in words too, beside its id."""

    def __init__(
        self,
        story: Story,
        simulation: Simulation,
        figures: Figures,
        found: tuple[Unfinished, ...],
        *,
        full: bool,
        wordy: bool = False,
    ) -> None:
        self.story, self.simulation, self.figures, self.found = story, simulation, figures, found
        self.full, self.wordy = full, wordy
        self.marks = ending_marks(story)

    def document(self) -> Document:
        """The whole report."""
        sections = (
            DocumentSection("Plays without an ending", tuple(self._unfinished()), is_trouble=True),
            DocumentSection("Endings", tuple(self._endings())),
            DocumentSection("Balance: what knowledge changes", tuple(self._balance())),
            DocumentSection("How long plays are", tuple(self._lengths())),
            DocumentSection("How measures stand at the end", tuple(self._measures())),
            DocumentSection("Questions", tuple(self._questions())),
            DocumentSection("Scenes", tuple(self._occurrences("scene", self.figures.scenes))),
            DocumentSection("Choices", tuple(self._choices())),
            DocumentSection("Other things to do", tuple(self._others())),
            DocumentSection("Places", tuple(self._occurrences("place", self.figures.places))),
            DocumentSection("Facts in the notebook", tuple(self._facts())),
            DocumentSection("Achievements", tuple(self._achievements())),
            DocumentSection("What documents say at the end", tuple(self._wordings())),
            DocumentSection("What did not occur", tuple(self._never())),
        )
        return Document(
            title=self.story.title,
            about=tuple(self._about()),
            sections=tuple(section for section in sections if section.parts),
            disclaimer=words_of(self.story, self.story.disclaimer) if self.story.disclaimer is not None else "",
            played="played at random",
        )

    def _about(self) -> Iterator[str]:
        wishes, done = self.simulation.wishes, self.figures.plays
        yield (
            f"{counted(done, 'play')} at random. Knowledge: {wishes.knowledge.in_words()}. "
            f"Temperament: {wishes.temperament}. Seed: {wishes.seed}."
        )
        if not self.simulation.complete:
            yield f"It was interrupted: {wishes.all_plays:,} plays were wanted. The figures are of those done."

    def _unfinished(self) -> Iterator[DocumentPart]:
        for trouble in self.found:
            files = [example.file for example in trouble.examples if example.file]
            yield f"{trouble.message} {trouble.fix}"
            if files:
                yield f"`eightwings play PACK --load FILE` shows it; the FILE is {' or '.join(files)}"

    def _endings(self) -> Iterator[DocumentPart]:
        figures, clock = self.figures, self.story.clock is not None
        rows = [
            (
                f"{ending.of_plays.plays:,}", percent_of(ending.of_plays.share), interval_words(ending.of_plays),
                *([] if not clock else [_time(ending.time)]), _middle(ending.steps),
                f"{self.marks[ending.id]}: {ending.title}",
            )
            for ending in figures.endings
        ]  # fmt: skip
        bars = [_bar(ending.of_plays) for ending in figures.endings]
        without = sum(figures.without_ending.values())
        if without:
            some = share(without, figures.plays)
            empty = ("",) * (2 if clock else 1)
            rows.append((f"{without:,}", percent_of(some.share), interval_words(some), *empty, "(no ending)"))
            bars.append(_bar(some))
        when = [Column("time")] if clock else []
        columns = (
            Column("plays"), Column("share"), Column("95 % interval"), *when, Column("steps"), Column("ending", False),
        )  # fmt: skip
        yield Table("How often each ending was reached", columns, tuple(rows), tuple(bars))
        also = "the time and the steps are" if clock else "the steps are"
        yield f"With more plays, the share would most likely settle in the interval; {also} the median."

    def _balance(self) -> Iterator[DocumentPart]:
        points = [point for point in self.figures.balance if point.plays]
        if not points or not self.story.endings:
            return
        titles, marks = {ending.id: ending.title for ending in self.figures.endings}, self.marks
        of_points = {id_: [point.endings[id_] for point in points] for id_ in self.story.endings}
        curves = tuple(
            Curve(marks[id_], titles[id_], tuple(at.share for at in some), tuple((at.low, at.high) for at in some))
            for id_, some in of_points.items()
        )
        across = tuple(point.knowledge for point in points)
        yield Curves("How often each ending is reached, by knowledge", across, "knowledge", curves, "95 % intervals")
        shares = zip(*([percent_of(at.share) for at in some] for some in of_points.values()), strict=True)
        rows = tuple((f"{knowledge:.1f}", *row) for knowledge, row in zip(across, shares, strict=True))
        columns = (Column("knowledge"), *(Column(marks[id_]) for id_ in of_points))
        yield Table("The share of each ending at each knowledge", columns, rows)
        yield "; ".join(f"{marks[id_]}: {titles[id_]}" for id_ in of_points) + "."
        widest = max((at.high - at.low) / 2 for some in of_points.values() for at in some)
        yield (
            f"Each row is made of {counted(points[0].plays, 'play')}, the same players with ever more knowledge. "
            f"A share is good to {percent_of(widest)} up or down, or better."
        )

    def _lengths(self) -> Iterator[DocumentPart]:
        figures = self.figures
        if figures.steps is None:
            return
        if figures.without_ending and any(ending.of_plays.plays for ending in figures.endings):
            yield "Plays without an ending are left out here."
        yield f"Steps: {_spread_words(figures.steps)}."
        if figures.time is not None:
            yield f"The story's clock at the end: {_spread_words(figures.time, timely=True)}."
        bins = _bins(figures.lengths)
        plays, most = sum(count for _, count in bins), max(count for _, count in bins)
        rows = tuple((steps, f"{count:,}", percent_of(count / plays)) for steps, count in bins)
        columns = (Column("steps"), Column("plays"), Column("share"))
        yield Table("How many plays are so long", columns, rows, tuple(Bar(count / most) for _, count in bins))

    def _measures(self) -> Iterator[DocumentPart]:
        known = [measure for measure in self.figures.measures if measure.values is not None]
        if not known:
            return
        rows = tuple(
            (
                f"{values.least}", _number(values.quarter), _number(values.median), _number(values.three_quarters),
                f"{values.greatest}", f"{values.mean:.1f}", f"{measure.low} to {measure.high}", measure.name,
            )
            for measure in known
            if (values := measure.values) is not None
        )  # fmt: skip
        columns = (
            Column("least"), Column("1/4"), Column("median"), Column("3/4"), Column("most"), Column("mean"),
            Column("range"), Column("measure", False),
        )  # fmt: skip
        yield Table("How each measure stands at the end of plays", columns, rows)
        reached = [ending for ending in self.figures.endings if ending.of_plays.plays]
        if len(reached) > 1:
            by_end = tuple((*(f"{measure.means[end.id]:.1f}" for end in reached), measure.name) for measure in known)
            heads = (*(Column(self.marks[end.id]) for end in reached), Column("measure", False))
            yield "And the mean of each for those who came to the ending of this letter:"
            yield Table("The mean of each measure for each ending", heads, by_end)

    def _questions(self) -> Iterator[DocumentPart]:
        figures = self.figures
        asked = [question for question in figures.questions if question.asked]
        if not asked:
            return
        total = sum(question.asked for question in asked)
        missed = sum(question.missed for question in asked)
        yield (
            f"{total / figures.plays:.1f} are asked in a play, and {missed / figures.plays:.1f} missed: "
            f"{percent_of(missed / total)} of them. {len(asked)} of {len(figures.questions)} were asked in some play."
        )
        hints = sum(question.hinted for question in asked)
        if hints:
            yield f"{hints / figures.plays:.1f} hints are asked for in a play."
        yield from self._returns()
        ordered = sorted(asked, key=lambda question: (-question.missed_in, question.id))
        chosen, words = self._first(ordered, "those that most plays missed")
        yield from words
        when = "time" if self.story.clock is not None else "step"
        columns: tuple[Column, ...] = (
            Column("asked"), Column("missed"), Column("right"), Column("wrong"), Column("passed"), Column("notes"),
            Column(when), Column("question", False),
        )  # fmt: skip
        rows = tuple(self._question(question) for question in chosen)
        if any(question.partly for question in asked):  # in most stories it counts as wrong
            columns = (*columns[:3], Column("partly"), *columns[3:])
            shares = (percent_of(question.partly / question.asked) for question in chosen)
            rows = tuple((*row[:3], share, *row[3:]) for row, share in zip(rows, shares, strict=True))
        yield Table("How questions went", columns, rows)
        yield (
            "“Asked” and “missed” are shares of plays; “right”, “wrong”, “passed” and “notes” (a look into the "
            f"notebook) are shares of the times it was asked; the {when} is the median of when it was missed."
        )

    def _returns(self) -> Iterator[DocumentPart]:
        returns = self.figures.returns
        if returns is None:
            return
        never = f"{counted(returns.never, 'miss', 'misses')} never came back."
        if returns.scenes is None:
            yield f"What was missed did not come back in any of these plays: {never}"
            return
        scenes = returns.scenes
        yield (
            f"What was missed came back {counted(returns.came_back, 'time')}: after {scenes.least} to "
            f"{scenes.greatest} other scenes, median {_number(scenes.median)}, and half of the time after "
            f"{_number(scenes.quarter)} to {_number(scenes.three_quarters)}. {never}"
        )
        if scenes.median > LATE or returns.never > returns.came_back:
            yield (
                f"It does most good after {SCENES_BETWEEN} to {LATE}: let it be asked again where players pass more."
            )

    def _question(self, question: QuestionFigures) -> tuple[str, ...]:
        plays = self.figures.plays
        when = "" if question.missed_when is None else self._when(question.missed_when.median)
        return (
            percent_of(question.asked_in.share), percent_of(question.missed_in / plays),
            *(percent_of(some / question.asked)
              for some in (question.right, question.wrong, question.passed, question.looked_up)),
            when,
            _named(question.id, question.words) if self.wordy else question.id,
        )  # fmt: skip

    def _when(self, number: float) -> str:
        return clock_time(round(number)) if self.story.clock is not None else _number(number)

    def _occurrences(self, noun: str, some: tuple[Occurrence, ...]) -> Iterator[DocumentPart]:
        if not some:
            return
        met = sum(occurrence.of_plays.plays > 0 for occurrence in some)
        yield f"{met} of {counted(len(some), noun)} occurred in some play."
        ordered = sorted(some, key=lambda occurrence: (occurrence.of_plays.plays, occurrence.id))
        chosen, words = self._first(ordered, "the rarest")
        yield from words
        rows = tuple(
            (
                f"{occurrence.of_plays.plays:,}",
                percent_of(occurrence.of_plays.share),
                _named(occurrence.id, occurrence.title),
            )
            for occurrence in chosen
        )
        columns = (Column("plays"), Column("share"), Column(noun, False))
        yield Table(
            f"In how many plays each {noun} occurs",
            columns,
            rows,
            tuple(_bar(occurrence.of_plays) for occurrence in chosen),
        )

    def _choices(self) -> Iterator[DocumentPart]:
        choices = self.figures.choices
        if not choices:
            return
        offered = [choice for choice in choices if choice.offered]
        taken = sum(choice.taken > 0 for choice in choices)
        yield f"{taken} of {counted(len(choices), 'choice')} were taken in some play, {len(offered)} were offered."
        ordered = sorted(offered, key=lambda option: (option.taken_in, option.of_offers, option.id))
        chosen, words = self._first(ordered, "those that fewest plays took")
        yield from words
        yield self._taken(chosen, "choice")

    def _others(self) -> Iterator[DocumentPart]:
        others = [option for option in self.figures.options if option.kind != "choice" and option.offered]
        if self.full and others:
            yield "Scenes that wait at a place, ways, and things that lie there."
            yield self._taken(
                sorted(others, key=lambda option: (option.taken_in, option.of_offers, option.id)), "option"
            )

    def _taken(self, some: Sequence[OptionFigures], noun: str) -> Table:
        plays = self.figures.plays
        rows = tuple(
            (
                f"{option.offered:,}", f"{option.taken:,}", percent_of(option.of_offers),
                percent_of(option.taken_in / plays),
                _named(f"{option.where}/{option.id}" if option.kind == "go" else option.id, option.label),
            )
            for option in some
        )  # fmt: skip
        columns = (
            Column("offered"), Column("taken"), Column("of offers"), Column("of plays"), Column(noun, False),
        )  # fmt: skip
        return Table(f"How often each {noun} is offered and taken", columns, rows)

    def _facts(self) -> Iterator[DocumentPart]:
        figures = self.figures
        if figures.notes is None:
            return
        yield f"At the end the notebook has of {counted(len(figures.facts), 'fact')}: {_spread_words(figures.notes)}."
        yield from self._occurrences("fact", figures.facts)

    def _achievements(self) -> Iterator[DocumentPart]:
        yield from self._occurrences("achievement", self.figures.achievements)

    def _wordings(self) -> Iterator[DocumentPart]:
        yield from self._occurrences("wording", self.figures.wordings)

    def _never(self) -> Iterator[DocumentPart]:
        never, plays = self.figures.never, self.figures.plays
        kinds = (
            ("Endings", never.endings), ("Scenes", never.scenes), ("Places", never.places),
            ("Choices that were never offered", never.unoffered), ("Choices that were never taken", never.choices),
            ("Questions", never.questions), ("Facts", never.facts), ("Achievements", never.achievements),
            ("Wordings that stood there at no end", never.wordings),
        )  # fmt: skip
        for heading, ids in kinds:
            if ids:
                shown = ids if self.full else ids[:NAMED]
                more = f" and {len(ids) - NAMED:,} more (--full names all)" if len(shown) < len(ids) else ""
                yield f"{heading}: {', '.join(shown)}{more}."
        rare = percent_of(share(0, plays).high)
        if any(ids for _, ids in kinds):
            yield (
                f"This is a sample, not a proof. What did not occur in {counted(plays, 'play')} may well be possible: "
                f"with a confidence of 95 % it occurs in at most {rare} of the plays of such players."
            )
        elif plays:
            yield "Everything there is in the story occurred in some play."

    def _first(self, some: list[T], which: str) -> tuple[list[T], list[str]]:
        """The rows that are shown, and a sentence about those that are not."""
        if self.full or len(some) <= SHOWN:
            return some, []
        return some[:SHOWN], [f"Here {SHOWN} of {len(some)}, {which} (--full shows all):"]


def ending_marks(story: Story) -> dict[str, str]:
    """A letter for each ending, by its id, for as long as there are any."""
    return dict(zip(story.endings, _marks(), strict=False))


def _marks() -> Iterator[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from letters
    yield from (first + second for first in letters for second in letters)


def percent_of(part: float) -> str:
    """A share such as `12.3 %`; what is neither nothing nor all never looks so."""
    if 0 < part < 0.0005:
        return "<0.1 %"
    if 0.9995 <= part < 1:
        return ">99.9 %"
    return f"{part * 100:.1f} %"


def interval_words(some: Share) -> str:
    """Where the true share most likely is, such as `2.0 to 5.1 %`."""
    return f"{some.low * 100:.1f} to {some.high * 100:.1f} %"


def _bar(some: Share) -> Bar:
    return Bar(some.share, some.low, some.high)


def _number(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}".removesuffix(".0")


def _time(some: Spread | None) -> str:
    return clock_time(round(some.median)) if some is not None else ""


def _middle(some: Spread | None) -> str:
    return _number(some.median) if some is not None else ""


def _named(id_: str, title: str) -> str:
    return f"{title}  {id_}" if title != id_ else id_


def _spread_words(some: Spread, *, timely: bool = False) -> str:
    def said(number: float) -> str:
        return clock_time(round(number)) if timely else _number(number)

    mean = clock_time(round(some.mean)) if timely else f"{some.mean:,.1f}"
    return (
        f"{said(some.least)} to {said(some.greatest)}, median {said(some.median)}, mean {mean}; half of the plays "
        f"{said(some.quarter)} to {said(some.three_quarters)}, 95 % of them at most {said(some.ninety_five)}"
    )


def _bins(lengths: dict[int, int]) -> list[tuple[str, int]]:
    """Lengths in equal steps of a round size: `100-149` and how many plays."""
    least, most = min(lengths), max(lengths)
    width = next(size for size in _sizes() if (most // size) - (least // size) < _BINS)
    counts = dict.fromkeys(range(least // width, most // width + 1), 0)
    for length, plays in lengths.items():
        counts[length // width] += plays
    return [
        (f"{number * width}-{number * width + width - 1}" if width > 1 else f"{number}", plays)
        for number, plays in counts.items()
    ]


def _sizes() -> Iterable[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10
