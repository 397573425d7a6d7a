"""A worksheet and its key as Markdown, to be changed in any editor or turned into another format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.engine.rendering import Span
from game.localisation.lists_numbers_dates import labelled
from game.report.handout_page import Gap, Key, StyledParagraph, Task, Worksheet, letter
from game.report.handout_words import (
    also_right,
    answer_label,
    belong_together,
    hint_label,
    key_title,
    letter_label,
    question_label,
    right_mark,
    source_label,
    who_labels,
)
from game.support.folding import folded_line

_CHARACTERS = re.compile(r"[\\`*_\[\]<>#|~&$]")
_LINE_START = re.compile(r"(?m)^([^\S\n]*)([-+=]|\d+[.)])")
_SPACES = re.compile(r"  +")
_LINE = "." * 40
_GAP = "." * 16
_BOX = "☐"
_STYLES = {"emphasis": "*", "strong": "**", "quotation": "*"}


def as_markdown(sheet: Worksheet, *, with_key: bool) -> str:
    """The worksheet, or with `with_key` the key to it."""
    return "\n".join([*_head(sheet, with_key), *_body(sheet, with_key), *_foot(sheet)]) + "\n"


def escaped(words: str) -> str:
    """The words so that Markdown shows them as they are."""
    safe = _CHARACTERS.sub(r"\\\g<0>", words)
    return _LINE_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", safe)


def _head(sheet: Worksheet, with_key: bool) -> Iterator[str]:
    yield f"# {key_title(escaped(sheet.title)) if with_key else escaped(sheet.title)}"
    yield ""
    if not with_key:
        lengths = {"name": _LINE, "class": _GAP, "date": _GAP}
        yield "  ".join(labelled(label, lengths[id_]) for id_, label in who_labels().items())
        yield ""
    for paragraph in sheet.disclaimer:
        yield f"> {_spans(paragraph)}".replace("\n", "\n> ")
        yield ""


def _body(sheet: Worksheet, with_key: bool) -> Iterator[str]:
    for group in sheet.groups:
        yield f"## {escaped(group.title)}"
        yield ""
        for task in group.tasks:
            yield from _asked(task)
            yield from _answer(task.key) if with_key else _room(task)


def _foot(sheet: Worksheet) -> Iterator[str]:
    yield "---"
    yield ""
    yield belong_together(escaped(sheet.pack), sheet.seed)


def _asked(task: Task) -> Iterator[str]:
    yield f"### {question_label()} {task.number}"
    yield ""
    for paragraph in task.asked:
        yield _spans(paragraph)
        yield ""


def _room(task: Task) -> Iterator[str]:
    yield f"*{escaped(task.instruction)}*"
    yield ""
    match task.kind:
        case "choice" | "several" | "true_false":
            if task.kind == "true_false":
                yield from (_GAP, "")
            yield from (f"- {_BOX} {letter(at)}) {_line(words)}" for at, words in enumerate(task.options))
            yield ""
        case "order":
            yield from (f"- {_BOX} {_line(words)}" for words in task.options)
            yield ""
        case "match" | "sort":
            yield from (f"| | {letter_label()} | | |", "| --- | --- | --- | --- |")
            for at, (left, right) in enumerate(zip(task.left, task.right, strict=True)):
                mark = f"{letter(at)})" if right else ""
                yield f"| {at + 1}. {_line(left)} | ...... | {mark} | {_line(right)} |"
            yield ""
        case "number" | "typed" | "open":
            line = _GAP if task.kind == "number" else _LINE
            yield f"{line} {_line(task.unit)}".rstrip()
            yield ""


def _answer(key: Key) -> Iterator[str]:
    yield f"**{answer_label()}** {_line(key.answer)}{f' {also_right(_line(key.also))}' if key.also else ''}"
    yield ""
    for paragraph in key.because:
        yield _spans(paragraph)
        yield ""
    for reply in key.replies:
        because = " ".join(_spans(reason).replace("\\\n", " ") for reason in reply.because)
        right = f" {right_mark()}" if reply.right else ""
        yield f"- {reply.label}) {_line(reply.words)}{right}{f': {because}' if because else ''}"
    if key.replies:
        yield ""
    for hint in key.hints:
        for at, paragraph in enumerate(hint):
            yield f"{'' if at else f'**{hint_label()}** '}{_spans(paragraph)}"
            yield ""
    for evidence in key.evidence:
        mark, source = escaped(f"[{evidence.mark}]"), _line(evidence.source)
        yield f"> **{source_label()}** {mark} {_line(evidence.states)} ({source})"
        yield ""


def _line(words: str) -> str:
    return escaped(folded_line(words))


def _spans(spans: StyledParagraph | Iterable[Span | Gap]) -> str:
    parts = []
    for span in spans:
        if isinstance(span, Gap):
            parts.append(f"{_GAP}{f' ({span.number}) ' if span.of > 1 else ''}")
            continue
        mark = _STYLES.get(span.style, "")
        inner = span.words.strip()
        if not mark or not inner:
            parts.append(escaped(span.words))
            continue
        lead, trail = span.words[: len(span.words) - len(span.words.lstrip())], span.words[len(span.words.rstrip()) :]
        parts.append(f"{lead}{mark}{escaped(inner)}{mark}{trail}")
    return _kept_lines("".join(parts))


def _kept_lines(words: str) -> str:
    """The words so that the lines of verse and tables are kept, with their spaces."""
    if "\n" not in words:
        return words
    lines = _SPACES.sub(lambda found: "\u00a0" * len(found[0]), words).split("\n")
    return "\\\n".join(re.sub(r"\A +", lambda found: "\u00a0" * len(found[0]), line) for line in lines)
