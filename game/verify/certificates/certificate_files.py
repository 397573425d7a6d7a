"""Certificates as files: JSON, a line for each thing that is said, in a form that has a version.

    {"certificate": 2, "pack": "a_story", "story": "…", "without": [], "about": ["dead end"]}
    {"closed": {"never": ["dead end"], "order": ["taken.a", "taken.b"], "growing": []}}
    {"node": [0, [["1", 1], ["2", 0]]]}           variable, and for values (bits, in hexadecimal) the set that follows
    {"at": [4, 2]}                                location, set
    {"to_ending": [4, 0, 2]}                      location, transition, set; the nearest to an ending first
    {"to_choice": [3, 0, 1]}
    {"step": [-1, 0]}                             the step before (-1: none), transition
    {"shows": ["scene hall", 7]}                  what the step with this number shows

What a file says belongs to the last `closed` before it. Whatever a file holds is a stranger's: how much of everything
there may be has a bound, nothing in it is carried out, and whatever is not of this form is refused with its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from game.verify.certificates.certificate import (
    CERTIFICATE_VERSION,
    Certificate,
    ClosedSet,
    DiagramNode,
    PlayStep,
    RankedStates,
)

MOST_CERTIFICATE_BYTES = 1 << 30
LONGEST_LINE = 4_000_000
MOST_CERTIFICATE_LINES = 10_000_000
_LARGEST = 1 << 31


class Unreadable(Exception):
    """A file that is no certificate. The words say what is wrong, with the line."""


def written(certificate: Certificate, pack: str) -> Iterator[str]:
    """The lines of a certificate, each with its end."""
    yield _line({
        "certificate": CERTIFICATE_VERSION, "pack": pack, "story": certificate.story,
        "without": list(certificate.without), "about": list(certificate.about),
    })  # fmt: skip
    for closed in certificate.closed:
        head = {"never": closed.never, "order": closed.order, "growing": closed.growing}
        yield _line({"closed": head})
        for level, edges in closed.nodes:
            yield _line({"node": [level, [[f"{values:x}", states] for values, states in edges]]})
        yield from (_line({"at": [location, states]}) for location, states in closed.reached.items())
        yield from (_line({"to_ending": list(ranked)}) for ranked in closed.to_endings)
        yield from (_line({"to_choice": list(ranked)}) for ranked in closed.to_choices)
    yield from (_line({"step": list(step)}) for step in certificate.steps)
    yield from (_line({"shows": [key, step]}) for key, step in certificate.shown.items())


def _line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")) + "\n"


def read_certificate(lines: Iterable[bytes]) -> Certificate:
    """The certificate in these lines. Raises Unreadable."""
    reading = _Reading()
    number = 0
    for number, line in enumerate(lines, 1):
        if number > MOST_CERTIFICATE_LINES or len(line) > LONGEST_LINE:
            raise Unreadable(f"Line {number} is too long, or there are too many lines.")
        try:
            reading.add(json.loads(line))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            raise Unreadable(f"Line {number} says nothing that belongs into a certificate.") from None
    if not number:
        raise Unreadable("The file is empty.")
    return reading.certificate()


class _Reading:
    def __init__(self) -> None:
        self.head: dict[str, Any] | None = None
        self.closed: list[_Closed] = []
        self.steps: list[PlayStep] = []
        self.shown: dict[str, int] = {}

    def add(self, said: Any) -> None:
        """Add what a line says. Raises what a line of another form brings about."""
        if self.head is None:
            if said["certificate"] != CERTIFICATE_VERSION:
                raise Unreadable(f"The certificate is of a version that is not {CERTIFICATE_VERSION}.")
            self.head = {"story": _text(said["story"])} | {key: _texts(said[key]) for key in ("without", "about")}
            return
        ((kind, content),) = said.items()
        match kind:
            case "closed":
                self.closed.append(
                    _Closed(_texts(content["never"]), _texts(content["order"]), _texts(content["growing"]))
                )
            case "node":
                self.closed[-1].add_node(content)
            case "at":
                location, states = map(_count, content)
                self.closed[-1].reached[location] = states
            case "to_ending" | "to_choice":
                location, transition, states = map(_count, content)
                ranks = self.closed[-1].to_endings if kind == "to_ending" else self.closed[-1].to_choices
                ranks.append(RankedStates(location, transition, states))
            case "step":
                after, transition = content
                self.steps.append(PlayStep(-1 if after == -1 else _count(after), _count(transition)))
            case "shows":
                key, step = content
                self.shown[_text(key)] = _count(step)
            case _:
                raise ValueError(kind)

    def certificate(self) -> Certificate:
        assert self.head is not None  # noqa: S101 - there is a line
        closed = tuple(some.closed() for some in self.closed)
        return Certificate(
            self.head["story"], self.head["without"], self.head["about"], closed, tuple(self.steps), self.shown
        )


class _Closed:
    def __init__(self, never: tuple[str, ...], order: tuple[str, ...], growing: tuple[str, ...]) -> None:
        self.never, self.order, self.growing = never, order, growing
        self.nodes: list[DiagramNode] = []
        self.reached: dict[int, int] = {}
        self.to_endings: list[RankedStates] = []
        self.to_choices: list[RankedStates] = []

    def add_node(self, content: Any) -> None:
        level, edges = content
        made = tuple((int(_text(values), 16), _count(states)) for values, states in edges)
        if any(values < 0 for values, _ in made):
            raise ValueError(content)
        self.nodes.append(DiagramNode(_count(level), made))

    def closed(self) -> ClosedSet:
        return ClosedSet(
            self.order, tuple(self.nodes), self.reached, self.growing, tuple(self.to_endings), tuple(self.to_choices),
            self.never,
        )  # fmt: skip


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if type(values) is not list:
        raise TypeError
    return tuple(map(_text, values))


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise ValueError
    return value
