"""What a text shows in a given memory: paragraphs of spans, which each client turns into its own kind of output.

Rendering is apart from the rules. Whoever only asks what can happen never pays for it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.engine import chance
from game.story.program import Story
from game.story.text import Branch, Emphasis, Part, Parts, Run, Source, Text, Value, Variation, sides

Style: TypeAlias = Literal["", "emphasis", "strong", "source", "quotation"]


class Span(NamedTuple):
    """Words in one style."""

    words: str
    style: Style


class Shown(NamedTuple):
    """A paragraph to show. `speaker` is the id of the person who says it, or empty."""

    speaker: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The words of the paragraph without their styles."""
        return "".join(span.words for span in self.spans)


def render(story: Story, text: Text, memory: int, seed: int) -> tuple[Shown, ...]:
    """The paragraphs of the text, as this memory and this seed make them. Empty ones are left out."""
    renderer = _Renderer(story, memory, seed)
    shown = (Shown(speaker, renderer.paragraph(parts)) for speaker, parts in text.paragraphs)
    return tuple(one for one in shown if one.words.strip())


def render_words(story: Story, text: Text, memory: int, seed: int) -> str:
    """The text without styles and source marks on one line: for labels and titles."""
    paragraphs = render(story, text, memory, seed)
    return " ".join("".join(span.words for span in one.spans if span.style != "source").strip() for one in paragraphs)


def chosen(story: Story, part: Branch | Variation, memory: int, seed: int) -> int:
    """Which of the `sides` of this part is shown in this memory, counted from 0."""
    if isinstance(part, Branch):
        return 0 if part.when(memory) else 1
    layout = story.layout
    count = layout[part.counter].get(memory) if part.counter in layout else 0
    times = max(count - part.first, 0)
    number = len(part.alternatives)
    if part.way == "sequence":
        return min(times, number - 1)
    if part.way == "cycle":
        return times % number
    return chance.fixed(seed, part.id, times) % number


def source_mark(story: Story, fact: str) -> str:
    """The mark of a fact: the number of its dossier and the paragraph of the article."""
    known = story.facts[fact]
    return f"{known.number}.{known.paragraph}"


class _Renderer:
    def __init__(self, story: Story, memory: int, seed: int) -> None:
        self.story, self.memory, self.seed = story, memory, seed

    def paragraph(self, parts: Parts) -> tuple[Span, ...]:
        spans: list[Span] = []
        self.add(parts, "", spans)
        return _tidy(spans)

    def add(self, parts: Parts, style: Style, spans: list[Span]) -> None:
        for part in parts:
            self.add_part(part, style, spans)

    def add_part(self, part: Part, style: Style, spans: list[Span]) -> None:
        match part:
            case Run(words):
                spans.append(Span(words, style))
            case Emphasis(parts, strong):
                self.add(parts, "strong" if strong else "emphasis", spans)
            case Branch() | Variation():
                self.add(sides(part)[chosen(self.story, part, self.memory, self.seed)], style, spans)
            case Value(formula, is_time):
                number = formula(self.memory)
                spans.append(Span(clock_time(number) if is_time else str(number), style))
            case Source(fact):
                spans.append(Span(f"[{source_mark(self.story, fact)}]", "source"))
            case quotation:
                known = self.story.facts[quotation.fact]
                who = "" if known.by == "article" else f"{known.by}, "
                spans.append(Span(f"“{known.quote}”", "quotation"))
                spans.append(Span(f" [{who}{source_mark(self.story, known.id)}]", "source"))


def clock_time(minutes: int) -> str:
    """A time of day such as 08:30."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _tidy(spans: list[Span]) -> tuple[Span, ...]:
    """Spaces that meet where a condition showed nothing become one; none at the ends of the paragraph."""
    tidied: list[Span] = []
    last = " "
    for span, style in spans:
        words = span.lstrip(" ") if last in " \n" else span
        if words:
            tidied.append(Span(words, style))
            last = words[-1]
    if tidied:
        tidied[-1] = Span(tidied[-1].words.rstrip(), tidied[-1].style)
    return tuple(span for span in tidied if span.words)
