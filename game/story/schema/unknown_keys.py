"""Keys that nobody knows: misspelt, with a character that only looks like a space, or with their colon left out.

And the one key that says what a file is only where it stands first.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics, source_lines
from game.story.catalogue.quick_fixes import Lines, Mend, Unspaced, replaced_by
from game.story.model.yaml_nodes import MappingNode, ScalarNode, Spot
from game.support.similarity import nearest

_JOINED = re.compile(r"([a-z_]+)(?:\s*(：)|\s)\s*(.)")

_VALUE = re.compile(r"[+=-]?\d[\d:]*|true|false|yes|no")


def report_unknown_key(
    word: ScalarNode, owner: str, known: Collection[str], given: Collection[str], found: Diagnostics
) -> str:
    """Report a key of `what` that is none. The result is the key that was probably meant, not one of those `given`."""
    if found.only_counts(catalogue.UNKNOWN_KEY):
        return ""
    at = word.spot.line, word.spot.column
    odd = next((index for index, sign in enumerate(word.value) if not sign.isascii() and sign.isspace()), -1)
    meant = nearest(word.value, (candidate for candidate in known if candidate not in given), keys=True)
    if odd >= 0:
        spot = word.spot._replace(column=word.spot.column + odd)
        plain = Mend(meant or word.value.strip(), word.value, at)
        found.report(catalogue.ODD_SPACE, spot, mend=plain if word.spot.column > 1 else Unspaced())
        return meant
    joined = _JOINED.match(word.value)
    if joined and joined[1] in known:  # the first colon comes later in the line
        entry = catalogue.WIDE_COLON if joined[2] else catalogue.MISSING_COLON
        whole = joined[3] in ("'", '"') or _VALUE.fullmatch(word.value, joined.start(3)) is not None
        mend = Mend(f"{joined[1]}: {joined[3]}", joined[0], at) if whole else None
        spot = word.spot._replace(column=word.spot.column + (joined.start(2) if joined[2] else 0))
        found.report(entry, spot, mend=mend)
        return joined[1]
    details = {"what": owner[:1].upper() + owner[1:], "key": word.value, "known": ", ".join(known)}
    suggestion = f"Did you mean `{meant}`? " if meant else ""
    if word.value in ("scene", "id") and not meant:
        suggestion = "Its id is the word before the colon above: remove this line. "
    mend = Mend(meant, word.value) if meant else None
    found.report(catalogue.UNKNOWN_KEY, word.spot, mend=mend, suggestion=suggestion, **details)
    return meant


def report_unknown_measure(word: ScalarNode, measures: Collection[str], found: Diagnostics) -> None:
    """Report the change of a measure that there is not, once for all its places."""
    near = nearest(word.value, measures)
    suggestion = f"Did you mean `{near}`? " if near else "Define it under `measures:`."
    details = {"kind": "measure", "id": word.value, "suggestion": suggestion}
    found.report(catalogue.UNKNOWN_ID, word.spot, mend=replaced_by(near), **details)
    found.refused_ids.add(word.value)


def report_not_first(table: MappingNode, found: Diagnostics) -> None:
    """Report that `playthrough` stands below other keys."""
    word = next(word for word, _ in table.entries if word.value == "playthrough")
    mend = _moved_up(word, table.entries[0][0].spot, found)
    found.report(catalogue.PLAYTHROUGH_NOT_FIRST, word.spot, mend=mend)


def _moved_up(word: ScalarNode, first: Spot, found: Diagnostics) -> Lines | None:
    """The line with this key moved to the top, where both lines stand alone."""
    lines = source_lines(found.contents.get(word.spot.file, b""))
    if word.spot.column > 1 or first.column > 1 or word.spot.line > len(lines):
        return None
    between = lines[first.line - 1 : word.spot.line - 1]
    return Lines(first.line, word.spot.line, "\n".join([lines[word.spot.line - 1], *between]))
