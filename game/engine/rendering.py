"""What a text shows in a given memory: paragraphs of spans, which each client turns into its own kind of output.

Rendering is apart from the rules. Whoever only asks what can happen never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from game.engine import chance
from game.story.model.expressions import free_variables
from game.story.model.story import Story
from game.story.model.text import (
    Branch,
    Calculated,
    Emphasis,
    Part,
    Parts,
    Run,
    SourceMark,
    Text,
    Value,
    Variation,
    sides,
    walk,
)

T = TypeVar("T")

#: What so many different memories made of one text is remembered.
_REMEMBERED = 1_000

Style: TypeAlias = Literal["", "emphasis", "strong", "source", "quotation"]


class Span(NamedTuple):
    """Words in one style."""

    words: str
    style: Style


class RenderedParagraph(NamedTuple):
    """A paragraph to show. `speaker` is the id of the person who says it, or empty."""

    speaker: str
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The words of the paragraph without their styles."""
        return "".join(span.words for span in self.spans)


def render(story: Story, text: Text, memory: int, seed: int) -> tuple[RenderedParagraph, ...]:
    """The paragraphs of the text, as this memory and this seed make them. Empty ones are left out."""
    renderer = _Renderer(story, memory, seed)
    shown = (RenderedParagraph(speaker, renderer.paragraph(parts)) for speaker, parts in text.paragraphs)
    return tuple(paragraph for paragraph in shown if paragraph.words.strip())


def render_words(story: Story, text: Text, memory: int, seed: int) -> str:
    """The text without styles and source marks on one line: for labels and titles."""
    if len(text.paragraphs) == 1 and len(parts := text.paragraphs[0].parts) == 1 and isinstance(parts[0], Run):
        return parts[0].words.strip()  # as most labels are
    paragraphs = render(story, text, memory, seed)
    return " ".join(
        "".join(span.words for span in paragraph.spans if span.style != "source").strip() for paragraph in paragraphs
    )


def render_passage(story: Story, text: Text, memory: int, seed: int) -> str:
    """The text without styles, an empty line between its paragraphs."""
    return "\n\n".join(paragraph.words for paragraph in render(story, text, memory, seed))


class Remembering(Generic[T]):
    """A way to render, which remembers what it made of a text: the same as long as what the text asks for is the same.

    For whoever shows the same texts very many times. `way` is one of the functions above.
    """

    def __init__(self, story: Story, way: Callable[[Story, Text, int, int], T]) -> None:
        self._story, self._way = story, way
        self._texts: dict[int, tuple[Text, Callable[[int, int], T]]] = {}

    def __call__(self, text: Text, memory: int, seed: int) -> T:
        """What `way` makes of this text, in this memory of a play with this seed."""
        return self.of(text)(memory, seed)

    def of(self, text: Text) -> Callable[[int, int], T]:
        """What `way` makes of this text, as a function of memory and seed."""
        known = self._texts.get(id(text))
        if known is None:
            # The text is kept, so that nothing else can get its identity.
            known = self._texts[id(text)] = (text, self._remembering(text))
        return known[1]

    def _remembering(self, text: Text) -> Callable[[int, int], T]:
        story, way = self._story, self._way
        bits, sown = _asked_for(story, text)
        if not bits and not sown:
            always = way(story, text, 0, 0)
            return lambda memory, seed: always
        made: dict[tuple[int, int], T] = {}

        def shown(memory: int, seed: int) -> T:
            key = (memory & bits, seed & sown)
            remembered = made.get(key)
            if remembered is None:
                if len(made) >= _REMEMBERED:
                    made.clear()
                remembered = made[key] = way(story, text, memory, seed)
            return remembered

        return shown


def _asked_for(story: Story, text: Text) -> tuple[int, int]:
    """On which bits of the memory, and on which of the seed, it depends what a text shows."""
    layout = story.layout
    asked: set[str] = set()
    sown = 0
    for part in walk(text):
        match part:
            case Branch(when):
                asked.update(free_variables(when.tree))
            case Value(formula):
                asked.update(free_variables(formula.tree))
            case Variation(way, _, counter):
                asked.update([counter] if counter in layout else [])
                sown = -1 if way == "shuffle" else sown
    return sum(layout[name].mask << layout[name].shift for name in asked), sown


def chosen(story: Story, part: Branch | Variation, memory: int, seed: int) -> int:
    """Which of the `sides` of this part is shown in this memory, counted from 0."""
    if isinstance(part, Branch):
        return 0 if part.when(memory) else 1
    layout = story.layout
    count = layout[part.counter].get(memory) if part.counter in layout else 0
    times = max(count - part.first, 0)
    number = len(part.alternatives)
    if part.order == "sequence":
        return min(times, number - 1)
    if part.order == "cycle":
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
            case Calculated(_, source):  # of a question that nobody asks just now
                spans.append(Span(f"{{{source}}}", style))
            case SourceMark(fact):
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
