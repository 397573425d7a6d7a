"""A picture of how a play ended, to be shown to somebody: as an SVG file that loads nothing and runs nothing.

What stands on it is handed over as plain data. All letters are of one width, so that lines can be broken without
measuring them; a unit is a pixel.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from game.localisation.lists_numbers_dates import labelled
from game.localisation.messages import gettext
from game.report.map_drawing import DrawnLabel
from game.report.template_rendering import render_template
from game.support.line_breaking import wrapped_lines

_WIDTH = 1000
_MARGIN = 64
_LETTER = 0.602
"""How wide a letter is, as a share of its size, in the fonts that the style sheet names."""

_SIZES = {
    "story": 15, "ending": 30, "quiet": 15, "heading": 15, "words": 16, "time": 16, "because": 14, "paper": 15,
    "open": 15, "foot": 13,
}  # fmt: skip
_BAR = 220
_HALF = (_WIDTH - 2 * _MARGIN) // 2


@dataclass(frozen=True, slots=True)
class PictureGroup:
    """Lines of a document that are counted together: how many of them are settled, and how many there are."""

    name: str
    settled: int
    lines: int


@dataclass(frozen=True, slots=True)
class PictureFork:
    """Where a play turned. `time` is a time of day or empty, `because` what it brought, or empty."""

    time: str
    done: str
    because: str


@dataclass(frozen=True, slots=True)
class PictureLine:
    """A line of the player's draft. `title` can be empty; one that is open stands in its brackets already."""

    title: str
    words: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class EndingPicture:
    """What stands on the picture, from above. Whatever is empty is left out.

    `measures` are each a name, a value and the most that it can be, which is at least 1. `disclaimer` says what is
    invented: a picture goes further than its story.
    """

    story: str
    ending: str
    seen: str
    groups: tuple[PictureGroup, ...]
    measures: tuple[tuple[str, int, int], ...]
    forks: tuple[PictureFork, ...]
    document: str
    lines: tuple[PictureLine, ...]
    answers: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class PictureShape:
    """A rectangle; `look` is its class."""

    look: str
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class _Sheet:
    """What is drawn, and how far down it goes."""

    y: float = _MARGIN + 16
    labels: list[DrawnLabel] = field(default_factory=list)
    shapes: list[PictureShape] = field(default_factory=list)

    def write(self, look: str, words: str, x: float = _MARGIN, width: float | None = None) -> None:
        """Write words from here down, broken into lines that fit."""
        size = _SIZES[look]
        columns = int((_WIDTH - _MARGIN - x if width is None else width) / (size * _LETTER))
        for line in _broken(words, columns):
            self.labels.append(DrawnLabel(look, x, self.y, line))
            self.y += size * 1.5

    def rule(self) -> None:
        """A line across the sheet, with room around it."""
        self.shapes.append(PictureShape("rule", _MARGIN, self.y - 8, _WIDTH - 2 * _MARGIN, 1))
        self.y += 24


def ending_picture(picture: EndingPicture) -> str:
    """The picture as an SVG file."""
    sheet = _Sheet()
    sheet.write("story", picture.story)
    sheet.y += 20
    sheet.write("ending", _spaced(picture.ending))
    if picture.seen:
        sheet.write("quiet", picture.seen)
    sheet.y += 10
    _standing(sheet, picture)
    if picture.forks:
        sheet.rule()
        # Translators: a heading; times of day stand below it, each with what was done then.
        sheet.write("heading", gettext("It turned at"))
        sheet.y += 6
        _forks(sheet, picture.forks)
    if picture.lines:
        sheet.rule()
        _paper(sheet, picture)
    sheet.rule()
    sheet.write("foot", " · ".join(words for words in (picture.answers, picture.disclaimer, "eightwings") if words))
    return render_template(
        "ending_picture.svg", title=labelled(picture.story, picture.ending), width=_WIDTH,
        height=sheet.y + _MARGIN - 24, labels=sheet.labels, shapes=sheet.shapes, sizes=_SIZES,
    )  # fmt: skip


def _standing(sheet: _Sheet, picture: EndingPicture) -> None:
    """Measures as bars at the left, groups of lines as squares at the right."""
    if not picture.measures and not picture.groups:
        return
    sheet.rule()
    top = sheet.y
    for name, value, most in picture.measures:
        # Translators: {measure} is the name of what the story keeps count of.
        words = gettext("{measure} {value} of {most}", measure=name, value=value, most=most)
        sheet.write("words", words, width=_HALF - 40)
        sheet.shapes.append(PictureShape("empty", _MARGIN, sheet.y - 16, _BAR, 6))
        sheet.shapes.append(PictureShape("full", _MARGIN, sheet.y - 16, _BAR * value / max(most, 1), 6))
        sheet.y += 12
    lowest, sheet.y = sheet.y, top
    left = _MARGIN + (_HALF if picture.measures else 0)
    for group in picture.groups:
        for at in range(group.lines):
            look = "full" if at < group.settled else "hollow"
            sheet.shapes.append(PictureShape(look, left + at % 8 * 20, sheet.y - 12 + at // 8 * 20, 12, 12))
        sheet.write("words", group.name, left + min(group.lines, 8) * 20 + 12)
        sheet.y += 8 + max((group.lines - 1) // 8, 0) * 20
    sheet.y = max(lowest, sheet.y) + 4


def _forks(sheet: _Sheet, forks: tuple[PictureFork, ...]) -> None:
    beside = _MARGIN + (70 if any(fork.time for fork in forks) else 0)
    for fork in forks:
        if fork.time:
            sheet.labels.append(DrawnLabel("time", _MARGIN, sheet.y, fork.time))
        sheet.write("words", fork.done, beside)
        if fork.because:
            sheet.write("because", fork.because, beside)
        sheet.y += 4
    sheet.y += 8


def _paper(sheet: _Sheet, picture: EndingPicture) -> None:
    sheet.write("heading", picture.document)
    sheet.y += 6
    for line in picture.lines:
        words = labelled(line.title, line.words) if line.title else line.words
        sheet.write("open" if line.is_open else "paper", words)
        sheet.y += 4
    sheet.y += 8


def _spaced(title: str) -> str:
    """A title in spaced capitals, where that leaves it on one line."""
    wide = "   ".join(" ".join(word.upper()) for word in title.split())
    return wide if len(wide) * _SIZES["ending"] * _LETTER <= _WIDTH - 2 * _MARGIN else title.upper()


def _broken(words: str, columns: int) -> list[str]:
    """The words in lines of so many columns; a Chinese character takes two."""
    return wrapped_lines(words, max(columns, 1), hyphens=True) or [""]
