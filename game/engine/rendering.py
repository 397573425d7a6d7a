"""What a text shows in a given memory: paragraphs of spans, which each client turns into its own kind of output.

Rendering is apart from the rules. Whoever only asks what can happen never pays for it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from game.engine import chance
from game.localisation.quotation_styles import in_marks_of
from game.story.model.document_wordings import standing_wording
from game.story.model.documents import DocumentLine, StoryDocument
from game.story.model.expressions import Formula, free_variables
from game.story.model.story import Fact, Story
from game.story.model.text import (
    Branch,
    Calculated,
    DocumentInsert,
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
from game.support.folding import folded_line

T = TypeVar("T")

#: What so many different memories made of one text is remembered.
_REMEMBERED = 1_000

Style: TypeAlias = Literal["", "emphasis", "strong", "source", "quotation", "open", "drawn"]
"""`open`: words of a document that are not agreed; they stand in square brackets."""
PrintedPart: TypeAlias = Literal["title", "text", "section", "line"]

BLANK = "[______]"
"""What stands in a line of a document for which there are no words yet."""


class Span(NamedTuple):
    """Words in one style."""

    words: str
    style: Style


class RenderedParagraph(NamedTuple):
    """A paragraph to show. `speaker` is the id of the person who says it, or empty.

    `document` is what it is of a document that stands in the text, or empty.
    """

    speaker: str
    spans: tuple[Span, ...]
    document: PrintedPart | Literal[""] = ""

    @property
    def words(self) -> str:
        """The words of the paragraph without their styles."""
        return "".join(span.words for span in self.spans)


class RenderedLine(NamedTuple):
    """A line of a document as it stands.

    `title` and `section` (its title) can be empty; `wording` is the id of what stands there, and empty where the line
    is blank: then `spans` give the reason. `is_open`: not agreed. `by` are the ids of the people who asked for it.
    """

    id: str
    title: str
    section: str
    wording: str
    spans: tuple[Span, ...]
    is_open: bool
    by: tuple[str, ...]

    @property
    def shown(self) -> tuple[Span, ...]:
        """What stands there, in brackets where it is not agreed; without the reason where the line is blank."""
        if not self.wording:
            return (Span(BLANK, "open"),)
        return (Span("[", "open"), *self.spans, Span("]", "open")) if self.is_open else self.spans


def render(story: Story, text: Text, memory: int, seed: int) -> tuple[RenderedParagraph, ...]:
    """The paragraphs of the text, as this memory and this seed make them. Empty ones are left out."""
    renderer = _Renderer(story, memory, seed)
    shown: list[RenderedParagraph] = []
    for speaker, parts in text.paragraphs:
        if len(parts) == 1 and isinstance(parts[0], DocumentInsert) and not parts[0].line:
            shown.extend(_printed(story, story.documents[parts[0].document], memory, seed))
        else:
            shown.append(RenderedParagraph(speaker, renderer.paragraph(parts)))
    return tuple(paragraph for paragraph in shown if paragraph.words.strip())


def render_document(story: Story, document: StoryDocument, memory: int, seed: int) -> tuple[RenderedLine, ...]:
    """The lines of a document, as this memory and this seed make them, but those that are left out."""
    renderer = _Renderer(story, memory, seed)
    made = (renderer.line(document, line) for line in document.lines)
    return tuple(line for line in made if line is not None)


def _printed(story: Story, document: StoryDocument, memory: int, seed: int) -> list[RenderedParagraph]:
    """A document as paragraphs of a text."""
    paragraphs = [RenderedParagraph("", (Span(document.title, "strong"),), "title")]
    if document.text is not None:
        paragraphs.extend(each._replace(document="text") for each in render(story, document.text, memory, seed))
    for section, lines in groupby(render_document(story, document, memory, seed), lambda line: line.section):
        if section:
            paragraphs.append(RenderedParagraph("", (Span(section, "strong"),), "section"))
        for line in lines:
            title = (Span(f"{line.title}: ", "strong"),) if line.title else ()
            paragraphs.append(RenderedParagraph("", (*title, *line.shown), "line"))
    return paragraphs


def render_words(story: Story, text: Text, memory: int, seed: int) -> str:
    """The text without styles and source marks on one line: for labels and titles."""
    if len(text.paragraphs) == 1 and len(parts := text.paragraphs[0].parts) == 1 and isinstance(parts[0], Run):
        words = parts[0].words.strip()  # as most labels are
    else:
        paragraphs = render(story, text, memory, seed)
        words = " ".join(
            "".join(span.words for span in paragraph.spans if span.style != "source").strip()
            for paragraph in paragraphs
        )
    return folded_line(words) if "\n" in words else words


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
        """What `way` makes of this text, as a function of memory and seed.

        `way` is called with the story, the text, the memory and the seed whenever what the text asks for is new; up to
        1,000 results are remembered for each text. If the text asks for nothing, `way` is called at once, with 0 for
        both. Raises what `way` raises.
        """
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
    parts = walk(text)
    for part in parts:  # what the documents in it show is added behind it
        match part:
            case Branch(when):
                asked.update(free_variables(when.tree))
            case Value(formula):
                asked.update(free_variables(formula.tree))
            case Variation(way, _, counter):
                asked.update([counter] if counter in layout else [])
                sown = -1 if way == "shuffle" else sown
            case DocumentInsert(document):
                conditions, texts = _parts_of(story.documents[document])
                for condition in conditions:
                    asked.update(free_variables(condition.tree))
                parts.extend(inside for words in texts for inside in walk(words))
    return sum(layout[name].mask << layout[name].shift for name in asked), sown


def _parts_of(document: StoryDocument) -> tuple[list[Formula], list[Text]]:
    """The conditions and the texts of a document."""
    conditions = [
        condition
        for line in document.lines
        for condition in (line.open, *(each for wording in line.wordings for each in (wording.when, wording.open)))
        if condition is not None
    ]
    texts = [wording.text for line in document.lines for wording in line.wordings]
    texts += [text for text in (document.text, *(line.blank for line in document.lines)) if text is not None]
    return conditions, texts


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


def quotation_span(story: Story, fact: Fact) -> Span:
    """The words that somebody really said, in the quotation marks of the language of the story."""
    return Span(in_marks_of(fact.quote, story.language_of_texts), "quotation")


def source_mark(story: Story, fact: str) -> str:
    """The mark of a fact: the number of its dossier and the paragraph of the article."""
    known = story.facts[fact]
    return f"{known.number}.{known.paragraph}"


def facts_marked_in(story: Story, text: Text, memory: int, seed: int) -> frozenset[str]:
    """The ids of the facts whose marks or quotations stand in what this memory and this seed make of the text."""
    renderer = _Renderer(story, memory, seed)
    for _, parts in text.paragraphs:
        renderer.paragraph(parts)
        for part in parts:
            if isinstance(part, DocumentInsert) and not part.line:
                renderer.document(story.documents[part.document])
    return frozenset(renderer.marked)


def facts_in_lines(story: Story, document: StoryDocument, memory: int, seed: int) -> dict[str, frozenset[str]]:
    """By the ids of the lines that stand in a document, the ids of the facts whose marks stand in them."""
    found: dict[str, frozenset[str]] = {}
    for line in document.lines:
        renderer = _Renderer(story, memory, seed)
        if renderer.line(document, line) is not None:
            found[line.id] = frozenset(renderer.marked)
    return found


class _Renderer:
    """Makes spans of the parts of texts. `marked` are the facts whose marks or quotations were among them."""

    def __init__(self, story: Story, memory: int, seed: int) -> None:
        self.story, self.memory, self.seed = story, memory, seed
        self.marked: list[str] = []

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
                self.marked.append(fact)
                spans.append(Span(f"[{source_mark(self.story, fact)}]", "source"))
            case DocumentInsert(document, id_):
                lines = self.story.documents[document].lines
                line = next((line for line in lines if line.id == id_), None)
                rendered = self.line(self.story.documents[document], line) if line is not None else None
                spans.extend(rendered.shown if rendered is not None else ())
            case quoted:
                known = self.story.facts[quoted.fact]
                self.marked.append(known.id)
                who = "" if known.by == "article" else f"{known.by}, "
                spans.append(quotation_span(self.story, known))
                spans.append(Span(f" [{who}{source_mark(self.story, known.id)}]", "source"))

    def document(self, document: StoryDocument) -> None:
        """Go through all that stands in a document."""
        if document.text is not None:
            self.joined(document.text, "")
        for line in document.lines:
            self.line(document, line)

    def line(self, document: StoryDocument, line: DocumentLine) -> RenderedLine | None:
        """A line of a document; None: it is left out."""
        wording = standing_wording(line, self.memory)
        section = document.sections.get(line.section, "")
        if wording is None:
            if line.blank is None:
                return None
            return RenderedLine(line.id, line.title, section, "", self.joined(line.blank, ""), True, ())
        is_open = any(each is not None and each(self.memory) for each in (line.open, wording.open))
        spans = self.joined(wording.text, "open" if is_open else "")
        return RenderedLine(line.id, line.title, section, wording.id, spans, is_open, wording.by)

    def joined(self, text: Text, style: Style) -> tuple[Span, ...]:
        """All paragraphs of a text as one."""
        spans: list[Span] = []
        for paragraph in text.paragraphs:
            spans += [Span(" ", style)] * bool(spans)
            self.add(paragraph.parts, style, spans)
        return _tidy(spans)


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
