"""Reading the file of a play: what it says, and how much of that can be believed.

A file is *marked* when its lines end with sums (`game.support.checksums`). One without them, by an older version or
written by hand, is believed as far as it can be read.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import gettext
from game.record.play_file import CONFIDENCES, Contents, Header, JournalError, Recorded, Step, harmless, path_words
from game.support import checksums, limits
from game.support.checksums import Checked, Origin
from game.support.language_tags import normalised_tag
from game.support.safe_text import visible

_ID = re.compile(r"[0-9a-f]{16}")
_SEED = re.compile(r"-?[0-9]{1,20}")
_KEYS = ("playthrough", "pack", "fingerprint", "seed", "chance", "language", "about", "id")
_NEEDED = ("pack", "fingerprint", "seed")
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz_")


class _Line(NamedTuple):
    """A line of a file: its number from 1 on, what it says, the byte with which it begins, whether it has its end."""

    number: int
    text: str
    start: int
    is_closed: bool


class _Unknown(Exception):
    """A key that no play of this version has."""


def parse(content: bytes, path: Path) -> Contents:
    """What a file says, and how much of it can be believed; a sentence on what is wrong is in `damage`.

    `content` is the whole file; `path` is only for sentences. Raises JournalError when it is no play, when nothing in
    it can be believed, or when it has more than `limits.PLAY_STEPS` steps.
    """
    return _Parser(content, path).contents()


class _Parser:
    """Reads one file."""

    def __init__(self, content: bytes, path: Path) -> None:
        self.content, self.path = content, path
        self.lines = list(_lines(content))
        self.fields: dict[str, str] = {}
        self.problem = ""
        self.rest = b""

    def contents(self) -> Contents:
        closed = [line.text for line in self.lines if line.is_closed]
        heads = [found for line in closed if (found := checksums.read_head(line)) is not None]
        is_by_hand = any(line.rstrip() == checksums.HEAD_MARK for line in closed)
        has_sums = any(line.startswith("- ") and checksums.content_and_sum(line)[1] for line in closed)
        is_marked = bool(heads or has_sums) and not is_by_hand
        last = self.lines[-1] if self.lines else None
        if last is not None and not last.is_closed and _is_torn(last.text, is_marked):
            self.lines.pop()
            self.rest = self.content[last.start :]
        return self.marked(heads) if is_marked else self.plain()

    # Files with sums

    def marked(self, heads: list[tuple[Origin | None, str]]) -> Contents:
        """What a file says whose lines have sums."""
        behind = self.header_read()
        origin, checked = self.best(heads, [line.text for line in behind])
        steps, problem = self.steps_of(behind, checked.good)
        if not problem and checked.wrong is not None:
            problem = self.wrong(behind[checked.wrong])
        if not problem and (self.origin() != origin or not all(name in self.fields for name in _NEEDED)):
            problem = self.problem or self.odd_beginning()
        header = self.header(origin.seed, origin.stream)
        lost = checked.steps - len(steps)
        was_left = checked.end is not None and not problem and not self.rest
        if was_left and checked.end is not None:
            self.rest = self.content[behind[checked.end].start :]
        return self.made(header, steps, problem or self.problem, lost, checked.sums[: len(steps)], was_left)

    def header_read(self) -> list[_Line]:
        """Read the lines of the header, wherever they stand; the others, which are those of the steps."""
        behind: list[_Line] = []
        block = ""
        for line in self.lines:
            text = line.text.rstrip("\r")
            is_key = text.partition(":")[0] in _KEYS
            if not behind and block and (text.startswith("  ") or not text.strip()):
                self.fields[block] += f"{text[2:]}\n"
            elif text.startswith(checksums.HEAD_MARK) or not text.strip():
                block = ""
            elif is_key or not (behind or text.startswith(("- ", "#"))):
                block = self.field(line)
            elif behind or text.startswith("- ") or checksums.is_left(text):
                behind.append(line)
        return behind

    def field(self, line: _Line) -> str:
        """Read a line of the header; what is wrong with it is noted. The name of a text that begins there, or empty."""
        try:
            name, value = _field(line.text.rstrip())
            if name not in _KEYS:
                raise _Unknown(name)
        except _Unknown as unknown:
            self.problem = self.problem or self.unknown(line, unknown)
            return ""
        except (ValueError, TypeError, RecursionError):
            self.problem = self.problem or self.no_line(line)
            return ""
        self.fields.setdefault(name, "" if value == "|" else value)
        return name if value == "|" else ""

    def best(self, heads: list[tuple[Origin | None, str]], texts: list[str]) -> tuple[Origin, Checked]:
        """What the play began with, of what the header and the line `steps:` say, and what the sums say then."""
        candidates = dict.fromkeys([self.origin(), *(origin for origin, _ in heads)])
        sums = {sum_ for _, sum_ in heads}
        found = [
            (candidate, checksums.checked_lines(texts, candidate.sum))
            for candidate in candidates
            if candidate is not None
        ]
        fitting = [
            candidate
            for candidate in found
            if candidate[1].good or candidate[1].end is not None or checksums.sum_in_file(candidate[0].sum) in sums
        ]
        if not fitting:
            raise JournalError(
                gettext(
                    "{file} is damaged where it says how the play began, so no step of it can be trusted.",
                    file=path_words(self.path),
                )
            )
        return max(fitting, key=lambda candidate: candidate[1].good)

    def origin(self) -> Origin | None:
        """What the header says that the play began with."""
        stream, seed = self.fields.get("chance", self.fields.get("pack")), self.fields.get("seed", "")
        return Origin(int(seed), harmless(stream)) if stream is not None and _SEED.fullmatch(seed) else None

    def steps_of(self, lines: list[_Line], count: int) -> tuple[list[Step], str]:
        """The first steps, so many, or fewer when this version does not know one of them; and then why."""
        steps: list[Step] = []
        for line in lines:
            if len(steps) == count:
                break
            if line.text.startswith("- "):
                try:
                    steps.append(_step(line.text))
                except _Unknown as unknown:
                    return steps, self.unknown(line, unknown)
                except (ValueError, TypeError, RecursionError):
                    return steps, self.no_line(line)
        self.limited(steps)
        return steps, ""

    def wrong(self, line: _Line) -> str:
        """What is wrong with a line that is not as it was written: one of a newer version is told as such."""
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            try:
                _step(line.text)
            except _Unknown as unknown:
                return self.unknown(line, unknown)
        return gettext(
            "Line {number} of {file} is not as it was written.", number=str(line.number), file=path_words(self.path)
        )

    def odd_beginning(self) -> str:
        """That the header is not as it was written."""
        return gettext("The beginning of {file} is not as it was written.", file=path_words(self.path))

    # Files without sums

    def plain(self) -> Contents:
        """What a file says that has no sums, or in which they do not count."""
        steps: list[Step] = []
        block, left_out, has_head = "", 0, False
        for line in self.lines:
            text = line.text.removesuffix("\r")
            if block and (text.startswith("  ") or not text.strip()):
                self.fields[block] += f"{text[2:]}\n"
                continue
            block = ""
            is_step = text.startswith("- ")
            has_head = has_head or is_step or text.startswith(checksums.HEAD_MARK)
            if not text.strip() or text.startswith(("#", checksums.HEAD_MARK)):
                continue
            if not is_step:
                sound = not self.problem
                block = self.field(line)
                left_out += has_head and sound and bool(self.problem)  # what comes behind is not believed
            elif left_out:
                left_out += 1
            else:
                try:
                    steps.append(_step(text))
                except _Unknown as unknown:
                    self.problem, left_out = self.problem or self.unknown(line, unknown), 1
                except (ValueError, TypeError, RecursionError):
                    self.problem, left_out = self.problem or self.no_line(line), 1
            self.limited(steps)
        self.is_a_play(has_head)
        return self.made(self.header(int(self.fields["seed"])), steps, self.problem, left_out, None, False)

    def is_a_play(self, has_head: bool) -> None:
        """Note what is wrong with the beginning. Raises JournalError when the file cannot be a play."""
        is_whole = all(name in self.fields for name in _NEEDED)
        looks_so = is_whole or any(line.text.startswith('- {"') for line in self.lines)
        if not looks_so or not _SEED.fullmatch(self.fields.get("seed", "")):
            file = path_words(self.path)
            if any(_is_no_text(line.text) for line in self.lines):
                raise JournalError(gettext("{file} is no play of Eight Wings: it is not text.", file=file))
            if self.problem:
                raise JournalError(self.problem)
            words = gettext(
                "{file} is no play of Eight Wings: it does not begin with `pack`, `fingerprint` and `seed`.", file=file
            )
            raise JournalError(words)
        if not is_whole:
            self.problem = self.problem or self.odd_beginning()
        if not has_head:
            self.problem = self.problem or gettext("{file} ends before its steps.", file=path_words(self.path))

    # Both

    def made(
        self,
        header: Header,
        steps: list[Step],
        damage: str,
        left_out: int,
        sums: tuple[int, ...] | None,
        was_left: bool,
    ) -> Contents:
        whole = len(self.content) - len(self.rest)
        is_closed = not whole or self.content[whole - 1 : whole] == b"\n"
        recorded = Recorded(header, tuple(steps))
        return Contents(recorded, damage, left_out, sums, whole, self.rest, was_left, is_closed)

    def header(self, seed: int, stream: str | None = None) -> Header:
        """The header, with a seed that is believed, and a stream that is, where it is known for certain."""
        fields = self.fields
        told = {name: harmless(fields.get(name, "")) for name in ("pack", "fingerprint", "language")}
        told["language"] = normalised_tag(told["language"]) or told["language"]  # older versions wrote `pt_br`
        about = "\n".join(harmless(line) for line in fields.get("about", "").rstrip().split("\n"))
        chance = harmless(fields["chance"]) if "chance" in fields else None
        if stream is not None and stream != (told["pack"] if chance is None else chance):
            chance = stream
        title, id_ = harmless(fields.get("playthrough", "")), fields.get("id", "")
        id_ = id_ if _ID.fullmatch(id_) else ""
        return Header(**told, seed=seed, title=title, about=about, chance=chance, id=id_)

    def limited(self, steps: list[Step]) -> None:
        if len(steps) > limits.PLAY_STEPS:
            words = gettext(
                "{file} has more than {number} steps, the most of a play.",
                file=path_words(self.path), number=limits.PLAY_STEPS,
            )  # fmt: skip
            raise JournalError(words)

    def unknown(self, line: _Line, name: _Unknown) -> str:
        # Translators: {key} is a word in the file of a play.
        return gettext(
            "{file}, line {number}, has `{key}`, which this version of Eight Wings does not know. "
            "The play may be from a newer version, or a playthrough written by hand.",
            file=path_words(self.path), number=str(line.number), key=visible(str(name))[:40],
        )  # fmt: skip

    def no_line(self, line: _Line) -> str:
        said = visible(harmless(line.text[:60]))
        return gettext(
            "{file}, line {number}, is not a line of a play: “{words}”.",
            file=path_words(self.path), number=str(line.number), words=said,
        )  # fmt: skip


def _lines(content: bytes) -> Iterator[_Line]:
    start = 0
    for number, line in enumerate(content.split(b"\n"), 1):
        is_closed = start + len(line) < len(content)
        if line or is_closed:
            text = line.decode("utf-8", "surrogateescape")
            yield _Line(number, text.removeprefix("\ufeff") if number == 1 else text, start, is_closed)
        start += len(line) + 1


def _is_torn(text: str, is_marked: bool) -> bool:
    """Whether a last line without its end is part of a line; an editor may leave a whole one without it."""
    if not is_marked:
        with contextlib.suppress(ValueError, TypeError, RecursionError, _Unknown):
            return not text.startswith("- ") or not _step(text)
        return True
    return checksums.is_beginning(text) and not checksums.content_and_sum(text)[1]


def _is_no_text(words: str) -> bool:
    """Whether these are bytes that are no UTF-8."""
    return not words.isascii() and any("\ud800" <= sign <= "\udfff" for sign in words)


def _field(line: str) -> tuple[str, str]:
    """The name and the value of a line of the header. Raises ValueError."""
    name, colon, value = line.partition(":")
    if not colon or not name or not set(name) <= _NAME or (value and not value.startswith(" ")):
        raise ValueError("no field")
    value = value.strip()
    if _is_no_text(value):
        raise ValueError("no text")
    return name, str(json.loads(value)) if value.startswith(('"', "[", "{")) else value


def _step(line: str) -> Step:
    """The step that a line says. Raises _Unknown, ValueError, TypeError, RecursionError."""
    content = checksums.content_and_sum(line)[0]
    if _is_no_text(content):
        raise ValueError("no text")
    written = json.loads(content.removeprefix("- "))
    if not isinstance(written, dict):
        raise ValueError("no step")
    for name in written:
        if name not in Step._fields:
            raise _Unknown(name)
    undo = written.get("undo", 0)
    if not isinstance(undo, int) or not 0 <= undo <= limits.PLAY_STEPS:
        raise ValueError("no number of steps")
    words = {
        name: harmless(str(written.get(name, ""))) for name in ("do", "answer", "saw", "asked", "got", "confidence")
    }
    if not (undo or words["do"] or words["answer"]):
        raise ValueError("nothing was done")
    if words["got"] not in ("", "right", "partly", "wrong") or (words["got"] and not words["answer"]):
        raise ValueError("no verdict")
    if words["confidence"] not in ("", *CONFIDENCES) or (words["confidence"] and not words["asked"]):
        raise ValueError("no confidence")
    return Step(**words, undo=int(undo))
