"""The messages that stand in the code, and the catalogues made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from game.localisation.messages import CATALOGUES, DOMAIN

ROOT = Path(__file__).parent.parent.parent
KEYWORDS = {
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "own_words": ((1, "c"), 2),
}
LANGUAGES = ("de", "es", "fr", "pl")
DATE = datetime(2026, 12, 1, tzinfo=UTC)  # always the same: a catalogue changes only where its messages do
HEADER = "# The messages of Eight Wings in another language. See docs/translating.md.\n#"


Extracted: TypeAlias = tuple[str, int, str | tuple[str, ...], list[str], str | None]
"""The file, the line, the message or its forms, comments for translators, and the context."""


def extracted(keywords: dict[str, Any]) -> Iterator[Extracted]:
    """What the code and the templates of the game say with these functions.

    A file that names none of them is not taken apart: of five files there are four without a message.
    """
    named = re.compile(rf"\b(?:{'|'.join(keywords)})\b")
    for suffix, method in ((".py", "python"), (".html", "jinja2.ext:babel_extract")):
        for file in (ROOT / "game").rglob(f"*{suffix}"):
            if named.search(file.read_text("utf-8")):
                for line, message, comments, context in extract_from_file(
                    method, file, keywords, comment_tags=["Translators:"], strip_comment_tags=True
                ):
                    yield file.relative_to(ROOT / "game").as_posix(), line, message, comments, context


@cache
def template() -> Catalog:
    """Every message of the code, in the order of the files."""
    made = Catalog(project="Eight Wings", header_comment=HEADER, charset="utf-8")
    for file, _, message, comments, context in sorted(extracted(KEYWORDS), key=lambda each: (each[0], each[1])):
        if message:
            made.add(message, None, [(f"game/{file}", 0)], auto_comments=comments, context=context)
    return made


def po_file(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalogue(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def messages(of: Catalog) -> Iterator:
    """All messages but the header."""
    return (message for message in of if message.id)


def compiled(of: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, of)
    return file.getvalue()


def update(language: str) -> None:
    """Bring a catalogue up to date with the code, keep what is translated, and compile it."""
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = catalogue(language) if path.is_file() else Catalog(locale=language, project="Eight Wings", charset="utf-8")
    made.update(template(), no_fuzzy_matching=True)
    made.obsolete.clear()
    made.header_comment, made.fuzzy = HEADER, False
    made.creation_date = made.revision_date = DATE
    file = BytesIO()
    write_po(file, made, width=120, no_location=False, include_lineno=False, omit_header=False)
    path.write_bytes(file.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(catalogue(language)))
