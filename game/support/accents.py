"""Letters without their accents: one rule for answers, typed commands, names and ids."""

from __future__ import annotations


def without_accents(text: str, *, plainly: bool = False) -> str:
    """The text without accents and other marks that combine with a letter. Letters with a stroke, as in “ł”, stay.

    `plainly`: forms that stand for the same (ligatures, letters of full width) become plain letters, too.
    """
    if text.isascii():
        return text
    import unicodedata  # most texts have none

    decomposed = unicodedata.normalize("NFKD" if plainly else "NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
