"""Ways to damage the file of a cache: stories, proofs, what was seen. What comes of it: see `damaged_caches.py`."""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from game.record import cache_files

FAR: tuple[Any, ...] = (
    -1, 0, 1, 2, 10**9, -(10**9), 10**18, 2**64, -(10**30), 1e308, True, None, "", "x", "time", "place", [], [[]],
)  # fmt: skip
CODE = ('__import__("os").system("touch OWNED")', "); exit(", "or 1", "lambda: 0", "\x1b[2J", "\u202e", "../../x")

#: The number of the form in the first line of a file.
_FORM = re.compile(rb" ([0-9]+) ")


class Case(NamedTuple):
    """A pack with its right cache file, and what comes of it when nothing is damaged."""

    path: Path
    file: Path
    right: bytes
    told: Any


class Owned:
    """What a pickle of an earlier version could do."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch OWNED",)


def flips(chance: random.Random, case: Case, other: Case) -> bytes:
    """Some bits are other ones."""
    content = bytearray(case.right)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(chance: random.Random, case: Case, other: Case) -> bytes:
    """The file ends early, or goes on."""
    if chance.random() < 0.2:
        return case.right + chance.randbytes(chance.randrange(1, 100))
    return case.right[: chance.randrange(len(case.right))]


def swapped(chance: random.Random, case: Case, other: Case) -> bytes:
    """The file is that of another pack."""
    return other.right


def old(chance: random.Random, case: Case, other: Case) -> bytes:
    """An earlier version wrote it."""
    head, content = parted(case.right)
    return chance.choice((
        pickle.dumps(Owned()), b"", b"{}", content, json.dumps({"proofs": {}, "situations": 3}).encode(),
        sealed(_FORM.sub(lambda form: b" %d " % (int(form[1]) - 1), head, count=1), content),
        sealed(head[:-1] + b"0", content),
    ))  # fmt: skip


def hostile(chance: random.Random, case: Case, other: Case) -> bytes:
    """One value, or a few, are other ones, and the checksum is right."""
    head, content = parted(case.right)
    lines = content.split(b"\n", 1)
    if len(lines) == 1:
        return sealed(head, as_json(mutated(chance, json.loads(content))))
    values = json.loads(lines[0])
    pieces = cut_up(lines[1], values[-1])
    if chance.random() < 0.3:
        values = mutated(chance, values)
    else:
        group, number = chance.choice(
            [(group, number) for group, some in enumerate(pieces) for number in range(len(some))]
        )
        pieces[group][number] = as_json(mutated(chance, json.loads(pieces[group][number])))
        values[-1] = [[len(piece) for piece in some] for some in pieces]
    return sealed(head, as_json(values) + b"\n" + b"".join(piece for some in pieces for piece in some))


WAYS = (flips, hostile, cut, hostile, swapped, hostile, old, hostile)


def parted(file: bytes) -> tuple[bytes, bytes]:
    """The first line, and what the checksum is of."""
    line, _, rest = file.partition(b"\n")
    return line, rest[cache_files._DIGEST :]


def sealed(head: bytes, content: bytes) -> bytes:
    """The content as a file with the right checksum."""
    mark: bytes = cache_files.digest(head + b"\n" + content).digest()
    return head + b"\n" + mark + content


def cut_up(content: bytes, lengths: list[list[int]]) -> list[list[bytes]]:
    """The pieces of each group."""
    at = 0
    groups: list[list[bytes]] = []
    for some in lengths:
        groups.append([])
        for length in some:
            groups[-1].append(content[at : at + length])
            at += length
    return groups


def as_json(values: Any) -> bytes:
    """The values as they are kept; halves of characters go in as escapes."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)  # only for writing what is far too deep
    try:
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    finally:
        sys.setrecursionlimit(usual)


def mutated(chance: random.Random, values: Any) -> Any:
    """The values with another one somewhere, or several."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        spots = spots_in(values)
        if not spots:
            return chance.choice(FAR)
        inside, at = chance.choice(spots)
        inside[at] = other_value(chance, inside, at, spots)
    return values


def spots_in(values: Any) -> list[tuple[Any, Any]]:
    """Everything that can be replaced: the lists, and where in them."""
    spots: list[tuple[Any, Any]] = []
    waiting = [values]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            spots += ((part, at) for at in range(len(part)))
            waiting += part
    return spots


def copied(value: Any) -> Any:
    """The value anew, so that nothing comes to be inside of itself."""
    try:
        return json.loads(as_json(value))
    except RecursionError:
        return 0


def other_value(chance: random.Random, inside: Any, at: int, spots: list[tuple[Any, Any]]) -> Any:
    """Something else instead of a value: near it, far from it, or of another kind."""
    value = inside[at]
    way = chance.randrange(8)
    if way == 0:
        return chance.choice(FAR)
    if way == 1:
        return chance.choice(CODE)
    if way == 2:
        deep: Any = value
        for _ in range(chance.choice((3, 100, 900, 10_000))):
            deep = ["not", deep] if chance.random() < 0.5 else [deep]
        return deep
    if way == 3:
        holder, where = chance.choice(spots)
        return copied(holder[where])
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-2, -1, 1, 2, 7, 63, 64, 1000))
    if isinstance(value, str):
        return chance.choice((value + "x", value[:-1], value.replace(" ", "", 1), "and", "==", "", value + " " + value))
    if isinstance(value, list) and value:
        some = list(value)
        chance.choice((some.pop, some.reverse, lambda: some.append(some[0]), some.clear))()
        return some
    return chance.choice(FAR)


def broken(chance: random.Random, case: Case, _: Case) -> bytes:
    """Proofs with the right checksum in which a value is none that could be, or does not fit the others."""
    head, content = parted(case.right)
    seconds, memory, values = json.loads(content)
    whole: list[Any] = values
    proofs, at, visits = values[0], values[6], values[7]
    about = chance.choice(proofs)

    def other(values: list[Any], at: int, *some: Any) -> Callable[[], None]:
        return lambda: values.__setitem__(at, chance.choice(some))

    few = len(visits) + 1
    wrong = [
        other(about, 0, -1, 10**6, "scene", None, 1.5, True),
        other(about, 1, "prooved", "", None, 1, ["proved"], "unknown"),
        other(about, 2, [["choice"]], [["shout", "x"]], [[1, 2]], "x", [[]], 3),
        other(about, 3, 0, 1, "true", None),
        other(about, 4, 0, None, "Why not."),
        lambda: about.__setitem__(slice(1, 3), ["refuted", [["choice", "nowhere/nothing"]]]),
        lambda: proofs.remove(about), lambda: proofs.insert(0, about), proofs.reverse, proofs.clear,
        other(whole, 1, -1, 10**1001, "2", 2.0, True, sum(at) + 1),
        other(whole, 2, "x", None, "\x1b[2J", 3),
        other(whole, 3, -1, "0", None, 1.0),
        other(whole, 4, ["no.such"], "x", [1], None),
        other(whole, 5, -1, sum(at) + 1, "1", None),
        other(whole, 6, [-1], ["1"], None, [], [1e9]),
        other(whole, 7, [-1] * few, "x", [1] * few),
        other(whole, 8, [[1]] * few, [1] * few, {}),
        lambda: whole.append(0), whole.pop, whole.clear,
    ]  # fmt: skip
    chance.choice(wrong)()
    return sealed(head, as_json([seconds, memory, whole]))
