"""What grading has to know of a language: lists of words, each language in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from game.support.language_tags import DEFAULT, primary_language


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language that change what an answer says, or change nothing. All are in normal form.

    `code` is that of ISO 639-1. `decimal` is the sign in front of decimals: "." or ",".
    """

    code: str
    decimal: str
    #: Turn an answer into its contrary: not, never.
    negations: frozenset[str]
    #: Make a limit of the number behind them: before, more than. Each is a phrase of one word or more.
    bounds: tuple[str, ...]
    #: Make a limit of the number in front of them: or more.
    bounds_behind: tuple[str, ...]
    #: Stand between two answers: or.
    alternatives: frozenset[str]
    #: Stand between two things of which both are meant: and.
    conjunctions: frozenset[str]
    #: Say nothing: the, it was, I think.
    fillers: frozenset[str]
    #: Words of a key that an answer may leave out: of, the.
    optional: frozenset[str]
    #: Begin a piece that says where, whose or why, and changes nothing: in New York, because of the war.
    prepositions: frozenset[str]
    #: Begin a piece beside the answer: after 9/11, since then.
    context: frozenset[str]
    #: In front of the name of a person: Dr, President.
    titles: frozenset[str]
    #: Say in front of a name what kind of thing it is: the city of, the metal.
    categories: frozenset[str]
    #: Make something else of what follows: former, deputy, South.
    modifiers: frozenset[str]
    #: Ask for a person: who.
    who: frozenset[str]
    #: Words that are a number and that no library reads: once, dozen.
    numbers: dict[str, str]
    #: Words behind a number that multiply it: dozens, 12.
    multiples: dict[str, int]
    #: What a part of a whole is called, with how many make one: quarters, 4.
    fractions: dict[str, str]
    #: Number words that are written without their signs, and as the library knows them: "fuenf" is "fünf".
    respelled: dict[str, str]
    #: The numbers from 0 on as words, and as ordinals from 0 on ("" for none).
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    magnitudes: dict[str, int]
    #: Each name of a unit, with the one that stands for all of them.
    units: dict[str, str]
    #: Units that say nothing of their own: times, number.
    counts: frozenset[str]
    months: dict[str, int]
    #: Pairs of endings of one and many.
    plurals: tuple[tuple[str, str], ...]
    #: Pairs of endings of which both are right spellings, in words of at least six letters.
    variants: tuple[tuple[str, str], ...]
    #: Words that mean the same in any answer, each with the one that stands for all of them.
    synonyms: dict[str, str]
    #: Letters that may be written as others anywhere in a word: "ae" for "ä".
    letters: tuple[tuple[str, str], ...]
    #: Beginnings that make two things of one word, and those that make its contrary.
    prefixes: frozenset[str]
    negating: frozenset[str]
    #: How much of another unit a unit is, by its name.
    sizes: dict[str, tuple[str, str]]
    #: Words for the signs of a formula.
    operators: dict[str, str]
    #: Make a number negative, behind it.
    below_zero: tuple[str, ...]
    #: Stand between the two numbers of a ratio: one in four.
    ratio: tuple[str, ...]
    #: Years before our era are marked with one of these.
    before_era: frozenset[str]
    era: frozenset[str]
    afternoon: frozenset[str]
    morning: frozenset[str]


@cache
def codes() -> tuple[str, ...]:
    """The languages whose words are known."""
    folder = Path(__file__).parent / "words"
    return tuple(sorted(file.name[:2] for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def language(code: str) -> Language:
    """The words of a language by its tag, such as `de` or `pt-BR`; of one that is not known, those that hold for all.

    What is no tag stands for the language of a pack that names none.
    """
    short = primary_language(code) or DEFAULT
    if short not in codes():
        empty = _read("common")
        return _made(short, empty, {})
    return _made(short, _read("common"), _read(short))


def _read(name: str) -> dict[str, Any]:
    import yaml  # what nobody types needs no words

    file = Path(__file__).parent / "words" / (f"{name}.yaml" if name != "common" else "common.yml")
    # Every word stays a word: "no" and "on" are none of YAML's truth values here.
    read: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - text only
    return read


def _made(code: str, common: dict[str, Any], own: dict[str, Any]) -> Language:
    def words(name: str) -> frozenset[str]:
        return frozenset(str(word) for word in [*common.get(name, []), *own.get(name, [])])

    def phrases(name: str) -> tuple[str, ...]:
        return tuple(str(phrase) for phrase in own.get(name, []))

    def pairs(name: str) -> tuple[tuple[str, str], ...]:
        return tuple((str(first), str(second)) for first, second in [*own.get(name, []), *common.get(name, [])])

    units = {
        str(name): str(unit)
        for table in (common.get("units", {}), own.get("units", {}))
        for unit, names in table.items()
        for name in [unit, *names]
    }
    return Language(
        code=code,
        decimal=str(own.get("decimal", ".")),
        negations=words("negations"),
        bounds=phrases("bounds"),
        bounds_behind=phrases("bounds_behind"),
        optional=words("optional"),
        alternatives=words("alternatives"),
        conjunctions=words("conjunctions"),
        fillers=words("fillers"),
        prepositions=words("prepositions"),
        context=words("context"),
        titles=words("titles"),
        categories=words("categories"),
        modifiers=words("modifiers"),
        who=words("who"),
        numbers={str(word): str(number) for word, number in own.get("numbers", {}).items()},
        multiples={str(word): int(times) for word, times in own.get("multiples", {}).items()},
        fractions={str(word): str(parts) for word, parts in own.get("fractions", {}).items()},
        respelled={str(word): str(right) for word, right in own.get("respelled", {}).items()},
        cardinals=tuple(map(str, own.get("cardinals", []))),
        ordinals=tuple(map(str, own.get("ordinals", []))),
        magnitudes={str(word): int(power) for word, power in own.get("magnitudes", {}).items()},
        units=units,
        counts=words("counts"),
        months={
            str(name): number for number, names in enumerate(own.get("months", []), 1) for name in str(names).split()
        },
        plurals=pairs("plurals"),
        variants=pairs("variants"),
        synonyms={str(word): str(group[0]) for group in own.get("synonyms", []) for word in group},
        letters=pairs("letters"),
        prefixes=words("prefixes"),
        negating=words("negating"),
        sizes={str(unit): (str(base), str(size)) for unit, (base, size) in common.get("sizes", {}).items()},
        operators={str(word): str(sign) for word, sign in own.get("operators", {}).items()},
        below_zero=phrases("below_zero"),
        ratio=phrases("ratio"),
        before_era=words("before_era"),
        era=words("era"),
        afternoon=words("afternoon"),
        morning=words("morning"),
    )
