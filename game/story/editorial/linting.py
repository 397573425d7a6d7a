"""Runs the rules. The words of each text are looked up once; only a text that may concern a rule is cut up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.compile.uncited_questions import awaits_facts
from game.story.editorial.answer_figures import KeyFigures
from game.story.editorial.answer_options import check_options
from game.story.editorial.backing import (
    KnownFigures,
    check_figures_in_question,
    check_figures_in_story,
    check_names,
    known_names,
    may_name,
    stems_of,
)
from game.story.editorial.bank_shape import check_bank, facts_learned
from game.story.editorial.choices_about_people import check_label
from game.story.editorial.disclaimers import check_disclaimer
from game.story.editorial.emphasised_things import check_emphasised_things
from game.story.editorial.giveaways import check_giveaways
from game.story.editorial.invented_people import check_invented_people
from game.story.editorial.judging import not_judged
from game.story.editorial.moments import check_moments
from game.story.editorial.names_to_translate import check_names_to_translate, check_topic_names
from game.story.editorial.passages import Passage, passages
from game.story.editorial.quotations import KnownQuotations, check_quotations
from game.story.editorial.real_people import WORD, RealPeople, real_people
from game.story.editorial.second_chances import check_second_chances
from game.story.editorial.sentences import LintParagraph, marked_facts, paragraphs
from game.story.editorial.stems import check_stem
from game.story.editorial.unsourced_reports import check_cited_people, check_reports
from game.story.editorial.voices import check_opinions, check_single_voices
from game.story.editorial.wording import (
    LoadedWords,
    WordingSigns,
    any_begins,
    check_loaded_words,
    check_relative_time,
    check_unnamed_voices,
    has_unnamed_voice,
    wording_signs,
)
from game.story.editorial.words.lint_words import LintWords, lint_words_of
from game.story.model.story import Story
from game.support import limits

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[12]\d\d\d|\d\s?[^\s\d.,;:!?)]")


#: What is wrong in a text of the original whatever its words are: it is not told again of each translation.
_OF_THE_ORIGINAL = frozenset((catalogue.WRONG_WITHOUT_FEEDBACK.code, catalogue.HELP_WITH_NOTHING.code))


def lint(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Report what a wary reader and a good teacher would object to. The pack has no errors so far."""
    found.unjudged = frozenset(not_judged(story.written_in).rules)
    _lint(defined, story, lint_words_of(story.written_in), found)
    found.unjudged = frozenset()


def _lint(defined: Definitions, story: Story, words: LintWords, found: Diagnostics) -> None:
    people = real_people(defined, words)
    check_disclaimer(defined, words, found)
    check_invented_people(defined, people, words, found)
    check_opinions(defined, people, words, found)
    reader = _Reader(defined, people, words, found)
    reader.read(passages(defined))
    learned = facts_learned(story)
    met = reader.marked | learned
    check_single_voices(defined, story, met, found)
    check_topic_names(defined, story, learned, found)
    check_names_to_translate(defined, story, found)
    _check_questions(defined, words, found)
    check_bank(defined, story, learned, met, words, found)
    check_giveaways(defined, words, found)
    check_moments(defined, story, words, found)
    check_second_chances(defined, story, words, found)
    check_emphasised_things(defined, words, found)


def lint_translation(written: Definitions, translated: Definitions, story: Story, found: Diagnostics) -> None:
    """Report on the texts of a translation what its words show; what does not hang on words was told of the original.

    `written` is the pack as it was written, `translated` and `story` are the same with the texts of another language
    where there are any: those that are not translated are passed over.
    """
    found.unjudged = frozenset(not_judged(story.language).rules) | _OF_THE_ORIGINAL
    found.only_in = frozenset(file.spot.file for file in translated.languages[story.language])
    words = lint_words_of(story.language)
    people = real_people(translated, words, beside=written)
    check_disclaimer(translated, words, found)
    check_invented_people(translated, people, words, found)
    check_opinions(translated, people, words, found)
    reader = _Reader(translated, people, words, found, beside=written)
    reader.read([passage for passage in passages(translated) if passage.words.spot.file in found.only_in])
    _check_questions(translated, words, found)
    check_giveaways(translated, words, found)
    check_second_chances(translated, story, words, found)
    check_emphasised_things(translated, words, found)
    found.unjudged, found.only_in = frozenset(), None


def _check_questions(defined: Definitions, words: LintWords, found: Diagnostics) -> None:
    keys = KeyFigures(defined, words, found)
    for id_, question in defined.questions.items():
        keys.check(question)
        check_options(id_, question, words, found)
        check_stem(id_, question, words, found)


def _may_be_unnamed(words: set[str], signs: WordingSigns) -> bool:
    """Whether a voice without an owner can be in a text with these words: who, and what such a one does."""
    return not words.isdisjoint(signs.unnamed_doing) and not words.isdisjoint(signs.unnamed)


def texts_with(texts: Iterable[str], signs: set[str]) -> set[int]:
    """Which of the texts, counted from 0, may have one of these words. Those that no text has are not looked for."""
    each = list(texts)
    pieces: set[str] = set()
    for text in each:
        pieces.update(text.split())
    there = signs.intersection(WORD.findall(" ".join(pieces)))
    return {index for index, text in enumerate(each) if not there.isdisjoint(WORD.findall(text))} if there else set()


class _Reader:
    """Reads the texts of one pack. What a text cannot have, going by its words, is not looked for in it."""

    def __init__(
        self,
        defined: Definitions,
        people: RealPeople,
        words: LintWords,
        found: Diagnostics,
        beside: Definitions | None = None,
    ) -> None:
        """`beside`: the pack as it was written, where `defined` is a translation of it."""
        packs = (defined,) if beside is None else (defined, beside)
        self.defined, self.people, self.words, self.found = defined, people, words, found
        self.signs = wording_signs(words)
        own = tuple(word.value for word in (defined.pack.loaded_words if defined.pack else ()))
        self.loaded = LoadedWords(own, words)
        self.invented = frozenset(
            word
            for pack in packs
            for person in pack.people.values()
            if person.fictional
            for word in WORD.findall(person.name.value)
        )
        self.known = KnownQuotations(defined, people, beside)
        self.names = set().union(*map(known_names, packs))
        self.figures = KnownFigures(defined, words)
        self._asked: tuple[str, set[str]] = ("", set())
        self._signs_left = limits.CLOSELY_READ
        #: The facts that the story marks or quotes.
        self.marked: set[str] = set()

    def read(self, every: Sequence[Passage]) -> None:
        """Report on these texts of the pack."""
        suspect = texts_with((passage.words.value for passage in every), {*self.people.signs, *self.loaded.ends})
        for index, passage in enumerate(every):
            value = passage.words.value
            marks: Collection[str] = ()
            if passage.use in ("story", "label"):
                if "[" in value or "{quote" in value:
                    marks = self.defined.facts.keys() & marked_facts(value)
                    self.marked.update(marks)
                elif index not in suspect and not self.people.unspaced:
                    continue
            if self._signs_left < 0:
                continue
            words = set(WORD.findall(value))
            named = self.people.may_be_in(words, value) and bool(self.people.find(value))
            if passage.use in ("story", "label"):
                self.story(passage, words, named, bool(marks))
            else:
                self.of_real_world(passage, words, named)

    def closely(self, passage: Passage) -> list[LintParagraph]:
        """The paragraphs of a text; none once so much was read that it would take too long."""
        self._signs_left -= len(passage.words.value)
        if self._signs_left < 0:
            self.found.report(catalogue.NOT_READ_CLOSELY, passage.words.spot, limit=f"{limits.CLOSELY_READ:,}")
            return []
        return paragraphs(passage, self.defined.facts, self.words)

    def quotations(self, passage: Passage, paragraph: LintParagraph) -> bool:
        """Look at what is quoted. Whether something was reported."""
        return check_quotations(passage, paragraph, self.people, self.invented, self.known, self.words, self.found)

    def story(self, passage: Passage, words: set[str], named: bool, marked: bool) -> None:
        """What is told, and what the player can do."""
        loaded = self.loaded.may_be_in(words) or ((marked or named) and not words.isdisjoint(self.signs.loaded_verbs))
        unnamed = marked and _may_be_unnamed(words, self.signs) and has_unnamed_voice(passage.words.value, self.words)
        figures = marked and _FIGURE.search(passage.words.value)
        if not (named or loaded or unnamed or figures):
            return
        for paragraph in self.closely(passage):
            if named and not self.quotations(passage, paragraph):
                check_reports(passage, paragraph, self.people, self.words, self.found)
            if named and passage.use == "label":
                check_label(passage, self.people, self.words, self.found, cited=bool(paragraph.facts))
            if loaded:
                check_loaded_words(passage, paragraph, self.people, self.loaded, self.found)
            if unnamed:
                check_unnamed_voices(passage, paragraph, self.defined, self.words, self.found)
            if figures:
                check_figures_in_story(passage, paragraph, self.figures, self.found)

    def of_real_world(self, passage: Passage, words: set[str], named: bool) -> None:
        """Statements of dossiers, and what questions say. A wrong option may be wrong in any way but its wording."""
        statement, option = passage.use == "statement", passage.use in ("right", "wrong")
        loaded = self.loaded.may_be_in(words) or not words.isdisjoint(self.signs.loaded_verbs)
        unnamed = passage.use != "wrong" and _may_be_unnamed(words, self.signs)
        relative = not option and any_begins(self.signs.relative, words)
        quoting = named and not statement and passage.use != "wrong"
        figures = not statement and not option and _DIGIT.search(passage.words.value)
        feedback = self.words.capitals_are_names and passage.use == "feedback" and may_name(passage.words.value)
        if (figures or feedback) and awaits_facts(self.defined.questions[passage.owner]):
            figures = feedback = False
        if not (loaded or unnamed or relative or quoting or figures or feedback):
            return
        for paragraph in self.closely(passage):
            if loaded:
                check_loaded_words(passage, paragraph, self.people, self.loaded, self.found)
            if unnamed and has_unnamed_voice(paragraph.text, self.words):
                check_unnamed_voices(passage, paragraph, self.defined, self.words, self.found)
            if relative:
                check_relative_time(passage, paragraph, self.defined, self.words, self.found)
            if quoting:
                self.quotations(passage, paragraph)
                check_cited_people(passage, paragraph, self.people, self.words, self.defined, self.found)
            if figures:
                check_figures_in_question(passage, paragraph, self.figures, self.found)
            if feedback:
                check_names(passage, paragraph, self.names, self.words, self.found, self.asked(passage.owner))

    def asked(self, id_: str) -> set[str]:
        """The beginnings of all words with a capital letter in a question and its options."""
        if self._asked[0] != id_:  # the texts of a question come one after the other
            question = self.defined.questions[id_]
            words = [
                question.text,
                question.cloze,
                *(answer.right or answer.wrong for answer in question.answers or ()),
            ]
            words += [
                *question.answer,
                *question.not_,
                *(question.order or ()),
                *(side for pair in question.match or () for side in pair),
            ]
            self._asked = id_, stems_of(word.value for word in words if word is not None)
        return self._asked[1]
