"""Packs of any size for measurements: the same number of scenes and the same seed give the same bytes.

A pack is a made-up archive, rooms in storeys, ten scenes to a room, people, items, questions on the facts of its own
dossiers. Its files are written as teachers write them: blocks, quoted lines, short lists, a scene here and there in a
file of its own. Without planted mistakes nothing is to be found in it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SCENES_OF_A_PLACE = 10
PLACES_OF_A_STOREY = 20
FACTS_OF_A_DOSSIER = 10
_SCENES_OF_A_DOSSIER = 200
_SCENES_OF_A_QUESTION = 5
_SCENES_OF_A_PERSON = 20
_SCENES_OF_AN_ITEM = 25
_SCENES_OF_AN_ENDING = 500

_THINGS = ("ledger", "lamp", "drawer", "letter", "map", "clock", "ladder", "portrait", "telephone", "atlas", "stamp",
           "window", "cabinet", "register", "folder", "globe")  # fmt: skip
_WHO = ("The archivist", "A visitor", "The night porter", "Somebody in grey", "The younger clerk",
        "A voice", "The restorer", "Nobody you know")  # fmt: skip
_DOES = ("turns a page", "counts the boxes", "moves the lamp", "writes down a number", "closes the drawer",
         "waits for the kettle", "holds the sheet to the light", "says nothing")  # fmt: skip
_WHERE = ("at the long table", "below the skylight", "between two shelves", "by the stairs", "by the door",
          "in the cold corner", "next to the catalogue", "under the old plan")  # fmt: skip
_FIRST_NAMES = ("Alma", "Bruno", "Cilia", "Davit", "Edda", "Faris", "Greta", "Hanno", "Ilse", "Joris")
_LAST_NAMES = ("Aasen", "Bellec", "Corvin", "Dahl", "Eskola", "Ferrand", "Gruber", "Holm", "Ivarsen", "Jansky")
_MEASURES = ("trust", "doubt", "patience", "noise")

MISTAKES: dict[str, str] = {
    "EW130": "text: A shelf.\n▸text: The same shelf.",
    "EW201": "text: A shelf.\n▸titel: Look at the shelf",
    "EW203": "text: A shelf.\nask: ▸[one, two]",
    "EW204": "text: A shelf.\npriority: ▸high",
    "EW205": "text: A shelf.\nagain: ▸maybe",
    "EW207": "text: A shelf.\ntrust: ▸more",
    "EW209": "text: A shelf.\ntitle:▸",
    "EW215": "text: A shelf.\nend: ending_0\n▸goto: {known}",
    "EW216": "text: A shelf.\n▸right: Well done.",
    "EW218": "text: A shelf.\nask: ▸{{ question: question_0, topic: topic_0 }}",
    "EW220": "text: A shelf.\n▸stay: true",
    "EW301": "text: A shelf.\nlearn: ▸a_fact_of_nobody_{number}",
    "EW401": "text: A shelf.\nwhen: trust >=▸",
    "EW402": "text: A shelf.\nwhen: ▸seen.a_scene_of_nobody_{number}",
    "EW403": "text: A shelf.\nwhen: ▸trust + 1",
    "EW501": "text: |\n  A shelf, ▸{{ and below it a drawer.",
    "EW502": "text: |\n  A shelf▸}} and below it a drawer.",
    "EW503": "text: |\n  A shelf.\n\n  The shelf says ▸{{of nobody}}.",
    "EW504": "text: |\n  A shelf ▸[a_fact_of_nobody_{number}].",
    "EW506": "text: |\n  A ▸*shelf.",
}
"""By code: a scene (below its id) with one mistake; `▸` stands where it is to be found."""


class Planted(NamedTuple):
    """A mistake in a generated pack: the code and the spot of the finding that it must lead to."""

    file: str
    line: int
    column: int
    code: str


class Generated(NamedTuple):
    """What a generated pack holds."""

    files: dict[str, str]
    counts: dict[str, int]
    planted: tuple[Planted, ...]

    def size(self) -> int:
        """Bytes of all files."""
        return sum(len(text.encode()) for text in self.files.values())

    def write(self, folder: Path) -> None:
        """Write the pack into a folder, which must not be there yet."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def generate(scenes: int, seed: int = 1, mistakes: int = 0, in_one: bool = False) -> Generated:
    """A pack of so many scenes (a multiple of ten), with so many scenes more that hold one mistake each.

    With `in_one`, all that can stand in one file does: only the dossiers have files of their own.
    """
    if scenes % SCENES_OF_A_PLACE or scenes <= 0:
        raise ValueError(f"the scenes come in tens, and {scenes} is no multiple of it")
    if mistakes and in_one:
        raise ValueError("mistakes are planted in many files only")
    generated = _Generator(scenes, random.Random(seed), mistakes).pack()
    return generated._replace(files=_in_one(generated.files)) if in_one else generated


def _in_one(files: dict[str, str]) -> dict[str, str]:
    """The same definitions, section after section in one file."""
    sections: dict[str, list[str]] = {}
    others: dict[str, str] = {}
    for name, text in files.items():
        head, _, rest = text.partition("\n")
        if head.startswith("dossier: "):
            others[name] = text
        elif head.startswith("scene: "):
            indented = "".join(f"    {line}" if line != "\n" else line for line in rest.splitlines(keepends=True))
            sections.setdefault("scenes:", []).append(f"  {head.removeprefix('scene: ')}:\n{indented}")
        else:
            sections.setdefault(head, []).append(rest)
    return {"pack.yaml": "".join(f"{head}\n{''.join(texts)}" for head, texts in sections.items()), **others}


class _Generator:
    def __init__(self, scenes: int, chance: random.Random, mistakes: int) -> None:
        self.scenes, self.chance, self.mistakes = scenes, chance, mistakes
        self.places = scenes // SCENES_OF_A_PLACE
        self.dossiers = max(1, scenes // _SCENES_OF_A_DOSSIER)
        self.questions = scenes // _SCENES_OF_A_QUESTION
        self.persons = max(2, scenes // _SCENES_OF_A_PERSON)
        self.items = max(2, scenes // _SCENES_OF_AN_ITEM)
        self.endings = max(2, scenes // _SCENES_OF_AN_ENDING)
        self.files: dict[str, str] = {}
        self.planted: list[Planted] = []

    def pack(self) -> Generated:
        self.files["pack.yaml"] = self.head()
        self.files["endings.yaml"] = self.endings_file()
        for dossier in range(self.dossiers):
            self.files[f"dossiers/dossier-{dossier}.yaml"] = self.dossier(dossier)
        for storey in range(0, self.places, PLACES_OF_A_STOREY):
            here = range(storey, min(storey + PLACES_OF_A_STOREY, self.places))
            self.files[f"building/storey-{storey // PLACES_OF_A_STOREY}.yaml"] = self.storey(here)
        self.sections("people", self.persons, 20, self.person)
        self.sections("items", self.items, 20, self.item)
        self.sections("questions", self.questions, 10, self.question)
        for place in range(self.places):
            self.scenes_of(place)
        counts = {
            "scenes": self.scenes, "places": self.places, "people": self.persons, "items": self.items,
            "questions": self.questions, "facts": self.dossiers * FACTS_OF_A_DOSSIER, "endings": self.endings,
        }  # fmt: skip
        return Generated(self.files, counts, tuple(sorted(self.planted)))

    def sections(self, section: str, count: int, in_a_file: int, entry: Callable[[int], str]) -> None:
        """Write so many entries of a section, some to a file."""
        for start in range(0, count, in_a_file):
            entries = [entry(number) for number in range(start, min(start + in_a_file, count))]
            self.files[f"{section}/{section}-{start // in_a_file}.yaml"] = f"{section}:\n" + "".join(entries)

    # ── words ────────────────────────────────────────────────────────────────────────────────────────────

    def sentence(self) -> str:
        pick = self.chance.choice
        return f"{pick(_WHO)} {pick(_DOES)} {pick(_WHERE)}."

    def fact(self) -> str:
        return f"fact_{self.chance.randrange(self.dossiers)}_{self.chance.randrange(FACTS_OF_A_DOSSIER)}"

    def fact_learned(self, number: int) -> str:
        """One fact after the other: the story brings them all."""
        return f"fact_{number // FACTS_OF_A_DOSSIER % self.dossiers}_{number % FACTS_OF_A_DOSSIER}"

    def any_item(self) -> str:
        return f"item_{self.chance.randrange(self.items)}"

    def any_question(self) -> str:
        return f"question_{self.chance.randrange(self.questions)}"

    def any_person(self) -> str:
        return f"person_{self.chance.randrange(self.persons)}"

    @staticmethod
    def scene_id(number: int) -> str:
        return f"{_THINGS[number * 7 % len(_THINGS)]}_{number}"

    def any_scene(self) -> str:
        return self.scene_id(self.chance.randrange(self.scenes))

    def condition(self) -> str:
        chance = self.chance
        forms = (
            lambda: f"seen.{self.any_scene()}",
            lambda: f"knows.{self.fact()} and {chance.choice(_MEASURES)} >= {chance.randint(1, 4)}",
            lambda: f"has.{self.any_item()} or right.{self.any_question()}",
            lambda: f"not seen.{self.any_scene()} and time >= {chance.randint(9, 15)}:{chance.randint(10, 59)}",
            lambda: (
                f"visits.{self.any_scene()} < 2 and not (been.place_{chance.randrange(self.places)} and "
                f"trust < {chance.randint(2, 6)})"
            ),
            lambda: f"notes.topic_{chance.randrange(self.dossiers)} >= {chance.randint(1, 4)}",
            lambda: f"correct >= {chance.randint(1, 9)}" if chance.random() < 0.2 else f"asked.{self.any_question()}",
        )
        return chance.choice(forms)()

    def paragraph(self) -> str:
        chance = self.chance
        forms = (
            lambda: f"{self.sentence()} {self.sentence()}",
            lambda: f"{self.sentence()}\n{self.sentence()}",
            lambda: f"{self.any_person()}: {self.sentence()}",
            lambda: f"{self.sentence()} It is *not* the first time.",
            lambda: f"{self.sentence()} That much is known [{self.fact()}].",
            lambda: f"{{{self.condition()}: {self.sentence()}|{self.sentence()}}}",
            lambda: f"{{{self.sentence()}|{self.sentence()}|Again.}} {self.sentence()}",
            lambda: f"It is {{time}}. {{name.{self.any_item()}}} is where it was.",
        )
        return chance.choice(forms)()

    @staticmethod
    def block(key: str, text: str, indent: int) -> str:
        spaces = " " * indent
        lines = "".join(f"{spaces}  {line}\n" if line else "\n" for line in text.split("\n"))
        return f"{spaces}{key}: |\n{lines}"

    # ── definitions ──────────────────────────────────────────────────────────────────────────────────────

    def head(self) -> str:
        measures = "".join(
            f"  {measure}: {{ name: {measure.capitalize()}, start: 3, min: 0, max: 10 }}\n" for measure in _MEASURES
        )
        storeys = (self.places + PLACES_OF_A_STOREY - 1) // PLACES_OF_A_STOREY
        wings = "".join(f"  storey_{number}: Storey {number}\n" for number in range(storeys))
        return (
            "pack: The archive\nabout: A made-up building of any size.\nstart: place_0\n"
            "disclaimer: Everything in it is made up, the reports of 1998 too.\n"
            f"clock: {{ start: 08:30, end: 18:00 }}\nlookup: {{ minutes: 5 }}\nmeasures:\n{measures}wings:\n{wings}"
        )

    def endings_file(self) -> str:
        entries = [f"  ending_{number}:\n    title: Ending {number}\n" + self.block("text", self.sentence(), 4)
                   for number in range(self.endings)]  # fmt: skip
        return "endings:\n" + "".join(entries)

    def dossier(self, dossier: int) -> str:
        facts = [
            f"  fact_{dossier}_{number}:\n    states: In room {self.chance.randrange(900)} of this building "
            f"lie {self.chance.randrange(2, 90)} boxes, says the article.\n    paragraph: {number + 1}\n"
            f'    by: article\n    as_of: "1998"\n    topics: [topic_{dossier}]\n'
            for number in range(FACTS_OF_A_DOSSIER)
        ]
        return (
            f"dossier: dossier_{dossier}\ntitle: Report number {dossier}\narticle: report-{dossier}.txt\n"
            f'as_of: "1998"\nfacts:\n{"".join(facts)}corrections: []\n'
        )

    def storey(self, places: range) -> str:
        storey = places.start // PLACES_OF_A_STOREY
        entries = []
        for place in places:
            exits = []
            if place + 1 in places:
                exits.append(f"      east: place_{place + 1}\n")
            if place == places.start and place + PLACES_OF_A_STOREY < self.places:
                exits.append(f"      up:\n        to: place_{place + PLACES_OF_A_STOREY}\n        minutes: 2\n")
            entries.append(
                f"  place_{place}:\n    name: Room {place}\n    wing: storey_{storey}\n    floor: {storey % 90}\n"
                + self.block("text", f"{self.sentence()}\n\n{self.paragraph()}", 4)
                + f"    glance: {self.sentence()}\n"
                + ("    exits:\n" + "".join(exits) if exits else "")
            )
        return "places:\n" + "".join(entries)

    def person(self, number: int) -> str:
        name = f"{_FIRST_NAMES[number % 10]} {_LAST_NAMES[number // 10 % 10]}"
        return (
            f"  person_{number}:\n    name: {name}\n    role: keeper of shelf {number}\n"
            f"    at: place_{self.chance.randrange(self.places)}\n    fictional: true\n    about: {self.sentence()}\n"
        )

    def item(self, number: int) -> str:
        at = f"    at: place_{self.chance.randrange(self.places)}\n" if number % 2 else ""
        return (
            f"  item_{number}:\n    name: the {_THINGS[number % len(_THINGS)]} of room {number}\n{at}"
            f"    about: {self.sentence()}\n"
        )

    def question(self, number: int) -> str:
        fact = self.fact()
        who, does = _WHO[number // 128 % 8].lower(), _DOES[number // 1024 % 8]
        asked = f"How many {_THINGS[number % 16]} boxes stand {_WHERE[number // 16 % 8]} when {who} {does}?"
        match number % 4:
            case 0 | 1:
                key = "    answers:\n" + "".join(
                    f"      - {'right' if index == 1 else 'wrong'}: About {number + index} boxes\n"
                    + (f"        because: {self.sentence()}\n" if index != 1 else "")
                    for index in range(3)
                )
            case 2:
                key = f"    number: {number % 90 + 10}\n    unit: boxes\n"
            case _:
                key = f"    answer: [{number} boxes, the {number} boxes]\n    not: [{number + 1} boxes]\n"
        meant = "    worked_out: true\n"  # no fact has these figures
        return (
            f"  question_{number}:\n    text: {asked}\n    cites: {fact}\n{key}{meant}    because: {self.sentence()}\n"
        )

    # ── scenes ───────────────────────────────────────────────────────────────────────────────────────────

    def scenes_of(self, place: int) -> None:
        """The scenes of a place: all in one file, but for one in a file of its own."""
        first = place * SCENES_OF_A_PLACE
        name = f"scenes/place-{place}.yaml"
        text = "scenes:\n"
        for number in range(first, first + SCENES_OF_A_PLACE - 1):
            text += f"  {self.scene_id(number)}:\n{self.scene(number, place, 4)}"
        # The mistakes lie evenly between the places.
        for mistake in range(place * self.mistakes // self.places, (place + 1) * self.mistakes // self.places):
            text = self.with_mistake(name, text, mistake, place)
        self.files[name] = text
        alone = first + SCENES_OF_A_PLACE - 1
        self.files[f"scenes/alone/{alone}.yaml"] = f"scene: {self.scene_id(alone)}\n{self.scene(alone, place, 0)}"

    def with_mistake(self, file: str, text: str, number: int, place: int) -> str:
        code = list(MISTAKES)[number % len(MISTAKES)]
        steps = MISTAKES[code].format(number=number, known=self.scene_id(0))
        entry = f"  mistake_{number}:\n    at: place_{place}\n" + "".join(
            f"    {line}\n" if line else "\n" for line in steps.split("\n")
        )
        before, _, after = entry.partition("▸")
        line = text.count("\n") + before.count("\n") + 1
        self.planted.append(Planted(file, line, len(before) - before.rfind("\n"), code))
        return text + before + after

    def scene(self, number: int, place: int, indent: int) -> str:
        """A scene below its id. The last of a place is reached from the two before it only."""
        chance, spaces = self.chance, " " * indent
        role = number % SCENES_OF_A_PLACE
        last = self.scene_id(place * SCENES_OF_A_PLACE + SCENES_OF_A_PLACE - 1)
        text = ""
        if role != SCENES_OF_A_PLACE - 1:
            text += f"{spaces}title: Have a look at the {self.scene_id(number).replace('_', ' ')}\n"
            text += f"{spaces}at: place_{place}\n"
        if role % 3 == 1:
            text += f"{spaces}with: {self.any_person()}\n"
        if role % 2:
            text += f"{spaces}when: {self.condition()}\n"
        if role == 0:
            text += f"{spaces}on_arrival: true\n"
        paragraphs = "\n\n".join(self.paragraph() for _ in range(chance.randint(1, 2)))
        text += self.block("text", paragraphs, indent)
        if role % 4 == 2:
            text += f"{spaces}learn: {self.fact_learned(place * 2 + (role == 6))}\n"
        match role:
            case 3 | 6:
                text += f"{spaces}ask: question_{place * 2 + (role == 6)}\n"
                text += f"{spaces}right:\n{spaces}  text: {self.sentence()}\n{spaces}  trust: +1\n"
                text += f"{spaces}wrong: {self.sentence()}\n"
            case 8:
                text += f"{spaces}minutes: 5\n{spaces}goto: {last}\n"
            case 0 | 9:
                pass
            case _:
                text += self.choices(number, indent, last if role == 7 else "")
        return text

    def choices(self, number: int, indent: int, called: str) -> str:
        chance, spaces = self.chance, " " * indent
        ending = f"ending_{chance.randrange(self.endings)}"
        text = (
            f"{spaces}choices:\n{spaces}  - choose: Ask about the {chance.choice(_THINGS)}\n"
            f"{spaces}    id: ask\n{spaces}    text: {self.sentence()}\n"
            f"{spaces}    {chance.choice(_MEASURES)}: {chance.choice(('+1', '-1', '=5'))}\n{spaces}    stay: true\n"
            f"{spaces}  - choose: Take what lies there\n{spaces}    when: {self.condition()}\n"
        )
        text += f"{spaces}    call: {called}\n" if called else f"{spaces}    give: {self.any_item()}\n"
        if number % 50 == 1:
            text += f"{spaces}  - choose: Go home for good\n{spaces}    end: {ending}\n"
        return text + f"{spaces}  - choose: Leave it\n{spaces}    fallback: true\n"
