"""In which of its languages a pack is played: what is asked for, and what the pack has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from game.support.language_tags import DEFAULT, best_of, normalised_tag, primary_language


class LanguageWish(NamedTuple):
    """In which language somebody wants to play.

    `asked` was asked for by name, and may be refused; `wanted` are tags for which nobody asked in so many words, such
    as those of the environment, the best first. Of a language among `interface` the game knows the words even where a
    pack does not: there the pack is played as it was written.
    """

    asked: str = ""
    wanted: tuple[str, ...] = ()
    interface: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What the language that is played hangs on, beside the pack, in one line."""
        return " ".join((self.asked, *self.wanted, "|", *sorted(self.interface))) if self != AS_WRITTEN else ""


AS_WRITTEN = LanguageWish()
"""Nobody wants any language."""


def played_language(wish: LanguageWish, written_in: str, languages: Iterable[str]) -> str | None:
    """The tag of the language of the pack that is played, "" for the one in which it was written.

    `languages` are those into which it was translated. None: it has not what was asked for, nor does the game know it.
    """
    own = written_in or DEFAULT
    available = [*languages, own]
    if wish.asked:
        found = best_of([wish.asked], available)
        if found is None and not is_known(wish.asked, wish.interface):
            return None
    else:
        found = best_of(wish.wanted, available)
    return found if found is not None and found in available[:-1] else ""


def is_known(tag: str, interface: Iterable[str]) -> bool:
    """Whether the game itself speaks the language, in whatever variety."""
    return normalised_tag(tag) is not None and primary_language(tag) in interface
