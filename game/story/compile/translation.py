"""A pack with its texts in another language, and what is wrong with their translations."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Any

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics, TranslationProgress
from game.story.catalogue.quick_fixes import Model, replaced_by
from game.story.compile.collecting import Definitions
from game.story.compile.shown_texts import (
    ComparedForm,
    Plain,
    ShownText,
    beginning,
    compared_form,
    first_spot,
    is_period,
    plain_text,
    texts_to_translate,
    with_texts,
)
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.field_types import ById, Context, FieldType
from game.story.schema.language_definitions import LanguageDef, TranslationDef
from game.support.counts import counted, first_names
from game.support.language_tags import DEFAULT, primary_language
from game.support.similarity import nearest

_GAP = re.compile(r"\[([^\[\]]+)\]")


def translate(
    defined: Definitions,
    language: str,
    found: Diagnostics,
    left_out: Container[str] = (),
    to_translate: Sequence[ShownText] | None = None,
) -> Definitions:
    """The pack in this language. A text that is missing, or whose original was changed, stays as it was written.

    Reports those, translations of nothing, and translations that cannot take the place of their original. In a variety
    of the pack's own language nothing is missing. Those of the texts `left_out` are not used. `to_translate` is what
    `texts_to_translate` gives, for whoever knows it already.
    """
    entries = entries_by_id(defined.languages[language])
    periods = _translated_periods(entries)
    to_translate = texts_to_translate(defined) if to_translate is None else to_translate
    if is_variety(defined, language):
        translated = {id_ for id_, (_, entry) in entries.items() if entry.text is not None}
        to_translate = [shown for shown in to_translate if shown.id in translated]
    needed = {shown.id for shown in to_translate}
    missing: list[ShownText] = []
    stale: list[str] = []
    known: set[str] = set()

    def put(id_: str, key: str, kind: FieldType[Any], value: Any) -> Any:
        known.add(id_)
        if id_ in left_out:
            return value
        now = plain_text(value)
        word, entry = entries.get(id_, (None, None))
        if entry is None or entry.text is None:
            if is_period(id_) and compared_form(now) in periods:
                return periods[compared_form(now)]
            if id_ in needed:
                missing.append(ShownText(id_, now, word.spot if word is not None else first_spot(value)))
            return value
        if is_stale(entry, now):
            stale.append(id_)
        return _translated(id_, key, kind, value, entry, found)

    if entries:
        result = with_texts(defined, put)
    else:  # which need not be looked for
        result, missing = replace(defined), list(to_translate)
    for id_, (word, _) in entries.items():
        if id_ not in known:
            near = nearest(id_, known - entries.keys())
            suggestion = f"Did you mean `{near}`?" if near else "Remove it."
            found.report(catalogue.ORPHAN_TRANSLATION, word.spot, mend=replaced_by(near), id=id_, suggestion=suggestion)
    _report_missing(missing, len(needed), defined.languages[language], found)
    name, ids = defined.languages[language][0].name.value, tuple(shown.id for shown in missing)
    found.progress[language] = TranslationProgress(name, len(needed), ids, tuple(stale))
    result.language = language
    return result


def written_language(defined: Definitions) -> str:
    """The tag of the language in which the pack was written; empty where it does not say."""
    return defined.pack.language.value if defined.pack and defined.pack.language else ""


def is_variety(defined: Definitions, language: str) -> bool:
    """Whether this is the language of the pack in another variety, such as British or easier English.

    Its readers understand the original, so only what differs is written in it.
    """
    return primary_language(language) == primary_language(written_language(defined) or DEFAULT)


def entries_by_id(files: Iterable[LanguageDef]) -> dict[str, tuple[ScalarNode, TranslationDef]]:
    """The translations that the files of a language hold, each with its id where it stands. The last one counts."""
    return {word.value: (word, translation) for file in files for word, translation in file.texts}


def is_stale(entry: TranslationDef, now: Plain) -> bool:
    """Whether the original, which is `now`, was changed after it was translated. Line breaks do not count."""
    return compared_form(plain_text(entry.was)) != compared_form(now)


def _translated_periods(entries: dict[str, tuple[ScalarNode, TranslationDef]]) -> dict[ComparedForm, ScalarNode]:
    """What periods are called in the language, by what the original calls them: facts share them with each other."""
    return {
        compared_form(plain_text(entry.was)): entry.text._replace(value=" ".join(entry.text.value.split()))
        for id_, (_, entry) in sorted(entries.items(), key=lambda item: item[0].startswith("dossiers."))
        if is_period(id_) and isinstance(entry.text, ScalarNode)
    }


def _report_missing(missing: list[ShownText], number: int, files: list[LanguageDef], found: Diagnostics) -> None:
    """Report once how many of so many texts are missing: where the first has its place, or else where the language has.

    All of them are in the progress of the translation.
    """
    if not missing:
        return
    id_, text, spot = missing[0]
    if spot.file not in {file.spot.file for file in files}:
        spot = files[0].language.spot
    said = beginning(text)
    count = f"{len(missing):,} of {counted(number, 'text')} {'is' if len(missing) == 1 else 'are'}"
    found.report(
        catalogue.MISSING_TRANSLATION, spot, mend=Model(f"{id_}:\n  was: {said}\n  text: …", 3),
        language=files[0].name.value, count=count, first="it is" if len(missing) == 1 else "the first is", id=id_,
        text=said,
    )  # fmt: skip


def _translated(id_: str, key: str, kind: FieldType[Any], value: Any, entry: TranslationDef, found: Diagnostics) -> Any:
    assert entry.text is not None  # noqa: S101 - asked by the caller
    now = plain_text(value)
    if is_stale(entry, now):
        mend = Model(f"was: {beginning(now)}")
        found.report(catalogue.STALE_TRANSLATION, entry.was.spot, mend=mend, id=id_, now=beginning(now))
        return value
    made = kind.read(key, entry.text, Context(found))
    if made is None:
        return value
    counts = [_parts(key, kind, text) for text in (value, made)]
    if counts[0] != counts[1]:
        mend = Model(f"text: {beginning(now)}")
        found.report(catalogue.TRANSLATION_SHAPE, entry.text.spot, mend=mend, id=id_, was=counts[0], now=counts[1])
        return value
    return made


def _parts(key: str, kind: FieldType[Any], value: Any) -> str:
    """How many parts a text has that are graded or counted, or which, in words; empty where it has none."""
    if isinstance(kind, ById):
        return first_names([f"`{word.value}`" for word, _ in value])
    match key:
        case "order" | "match":
            return counted(len(value), "part")
        case "sort":
            return f"{counted(len(value), 'part')} in {counted(len({group.value for _, group in value}), 'group')}"
        case "poll":
            return counted(len(value), "answer")
        case "whose":
            return counted(len(value), "name")
        case "feedback":
            return counted(len(value), "sentence")
        case "hints":
            return counted(len(value), "hint")
        case "cloze" | "strike":
            return counted(len(_GAP.findall(value.value)), "gap" if key == "cloze" else "marked word")
        case "word":
            return ", ".join(counted(gap.count("|") + 1, "word") for gap in _GAP.findall(value.value))
        case _:
            return ""
