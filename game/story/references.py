"""Ids that are referred to and are none: the name of the thing was written, or the id of another kind of thing."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.ids import slug
from game.story.likeness import nearest
from game.story.mending import Mend, replaced_by
from game.story.words import Words

if TYPE_CHECKING:
    from game.story.gathering import Definitions


class Kind(NamedTuple):
    """A kind of thing that has an id: where it is defined, which key leads to it, and what one says of that."""

    group: str
    key: str = ""
    purpose: str = ""


KINDS = {
    "place": Kind("places", "move", "To bring the player to a place"),
    "scene": Kind("scenes", "goto", "To go on in another scene"),
    "ending": Kind("endings", "end", "To end the story"),
    "question": Kind("questions", "ask", "To ask a question"),
    "item": Kind("items", "give", "To give the player an item"),
    "fact": Kind("facts", "learn", "To put a fact into the notebook"),
    "achievement": Kind("achievements", "achieve", "To give the player an achievement"),
    "person": Kind("people"),
    "measure": Kind("measures"),
    "dossier": Kind("dossiers"),
}


def report_unknown_id(
    kind: str, word: Words, ids: Collection[str], defined: Definitions, found: Diagnostics, key: Words | None = None
) -> None:
    """Report a reference to a `kind` of thing with an id that none has. It stands behind `key`, the key of a step."""
    kinds = ((one, getattr(defined, known.group)) for one, known in KINDS.items() if one != kind)
    other = next((one for one, group in kinds if word.value in group), "")
    if other and key is not None:
        report_other_kind(kind, other, word, key, found)
        return
    near = nearest_id(word.value, kind, defined) or nearest(word.value, ids)
    if near:
        suggestion = f"Did you mean `{near}`? "
    elif other:
        suggestion = f"`{word.value}` is {_a(other)}: write the id of {_a(kind)}."
    else:
        suggestion = f"Define it, or use one of the {kind}s that there are."
    details = {"kind": kind, "id": word.value, "suggestion": suggestion}
    found.report(catalogue.UNKNOWN_ID, word.spot, mend=replaced_by(near), **details)


def report_other_kind(kind: str, other: str, word: Words, key: Words, found: Diagnostics) -> None:
    """Report the id of another kind of thing behind the key of a step."""
    meant = KINDS[other]
    alone = key.spot.line == word.spot.line and word.spot.column == key.spot.column + len(key.value) + 2
    fix = f"{meant.purpose} write `{meant.key}: {word.value}`." if meant.key else f"Write the id of {_a(kind)}."
    mend = Mend(meant.key, key.value, (key.spot.line, key.spot.column)) if meant.key and alone else None
    details = {"id": word.value, "other": _a(other), "key": key.value, "kind": _a(kind), "instead": fix}
    found.report(catalogue.OTHER_KIND, word.spot, mend=mend, **details)


def tell_bad_ids(defined: Definitions, found: Diagnostics) -> None:
    """Report what stands where an id is wanted and cannot be one: a name, with the id that is meant, or any words."""
    for word, of in found.bad_ids:
        kinds = [one for one in of.split(" or ") if one in KINDS]
        meant = slug(word.value)
        if kinds and not any(meant in getattr(defined, KINDS[one].group) for one in kinds):
            if report_name(word, kinds, defined, found):
                continue
            meant = next((near for one in kinds if (near := nearest_id(word.value, one, defined))), "")
        details = {"value": word.value, "suggestion": meant or slug(word.value)}
        found.report(catalogue.BAD_ID, word.spot, mend=replaced_by(meant), **details)
    found.bad_ids.clear()


def report_name(word: Words, kinds: list[str], defined: Definitions, found: Diagnostics) -> bool:
    """Whether the words are the name of something; it is reported then that an id of one of these kinds is wanted."""
    wanted = slug(word.value)
    for kind in (*kinds, *(one for one in KINDS if one not in kinds)):
        group = getattr(defined, KINDS[kind].group)
        id_ = next((id_ for id_, one in group.items() if slug(_called(one)) == wanted), "")
        if not id_:
            continue
        instead, meant = f"Write `{id_}`.", KINDS[kind]
        if kind not in kinds:
            write = f"{meant.purpose} write `{meant.key}: {id_}`." if meant.key else ""
            instead = write or f"Write the id of {_a(kinds[0])}."
        details = {"name": word.value, "kind": kind, "id": id_, "wanted": _a(kinds[0]), "instead": instead}
        found.report(catalogue.NAME_FOR_ID, word.spot, mend=Mend(id_) if kind in kinds else None, **details)
        return True
    return False


def nearest_id(words: str, kind: str, defined: Definitions) -> str:
    """The id of this kind that is nearest to these words, or whose name is; "" when none is near."""
    ids: dict[str, str] = {}
    for one in kind.split(" or "):
        group = getattr(defined, KINDS[one].group, {}) if one in KINDS else {}
        ids |= {slug(name): id_ for id_, definition in group.items() if (name := _called(definition))}
        ids |= {id_: id_ for id_ in group}
    return ids.get(nearest(words, ids), "")


def _called(definition: object) -> str:
    """The name or the title of a thing, or what is asked; "" when it has none."""
    words = (getattr(definition, key, None) for key in ("name", "title", "text"))
    return next((one.value for one in words if isinstance(one, Words)), "")


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
