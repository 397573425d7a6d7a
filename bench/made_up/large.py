"""Stories at the limits of what can be proved: each is hard in one way, and the last is a bit of everything.

All give the files of a pack, by name; the same numbers and the same seed give the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_HEAD = {"disclaimer": "Invented."}


def timed_day(minutes: int = 600, places: int = 40, events: int = 80, seed: int = 1) -> dict[str, str]:
    """A day by the clock: `places` in rows of eight, `events` that open by themselves within some hours of it.

    Each event is at a place of its own, from one minute to another; some want an earlier one. When the day is over, the
    story ends, in one of three ways that hang on how many of some events were seen.
    """
    chance = random.Random(f"timed {seed}")
    begin, end = 480, 480 + minutes
    names = [f"place_{number}" for number in range(places)]
    exits: dict[str, dict[str, Any]] = {name: {} for name in names}
    for number, name in enumerate(names):
        for direction, other in (("east", number + 1 if number % 8 < 7 else places), ("south", number + 8)):
            if other < places:
                exits[name][direction] = {"to": names[other], "minutes": chance.choice((1, 2, 3, 5))}
    scenes: dict[str, Any] = {}
    for number in range(events):
        first = begin + chance.randrange(minutes - 60)
        last = min(first + chance.choice((15, 30, 45, 60, 120)), end - 1)
        asked = [f"time >= {_clock(first)}", f"time < {_clock(last)}"]
        if number and chance.random() < 0.3:
            asked.append(f"seen.event_{chance.randrange(number)}")
        scene = {"at": chance.choice(names), "on_arrival": True, "when": " and ".join(asked), "text": "It happens."}
        if chance.random() < 0.5:
            scene["minutes"] = chance.choice((5, 10, 15))
        if chance.random() < 0.3:
            scene["standing"] = "+1"
        scenes[f"event_{number}"] = scene
    scenes["waiting"] = {"at": names, "title": "Wait", "again": True, "text": "Time goes by.", "minutes": 5}
    late = f"time >= {_clock(end - 1)}"
    scenes["the_night"] = {
        "on_arrival": True, "when": late, "priority": 9, "text": "The day is over.",
        "choices": [
            {"choose": "Go home as a witness", "when": "seen.event_0 and seen.event_1", "end": "witness"},
            {"choose": "Go home with a name", "when": "standing >= 3", "end": "known"},
            {"choose": "Go home", "end": "nobody"},
        ],
    }  # fmt: skip
    return _files({
        "pack": "A timed day", **_HEAD, "start": names[0], "clock": {"start": _clock(begin), "end": _clock(end)},
        "measures": {"standing": {"start": 0, "min": 0, "max": 5, "stops_at_bounds": True}},
        "places": {name: {"name": name.replace("_", " ").capitalize(), "exits": exits[name]} for name in names},
        "scenes": scenes, "endings": {"witness": "You saw it.", "known": "They know you.", "nobody": "You go home."},
        "promises": [{"can": "ending.witness and standing >= 2"}, {"never": "ending.known and standing < 3"}],
    })  # fmt: skip


def delegations(number: int = 10, top: int = 10, seed: int = 1) -> dict[str, str]:
    """So many delegations with a trust from 0 to `top`: what pleases one of them displeases another.

    One asks about each of them what the next one thinks, so that they are all tied to each other.
    """
    chance = random.Random(f"delegations {seed}")
    measures = {f"trust_{index}": {"start": top // 2, "min": 0, "max": top, "stops_at_bounds": True}
                for index in range(number)}  # fmt: skip
    scenes: dict[str, Any] = {}
    for index in range(number):
        mine, next_ = f"trust_{index}", f"trust_{(index + 1) % number}"
        other = f"trust_{chance.choice([each for each in range(number) if each != index])}"
        scenes[f"talk_{index}"] = {
            "at": "hall", "title": f"Talk to delegation {index}", "again": True, "text": "They look up.",
            "choices": [
                {"choose": f"Give in to {index}", "again": True, mine: "+2", next_: "-1"},
                {"choose": f"Be plain with {index}", "again": True, "when": f"{mine} >= 3", mine: "-1", other: "+1"},
                {"choose": f"Carry a message to {index}", "again": True, "when": f"{mine} > {next_}", next_: "+1"},
                {"choose": f"Say good night to {index}", "again": True},
            ],
        }  # fmt: skip
    every = [f"trust_{index}" for index in range(number)]
    scenes["the_vote"] = {
        "at": "hall", "title": "Call the vote", "text": "Hands go up.",
        "choices": [
            {"choose": "All of them", "when": " and ".join(f"{name} >= {top - 2}" for name in every), "end": "all"},
            {"choose": "Most", "when": f"{' + '.join(every)} >= {number * top * 6 // 10}", "end": "most"},
            {"choose": "Nobody", "end": "none_of_them"},
        ],
    }  # fmt: skip
    promised = f"{every[0]} == {top} and {every[number // 2]} == 0 and {every[-1]} == {top}"
    return _files({
        "pack": "Delegations", **_HEAD, "start": "hall", "measures": measures, "places": {"hall": {"name": "The hall"}},
        "scenes": scenes, "endings": {"all": "All agree.", "most": "Most agree.", "none_of_them": "Nobody agrees."},
        "promises": [{"can": promised}],
    })  # fmt: skip


def independent_chapters(number: int = 1_000) -> dict[str, str]:
    """So many chapters of five scenes in any order, none of which has to do with another: 32 situations each.

    From a chapter the next one is open as soon as two of its scenes were seen.
    """
    places: dict[str, Any] = {}
    scenes: dict[str, Any] = {}
    for chapter in range(number):
        name = f"chapter_{chapter}"
        onward = f"chapter_{chapter + 1}" if chapter + 1 < number else ""
        asked = f"seen.s{chapter}_0 and seen.s{chapter}_1"
        places[name] = {"name": f"Chapter {chapter}"}
        if onward:
            places[name]["exits"] = {"north": {"to": onward, "when": asked, "one_way": True}}
        for index in range(5):
            text = f"Scene {index}.{{seen.s{chapter}_{(index + 1) % 5}: You know the rest.}}"
            scenes[f"s{chapter}_{index}"] = {"at": name, "title": f"Scene {index} of {chapter}", "text": text}
    last = number - 1
    scenes["leave"] = {"at": f"chapter_{last}", "title": "Leave", "when": f"seen.s{last}_0", "end": "out"}
    return _files({
        "pack": "Independent chapters", **_HEAD, "start": "chapter_0", "places": places, "scenes": scenes,
        "endings": {"out": "You are out."},
    })  # fmt: skip


def bit_of_everything(scenes: int, seed: int = 1) -> dict[str, str]:
    """A story of so many scenes such as people write: rooms, things, questions, measures, gates, five endings.

    Each part of twelve scenes has three rooms; a gate leads from it to the next part and back. Much asks for what was
    done in an earlier part, so that little can be forgotten.
    """
    return _files(_Everything(scenes, random.Random(f"everything {scenes} {seed}")).made())


MEASURES = ("standing", "patience", "trust", "nerve")


class _Everything:
    """The parts of a story, written one after the other; what earlier ones have brought can be asked for."""

    def __init__(self, scenes: int, chance: random.Random) -> None:
        self.size, self.chance = scenes, chance
        self.places: dict[str, Any] = {}
        self.scenes: dict[str, Any] = {}
        self.items: dict[str, Any] = {}
        self.questions: dict[str, Any] = {}
        self.facts: dict[str, Any] = {}
        #: What can be asked for.
        self.brought: list[str] = []

    def made(self) -> dict[str, Any]:
        parts = max((self.size - 1) // 12, 1)
        for part in range(parts):
            self._part(part, last=part == parts - 1)
        some = [self.brought[len(self.brought) * number // 12] for number in range(1, 12)]
        everything, half = " and ".join(some), " and ".join(some[:4])
        self.scenes["the_evening"] = {
            "on_arrival": True,
            "when": "time >= 18:00",
            "text": "It gets dark.",
            "nerve": "-1",
        }
        self.scenes["the_end"] = {
            "at": f"room_{parts - 1}_2", "title": "Go to the last door", "again": True, "text": "A door.",
            "choices": [
                {"choose": "Open it with all you have", "when": everything, "end": "best"},
                {"choose": "Open it", "when": f"{half} and trust >= 5", "end": "good"},
                {"choose": "Knock", "when": "nerve >= 7 and patience <= 2", "end": "loud"},
                {"choose": "Slip a letter through", "when": "standing >= 9 and patience >= 8", "end": "quiet"},
                {"choose": "Go away", "end": "poor"},
                {"choose": "Not yet", "again": True},
            ],
        }  # fmt: skip
        return {
            "pack": "A bit of everything", **_HEAD, "start": "room_0_0",
            "clock": {"start": "08:00", "end": "20:00"},
            "measures": {name: {"start": 4, "min": 0, "max": 10, "stops_at_bounds": True} for name in MEASURES},
            "dossiers": ["report"], "places": self.places, "items": self.items, "scenes": self.scenes,
            "questions": self.questions, "dossier": self.facts,
            "endings": {name: f"It ends, {name}." for name in ("best", "good", "loud", "quiet", "poor")},
            "promises": [
                {"can": "ending.best and trust >= 8"}, {"never": "ending.quiet and standing < 9"},
            ],
        }  # fmt: skip

    def _asked(self) -> str:
        draws = self.chance
        kind = draws.random()
        if kind < 0.35 or not self.brought:
            return f"{draws.choice(MEASURES)} {draws.choice(('>= 3', '>= 5', '>= 6', '<= 6', '<= 3'))}"
        first = draws.choice(self.brought[-40:] if draws.random() < 0.7 else self.brought)
        if kind < 0.7:
            return first
        second = draws.choice(self.brought)
        return f"{first} {draws.choice(('and', 'or', 'and not'))} {second}"

    def _change(self) -> dict[str, str]:
        return {self.chance.choice(MEASURES): self.chance.choice(("+1", "+1", "+2", "-1", "-1", "-2"))}

    def _part(self, part: int, last: bool) -> None:
        rooms = [f"room_{part}_{number}" for number in range(3)]
        for number, name in enumerate(rooms):
            self.places[name] = {"name": f"Room {number} of part {part}", "exits": {}}
            if number:
                self.places[rooms[number - 1]]["exits"]["east"] = name
        thing = f"thing_{part}"
        self.items[thing] = {"name": f"thing {part}", "at": self.chance.choice(rooms)}
        before = list(self.brought)
        mine = [getattr(self, f"_{kind}")(f"p{part}_{number}", self.chance.choice(rooms))
                for number, kind in enumerate(("telling", "asking", "talk", "talk", "chain", "arrival", "again",
                                               "talk", "telling", "asking", "secret"))]  # fmt: skip
        self.brought = [*before, f"has.{thing}", *(name for name in mine if name)]
        if not last:
            gate = f"{self.brought[-1]} or {self.brought[-2]} or has.{thing}"
            self.places[rooms[2]]["exits"]["north"] = {"to": f"room_{part + 1}_0", "when": gate, "closed": "Not yet."}

    def _scene(self, id_: str, room: str, asked: float = 0.4, **more: Any) -> None:
        scene = {"at": room, "title": f"Look into {id_}", "text": self._text(), **more}
        if self.chance.random() < asked:
            scene["when"] = self._asked()
        self.scenes[id_] = scene

    def _text(self) -> str:
        return f"It is quiet.{{{self._asked()}: You have seen it.}}" if self.chance.random() < 0.3 else "It is quiet."

    def _telling(self, id_: str, room: str) -> str:
        self.facts[f"fact_{id_}"] = f"In {id_} of this building lie {len(self.facts) + 20} boxes."
        self._scene(id_, room, learn=f"fact_{id_}")
        return f"knows.fact_{id_}"

    def _asking(self, id_: str, room: str) -> str:
        fact = self.chance.choice(list(self.facts))
        self.questions[f"q_{id_}"] = {
            "text": f"How many boxes lie there, in {id_}?", "cites": fact, "number": int(self.facts[fact].split()[-2]),
            "because": "It was told.",
        }  # fmt: skip
        self._scene(id_, room, ask=f"q_{id_}", right={"text": "Yes.", **self._change()},
                    wrong={"text": "No.", **self._change()})  # fmt: skip
        return f"right.q_{id_}"

    def _talk(self, id_: str, room: str) -> str:
        choices: list[dict[str, Any]] = [
            {"choose": f"Be kind in {id_}", **self._change(), "minutes": 5},
            {"choose": f"Be firm in {id_}", **self._change(), "when": self._asked()},
            {"choose": f"Leave {id_}"},
        ]
        self._scene(id_, room, choices=choices)
        return f"chose.{id_}.be_kind_in_{id_}"

    def _chain(self, id_: str, room: str) -> str:
        self._scene(id_, room, choices=[
            {"choose": f"Go down in {id_}", "goto": f"{id_}_below"},
            {"choose": f"Turn back from {id_}", "when": self._asked(), **self._change()},
            {"choose": f"Stay up in {id_}"},
        ])  # fmt: skip
        self.scenes[f"{id_}_below"] = {"text": self._text(), **self._change()}
        return f"seen.{id_}_below"

    def _arrival(self, id_: str, room: str) -> str:
        self.scenes[id_] = {"at": room, "on_arrival": True, "when": self._asked(), "text": self._text(),
                            **self._change()}  # fmt: skip
        return f"seen.{id_}"

    def _again(self, id_: str, room: str) -> str:
        self._scene(id_, room, again=True, choices=[
            {"choose": f"Wait in {id_}", "again": True, "patience": "-1", "nerve": "+1"},
            {"choose": f"Rest in {id_}", "again": True, "patience": "+1", "nerve": "-1"},
            {"choose": f"Look about in {id_}", "stay": True, "text": self._text()},
            {"choose": f"Go on from {id_}", "again": True},
        ])  # fmt: skip
        return ""

    def _secret(self, id_: str, room: str) -> str:
        self._scene(id_, room, asked=1, **self._change())
        return f"seen.{id_}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _files(pack: Mapping[str, Any]) -> dict[str, str]:
    """The files of a pack; the facts below `dossier` become a file of their own."""
    whole = dict(pack)
    facts = whole.pop("dossier", None)
    files = {"pack.yaml": _written(whole)}
    if facts:
        dossier = {
            "dossier": "report", "title": "The report", "article": "report.txt", "as_of": "1998",
            "facts": {
                id_: {"states": text, "paragraph": number, "by": "article", "as_of": "1998", "topics": ["archive"]}
                for number, (id_, text) in enumerate(facts.items(), 1)
            },
            "corrections": [],
        }  # fmt: skip
        files["report.yaml"] = _written(dossier)
    return files


def _written(definitions: Mapping[str, Any] | Sequence[Any]) -> str:
    return str(yaml.safe_dump(definitions, sort_keys=False, allow_unicode=True, width=1_000))
