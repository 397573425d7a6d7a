"""How well mistakes are told: typical slips are made in a pack, one at a time, and its findings are looked at.

    python bench/mistakes.py --mistakes 300 --seed 1 PACK

For each kind of slip: how often it is found, at its line (or one line beside it), as exactly one finding, with the line
as it should be, and how often the pack loads again when that line is put in.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from typing import NamedTuple

import yaml
from commands import run_command

from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.packs import build
from game.story.source import library
from game.story.source.file_findings import read_files
from game.story.source.pack_files import PackFile

KEY = re.compile(r"(?P<head>\s*(?:- )?)(?P<key>[a-z_]+):(?P<rest> .*)?$")
TEXTS = ("text", "glance", "choose", "title", "about", "because", "name")


class Slip(NamedTuple):
    """A file's lines after a slip, and the line (from 1) where it was made."""

    lines: list[str]
    line: int


Maker = Callable[[str, random.Random], str | None]


def swapped(word: str, chance: random.Random) -> str:
    """The word with two neighbouring letters swapped."""
    places = [at for at in range(1, len(word) - 2) if word[at] != word[at + 1] and "_" not in word[at : at + 2]]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def keyed(change: Callable[[re.Match[str], random.Random], str | None]) -> Maker:
    """A slip in a line with a key."""

    def make(line: str, chance: random.Random) -> str | None:
        match = KEY.match(line)
        return change(match, chance) if match else None

    return make


def in_text(change: Callable[[str], str | None], only: tuple[str, ...] = ()) -> Maker:
    """A slip in a text on one line, without quotation marks and signs of its own."""

    def make(line: str, chance: random.Random) -> str | None:
        match = KEY.match(line)
        if match is None or match["key"] not in TEXTS or not match["rest"]:
            return None
        value = match["rest"].strip()
        if only and match["key"] not in only:
            return None
        if value[0] in "\"'|>[{" or not re.fullmatch(r"[\w ,.;!?'’-]+", value) or " " not in value:
            return None
        changed = change(value)
        return f"{match['head']}{match['key']}: {changed}" if changed else None

    return make


def referring(line: str, chance: random.Random) -> str | None:
    """An id that is referred to, with two letters swapped."""
    match = re.match(r"(\s*(?:- )?(?:goto|call|end|ask|cites|learn|give|move|with|at): )([a-z_]{5,})$", line)
    if match is None:
        return None
    changed = swapped(match[2], chance)
    return match[1] + changed if changed != match[2] else None


def condition(old: str, new: str) -> Maker:
    """A slip in a condition."""
    return lambda line, _: line.replace(old, new, 1) if re.match(r"\s*(- )?when: ", line) and old in line else None


def _misspelt(match: re.Match[str], chance: random.Random) -> str | None:
    changed = swapped(match["key"], chance)
    known = len(match["key"]) > 3 and changed != match["key"] and not match["head"].startswith("  x")
    return f"{match['head']}{changed}:{match['rest'] or ''}" if known and match["key"] in TEXTS + OTHERS else None


OTHERS = ("choices", "exits", "cites", "answers", "goto", "minutes", "learn", "again", "when", "priority", "with")

SLIPS: dict[str, Maker] = {
    "tab for the indent": lambda line, _: "\t" + line.lstrip() if KEY.match(line) and line.startswith("  ") else None,
    "one space too few": lambda line, _: line[1:] if KEY.match(line) and line.startswith("  ") else None,
    "one space too many": lambda line, _: " " + line if KEY.match(line) and line.startswith("  ") else None,
    "no-break spaces": lambda line, _: "\u00a0" * (len(line) - len(line.lstrip())) + line.lstrip()
    if KEY.match(line) and line.startswith("  ") else None,
    "colon left out": keyed(
        lambda match, _: f"{match['head']}{match['key']}{match['rest']}"
        if match["rest"] and match["key"] in TEXTS + OTHERS else None
    ),
    "no space after the colon": keyed(
        lambda match, _: f"{match['head']}{match['key']}:{match['rest'].lstrip()}"
        if match["rest"] and match["rest"].strip()[0] not in "|>" and match["key"] in TEXTS + OTHERS else None
    ),
    "wide colon": keyed(
        lambda match, _: f"{match['head']}{match['key']}：{match['rest'].lstrip()}"
        if match["rest"] and match["rest"].strip()[0] not in "|>" and match["key"] in TEXTS + OTHERS else None
    ),
    "key misspelt": keyed(_misspelt),
    "key with a capital": keyed(
        lambda match, _: f"{match['head']}{match['key'].capitalize()}:{match['rest'] or ''}"
        if match["key"] in TEXTS + OTHERS else None
    ),
    "id misspelt": referring,
    "quote not closed": in_text(lambda value: f'"{value}'),
    "apostrophe in quotes": in_text(lambda value: f"'{value} It's.'"),
    "colon in the text": in_text(lambda value: value.replace(" ", ": ", 1)),
    "text begins with @": in_text(lambda value: f"@{value}"),
    "text begins with *": in_text(lambda value: "*" + value.replace(" ", "* ", 1)),
    "text begins with [": in_text(lambda value: "[" + value.replace(" ", "] ", 1)),
    "spoken words first": in_text(lambda value: '"' + value.replace(" ", '" ', 1)),
    "number sign in the text": in_text(lambda value: f"{value} #5"),
    "brace not closed": in_text(lambda value: value.replace(" ", " {once|", 1), ("text", "glance", "choose", "title")),
    "dash without a space": lambda line, _: line.replace("- ", "-", 1) if re.match(r"\s*- [a-z]+: ", line) else None,
    "dash left out": lambda line, _: line.replace("- ", "  ", 1) if re.match(r"\s*- choose: ", line) else None,
    "value left out": keyed(lambda match, _: f"{match['head']}{match['key']}:" if match["key"] in TEXTS[2:] else None),
    "=> in a condition": condition(">=", "=>"),
    "&& in a condition": condition(" and ", " && "),
    "no dot in a condition": condition("has.", "has "),
    "capital in a condition": condition("seen.", "Seen."),
    "words for a flag": lambda line, _: line.replace("true", "perhaps") if re.search(r"[a-z]: true$", line) else None,
    "words for a number": lambda line, _: re.sub(r"(minutes|priority): \d+$", r"\1: five", line)
    if re.search(r"(minutes|priority): \d+$", line) else None,
}  # fmt: skip


class Outcome(NamedTuple):
    """What became of one slip."""

    kind: str
    found: bool
    at_line: bool
    single: bool
    mended: bool
    loads: bool
    shown: str


def examined(files: tuple[PackFile, ...]) -> tuple[Diagnostic, ...]:
    """All findings about these files."""
    return build("pack", files, Diagnostics(), "pack")[1]


def outcome(files: tuple[PackFile, ...], kind: str, name: str, slip: Slip, before: set[str]) -> Outcome:
    """Make the slip, and put in the line that is proposed."""

    def changed(lines: list[str]) -> tuple[PackFile, ...]:
        content = "\n".join(lines).encode()
        return tuple(PackFile(file, content if file == name else old) for file, old in files)

    found = [finding for finding in examined(changed(slip.lines)) if str(finding) not in before]
    near = [finding for finding in found if finding.spot.file == name and abs(finding.spot.line - slip.line) <= 1]
    mended = next((finding for finding in near if finding.mended), None)
    loads = False
    if mended is not None and mended.replaces is not None:
        first, last = mended.replaces
        lines = [*slip.lines[: first - 1], *mended.mended.split("\n"), *slip.lines[last:]]
        loads = not [
            finding
            for finding in examined(changed(lines))
            if str(finding) not in before and finding.severity == "error"
        ]
    shown = f"{kind} | {name}:{slip.line} | {slip.lines[slip.line - 1].strip()[:60]} | " + "; ".join(
        map(str, found[:3])
    )
    return Outcome(kind, bool(found), bool(near), len(found) == 1, mended is not None, loads, shown)


def slips(files: tuple[PackFile, ...], make: Maker, chance: random.Random, number: int) -> list[tuple[str, Slip]]:
    """So many places where this slip can be made."""
    places: list[tuple[str, list[str], int]] = []
    for name, content in files:
        lines = content.decode().split("\n")
        places.extend((name, lines, at) for at in range(len(lines)))
    chance.shuffle(places)
    made: list[tuple[str, Slip]] = []
    for name, lines, at in places:
        line = make(lines[at], chance)
        if line is None or line == lines[at] or _in_block(lines, at):
            continue
        if " #" in line or _read([*lines[:at], line, *lines[at + 1 :]]) != _read(lines):
            made.append((name, Slip([*lines[:at], line, *lines[at + 1 :]], at + 1)))
            if len(made) == number:
                break
    return made


def _read(lines: list[str]) -> object:
    """What the lines say, or nothing when they cannot be read: a slip that says the same is none."""
    try:
        return yaml.load("\n".join(lines), Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text
    except yaml.YAMLError:
        return None


def _in_block(lines: list[str], at: int) -> bool:
    """Whether the line is text below a `|`."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for line in reversed(lines[:at]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return line.rstrip().endswith(("|", "|-", ">"))
    return False


def main() -> int:
    """Print the table. The result is 1 when a figure is below what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--mistakes", type=int, default=280, help="how many, spread over the kinds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--least", type=int, default=0, help="fail below so many per cent found, at the line, and single"
    )
    parser.add_argument("--show", action="store_true", help="show each slip that was not told well")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    files = read_files(library.find_pack(given.pack), Diagnostics())
    before = {str(finding) for finding in examined(files)}
    each = max(given.mistakes // len(SLIPS), 1)
    results = [
        outcome(files, kind, name, slip, before)
        for kind, make in SLIPS.items()
        for name, slip in slips(files, make, chance, each)
    ]
    print(f"{'':28}{'made':>6}{'found':>7}{'line':>6}{'one':>6}{'mended':>8}{'loads':>7}")
    for kind in SLIPS:
        _row(kind, [result for result in results if result.kind == kind])
    total = _row("all", results)
    if given.show:
        for result in results:
            if not (result.found and result.at_line and result.single and result.loads):
                print(result.shown)
    return int(min(total[:3]) < given.least)


def _row(kind: str, results: list[Outcome]) -> list[float]:
    if not results:
        return [100.0]
    shares = [100 * sum(bool(result[column]) for result in results) / len(results) for column in range(1, 6)]
    print(
        f"{kind:28}{len(results):6}"
        + "".join(f"{share:{width}.0f}%" for share, width in zip(shares, (6, 5, 5, 7, 6), strict=True))
    )
    return shares


if __name__ == "__main__":
    run_command(main)
