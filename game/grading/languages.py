"""What grading has to know of a language: lists of words, each language in a file of its own (`words/*.yaml`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from game.support.language_tags import DEFAULT, primary_language

_Sign = str
_Words = frozenset[str]
_Phrases = tuple[str, ...]
_Pairs = tuple[tuple[str, str], ...]
_Texts = dict[str, str]
_Numbers = dict[str, int]
#: Each of the words of a group, with the word that stands for all of them.
_Groups = dict[str, str]
#: Each name of a month, with its number.
_Months = dict[str, int]
#: Each form of a number word, with the number.
_Forms = dict[str, int]
_Sizes = dict[str, tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language that change what an answer says, or change nothing. All are in normal form.

    `code` is that of ISO 639-1. The type of a field says how it is read: what holds in every language (`common.yml`)
    comes before what the language adds, except in `_Pairs`, where the language's own come first.
    """

    code: str
    # ── How numbers are written ──
    #: The sign in front of decimals: "." or ",".
    decimal: _Sign
    #: Decimals may stand behind an apostrophe, too: 2'54.
    decimal_apostrophe: bool
    #: In figures with slashes the day comes first; otherwise it may be the month.
    day_first: bool
    #: Two numbers of two digits make a year: "nineteen forty-nine".
    years_in_pairs: bool
    #: What is written behind the digits of an ordinal: th, er.
    ordinal_endings: _Words
    # ── Number words ──
    #: How number words are also written, as parts of words, and as the library knows them: "fuenf" is "fünf".
    respelled: _Texts
    #: Ends of words behind a number word that stand apart for the library: "zwölf|mal".
    number_endings: _Phrases
    #: Each form of the number words of a language that the library does not read.
    number_forms: _Forms
    #: Words that are a number and that no library reads: once, dozen.
    numbers: _Texts
    #: Ordinals that mean something else, too, or that the library does not read: second.
    ordinal_names: _Texts
    #: Words behind a number that multiply it: dozens, 12.
    multiples: _Numbers
    magnitudes: _Numbers
    #: May stand between two magnitudes: "un millón de millones".
    magnitude_links: _Words
    #: What a part of a whole is called, with how many make one: quarters, 4.
    fractions: _Texts
    #: The numbers from 0 on as words, and as ordinals from 0 on ("" for none).
    cardinals: _Phrases
    ordinals: _Phrases
    #: More number words in which a slip is forgiven: tens, hundreds, magnitudes.
    larger_numbers: _Words
    #: Are also the number one: a, an.
    articles: _Words
    #: Stand in front of the result of a sum: 7 times 8 makes 56.
    results: _Words
    #: Stand for the decimal sign: point.
    point: _Words
    #: Make a number negative, in front of it or behind it.
    minus: _Words
    below_zero: _Phrases
    #: Stand between the two numbers of a ratio: one in four.
    ratio: _Words
    #: Words for the signs of a formula.
    operators: _Texts
    # ── Units ──
    #: Each name of a unit, with the one that stands for all of them.
    units: _Groups
    #: How much of another unit a unit is, by its name.
    sizes: _Sizes
    #: What a unit is in others: a newton is "1000 g m s^-2".
    derived: _Texts
    #: Stand between a unit and what it is divided by: metres per second.
    per: _Words
    #: Units behind which two digits are hundredths: 1 m 80.
    hundredths: _Words
    #: Units of which so many name a time rather than its length: the 15th century, 19.30 Uhr.
    spans: _Words
    #: Units that say nothing of their own: times, number.
    counts: _Words
    #: Make a span of time of the number behind them: every two years. `often`: ask for a number of times instead.
    every: _Words
    often: _Words
    # ── Dates and times of day ──
    months: _Months
    #: Stand behind the number of a century: those that a Roman numeral may count.
    ages: _Words
    #: Parts of a century: a date in one is in the century, too.
    age_parts: _Words
    #: Names of decades, with the digits of their years: sixties, 60.
    decades: _Texts
    #: Years before our era are marked with one of these.
    before_era: _Phrases
    era: _Words
    #: Hours that have a name: noon, 12.
    hours: _Numbers
    #: Ways to say a time of day, each with its minutes: "half past {h}", +30.
    clock: _Texts
    #: Words of `clock` that would be read as numbers, and what stands for them there.
    clock_words: _Texts
    #: Say nothing beside a time of day: at, sharp.
    around_time: _Words
    morning: _Phrases
    afternoon: _Phrases
    night: _Phrases
    # ── What an answer says of itself ──
    #: Turn an answer into its contrary: not, never.
    negations: _Words
    #: Begin what is meant instead: not this but that.
    contrasts: _Words
    #: Say nothing, though a word in them would: more or less. As they are written, with accents and without.
    roughly: _Phrases
    #: Make a limit of the number behind them: before, more than. Each is a phrase of one word or more.
    bounds: _Phrases
    #: Make a limit of the number in front of them: or more.
    bounds_behind: _Phrases
    #: Stand between two answers: or.
    alternatives: _Words
    #: Stand between two things of which both are meant: and.
    conjunctions: _Words
    #: Stand in front of two limits and between them: from 1914 to 1918.
    range_starts: _Words
    range_joints: _Words
    # ── Words beside an answer ──
    #: Say nothing: the, it was, I think.
    fillers: _Words
    #: Prepositions with which an answer may begin: with, in.
    openings: _Words
    #: Words of a key that an answer may leave out: of, the.
    optional: _Words
    #: Begin a piece that says where, whose or why, and changes nothing: in New York, because of the war.
    prepositions: _Words
    #: Those of them behind which a common noun makes another thing of what stands in front: lápiz de labios.
    narrowing: _Words
    #: Begin a piece beside the answer: after 9/11, since then.
    context: _Words
    #: In front of the name of a person: Dr, President.
    titles: _Words
    #: Titles that are somebody else before a preposition: the father of.
    relations: _Words
    #: Begin a byname behind the name of a person: the Great.
    bynames: _Words
    #: A person may have one more surname behind the name: Miguel de Cervantes Saavedra.
    second_surname: bool
    #: Say in front of a name what kind of thing it is: the city of, the metal.
    categories: _Words
    #: Say behind an ordinal what is counted: place.
    ranks: _Words
    #: Names of countries, word by word: a place in one of them is the same place.
    countries: _Words
    #: Say where somebody is from: Russian.
    origins: _Words
    #: Endings that make of a word what is of it: Egypt, Egyptian.
    adjectives: _Phrases
    #: Stand in front of the name by which somebody is known: known as.
    also_called: _Phrases
    #: What substances are called, with their formulas.
    substances: _Texts
    #: Ask for a formula rather than for a name.
    formula_words: _Words
    #: Ask for a number that is not exact: roughly.
    inexact: _Words
    #: Make something else of what follows: former, deputy, South.
    modifiers: _Words
    #: Make something else of what stands in front: du Nord.
    others_behind: _Phrases
    #: Ask for a number of things: how many.
    counting: _Phrases
    #: Ask for a number with a power of ten: standard form.
    powers_asked: _Phrases
    #: Ask for a person: who. Ask for a thing of the kind that follows: which.
    who: _Words
    which: _Words
    # ── Spelling ──
    #: Say in a question that a form of a word is asked for: plural.
    form_words: _Words
    #: An apostrophe ends a word: l'été.
    elision: bool
    #: Nouns are put together: Honigbienen.
    compounds: bool
    #: Pairs of endings of one and many, or of other forms of one word.
    plurals: _Pairs
    #: Pairs of endings of adjectives, in front of the last word of a key.
    inflections: _Pairs
    #: Pairs of endings of which both are right spellings, in words of at least six letters.
    variants: _Pairs
    #: Words that mean the same in any answer, each with the one that stands for all of them.
    synonyms: _Groups
    #: Letters that may be written as others anywhere in a word: "ae" for "a".
    letters: _Pairs
    #: Letters with signs, and how they are written without: "ae" for "ä".
    transcriptions: _Texts
    #: Beginnings that make two things of one word, and those that make its contrary.
    prefixes: _Words
    negating: _Words


@cache
def codes() -> tuple[str, ...]:
    """The languages whose words are known."""
    folder = Path(__file__).parent / "words"
    return tuple(sorted(file.name[:2] for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def language(code: str) -> Language:
    """The words of a language, such as `de` or `es-MX`; of one that is not known, those that hold for all.

    What is no tag stands for the language of a pack that names none.
    """
    short = primary_language(code) or DEFAULT
    region = code.casefold().replace("-", "_").rpartition("_")[2]
    own = _read(f"{short}.yaml") if short in codes() else {}
    own = {**own, **own.get("regions", {}).get(region, {})}
    common = _read("common.yml")
    made = {
        field.name: _READERS[str(field.type)](common.get(field.name), own.get(field.name))
        for field in fields(Language)
        if field.name != "code"
    }
    return Language(code=short, **made)


def _read(name: str) -> dict[str, Any]:
    import yaml  # what nobody types needs no words

    file = Path(__file__).parent / "words" / name
    # Every word stays a word: "no" and "on" are none of YAML's truth values here.
    read: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - text only
    return read


def _given(common: Any, own: Any) -> list[Any]:
    return [*(common or ()), *(own or ())]


def _groups(common: Any, own: Any) -> _Groups:
    """From `{unit: [names]}` or from a list of groups, the first of which stands for all."""
    found: _Groups = {}
    for table in (common or {}, own or {}):
        groups = [[unit, *names] for unit, names in table.items()] if isinstance(table, dict) else table
        found |= {str(word): str(group[0]) for group in groups for word in group}
    return found


def _forms(common: Any, own: Any) -> _Forms:
    """From the numbers of whole words, and those of stems that take any of the endings."""
    table = own or {}
    stems, endings = table.get("stems", {}), table.get("endings", [])
    found = {str(stem) + str(ending): int(number) for stem, number in stems.items() for ending in endings}
    return found | {str(word): int(number) for word, number in table.get("words", {}).items()}


#: How a field of this type is read, from what holds in every language and what the language says.
_READERS: dict[str, Callable[[Any, Any], Any]] = {
    "_Sign": lambda common, own: own or ".",
    "bool": lambda common, own: own == "true",
    "_Words": lambda common, own: frozenset(map(str, _given(common, own))),
    "_Phrases": lambda common, own: tuple(map(str, _given(common, own))),
    "_Pairs": lambda common, own: tuple((first, second) for first, second in _given(own, common)),
    "_Texts": lambda common, own: {**(common or {}), **(own or {})},
    "_Numbers": lambda common, own: {word: int(number) for word, number in {**(common or {}), **(own or {})}.items()},
    "_Months": lambda common, own: {
        name: number for number, names in enumerate(own or (), 1) for name in str(names).split()
    },
    "_Sizes": lambda common, own: {unit: (base, size) for unit, (base, size) in common.items()},
    "_Groups": _groups,
    "_Forms": _forms,
}
