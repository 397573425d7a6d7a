"""Text for the player: emphasis, conditions, variations, values, source marks, quotations and documents.

What a text shows depends only on the memory, on how often it was shown (`counter`) and, for shuffles, on the seed of
the play.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.story.model.expressions import Expression, Formula


class Run(NamedTuple):
    """Plain words."""

    words: str


class Emphasis(NamedTuple):
    """Words with stress: `*light*` or `**strong**`."""

    parts: Parts
    strong: bool


class Branch(NamedTuple):
    """The first parts while the condition holds, else the second."""

    when: Formula
    then: Parts
    otherwise: Parts


class Variation(NamedTuple):
    """One of several alternatives. `counter` is the variable that counts how often the text was shown.

    `sequence` goes through them and stays at the last, `cycle` begins again, `shuffle` draws by the seed. `first` is
    what the counter counts when the text is shown for the first time.
    """

    order: Literal["sequence", "cycle", "shuffle"]
    alternatives: tuple[Parts, ...]
    counter: str
    first: int
    id: str


class Value(NamedTuple):
    """A number, or a time of day."""

    formula: Formula
    is_time: bool


class Calculated(NamedTuple):
    """A sum of numbers that a question draws (see `game.story.model.drawn_number_values`), and how it was written."""

    tree: Expression
    source: str


class SourceMark(NamedTuple):
    """A mark that says which fact of a dossier this is."""

    fact: str


class Quotation(NamedTuple):
    """The words that a real person said, from a dossier."""

    fact: str


class DocumentInsert(NamedTuple):
    """A document as it stands, in a paragraph of its own; with `line`, the words that stand in that line of it."""

    document: str
    line: str


Part: TypeAlias = Run | Emphasis | Branch | Variation | Value | Calculated | SourceMark | Quotation | DocumentInsert
Parts: TypeAlias = tuple[Part, ...]


class Paragraph(NamedTuple):
    """Some parts; `speaker` is the id of the person who says them, or empty for the narrator."""

    speaker: str
    parts: Parts


class Text(NamedTuple):
    """A text with its stable id."""

    id: str
    paragraphs: tuple[Paragraph, ...]

    def facts(self) -> set[str]:
        """Every fact that the text cites or quotes, whatever is shown."""
        return {part.fact for part in walk(self) if isinstance(part, SourceMark | Quotation)}


def sides(part: Branch | Variation) -> tuple[Parts, ...]:
    """Everything of which one is shown: the two sides of a branch, the alternatives of a variation."""
    return (part.then, part.otherwise) if isinstance(part, Branch) else part.alternatives


def walk(text: Text) -> list[Part]:
    """All parts of the text, those inside other parts too."""
    found: list[Part] = []
    waiting = [part for paragraph in text.paragraphs for part in paragraph.parts]
    while waiting:
        part = waiting.pop()
        found.append(part)
        match part:
            case Emphasis(parts, _):
                waiting.extend(parts)
            case Branch(_, then, otherwise):
                waiting.extend((*then, *otherwise))
            case Variation(_, alternatives):
                waiting.extend(part for parts in alternatives for part in parts)
    return found


class NamedText(NamedTuple):
    """Something that can be looked at or asked about, by its names, and the text on it. It changes nothing."""

    names: tuple[str, ...]
    text: Text
