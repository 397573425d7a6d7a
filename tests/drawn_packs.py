"""Packs that are drawn at random with as many constructs of the format as there are, and plays of them.

The environment variable EIGHTWINGS_EXAMPLES says how many examples of each property are tried; by default few, and
always the same ones.
"""

from __future__ import annotations

import json
import os
import random
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st

from game.engine import State
from game.engine.rules import answer_order, asked_question
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Story
from game.story.packs import build
from game.story.source.pack_files import PackFile
from tests.drawn_bytes import DrawnBytes

_EXAMPLES = int(os.environ.get("EIGHTWINGS_EXAMPLES", "0"))
PROFILE = settings(
    max_examples=_EXAMPLES or 100,
    derandomize=not _EXAMPLES,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
#: For properties that need much more than a play, and for those that need much less.
DEAR = settings(PROFILE, max_examples=_EXAMPLES or 25)
#: For properties that need seconds for some packs. `bench/oracle.py` and `bench/verify.py` look at many more.
DEAREST = settings(PROFILE, max_examples=_EXAMPLES or 15)
CHEAP = settings(PROFILE, max_examples=_EXAMPLES or 100)
LONGEST_PLAY = 25

ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  f0: { states: Blue., paragraph: 1, by: article, as_of: "1921", topics: [weather] }
  f1: { states: Wet., paragraph: 2, by: article, as_of: "1921", topics: [weather, water] }
  f2: { states: Stubborn., paragraph: 3, by: Jan Roos, quote: small but stubborn, as_of: "1921", topics: [harbour] }
"""
TOPICS = ("weather", "water", "harbour")


# ── Packs ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Names(DrawnBytes):
    """What a pack that is being drawn holds, so that everything in it can refer to everything else."""

    places: list[str] = field(default_factory=list)
    scenes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    clock: bool = False
    comes_back: bool = False


def condition(names: Names, depth: int = 2) -> str:
    """A condition. `chose.@` stands for a choice, which is filled in when all of them are there."""
    if depth and names.chance(30):
        left, right = condition(names, depth - 1), condition(names, depth - 1)
        return names.pick(f"{left} and {right}", f"{left} or {right}", f"not ({left})", f"({left}) and not ({right})")
    number, operator = names.number(-1, 4), names.pick("<", "<=", ">", ">=", "==", "=", "!=")
    possible = [
        f"knows.f{names.number(0, 2)}",
        f"seen.{names.pick(*names.scenes)}",
        f"visits.{names.pick(*names.scenes)} {operator} {number}",
        f"visits.{names.pick(*names.scenes)} * 2 + 1 {operator} {number}",
        f"chose.@{names.number(0, 50)}",
        f"notes {operator} {number}",
        f"notes.{names.pick(*TOPICS)} {operator} {number}",
        f"correct {operator} {number}",
        f"correct.{names.pick(*TOPICS)} {operator} {number}",
        f"{names.pick('right', 'wrong', 'asked')}.{names.pick(*names.questions)}",
    ]
    if names.measures:
        measure = names.pick(*names.measures)
        possible += [
            f"{measure} {operator} {number}",
            f"{number} {operator} -{measure}",
            f"{measure} - {number} {operator} 2",
        ]
    if names.comes_back:
        possible += ["missed.due", "missed.any"]
    if names.items:
        possible.append(f"has.{names.pick(*names.items)}")
    if names.places:
        possible.append(f"{names.pick('been', 'at')}.{names.pick(*names.places)}")
    if names.clock:
        possible.append(f"time {operator} {names.pick('08:00', '8:30', '09:59', '18:00')}")
    return names.pick(*possible)


def inline(names: Names, depth: int = 2) -> str:
    """Words with whatever can stand in a text."""
    kind = names.number(0, 12 if depth else 3)
    inner = depth - 1
    match kind:
        case 0 | 1:
            return names.pick("Rain.", "A door", r"\{\*\}", "a list:\n- one\n- two", "5 * 3", "", " ", "word, word")
        case 2:
            return f"[f{names.number(0, 2)}]"
        case 3:
            values = [*names.measures, *(["time"] if names.clock else []), "notes", "visits.s0"]
            called = [f"name.{id_}" for id_ in (*names.places, *names.items, "ana")]
            return f"{{{names.pick(*values, *called)}}}"
        case 4:
            return "{quote: f2}"
        case 5:
            return f"*x{inline(names, 0)}x*" if depth == 2 else "x"
        case 6:
            return f"**x{inline(names, 0)}x**" if depth == 2 else "x"
        case 7 | 8:
            return f"{{{condition(names, 1)}: {inline(names, inner)}|{inline(names, inner)}}}"
        case 9:
            return f"{{{condition(names, 1)}: {inline(names, inner)}}}"
        case _:
            marker = names.pick("", "&", "~")
            return f"{{{marker}{'|'.join(inline(names, inner) for _ in range(names.number(2, 3)))}}}"


def text(names: Names) -> str:
    """One or two paragraphs, which are never quite empty."""
    paragraphs = [
        f"{names.pick('', '', 'ana: ')}W{' '.join(inline(names) for _ in range(names.number(0, 2)))}"
        for _ in range(names.number(1, 2))
    ]
    return "\n\n".join(paragraphs)


def label(names: Names) -> str:
    return f"Do {inline(names, 1)}"


def effects(names: Names) -> dict[str, Any]:
    possible: list[tuple[str, Any]] = [("learn", [f"f{names.number(0, 2)}"])]
    possible += [(measure, f"{names.pick('+', '-', '=')}{names.number(0, 5)}") for measure in names.measures]
    if names.items:
        possible += [("give", names.sample(names.items)), ("lose", names.sample(names.items))]
    if names.places:
        possible.append(("move", names.pick(*names.places)))
    if names.clock:
        possible.append(("minutes", str(names.number(0, 90))))
    return dict(names.sample(possible, 3, 0))


@dataclass
class Around:
    """The scene in which steps stand, and what they may do there."""

    scene: str
    calls: list[str]
    goes: list[str]
    stay: bool = False
    back: bool = False
    depth: int = 2


def steps(names: Names, around: Around) -> dict[str, Any]:
    """Steps. Calls lead only to scenes further on, and nothing leads from those back, so no calls go in a circle."""
    made: dict[str, Any] = {}
    if names.chance(60):
        made["text"] = text(names)
    made |= effects(names)
    inner = Around(around.scene, around.calls, around.goes, around.stay, around.back, around.depth - 1)
    if names.chance(25) and around.depth:
        asks = [names.pick(*names.questions), {"topic": "weather"}, {"from": names.sample(names.questions, 3)}]
        made["ask"] = names.pick(*asks, *(["missed", {"missed": "true"}] if names.comes_back else []))
        for outcome in ("right", "wrong"):
            if names.chance(60):
                made[outcome] = steps(names, inner) if names.chance(70) else "Short."
    if names.chance(20) and around.calls:
        made["call"] = names.pick(*around.calls)
    ways = ["nothing"]
    if around.depth:
        ways += ["choices", "choices", "choices"]
    if around.stay:
        ways += ["stay", "stay", "goto"]
    if around.back:
        ways += ["back"]
    if names.chance(15):
        ways.append("end")
    match names.pick(*ways):
        case "choices":
            inside = Around(around.scene, around.calls, around.goes, True, around.stay, around.depth - 1)
            made["choices"] = [choice(names, inside) for _ in range(names.number(1, 4))]
        case "goto" if around.goes:
            made["goto"] = names.pick(*around.goes)
        case "end":
            made["end"] = names.pick(*names.endings)
        case ("stay" | "back") as key:
            made[key] = "true"
    return {key: made[key] for key in names.sample(list(made), len(made), len(made))}


def choice(names: Names, around: Around) -> dict[str, Any]:
    id_ = f"c{len(names.choices)}"
    names.choices.append(f"{around.scene}.{id_}")
    made = {"choose": label(names), "id": id_} | steps(names, around)
    if names.chance(30):
        made["when"] = condition(names)
    if names.chance(30):
        made["again"] = "true"
    if names.chance(15):
        made["fallback"] = "true"
    return made


def scene(names: Names, index: int, callable_from: int) -> dict[str, Any]:
    id_ = names.scenes[index]
    later = names.scenes[max(index + 1, callable_from) :]
    goes = names.scenes if index < callable_from else later
    made = steps(names, Around(id_, later, goes))
    if names.places and names.chance(70):
        made["at"] = names.sample(names.places)
    if names.chance(35):
        made["on_arrival"] = "true"
    if names.chance(40):
        made["again"] = "true"
    if names.chance(30):
        made["priority"] = str(names.number(-3, 3))
    if names.chance(40):
        made["when"] = condition(names)
    if names.chance(30):
        made["title"] = label(names)
    if names.chance(20):
        made["with"] = "ana"
    return made


def coming_back(names: Names) -> dict[str, dict[str, Any]]:
    """A scene that asks a question and one that asks again what was missed, so that any pack has both."""
    at = {"at": names.sample(names.places, 3)} if names.places else {}
    asking = {
        "title": "Do be asked",
        "again": "true",
        "ask": names.pick("q0", {"from": names.sample(names.questions, 4)}),
    }
    back: dict[str, Any] = {"on_arrival": "true", "again": "true", "ask": "missed", "wrong": "No."}
    if names.chance(60):
        back["when"] = "missed.due"
    if names.chance(30):
        back["partly"] = "Half."
    return {"asking": asking | (at or {"on_arrival": "true"}), "back": back | (at if names.chance(50) else {})}


def question(names: Names, kind: int) -> dict[str, Any]:
    made: dict[str, Any] = {"cites": [f"f{number}" for number in range(3) if names.chance(50)] or ["f0"]}
    match kind:
        case 0:
            made["answers"] = [{"right": "The sky"}, {"wrong": "The sea"}, {"wrong": "The sky itself"}]
        case 1:
            made |= {"answer": ["Article 5", "Five"], "not": ["Article 4"]}
        case 2:
            made |= {"number": names.pick("8", "2.5", "-1"), "unit": "%"}
        case 3:
            made["cloze"] = names.pick("It has [eight|8] wings.", "From [Paris] to [Brussels].")
        case 4:
            made["order"] = ["dawn", "noon", "dusk"][: names.number(2, 3)]
        case _:
            made["match"] = {"Ann": "one", "Ben": "two", "Cay": "one"}
    made["text"] = text(names)
    if names.chance(50):
        made["because"] = text(names)
    if names.chance(20):
        made["hints"] = [text(names) for _ in range(names.number(1, 2))]
    if names.chance(20):
        made["tries"] = str(names.number(2, 3))
    if names.chance(20):
        made["topics"] = [names.pick(*TOPICS)]
    return made


def document(names: Names) -> dict[str, Any]:
    """A document of a few lines. It is drawn last, so that what is drawn before it does not depend on it."""
    lines = {}
    for number in range(names.number(1, 3)):
        wordings = {f"w{index}": {"text": text(names), "when": condition(names)} for index in range(names.number(1, 3))}
        line: dict[str, Any] = {"wordings": wordings}
        match names.number(0, 2):
            case 0:
                wordings["last"] = {"text": text(names)}
            case 1:
                line["blank"] = label(names)
            case _:
                line["left_out"] = "true"
        if names.chance(30):
            line["open"] = condition(names)
        lines[f"l{number}"] = line
    return {"title": "The page", "lines": lines}


def exits_between(names: Names) -> dict[str, dict[str, Any]]:
    """Exits of each place, no two of them in one direction, the ways back that nobody writes counted too."""
    exits: dict[str, dict[str, Any]] = {place: {} for place in names.places}
    taken: dict[str, set[str]] = {place: set() for place in names.places}
    for first, place in enumerate(names.places):
        for other in names.places[first + 1 :]:
            direction = names.pick(*DIRECTIONS)
            if direction in taken[place] or DIRECTIONS[direction] in taken[other] or names.chance(15):
                continue
            taken[place].add(direction)
            taken[other].add(DIRECTIONS[direction])
            way: dict[str, Any] = {"to": other}
            if names.chance(20):
                way["one_way"] = "true"
            if names.chance(30):
                way |= {"when": condition(names), "closed": text(names)}
            if names.chance(20):
                way["label"] = label(names)
            if names.chance(30) and names.clock:
                way["minutes"] = str(names.number(0, 30))
            exits[place][direction] = way if len(way) > 1 or names.chance(50) else other
    return exits


def pack_from(drawn: bytes) -> str:
    """A pack as the text of one file. JSON is YAML."""
    names = Names(drawn)
    names.places = [f"p{number}" for number in range(names.number(0, 4))]
    names.scenes = [f"s{number}" for number in range(names.number(1, 6))]
    names.items = [f"i{number}" for number in range(names.number(0, 3))]
    names.questions = [f"q{number}" for number in range(names.number(1, 6))]
    names.endings = [f"e{number}" for number in range(names.number(1, 2))]
    names.measures = [f"m{number}" for number in range(names.number(0, 2))]
    names.clock = names.chance(60)
    names.comes_back = names.chance(40)
    pack: dict[str, Any] = {"pack": "Drawn", "disclaimer": "Invented, after an almanac of 1921."}
    pack["measures"] = {
        measure: {"start": "1", "min": str(names.number(-3, 1)), "max": str(names.number(2, 6))}
        for measure in names.measures
    }
    if names.clock:
        pack["clock"] = {"start": "08:00", "end": names.pick("08:10", "09:00", "18:00")}
    if names.chance(40):
        pack["lookup"] = effects(names)
    if names.chance(20):
        pack["hint"] = effects(names)
    pack["start"] = names.pick(*(names.places or names.scenes), names.pick(*names.scenes))
    pack["people"] = {"ana": {"name": "Ana Bell", "fictional": "true"}}
    callable_from = names.number(0, len(names.scenes))
    pack["scenes"] = {id_: scene(names, index, callable_from) for index, id_ in enumerate(names.scenes)}
    pack["places"] = {
        place: {"name": f"Place {place}", "exits": exits}
        | ({"text": text(names)} if names.chance(70) else {})
        | ({"glance": text(names)} if names.chance(50) else {})
        for place, exits in exits_between(names).items()
    }
    pack["items"] = {
        item: {"name": f"Item {item}"}
        | ({"at": names.pick(*names.places)} if names.places and names.chance(70) else {})
        | ({"when": condition(names)} if names.chance(30) else {})
        for item in names.items
    }
    pack["questions"] = {id_: question(names, names.number(0, 5)) for id_ in names.questions}
    pack["questions"]["q0"]["topics"] = ["weather"]
    if names.comes_back:
        pack["scenes"] |= coming_back(names)
        for id_ in names.questions[1:]:
            if names.chance(30):
                pack["questions"][id_]["form_of"] = "q0"
    pack["endings"] = {id_: {"title": "The end", "text": text(names)} for id_ in names.endings}
    if names.chance(40):
        pack["epilogues"] = {
            "l0": {"text": text(names), "when": condition(names)},
            "l1": {"text": text(names), "endings": [names.pick(*names.endings)]},
        }
        pack["endings"]["e0"]["closing"] = text(names)
    if names.chance(40):
        pack["documents"] = {"page": document(names)}
    if not names.places:
        del pack["places"]
    written = json.dumps(pack, indent=1)
    choices = names.choices or ["none"]
    written = re.sub(r"chose\.@(\d+)", lambda found: f"chose.{choices[int(found[1]) % len(choices)]}", written)
    return written if names.choices else written.replace("chose.none", "false")


#: So many packs there are if not told otherwise: each property looks at some of them, and loading one takes longest.
_MOST_PACKS = 200


@cache
def _pack_with_number(number: int) -> str:
    return pack_from(random.Random(number).randbytes(1500))


#: With a number of examples given, every pack is drawn anew, and shrinks where a property does not hold.
PACKS = (
    st.binary(min_size=1500, max_size=1500).map(pack_from)
    if _EXAMPLES
    else st.integers(0, _MOST_PACKS - 1).map(_pack_with_number)
)


def story_from(written: str) -> Story:
    """The story of a drawn pack, whose text is shown when the property does not hold. It is made once."""
    note(written)
    return _story_once(written)


@lru_cache(maxsize=_MOST_PACKS)
def _story_once(written: str) -> Story:
    return story_of(written)


def story_of(written: str) -> Story:
    files = (PackFile("almanac.yaml", ALMANAC.encode()), PackFile("pack.yaml", written.encode()))
    story, found = build("drawn", files, Diagnostics(), "drawn")
    assert story is not None, [str(problem) for problem in found if problem.severity == "error"]
    return story


# ── Plays ────────────────────────────────────────────────────────────────────────────────────────────────

SEEDS = st.integers(0, 2**64 - 1)
MOVES = st.lists(st.integers(0, 999), min_size=LONGEST_PLAY, max_size=LONGEST_PLAY)


def right_words(story: Story, state: State) -> str:
    """Words that answer the waiting question rightly."""
    question = asked_question(story, state)
    order = answer_order(story, state, question)
    match question.kind:
        case "choice":
            return next(answer.words for answer in question.answers if answer.right)
        case "order":
            return " ".join("abc"[order.index(part)] for part in range(len(order)))
        case "match":
            letters = {part: "abc"[order.index(part)] for part in range(len(order))}
            return " ".join(f"{number + 1}{letters[number]}" for number in letters)
        case _:
            return "; ".join(gap[0] for gap in question.accepted)
