"""Random edits of a drawn pack: what an author does to a story between two evenings of a player."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from game.story.model.directions import DIRECTIONS
from tests.drawn_packs import Names, condition, effects, question, scene

Pack = dict[str, Any]


def names_of(pack: Pack, drawn: bytes) -> Names:
    """What the pack holds, for drawing more that fits it."""
    names = Names(drawn)
    for kind in ("places", "scenes", "items", "questions", "endings", "measures"):
        setattr(names, kind, list(pack.get(kind, {})))
    names.choices = [choice["id"] for _, choice, _ in choices(pack)] * bool(drawn)
    names.clock = "clock" in pack
    return names


def tables(value: Any) -> Iterator[Pack]:
    """Every table in a value, however deep."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from tables(part)


def choices(pack: Pack) -> Iterator[tuple[str, Pack, list[Pack]]]:
    """Every choice, with the id of its scene and the list that it stands in."""
    for id_, described in pack["scenes"].items():
        for table in tables(described):
            for choice in table.get("choices", ()):
                yield id_, choice, table["choices"]


def choice_ids(pack: Pack) -> set[str]:
    """The ids of all choices, as plays keep them."""
    return {f"{scene}/{choice['id']}" for scene, choice, _ in choices(pack)}


def rename(pack: Pack, old: str, new: str) -> None:
    """Another id everywhere, also where it is referred to."""
    written = re.sub(rf"\b{old}\b", new, json.dumps(pack))
    pack.clear()
    pack.update(json.loads(written))


def edit_choices(pack: Pack, names: Names) -> None:
    found = list(choices(pack))
    if not found:
        return
    _, choice, siblings = found[names.number(0, len(found) - 1)]
    match names.number(0, 9):
        case 0:
            siblings.remove(choice)
            if not siblings:
                siblings.append({"choose": "Do something else", "id": "other"})
        case 1:
            siblings.reverse()
        case 2:
            rename(pack, choice["id"], f"{choice['id']}x")
        case 3:
            choice["choose"] = names.pick("Something quite different", f"{choice['choose']} now", "Do")
        case 4:
            rename(pack, choice["id"], f"{choice['id']}y")
            for _, other, _ in choices(pack):
                if other["id"].endswith("y"):
                    other["choose"] = other["choose"].replace("Do", "Do really", 1)
        case 5:
            choice["when"] = condition(names)
        case 6:
            choice.pop("again", None)
        case 7:
            choice["fallback"] = "true"
        case 8:
            choice["id"] = f"{choice['id']}z"
        case _:
            siblings.append({"choose": choice["choose"], "id": "twin"})


def edit_scenes(pack: Pack, names: Names) -> None:
    id_ = names.pick(*pack["scenes"])
    table = pack["scenes"][id_]
    match names.number(0, 7):
        case 0:
            rename(pack, id_, f"{id_}x")
        case 1 if len(pack["scenes"]) > 1:
            del pack["scenes"][id_]
            rename(pack, id_, names.pick(*pack["scenes"]))
        case 2 if pack.get("places"):
            table["at"] = names.sample(list(pack["places"]))
        case 3:
            table["when"] = condition(names)
        case 4:
            table["on_arrival"] = "true" if "on_arrival" not in table else "false"
        case 5:
            table.pop("again", None)
        case 6:
            table["title"] = "Do something with a new title"
        case _:
            number = list(pack["scenes"]).index(id_)
            pack["scenes"][id_] = scene(names, number, len(pack["scenes"]))


def edit_places(pack: Pack, names: Names) -> None:
    if not pack.get("places"):
        return
    id_ = names.pick(*pack["places"])
    exits = pack["places"][id_]["exits"]
    direction = names.pick(*exits) if exits else ""
    match names.number(0, 5):
        case 0:
            rename(pack, id_, f"{id_}x")
        case 1 if len(pack["places"]) > 1:
            del pack["places"][id_]
            rename(pack, id_, names.pick(*pack["places"]))
        case 2 if direction:
            del exits[direction]
        case 3 if direction:
            exits[names.pick(*DIRECTIONS)] = exits.pop(direction)
        case 4 if direction:
            to = exits[direction] if isinstance(exits[direction], str) else exits[direction]["to"]
            exits[direction] = {"to": to, "when": condition(names), "closed": "Shut."}
        case _:
            pack["places"][id_]["name"] = "A place with a new name"


def edit_items(pack: Pack, names: Names) -> None:
    if not pack.get("items"):
        return
    id_ = names.pick(*pack["items"])
    match names.number(0, 3):
        case 0:
            rename(pack, id_, f"{id_}x")
        case 1 if len(pack["items"]) > 1:
            del pack["items"][id_]
            rename(pack, id_, names.pick(*pack["items"]))
        case 2 if pack.get("places"):
            pack["items"][id_]["at"] = names.pick(*pack["places"])
        case _:
            pack["items"][id_]["when"] = condition(names)


def edit_questions(pack: Pack, names: Names) -> None:
    id_ = names.pick(*pack["questions"])
    asked = pack["questions"][id_]
    match names.number(0, 4):
        case 0:
            rename(pack, id_, f"{id_}x")
        case 1 if len(pack["questions"]) > 1 and id_ != "q0":
            del pack["questions"][id_]
            rename(pack, id_, names.pick(*pack["questions"]))
        case 2 if "answers" in asked:
            asked["answers"] = [{"right": "The moon"}, *asked["answers"][1:]]
        case 3:
            asked["text"] = "Something else is asked."
        case _:
            topics = asked.get("topics")
            pack["questions"][id_] = question(names, names.number(0, 5)) | ({"topics": topics} if topics else {})


def edit_rest(pack: Pack, names: Names) -> None:
    match names.number(0, 4):
        case 0:
            pack["start"] = names.pick(*(pack.get("places") or pack["scenes"]), *pack["scenes"])
        case 1 if pack["measures"]:
            measure = pack["measures"][names.pick(*pack["measures"])]
            measure |= {"max": str(names.number(2, 9)), "min": str(names.number(-5, 1)), "start": "1"}
        case 2 if "clock" in pack:
            pack["clock"]["end"] = names.pick("08:10", "08:30", "23:00")
        case 3:
            found = [table for table in tables(pack["scenes"]) if "text" in table]
            if found:
                found[names.number(0, len(found) - 1)].update(effects(names))
        case _:
            for place in tables(pack["scenes"]):
                place.pop("call", None)


EDITS: tuple[Callable[[Pack, Names], None], ...] = (
    edit_choices, edit_choices, edit_scenes, edit_scenes, edit_places, edit_items, edit_questions, edit_rest,
)  # fmt: skip


def edited(written: str, drawn: bytes) -> tuple[str, str]:
    """The pack after an edit, as text, and what kind of edit it was. It need not be one that loads."""
    pack = json.loads(written)
    names = names_of(pack, drawn)
    if not names.choices:
        names.choices = ["none"]
    edit = names.pick(*EDITS)
    edit(pack, names)
    text = json.dumps(pack, indent=1)
    full = [f"{scene}.{choice['id']}" for scene, choice, _ in choices(pack)]
    return re.sub(r"chose\.@(\d+)", lambda at: f"chose.{full[int(at[1]) % len(full)]}" if full else "false", text), (
        edit.__name__
    )
