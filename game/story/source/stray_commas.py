"""Texts that a comma splits inside curly brackets: what follows the comma is read as a key with nothing behind it."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, quoted_value
from game.story.model.yaml_nodes import MappingNode, ScalarNode, YamlNode


def report_comma(index: int, table: MappingNode, found: Diagnostics) -> bool:
    """Whether the key at `index` is none, but the rest of a text behind a comma; it is reported then, once."""
    word, value = table.entries[index]
    if not index or not _is_empty(value) or has_colon(word, value):
        return False
    key, before = table.entries[index - 1]
    if _is_empty(before) and before.spot.line == word.spot.line and not has_colon(key, before):
        return True  # told with the first comma of this text
    begun = key if _is_empty(before) else before
    if not isinstance(begun, ScalarNode) or begun.lines or begun.spot.line != word.spot.line:
        return False
    was, end = begun.value, begun.spot.column + len(begun.value)
    for part, behind in table.entries[index:]:
        if not _is_empty(behind) or has_colon(part, behind) or part.spot.line != word.spot.line:
            break
        was += "," + " " * (part.spot.column - end - 1) + part.value
        end = part.spot.column + len(part.value)
    mend = found.split_lines.get(word.spot[:2]) or Mend(quoted_value(was), was, (begun.spot.line, begun.spot.column))
    found.report(catalogue.COMMA_IN_TEXT, word.spot, mend=mend, words=word.value)
    return True


def report_number_in_key(index: int, table: MappingNode, found: Diagnostics) -> bool:
    """Whether the key at `index` ends in a number that goes on in the next key; it is reported there then."""
    if index + 1 >= len(table.entries):
        return False
    word, value = table.entries[index]
    following = table.entries[index + 1][0]
    mend = found.split_lines.get(word.spot[:2])
    beside = following.spot.line == word.spot.line and following.spot.column == word.spot.column + len(word.value) + 1
    if mend is None or not _is_empty(value) or has_colon(word, value) or not beside:
        return False
    found.report(catalogue.COMMA_IN_TEXT, following.spot, mend=mend, words=following.value)
    return True


def has_colon(key: ScalarNode, value: YamlNode) -> bool:
    """Whether a colon stands behind the key of which this is the value: what a key alone lacks begins where it does."""
    return value.spot != key.spot


def _is_empty(node: YamlNode) -> bool:
    return isinstance(node, ScalarNode) and not node.value.strip()
