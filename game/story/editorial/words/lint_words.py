"""The words of one language by which the lint judges, and what is there of them in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from game.support.language_tags import DEFAULT, primary_language

#: The module of each language whose words are known.
_MODULES = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "pl": "polish"}
_NOTHING: frozenset[str] = frozenset()

LINT_LANGUAGES = tuple(_MODULES)
"""The languages whose words are known, as the catalogue names them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class LintWords:
    """The words of one language, in small letters where nothing else is said. What is empty is not judged in it.

    `code` is that of ISO 639-1. Phrases and patterns are looked for whatever their case; patterns are regular
    expressions without groups.
    """

    code: str

    # Real people
    #: Verbs that put words into a mouth, in all their forms.
    speaking: frozenset[str] = _NOTHING
    #: Stand for a person behind or before such a verb. Without any, a verb alone means who was named before it.
    pronouns: tuple[str, ...] = ()
    #: Stand between a name and its verb: auxiliaries, adverbs, reflexive pronouns.
    adverbs: frozenset[str] = _NOTHING
    #: With these endings a word is an adverb too.
    adverb_endings: tuple[str, ...] = ()
    #: Of the adverbs, those behind which the verb may stand at the end: „hat gestern gesagt“.
    auxiliaries: frozenset[str] = _NOTHING
    #: Verbs for what goes on inside somebody, and what somebody can be inside, behind `being`.
    thinking: frozenset[str] = _NOTHING
    feelings: frozenset[str] = _NOTHING
    being: frozenset[str] = _NOTHING
    #: What somebody can have inside, behind a genitive in 's, and what may stand between the two.
    inner_things: frozenset[str] = _NOTHING
    inner_qualities: frozenset[str] = _NOTHING
    #: Behind one of these a name is no subject.
    prepositions: frozenset[str] = _NOTHING
    #: The verb may stand before the name: „Heimlich hofft Olga Brandt“.
    verb_before_name: bool = False
    #: By these a person is recognised in the statements of a dossier, beside the names that are known everywhere.
    given_names: frozenset[str] = _NOTHING
    #: Each a word of what stands before a name.
    titles: frozenset[str] = _NOTHING
    #: What a player can do to somebody, and what may stand between this verb and the name: prepositions.
    dealings: frozenset[str] = _NOTHING
    links: frozenset[str] = _NOTHING
    #: The verb may stand at the end of the clause: „Olga Brandt fragen“.
    verb_last: bool = False
    #: Behind a name these say that it is not about the person; before it, in the languages that put them there.
    belongings: frozenset[str] = _NOTHING

    # Sources and wording
    #: How a disclaimer says that the story did not happen.
    invented: tuple[str, ...] = ()
    #: Patterns of what says when something is so.
    dated: tuple[str, ...] = ()
    #: Words that are wrong as soon as the world has moved on.
    relative_times: tuple[str, ...] = ()
    #: What an office is called for a while, before its name and behind it, and the offices.
    ageing: tuple[str, ...] = ()
    ageing_behind: tuple[str, ...] = ()
    relative_offices: tuple[str, ...] = ()
    #: Words for speaking that judge the speaker: about invented people they are free.
    loaded_verbs: tuple[str, ...] = ()
    #: Words that take a side wherever they stand in a text that tells of the real world.
    loaded_nouns: tuple[str, ...] = ()
    #: Patterns of voices without an owner, the words with which they can begin, and those of which each has one.
    unnamed: tuple[str, ...] = ()
    unnamed_signs: tuple[str, ...] = ()
    unnamed_doing: frozenset[str] = _NOTHING
    #: How a dossier marks a judgement of its article, and what a question says that asks for somebody's view.
    judging: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    #: Only names have a capital letter within a sentence. `calendar` are those that need no source.
    capitals_are_names: bool = False
    calendar: frozenset[str] = _NOTHING

    # Numbers
    #: Number words in digits. Elsewhere `game.grading` reads them.
    numbers: Mapping[str, str] = field(default_factory=dict)
    #: Words behind a number that multiply it.
    times: Mapping[str, int] = field(default_factory=dict)
    #: Parts of a whole by how many of them make one.
    shares: Mapping[str, int] = field(default_factory=dict)
    #: What counts as a number in a fact, though it is no figure.
    ordinals: Mapping[str, int] = field(default_factory=dict)
    #: Units of one family, by how many of the smallest they are: family, then names in a row and their size.
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Patterns of how `%` is said in words.
    percent: tuple[str, ...] = ()
    #: Patterns of a question whose answer is worked out from the figures of the facts, and of one that counts.
    worked_out: tuple[str, ...] = ()
    counting: tuple[str, ...] = ()
    #: Stand between the parts of a list.
    conjunctions: tuple[str, ...] = ()

    # Questions
    #: Patterns of options that speak of the other options.
    all_or_none: tuple[str, ...] = ()
    #: Patterns of what begins a question, of what turns it into its opposite, and of what ends its clause.
    asking: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    clause_ends: tuple[str, ...] = ()
    #: Begin a statement of what is not so. Patterns.
    denials: tuple[str, ...] = ()
    #: Words that do not make two questions differ.
    empty: frozenset[str] = _NOTHING
    #: What stands before a thing. A word that is only quoted has none mostly.
    determiners: frozenset[str] = _NOTHING

    # Sentences
    #: A point behind these ends no sentence, as they are written.
    abbreviations: tuple[str, ...] = ()
    #: Nor does one behind a number of one or two digits: „am 5. Mai“.
    ordinals_have_point: bool = False


def each_word(text: str) -> frozenset[str]:
    """The words of a text, with spaces between."""
    return frozenset(text.split())


def each_phrase(text: str) -> tuple[str, ...]:
    """The phrases of a text, with commas between, in its order."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


@cache
def lint_words_of(tag: str) -> LintWords:
    """The words of a language; none of one that is not known. A pack that names none is read as English."""
    short = primary_language(tag) or DEFAULT
    module = _MODULES.get(short)
    if module is None:
        return LintWords(code=short)
    words: LintWords = getattr(import_module(f"game.story.editorial.words.{module}"), f"{module.upper()}_WORDS")
    return words


def is_adverb(word: str, words: LintWords) -> bool:
    """Whether a word is one of those that may stand between a name and its verb."""
    return word in words.adverbs or (bool(words.adverb_endings) and word.endswith(words.adverb_endings))
