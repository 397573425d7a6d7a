"""Ids that are referred to and are none: the name of the thing was written, or the id of another kind of thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, replaced_by
from game.story.model.story import Story
from game.story.model.text import Run, Text
from game.story.model.yaml_nodes import ScalarNode
from game.support.similarity import made_once, nearest
from game.support.slugs import slug


class ReferenceKind(NamedTuple):
    """A kind of thing that has an id: where it is defined, which key leads to it, and what one says of that."""

    group: str
    key: str = ""
    purpose: str = ""


REFERENCE_KINDS = {
    "place": ReferenceKind("places", "move", "To bring the player to a place"),
    "scene": ReferenceKind("scenes", "goto", "To go on in another scene"),
    "ending": ReferenceKind("endings", "end", "To end the story"),
    "question": ReferenceKind("questions", "ask", "To ask a question"),
    "item": ReferenceKind("items", "give", "To give the player an item"),
    "fact": ReferenceKind("facts", "learn", "To put a fact into the notebook"),
    "achievement": ReferenceKind("achievements", "achieve", "To give the player an achievement"),
    "person": ReferenceKind("people"),
    "measure": ReferenceKind("measures"),
    "dossier": ReferenceKind("dossiers"),
    "document": ReferenceKind("documents"),
}


def report_unknown_id(
    kind: str,
    word: ScalarNode,
    ids: Collection[str],
    defined: object,
    found: Diagnostics,
    key: ScalarNode | None = None,
) -> None:
    """Report a reference to a `kind` of thing with an id that none has. It stands behind `key`, the key of a step."""
    if found.has_enough(catalogue.UNKNOWN_ID):
        found.report(catalogue.UNKNOWN_ID, word.spot, kind=kind, id=word.value, suggestion="")
        return
    kinds = ((candidate, _group(defined, candidate)) for candidate in REFERENCE_KINDS if candidate != kind)
    other = next((candidate for candidate, group in kinds if word.value in group), "")
    if other and key is not None:
        report_other_kind(kind, other, word, key, found)
        return
    near = nearest_id(word.value, kind, defined) or nearest(word.value, ids)
    if near:
        suggestion = f"Did you mean `{near}`? "
    elif other:
        suggestion = f"`{word.value}` is {_a(other)}: write the id of {_a(kind)}."
    else:
        use = f"se one of the {kind}s that there are."
        suggestion = f"U{use}" if isinstance(defined, Story) else f"Define it, or u{use}"
    details = {"kind": kind, "id": word.value, "suggestion": suggestion}
    found.report(catalogue.UNKNOWN_ID, word.spot, mend=replaced_by(near), **details)


def report_other_kind(kind: str, other: str, word: ScalarNode, key: ScalarNode, found: Diagnostics) -> None:
    """Report the id of another kind of thing behind the key of a step."""
    meant = REFERENCE_KINDS[other]
    alone = key.spot.line == word.spot.line and word.spot.column == key.spot.column + len(key.value) + 2
    fix = f"{meant.purpose} write `{meant.key}: {word.value}`." if meant.key else f"Write the id of {_a(kind)}."
    mend = Mend(meant.key, key.value, (key.spot.line, key.spot.column)) if meant.key and alone else None
    details = {"id": word.value, "other": _a(other), "key": key.value, "kind": _a(kind), "instead": fix}
    found.report(catalogue.OTHER_KIND, word.spot, mend=mend, **details)


def tell_bad_ids(defined: object, found: Diagnostics) -> None:
    """Report what stands where an id is wanted and cannot be one, now that all names are known."""
    for word, of in found.bad_ids:
        report_bad_id(word, of, defined, found)
    found.bad_ids.clear()


def report_bad_id(word: ScalarNode, of: str, defined: object, found: Diagnostics) -> None:
    """Report what cannot be an id, with the one that is meant. `of` is the kind of thing it should name, or empty.

    `defined` has what there is by the names of its sections: definitions, a story, or None where nothing is known.
    """
    kinds = [candidate for candidate in of.split(" or ") if candidate in REFERENCE_KINDS] if defined is not None else []
    meant = slug(word.value)
    if kinds and not found.has_enough(catalogue.BAD_ID) and not any(meant in _group(defined, kind) for kind in kinds):
        if report_name(word, kinds, defined, found):
            return
        meant = next((near for kind in kinds if (near := nearest_id(word.value, kind, defined))), "")
    details = {"value": word.value, "suggestion": meant or slug(word.value)}
    found.report(catalogue.BAD_ID, word.spot, mend=replaced_by(meant), **details)


def report_name(word: ScalarNode, kinds: list[str], defined: object, found: Diagnostics) -> bool:
    """Whether the words are the name of something; it is reported then that an id of one of these kinds is wanted."""
    wanted = slug(word.value)
    for kind in (*kinds, *(candidate for candidate in REFERENCE_KINDS if candidate not in kinds)):
        group = _group(defined, kind)
        id_ = made_once(defined, f"names {kind}", partial(_by_name, group)).get(wanted, "")
        if not id_:
            continue
        instead, meant = f"Write `{id_}`.", REFERENCE_KINDS[kind]
        if kind not in kinds:
            write = f"{meant.purpose} write `{meant.key}: {id_}`." if meant.key else ""
            instead = write or f"Write the id of {_a(kinds[0])}."
        details = {"name": word.value, "kind": kind, "id": id_, "wanted": _a(kinds[0]), "instead": instead}
        found.report(catalogue.NAME_FOR_ID, word.spot, mend=Mend(id_) if kind in kinds else None, **details)
        return True
    return False


def nearest_id(words: str, kind: str, defined: object) -> str:
    """The id of this kind that is nearest to these words, or whose name is; "" when none is near."""
    ids = made_once(defined, f"ids {kind}", partial(_ids_and_names, kind, defined))
    return ids.get(nearest(words, ids), "")


def _ids_and_names(kind: str, defined: object) -> dict[str, str]:
    """The ids of things of this kind, or of several joined by `or`, by themselves and by names made to ids."""
    ids: dict[str, str] = {}
    for part in kind.split(" or "):
        group = _group(defined, part)
        ids |= {slug(name): id_ for id_, definition in group.items() if (name := _called(definition))}
        ids |= {id_: id_ for id_ in group}
    return ids


def _by_name(group: Mapping[str, object]) -> dict[str, str]:
    """Ids by the names of things, made to ids; of several with one name the first."""
    names: dict[str, str] = {}
    for id_, thing in group.items():
        names.setdefault(slug(_called(thing)), id_)
    return names


def _group(defined: object, kind: str) -> Mapping[str, object]:
    """All things of a kind, by id."""
    group: Mapping[str, object] = getattr(defined, REFERENCE_KINDS[kind].group, {}) if kind in REFERENCE_KINDS else {}
    return group


def _called(thing: object) -> str:
    """The name or the title of a thing, or what is asked; "" when it has none."""
    for key in ("name", "title", "text"):
        words = getattr(thing, key, None)
        if isinstance(words, Text) and words.paragraphs:
            return "".join(part.words for part in words.paragraphs[0].parts if isinstance(part, Run))
        if isinstance(words, ScalarNode | str) and words:
            return str(words)
    return ""


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
