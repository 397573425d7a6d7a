"""What is to be done with each text of a PO file that comes back: taken, known already, empty, stale, or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from game.author.new.translation_lines import Translation
from game.author.translators.po_files import PoContent, PoEntry
from game.author.translators.po_parts import PoText, joined_parts, parts_of, po_texts, without_last_break
from game.story.compile.collecting import Definitions
from game.story.compile.shown_texts import Plain, compared_form, plain_text
from game.story.compile.translation import entries_by_id, is_stale
from game.story.schema.language_definitions import TranslationDef
from game.story.source.yaml_reader import without_control_characters
from game.support.safe_text import safe_line, visible
from game.support.similarity import did_you_mean

#: So much of a context is shown, and compared with others.
_LONGEST = 200


class LeftOut(NamedTuple):
    """What was not taken of the file: the line, and why, as a sentence."""

    line: int
    why: str


class SortedTexts(NamedTuple):
    """The texts of a file: those to be written, with the line of each, and how many others there are of each kind.

    The kinds are `same`, `empty`, `fuzzy`, and `older`: those to be written whose original has changed since.
    """

    taken: dict[str, Translation]
    lines: dict[str, int]
    counts: Counter[str]
    left: list[LeftOut]


def sorted_texts(defined: Definitions, content: PoContent, language: str) -> SortedTexts:
    """What is to be done with each text of the file. Nothing is done yet."""
    texts = {shown.id: shown for shown in po_texts(defined)}
    owners = {context: shown.id for shown in texts.values() for context in shown.parts}
    there = entries_by_id(defined.languages.get(language, ()))
    plural = "Packs have no plurals, so the forms of this entry are not taken."
    left = [LeftOut(line, plural) for line in content.has_plurals]
    unknown = "The entry has no `msgctxt`, so it is not known which text it is."
    left += [LeftOut(line, unknown) for line in content.without_context]
    of_text: dict[str, dict[str, PoEntry]] = {}
    for entry in content.entries:
        id_ = owners.get(entry.context)
        if id_ is None:
            left.append(LeftOut(entry.line, _unknown(entry.context, owners)))
            continue
        first = of_text.setdefault(id_, {}).setdefault(entry.context, entry)
        if (first.translation, first.is_fuzzy) != (entry.translation, entry.is_fuzzy):
            why = f"`{entry.context}` has another translation in line {first.line} already, and that one counts."
            left.append(LeftOut(entry.line, why))
    into = SortedTexts({}, {}, Counter(), left)
    for id_, shown in texts.items():
        if id_ in of_text:
            _, old = there.get(id_, (None, None))
            _sort(shown, of_text[id_], old, into)
    return into


def _unknown(context: str, known: Iterable[str]) -> str:
    """The sentence that there is no such text."""
    words = visible(safe_line(context[:_LONGEST]))
    return f"The pack has no text `{words}`. {did_you_mean(context[:_LONGEST], known)}".strip()


def _sort(shown: PoText, entries: dict[str, PoEntry], old: TranslationDef | None, into: SortedTexts) -> None:
    """Note what is to be done with one text."""
    filled = [entry for entry in entries.values() if entry.translation.strip()]
    if not filled:
        into.counts["empty"] += 1
        return
    there = plain_text(old.text) if old is not None and old.text is not None else None
    known = parts_of(shown, there) if there is not None else {}
    is_same = all(entry.translation == known.get(entry.context) for entry in filled)
    is_fuzzy = any(entry.is_fuzzy for entry in filled)
    was = _previous(shown, entries) if is_fuzzy else _original(shown, entries)
    if is_same and old is not None and (was is None or compared_form(plain_text(old.was)) == compared_form(was)):
        into.counts["fuzzy" if is_fuzzy else "same"] += 1
        return
    line = min(entry.line for entry in filled)
    why = _why_not(shown, filled, old, was)
    if why or was is None:
        into.left.append(LeftOut(line, why))
        return
    text = joined_parts(shown, {entry.context: entry.translation for entry in filled}, there)
    into.counts["older"] += compared_form(was) != compared_form(shown.text)
    into.taken[shown.id] = Translation(shown.id, was, text)
    into.lines[shown.id] = line


def _why_not(shown: PoText, filled: list[PoEntry], old: TranslationDef | None, was: Plain | None) -> str:
    """Why a text cannot be taken, as a sentence; "" if it can."""
    number = len(shown.parts)
    if len(filled) < number:
        return f"Only {len(filled)} of {number} parts of `{shown.id}` are translated, and it needs all of them."
    if was is None:
        return f"`{shown.id}` is fuzzy and does not say of which original. Look at it, and take the mark away."
    if any(without_control_characters(entry.translation) != entry.translation for entry in filled):
        return f"The translation of `{shown.id}` has a character in it that no text can hold."
    is_older = compared_form(was) != compared_form(shown.text)
    if is_older and old is not None and old.text is not None and not is_stale(old, shown.text):
        return f"`{shown.id}` was changed since, and the pack has a translation of what it says now."
    return ""


def _original(shown: PoText, entries: dict[str, PoEntry]) -> Plain:
    """The original that was translated: that of the pack, or that of the file where it is another one."""
    parts = shown.parts
    if all(_same_words(entry.original, parts[context]) for context, entry in entries.items()):
        return shown.text
    return joined_parts(shown, {**parts, **{context: entry.original for context, entry in entries.items()}}, None)


def _previous(shown: PoText, entries: dict[str, PoEntry]) -> Plain | None:
    """The original of which a fuzzy entry is a translation, if the file says it."""
    previous = {context: entry.previous for context, entry in entries.items() if entry.previous}
    if not previous:
        return None
    was = joined_parts(shown, {**shown.parts, **previous}, None)
    return was if compared_form(was) != compared_form(shown.text) else None


def _same_words(text: str, other: str) -> bool:
    return " ".join(without_last_break(text).split()) == " ".join(other.split())
