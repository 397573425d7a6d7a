"""Marked text, as the texts of questions are: see `bank_questions`. Between it and plain words, Markdown, and packs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from game.support.safe_text import HARMFUL

EmphasisLevel: TypeAlias = Literal["", "*", "**"]

_SPECIAL = re.compile(r"[*\\]")
_BLANKS = re.compile(r"[ \t\f\v]+")


class MarkedRun(NamedTuple):
    """Words without any marks, and how they are emphasised."""

    words: str
    level: EmphasisLevel = ""


def literal(words: str) -> str:
    """Plain words as marked text in which nothing is emphasised."""
    return _SPECIAL.sub(r"\\\g<0>", words)


def runs(marked: str) -> list[MarkedRun]:
    """The runs of one line of marked text. A star that begins or ends nothing is a star."""
    found: list[MarkedRun] = []
    words: list[str] = []
    level: EmphasisLevel = ""
    last = {mark: marked.rfind(mark) for mark in ("*", "**")}
    at = 0

    def close(next_level: EmphasisLevel) -> None:
        nonlocal level
        if words:
            found.append(MarkedRun("".join(words), level))
            words.clear()
        level = next_level

    while at < len(marked):
        sign = marked[at]
        if sign == "\\" and marked[at + 1 : at + 2] in ("*", "\\"):
            words.append(marked[at + 1])
            at += 2
        elif sign == "*":
            mark: EmphasisLevel = "**" if marked.startswith("**", at) and level != "*" else "*"
            if level == mark:
                close("")
            elif not level and last[mark] >= at + len(mark):
                close(mark)
            else:
                words.append(mark)
            at += len(mark)
        else:
            following = _SPECIAL.search(marked, at)
            end = following.start() if following is not None and following.start() > at else at + 1
            end = len(marked) if following is None else end
            words.append(marked[at:end])
            at = end
    close("")
    return found


def marked_line(pieces: Iterable[MarkedRun]) -> str:
    """One line of marked text from its runs: blanks at the edges of emphasis stand outside it, none touches another."""
    joined: list[tuple[EmphasisLevel, list[str]]] = []
    for piece in pieces:
        inner = piece.words.strip()
        if not piece.level or not inner:
            moved = [MarkedRun(piece.words)]
        else:
            start = piece.words.index(inner)
            before, behind = piece.words[:start], piece.words[start + len(inner) :]
            moved = [MarkedRun(before), piece._replace(words=inner), MarkedRun(behind)]
        for run in moved:
            if not run.words:
                continue
            if joined and (joined[-1][0] == run.level or (joined[-1][0] and run.level)):
                joined[-1][1].append(run.words)
            else:
                joined.append((run.level, [run.words]))
    line = "".join(f"{level}{literal(''.join(words))}{level}" for level, words in joined)
    return _BLANKS.sub(" ", line).strip()


def tidied(marked: str) -> str:
    """The text without blanks nobody sees, characters that do harm, and more than one empty line; lists set apart."""
    text = re.sub(HARMFUL, "", marked.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines: list[str] = []
    for raw in text.split("\n"):
        line = marked_line(runs(_BLANKS.sub(" ", raw).strip()))
        if lines and line and lines[-1] and is_item(line) != is_item(lines[-1]):
            lines.append("")  # a list is set apart
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).rstrip("\n")


def is_item(line: str) -> bool:
    """Whether a line is an item of a list."""
    return line.startswith("- ")


def one_line(words: str) -> str:
    """Plain words on one line, without characters that do harm."""
    return " ".join(re.sub(HARMFUL, " ", words).split())


def words_alone(marked: str) -> str:
    """The words without emphasis; line breaks stay."""
    return "\n".join("".join(run.words for run in runs(line)) for line in marked.split("\n"))


def plain_line(marked: str) -> str:
    """The words without emphasis, on one line."""
    return " ".join(words_alone(marked).split())


def is_emphasised(marked: str) -> bool:
    """Whether anything is emphasised."""
    return any(run.level for line in marked.split("\n") for run in runs(line))


def from_plain(words: str) -> str:
    """Words in which nothing has a meaning, as marked text; line breaks stay."""
    return tidied(literal(words))


_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)(?:[ \t][^()\n]*)?\)")
_UNDERSCORES = re.compile(r"(?<![\w\\])(__?)(?=\S)([^_\n]+?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[*+][ \t]+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([!-)+-/:-@\[\]-`{-~])")


def from_markdown(text: str, lost: list[str]) -> str:
    """Markdown as marked text. What has no place there is told in `lost`."""
    if _IMAGE.search(text):
        lost.append("an image")
    text = _IMAGE.sub(lambda found: f"({found[1]})" if found[1] else "", text)
    text = _LINK.sub(r"\1 (\2)", text)
    text = _UNDERSCORES.sub(lambda found: f"{'*' * len(found[1])}{found[2]}{'*' * len(found[1])}", text)
    text = _BULLET.sub("- ", _HEADING.sub("", text))
    return tidied(_ESCAPED.sub(lambda found: found[1], text))
