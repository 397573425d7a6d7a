"""A pack in one of its languages: with every translation that is sound, and the original where one is not."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.compile.compiling import compile_story
from game.story.compile.shown_texts import ShownText, owner_of, texts
from game.story.compile.translation import translate
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot

#: So often the faulty texts of a language are left out, and those looked for that are faulty without them.
_ROUNDS = 4


class TranslatedStory(NamedTuple):
    """The definitions with the texts of a language, and the story that they make."""

    definitions: Definitions
    story: Story


def translated_story(
    original: Story,
    defined: Definitions,
    language: str,
    found: Diagnostics,
    to_translate: Sequence[ShownText] | None = None,
) -> TranslatedStory:
    """The pack in this language, as far as its translations are sound; the others are reported.

    `original` is the story as it was written, `to_translate` what `texts_to_translate` gives, for whoever knows it.
    """
    files = {file.spot.file for file in defined.languages[language]}
    told = found.beside()
    made = translate(defined, language, told, to_translate=to_translate)
    if not any(file.texts for file in defined.languages[language]):
        found.take(told, files)
        found.progress.update(told.progress)
        return TranslatedStory(made, original._replace(language=language))
    id_, fingerprint = original.id, original.fingerprint
    left_out: frozenset[str] = frozenset()
    for _ in range(_ROUNDS):
        own = found.beside()
        story = compile_story(id_, fingerprint, made, own)
        told.take(own, files)
        if story is not None:
            break
        faulty = _faulty(own, files, defined, language, told) - left_out
        if not faulty:
            break
        left_out |= faulty
        made = translate(defined, language, found.beside(), left_out)
    if story is None:
        made = dataclasses.replace(defined, language=language)
        story = original._replace(language=language)
    found.take(told, files)
    found.progress.update(told.progress)
    return TranslatedStory(made, story)


def _faulty(
    found: Diagnostics, files: set[str], defined: Definitions, language: str, told: Diagnostics
) -> frozenset[str]:
    """The ids of the texts whose translations bring these errors about.

    They stand where the error is, or belong to the same thing as an original there, which goes with them no longer:
    that is reported.
    """
    entries = sorted((word.spot, word.value) for file in defined.languages[language] for word, _ in file.texts)
    originals = sorted((shown.spot, shown.id) for shown in texts(defined))
    faulty: set[str] = set()
    for error in found.errors:
        if error.spot.file in files:
            faulty.update(id_ for id_ in [_last_before(entries, error.spot)] if id_)
            continue
        original = _last_before(originals, error.spot)
        owner = owner_of(original)
        beside = [(spot, id_) for spot, id_ in entries if owner and owner_of(id_) == owner]
        faulty.update(id_ for _, id_ in beside)
        for spot, id_ in beside[:1]:
            mend = Model(f"{original}:\n  was: …\n  text: …", 3)
            told.report(
                catalogue.TRANSLATION_BESIDE_ORIGINAL, spot, mend=mend, id=id_, owner=owner, reason=error.message
            )
    return frozenset(faulty)


def _last_before(places: list[tuple[Spot, str]], spot: Spot) -> str:
    """The id of what begins last before a spot in its file; "" where nothing does. `places` are in order."""
    at = bisect_right(places, spot, key=itemgetter(0)) - 1
    return places[at][1] if at >= 0 and places[at][0].file == spot.file else ""
