"""Stories with one planted fault each, and their twins without it.

    python bench/faulted.py FOLDER [--count 200] [--first 1]

writes FOLDER/NUMBER-KIND/faulted/ and …/sound/, two packs each, and prints what is wrong with the first; the function
`faulted(number)` gives the same. The kinds come in turn: a soft-lock; a scene, a choice, an ending that nobody ever
comes to; an item that is asked for and cannot be had; a question asked before its fact can be met; an endless loop.

Sound stories are sound by construction: rooms in a row, in each a key to the next, which can always be had; a fact, and
a question that is asked of those who know it, until they answer rightly; somebody to talk to; and in the last room the
ways out.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from commands import run_command

Pack: TypeAlias = dict[str, Any]


class Fault(NamedTuple):
    """What is wrong: its kind, and the id of the scene, choice, ending, item or question that it is about."""

    kind: str
    about: str


class Pair(NamedTuple):
    """A story with a fault, and the same without it: files by name."""

    fault: Fault
    faulted: dict[str, str]
    sound: dict[str, str]


def faulted(number: int) -> Pair:
    """The pair with this number, from 0 on; the same number gives the same pair."""
    chance = random.Random(f"fault {number}")
    sound = _sound(chance)
    pack = deepcopy(sound)
    kind, plant = list(KINDS.items())[number % len(KINDS)]
    return Pair(Fault(kind, plant(pack, sound, chance)), _files(pack), _files(sound))


def _files(pack: Pack) -> dict[str, str]:
    facts = {
        f"fact_{number}": {"states": f"Room {number} is {number + 3} metres wide.", "paragraph": number + 1,
                           "by": "article", "as_of": "1998", "topics": ["rooms"]}
        for number in range(len(pack["places"]))
    }  # fmt: skip
    dossier = {"dossier": "report", "title": "The report", "article": "report.txt", "as_of": "1998", "facts": facts}
    return {"pack.yaml": json.dumps(pack, indent=1), "report.yaml": json.dumps(dossier, indent=1)}


# A story in which nothing is wrong


def _sound(chance: random.Random) -> Pack:
    rooms = chance.randint(2, 4)
    pack: Pack = {
        "pack": "Rooms in a row", "start": "room_0", "disclaimer": "Invented, the report too.", "dossiers": ["report"],
        "checks": {"mostly-multiple-choice": "off"},
        "measures": {"courage": {"name": "Courage", "start": "2", "min": "0", "max": "5"}},
        "items": {f"key_{number}": {"name": f"Key {number}"} for number in range(rooms)},
        "places": {}, "questions": {}, "scenes": {},
        "endings": {"plain": {"title": "Out", "text": "Out."}, "proud": {"title": "Out, knowing", "text": "Out."}},
    }  # fmt: skip
    for index in range(rooms):
        _room(pack, index, rooms, chance)
    pack["scenes"]["leaving"] = {
        "at": f"room_{rooms - 1}", "again": "true", "text": "The door to the street.",
        "choices": [
            _choice("go", "Go", when=f"has.key_{rooms - 1}", end="plain"),
            _choice("bow", "Bow and go", when=f"right.question_{chance.randrange(rooms)}", end="proud"),
            _choice("wait", "Stay a little"),
        ],
    }  # fmt: skip
    return pack


def _room(pack: Pack, room: int, rooms: int, chance: random.Random) -> None:
    place: Pack = {"name": f"Room {room}", "text": "A room."}
    if room + 1 < rooms:
        place["exits"] = {"north": {"to": f"room_{room + 1}", "when": f"has.key_{room}", "one_way": "true"}}
    pack["places"][f"room_{room}"] = place
    pack["questions"][f"question_{room}"] = {
        "text": f"How wide is room {room}?", "cites": [f"fact_{room}"], "because": "The report says so.",
        "answers": [{"right": f"{room + 3} metres"}, {"wrong": f"{room + 7} metres"}, {"wrong": f"{room + 9} metres"}],
    }  # fmt: skip
    here = {"at": f"room_{room}", "again": "true"}
    scenes = pack["scenes"]
    scenes[f"shelf_{room}"] = {
        **here, "text": "A shelf.", "title": "Look at the shelf",
        "choices": [
            _choice("take", "Take the key", when=f"not has.key_{room}", give=f"key_{room}"),
            _choice("leave", "Leave it"),
        ],
    }  # fmt: skip
    scenes[f"report_{room}"] = {**here, "text": "The report.", "title": "Read the report", "learn": f"fact_{room}"}
    scenes[f"asked_{room}"] = {
        **here, "text": "Somebody asks.", "title": "Be asked", "ask": f"question_{room}",
        "when": f"knows.fact_{room} and not right.question_{room}",
        "right": {"text": "Yes.", "courage": "+1"}, "wrong": {"text": "No.", "courage": "-1"},
    }  # fmt: skip
    talk = [_choice("end", "Say goodbye")]
    for subject in range(chance.randint(1, 3)):
        guard = chance.choice(("", "courage >= 2", f"has.key_{room}", f"knows.fact_{room}"))
        more: Pack = {"courage": chance.choice(("+1", "-1"))} if chance.random() < 0.5 else {}
        more |= {"goto": f"aside_{room}"} if not subject else {"stay": "true"}
        talk.append(_choice(f"about_{subject}", f"Ask about subject {subject}", when=guard, **more))
    scenes[f"talk_{room}"] = {**here, "text": "Somebody.", "title": "Talk", "choices": talk}
    scenes[f"aside_{room}"] = {"text": "Aside.", "choices": [_choice("so", "So that is how it is", courage="+1")]}


def _choice(id_: str, label: str, **more: str) -> Pack:
    once = {} if "once" in more else {"again": "true"}
    return {
        "choose": label,
        "id": id_,
        **once,
        **{key: value for key, value in more.items() if value and key != "once"},
    }


# One fault


def _soft_lock(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """A place or a scene that nobody leaves, or a key that can be lost for good."""
    room = chance.randrange(len(pack["places"]))
    how = chance.randrange(3)
    if how == 0:
        pack["scenes"]["pit"] = {"text": "A pit.", "choices": [_choice("wait", "Wait", stay="true")]}
        pack["scenes"][f"talk_{room}"]["choices"].append(_choice("fall", "Step back", goto="pit"))
        sound["scenes"]["pit"] = {"text": "A pit.", "choices": [_choice("out", "Climb out")]}
        sound["scenes"][f"talk_{room}"]["choices"].append(_choice("fall", "Step back", goto="pit"))
        return "pit"
    if how == 1:
        for story in (pack, sound):
            story["places"]["closet"] = {"name": "The closet", "text": "Dark."}
            story["places"][f"room_{room}"].setdefault("exits", {})["east"] = {"to": "closet", "one_way": "true"}
        sound["places"]["closet"]["exits"] = {"west": {"to": f"room_{room}", "one_way": "true"}}
        return "closet"
    room = min(room, len(pack["places"]) - 2)  # out of the last room one comes without its key, too
    for story in (pack, sound):
        story["scenes"][f"talk_{room}"]["choices"].append(
            _choice("give", "Give the key away", when=f"has.key_{room}", lose=f"key_{room}", stay="true")
        )
    del pack["scenes"][f"shelf_{room}"]["choices"][0]["again"]
    return f"key_{room}"


def _orphan_scene(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """A scene to which nothing leads, or only what is never so."""
    room = chance.randrange(len(pack["places"]))
    for story in (pack, sound):
        story["scenes"]["attic"] = {"at": f"room_{room}", "text": "The attic.", "title": "Go up"}
    if chance.random() < 0.5:
        pack["scenes"]["attic"]["when"] = f"seen.talk_{room} and not seen.talk_{room}"
    else:
        pack["scenes"]["attic"]["when"] = "seen.cellar"
        for story in (pack, sound):
            story["scenes"]["cellar"] = {"at": f"room_{room}", "text": "The cellar.", "when": "seen.attic"}
        return "cellar"
    return "attic"


def _dead_choice(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """A choice whose condition never holds."""
    room = chance.randrange(len(pack["places"]))
    never, sometimes = chance.choice((
        ("courage > 5", "courage >= 3"),
        (f"right.question_{room} and wrong.question_{room}", f"right.question_{room} or wrong.question_{room}"),
        (f"knows.fact_{room} and not seen.report_{room}", f"knows.fact_{room} and seen.report_{room}"),
    ))  # fmt: skip
    for story, guard in ((pack, never), (sound, sometimes)):
        story["scenes"][f"talk_{room}"]["choices"].append(_choice("whisper", "Whisper", when=guard, stay="true"))
    return f"talk_{room}/whisper"


def _unreachable_ending(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """An ending that wants two things of which one can only have one."""
    room = chance.randrange(len(pack["places"]))
    for story in (pack, sound):
        story["endings"]["rich"] = {"title": "Rich", "text": "Rich."}
        story["items"] |= {"gold": {"name": "Gold"}, "silver": {"name": "Silver"}}
        story["scenes"]["chest"] = {
            "at": f"room_{room}", "text": "A chest.", "title": "Open the chest",
            "choices": [_choice("gold", "Take the gold", give="gold"), _choice("silver", "Take the silver",
                                                                               give="silver")],
        }  # fmt: skip
        story["scenes"]["leaving"]["choices"].append(
            _choice("rich", "Leave rich", when="has.gold and has.silver", end="rich")
        )
    sound["scenes"]["chest"]["again"] = "true"
    return "rich"


def _impossible_item(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """An item that is asked for, and that nobody gives, or only to those who have it."""
    room = chance.randrange(len(pack["places"]))
    for story in (pack, sound):
        story["items"]["lamp"] = {"name": "A lamp"}
        story["scenes"][f"talk_{room}"]["choices"].append(
            _choice("lamp", "Show the lamp", when="has.lamp", stay="true")
        )
        story["scenes"][f"aside_{room}"]["choices"].append(_choice("get", "Get a lamp", give="lamp"))
    if chance.random() < 0.5:
        pack["scenes"][f"aside_{room}"]["choices"].pop()
    else:
        pack["scenes"][f"aside_{room}"]["choices"][-1]["when"] = "has.lamp"
    return "lamp"


def _unfair_question(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """A question whose fact is told only further on, or only to those who were asked."""
    room = chance.randrange(len(pack["places"]) - 1)
    asked = pack["scenes"][f"asked_{room}"]
    asked["when"] = f"not right.question_{room}"
    if chance.random() < 0.5:
        pack["scenes"][f"report_{room}"]["at"] = f"room_{room + 1}"
    else:
        pack["scenes"][f"report_{room}"]["when"] = f"asked.question_{room}"
    return f"question_{room}"


def _endless_loop(pack: Pack, sound: Pack, chance: random.Random) -> str:
    """Places that send one on to each other without anything to choose."""
    room = chance.randrange(len(pack["places"]))
    length = chance.randint(2, 3)
    for story in (pack, sound):
        for number in range(length):
            # Only from the last stair does anybody go anywhere, if the turning ends there.
            way = {"exits": {"west": {"to": f"room_{room}", "one_way": "true"}}} if number == length - 1 else {}
            story["places"][f"stair_{number}"] = {"name": f"Stair {number}", "text": "A stair.", **way}
            story["scenes"][f"turn_{number}"] = {
                "at": f"stair_{number}", "on_arrival": "true", "again": "true", "text": "Round.",
                "move": f"stair_{(number + 1) % length}",
            }  # fmt: skip
        story["scenes"][f"talk_{room}"]["choices"].append(_choice("turn", "Turn round", move="stair_0"))
    del sound["scenes"][f"turn_{length - 1}"]["move"]
    return "turn_0"


KINDS: dict[str, Callable[[Pack, Pack, random.Random], str]] = {
    "soft-lock": _soft_lock,
    "orphan scene": _orphan_scene,
    "dead choice": _dead_choice,
    "unreachable ending": _unreachable_ending,
    "impossible item": _impossible_item,
    "unfair question": _unfair_question,
    "endless loop": _endless_loop,
}
"""By kind, what plants the fault in the first pack, and gives its twin what is the same without it."""


def main() -> None:
    """Write pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    for number in range(given.first, given.first + given.count):
        pair = faulted(number)
        for name, files in (("faulted", pair.faulted), ("sound", pair.sound)):
            home = given.folder / f"{number}-{pair.fault.kind.replace(' ', '-')}" / name
            home.mkdir(parents=True)
            for file, text in files.items():
                (home / file).write_text(text, "utf-8")
        print(f"{number}: {pair.fault.kind}: {pair.fault.about}")


if __name__ == "__main__":
    run_command(main)
