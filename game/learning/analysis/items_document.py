"""An item analysis as a document: for the terminal, and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from game.learning.analysis.item_analysis import ChosenAnswer, ItemAnalysis, ItemReport
from game.report.document import Bar, Column, Document, DocumentPart, DocumentSection, Table
from game.support.counts import counted

#: With fewer pupils, one of them changes every figure.
_FEW = 20
_NO_FIGURE = "–"
_LONGEST = 60


def items_document(analysis: ItemAnalysis, disclaimer: str = "") -> Document:
    """The document of an item analysis."""
    sections = [
        DocumentSection("The questions together", tuple(_whole(analysis))),
        DocumentSection("The questions", tuple(_table(analysis))),
    ]
    noticed = [f"{item.column.id}: {remark}" for item in analysis.items for remark in item.remarks]
    if noticed:
        sections.insert(0, DocumentSection("What to look at", tuple(noticed), is_trouble=True))
    answers = tuple(part for item in analysis.items for part in _answers(item))
    if answers:
        sections.append(DocumentSection("What was answered", answers))
    about = (
        f"The first answer of each pupil to each question counts. {counted(analysis.whole.pupils, 'pupil')} answered."
    )
    few = (f"With fewer than {_FEW} pupils, take no figure for more than a hint.",) * (analysis.whole.pupils < _FEW)
    title = f"Item analysis of {analysis.title} ({analysis.pack})"
    return Document(title, (about, *few), tuple(sections), disclaimer)


def _whole(analysis: ItemAnalysis) -> Iterator[DocumentPart]:
    whole = analysis.whole
    if not whole.questions:
        yield "No question was asked of everybody, so there are no figures for all of them together."
        return
    yield f"Over the {counted(whole.questions, 'question')} that everybody was asked:"
    rows = (
        (f"{_number(whole.mean)} of {whole.questions}", "mean mark"),
        (_number(whole.deviation), "standard deviation"),
        (_percent(whole.consistency), "internal consistency (Cronbach's alpha)"),
        (_percent(whole.error_ratio), "error ratio"),
        (_number(whole.standard_error), "standard error"),
    )
    yield Table("The figures of all questions together", (Column("value"), Column("figure", right=False)), rows)
    if whole.consistency is not None:
        yield _consistency_words(whole.consistency)


def _consistency_words(consistency: float) -> str:
    if consistency >= 75:
        return "The questions ask for much the same, as those of a test should."
    if consistency >= 64:
        return "The questions fit together tolerably."
    return "The questions do not measure one thing: a pupil's sum says little about what that pupil knows."


def _table(analysis: ItemAnalysis) -> Iterator[DocumentPart]:
    heads = ("asked", "facility", "deviation", "guess", "discr.", "effic.")
    columns = (*(Column(head) for head in heads), Column("question", right=False))
    rows = tuple(
        (
            str(item.figures.pupils), _percent(item.figures.facility), _percent(item.figures.deviation),
            _percent(item.guess), _percent(item.figures.discrimination), _percent(item.figures.efficiency),
            f"{_short(item.column.words) or item.column.id}  {item.column.id}",
        )
        for item in analysis.items
    )  # fmt: skip
    bars = tuple(Bar(item.figures.facility / 100) for item in analysis.items)
    yield Table("The figures of each question; the bar is its facility", columns, rows, bars)
    yield (
        "Facility: the mean mark. Deviation: how far marks lie apart. Guess: what answering by chance brings. "
        "Discrimination: whether those who know more elsewhere know this, too; from 30 % on it is good. Efficiency: "
        f"the same, of what is possible with these marks. {_NO_FIGURE}: there is no such figure."
    )


def _answers(item: ItemReport) -> Iterator[DocumentPart]:
    if not item.given and not item.after_hint:
        return
    hinted = f" ({item.after_hint} of {item.figures.pupils} after a hint)" if item.after_hint else ""
    columns = (Column("given by"), Column("share"), Column("elsewhere"), Column("answer", right=False))
    rows = tuple(_answer(answer) for answer in item.given)
    yield f"{_short(item.column.words) or item.column.id}{hinted}"
    if not item.given:
        return
    yield Table(
        f"What was answered to {item.column.id}", columns, rows, tuple(Bar(answer.share) for answer in item.given)
    )


def _answer(answer: ChosenAnswer) -> tuple[str, ...]:
    rest = _NO_FIGURE if answer.rest is None else _percent(100 * answer.rest)
    return (
        str(answer.number),
        _percent(100 * answer.share),
        rest,
        f"{'✓' if answer.is_right else '✗'} {_short(answer.words)}",
    )


def _percent(value: float | None) -> str:
    return _NO_FIGURE if value is None else f"{value:.0f} %"


def _number(value: float | None) -> str:
    return _NO_FIGURE if value is None else f"{value:.2f}"


def _short(words: str) -> str:
    """Words in one line, without two spaces, behind which an id would be expected."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
