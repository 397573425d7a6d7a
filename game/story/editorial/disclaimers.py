"""E5: the disclaimer says that this is fiction, and names each article or its period."""

from __future__ import annotations

import re
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.editorial.words.lint_words import LintWords


@cache
def _invented(words: LintWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.invented)})\b")


def check_disclaimer(defined: Definitions, words: LintWords, found: Diagnostics) -> None:
    """Report a pack with dossiers whose disclaimer is missing, or does not say what it has to."""
    if defined.pack is None or not defined.dossiers:
        return
    disclaimer = defined.pack.disclaimer
    if disclaimer is None:
        mend = Model("disclaimer: Invented, built on … of …; the people in it are not real.", 1)
        found.report(catalogue.NO_DISCLAIMER, defined.pack.spot, mend=mend)
        return
    text = " ".join(disclaimer.value.casefold().split())
    missing = []
    if words.invented and not _invented(words).search(text):
        missing.append("that the story is fiction")
    for dossier in defined.dossiers.values():
        said = (dossier.title.value.casefold(), dossier.as_of.value.casefold(), dossier.article.value.casefold())
        if not any(" ".join(part.split()) in text for part in said):
            missing.append(f"the article “{dossier.title.value}” or its period, {dossier.as_of.value}")
    if missing:
        found.report(catalogue.DISCLAIMER_INCOMPLETE, disclaimer.spot, missing=", nor ".join(missing))
