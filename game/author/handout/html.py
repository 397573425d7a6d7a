"""A worksheet and its key as one HTML file each, made for paper: nothing is fetched, nothing runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from game.author.handout.html_style import STYLE
from game.author.handout.worksheet import Gap, Key, Reply, Task, Worksheet, letter
from game.engine.rendering import Span
from game.playthrough.web_page import web_page

_TAGS = {"emphasis": "em", "strong": "strong", "quotation": "q", "source": "small"}


def as_html(sheet: Worksheet, *, with_key: bool) -> str:
    """The worksheet, or with `with_key` the key to it."""
    title = f"{sheet.title}: {'key' if with_key else 'worksheet'}"
    body = [*_head(sheet, with_key), "<main>", *_body(sheet, with_key), "</main>", *_foot(sheet)]
    return web_page(escape(title), STYLE, body)


def _head(sheet: Worksheet, with_key: bool) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(sheet.title)}{' <span>Key</span>' if with_key else ''}</h1>"
    if not with_key:
        blanks = "".join(
            f'<p class="{name.lower()}">{name}: {_blank("to write on")}</p>' for name in ("Name", "Class", "Date")
        )
        yield f'<div class="who">{blanks}</div>'
    yield '<div class="disclaimer">'
    yield from (f"<p>{_spans(paragraph)}</p>" for paragraph in sheet.disclaimer)
    yield "</div>"
    yield "</header>"


def _body(sheet: Worksheet, with_key: bool) -> Iterator[str]:
    for group in sheet.groups:
        yield f"<h2>{escape(group.title)}</h2>"
        for task in group.tasks:
            yield f'<section class="task" aria-labelledby="task-{task.number}">'
            yield f'<h3 id="task-{task.number}"><span class="unseen">Question </span>{task.number}</h3>'
            yield "<div>"
            yield from (f'<p class="asked">{_spans(paragraph)}</p>' for paragraph in task.asked)
            yield from _answer(task.key) if with_key else _room(task)
            yield "</div>"
            yield "</section>"


def _foot(sheet: Worksheet) -> Iterator[str]:
    yield (
        f"<footer><p>Pack {escape(sheet.pack)}, seed {sheet.seed}: "
        "worksheet and key belong together when both have this seed.</p></footer>"
    )


def _room(task: Task) -> Iterator[str]:
    yield f'<p class="instruction">{escape(task.instruction)}</p>'
    match task.kind:
        case "choice" | "order":
            yield '<ul class="options">'
            for at, words in enumerate(task.options):
                label = f"<b>{letter(at)})</b> " if task.kind == "choice" else ""
                box = f'<span class="box {task.kind}" aria-hidden="true"></span>'
                yield f"<li>{box}<span>{label}{escape(words)}</span></li>"
            yield "</ul>"
        case "match":
            yield '<table><thead class="unseen"><tr><th scope="col">Number</th><th scope="col">Letter</th>'
            yield '<th scope="col">To choose from</th></tr></thead><tbody>'
            for at, (left, right) in enumerate(zip(task.left, task.right, strict=True)):
                yield f"<tr><td><b>{at + 1}</b> {escape(left)}</td><td>{_blank(f'letter for {at + 1}')}</td>"
                yield f"<td><b>{letter(at)})</b> {escape(right)}</td></tr>"
            yield "</tbody></table>"
        case "number" | "typed":
            unit = f" {escape(task.unit)}" if task.unit else ""
            yield f'<p class="line {task.kind}">{_blank("answer")}{unit}</p>'


def _answer(key: Key) -> Iterator[str]:
    also = f" <small>(also right: {escape(key.also)})</small>" if key.also else ""
    yield f'<p class="answer"><b>Answer:</b> {escape(key.answer)}{also}</p>'
    yield from (f"<p>{_spans(paragraph)}</p>" for paragraph in key.because)
    if key.replies:
        yield '<ul class="replies">'
        yield from (_reply(one) for one in key.replies)
        yield "</ul>"
    for one in key.evidence:
        yield (
            f'<p class="source"><b>Source [{escape(one.mark)}]</b> {escape(one.states)} '
            f"<small>({escape(one.source)})</small></p>"
        )


def _reply(reply: Reply) -> str:
    because = " ".join(_spans(paragraph) for paragraph in reply.because)
    right = " <b>(right)</b>" if reply.right else ""
    return f"<li><b>{reply.label})</b> {escape(reply.words)}{right}{f': {because}' if because else ''}</li>"


def _blank(label: str) -> str:
    return f'<span class="blank" role="img" aria-label="{escape(label)}"></span>'


def _spans(spans: Iterable[Span | Gap]) -> str:
    parts = []
    for one in spans:
        if isinstance(one, Gap):
            parts.append(f'<span class="gap" role="img" aria-label="gap {one.number}"></span>')
            parts.append(f"<sup>({one.number})</sup>" if one.of > 1 else "")
        elif one.style in _TAGS:
            # The quotation brings its own quotation marks.
            parts.append(f"<{_TAGS[one.style]}>{escape(one.words)}</{_TAGS[one.style]}>")
        else:
            parts.append(escape(one.words))
    return "".join(parts)
