"""What a text shows in a given memory: paragraphs of spans, which each client turns into its own kind of output.

Rendering is apart from the rules. Whoever only asks what can happen never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from game.engine import chance
from game.story.formulas import readings
from game.story.program import Story
from game.story.text import Branch, Emphasis, Part, Parts, Run, Source, Text, Value, Variation, walk

T = TypeVar("T")

#: What so many different memories made of one text is remembered.
_REMEMBERED = 1_000

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


def render_passage(story: Story, text: Text, memory: int, seed: int) -> str:
    """The text without styles, an empty line between its paragraphs."""
    return "\n\n".join(one.words for one in render(story, text, memory, seed))


class Remembering(Generic[T]):
    """A way to render, which remembers what it made of a text: the same as long as what the text asks for is the same.

    For whoever shows the same texts very many times. `way` is one of the functions above.
    """

    def __init__(self, story: Story, way: Callable[[Story, Text, int, int], T]) -> None:
        self._story, self._way = story, way
        self._texts: dict[int, tuple[Text, int, int, dict[tuple[int, int], T]]] = {}

    def __call__(self, text: Text, memory: int, seed: int) -> T:
        """What `way` makes of this text, in this memory of a play with this seed."""
        known = self._texts.get(id(text))
        if known is None:
            # The text is kept, so that nothing else can get its identity.
            known = self._texts[id(text)] = (text, *_asked_for(self._story, text), {})
        _, bits, sown, made = known
        key = (memory & bits, seed & sown)
        shown = made.get(key)
        if shown is None:
            if len(made) >= _REMEMBERED:
                made.clear()
            shown = made[key] = self._way(self._story, text, memory, seed)
        return shown


def _asked_for(story: Story, text: Text) -> tuple[int, int]:
    """On which bits of the memory, and on which of the seed, it depends what a text shows."""
    layout = story.layout
    asked: set[str] = set()
    sown = 0
    for part in walk(text):
        match part:
            case Branch(when):
                asked.update(readings(when.tree))
            case Value(formula):
                asked.update(readings(formula.tree))
            case Variation(way, _, counter):
                asked.update([counter] if counter in layout else [])
                sown = -1 if way == "shuffle" else sown
    return sum(layout[name].mask << layout[name].shift for name in asked), sown


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
            case Branch(when, then, otherwise):
                self.add(then if when(self.memory) else otherwise, style, spans)
            case Variation():
                self.add(part.alternatives[self.alternative(part)], style, spans)
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

    def alternative(self, variation: Variation) -> int:
        """Which alternative it is this time."""
        layout = self.story.layout
        count = layout[variation.counter].get(self.memory) if variation.counter in layout else 0
        times = max(count - variation.first, 0)
        number = len(variation.alternatives)
        if variation.way == "sequence":
            return min(times, number - 1)
        if variation.way == "cycle":
            return times % number
        return chance.fixed(self.seed, variation.id, times) % number


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
