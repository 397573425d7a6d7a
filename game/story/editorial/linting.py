"""Runs the rules. The words of each text are looked up once; only a text that may concern a rule is cut up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

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
from game.story.editorial.word_lists import UNNAMED_DOING
from game.story.editorial.wording import (
    RELATIVE_ENDS,
    UNNAMED_FIRST,
    VERB_SIGNS,
    LoadedWords,
    any_begins,
    check_loaded_words,
    check_relative_time,
    check_unnamed_voices,
    has_unnamed_voice,
)
from game.story.model.story import Story
from game.support import limits

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"[12]\d\d\d|\d\s?%|\d per")


def lint(defined: Definitions, story: Story, found: Diagnostics) -> None:
    """Report what a wary reader and a good teacher would object to. The pack has no errors so far."""
    people = real_people(defined)
    check_disclaimer(defined, found)
    check_invented_people(defined, people, found)
    check_opinions(defined, people, found)
    reader = _Reader(defined, people, found)
    reader.read()
    learned = facts_learned(story)
    met = reader.marked | learned
    check_single_voices(defined, story, met, found)
    check_topic_names(defined, story, learned, found)
    check_names_to_translate(defined, story, found)
    keys = KeyFigures(defined, found)
    for id_, question in defined.questions.items():
        keys.check(question)
        check_options(id_, question, found)
        check_stem(id_, question, found)
    check_bank(defined, story, learned, met, found)
    check_giveaways(defined, found)
    check_moments(defined, story, found)
    check_second_chances(defined, story, found)
    check_emphasised_things(defined, found)


def _may_be_unnamed(words: set[str], text: str) -> bool:
    """Whether a voice without an owner can be in a text with these words: who, and what such a one does."""
    return not words.isdisjoint(UNNAMED_DOING) and (not words.isdisjoint(UNNAMED_FIRST) or "t is " in text)


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

    def __init__(self, defined: Definitions, people: RealPeople, found: Diagnostics) -> None:
        self.defined, self.people, self.found = defined, people, found
        self.loaded = LoadedWords(tuple(word.value for word in (defined.pack.loaded_words if defined.pack else ())))
        self.invented = frozenset(
            word for person in defined.people.values() if person.fictional for word in WORD.findall(person.name.value)
        )
        self.known = KnownQuotations(defined, people)
        self.names = known_names(defined)
        self.figures = KnownFigures(defined)
        self._asked: tuple[str, set[str]] = ("", set())
        self._signs_left = limits.CLOSELY_READ
        #: The facts that the story marks or quotes.
        self.marked: set[str] = set()

    def read(self) -> None:
        """Report on every text."""
        every = passages(self.defined)
        suspect = texts_with((passage.words.value for passage in every), {*self.people.forms, *self.loaded.ends})
        for index, passage in enumerate(every):
            value = passage.words.value
            marks: Collection[str] = ()
            if passage.use in ("story", "label"):
                if "[" in value or "{quote" in value:
                    marks = self.defined.facts.keys() & marked_facts(value)
                    self.marked.update(marks)
                elif index not in suspect:
                    continue
            if self._signs_left < 0:
                continue
            words = set(WORD.findall(value))
            named = self.people.may_be_in(words) and bool(self.people.find(value))
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
        return paragraphs(passage, self.defined.facts)

    def story(self, passage: Passage, words: set[str], named: bool, marked: bool) -> None:
        """What is told, and what the player can do."""
        loaded = self.loaded.may_be_in(words) or ((marked or named) and not words.isdisjoint(VERB_SIGNS))
        unnamed = marked and _may_be_unnamed(words, passage.words.value) and has_unnamed_voice(passage.words.value)
        figures = marked and _FIGURE.search(passage.words.value)
        if not (named or loaded or unnamed or figures):
            return
        for paragraph in self.closely(passage):
            if named and not check_quotations(passage, paragraph, self.people, self.invented, self.known, self.found):
                check_reports(passage, paragraph, self.people, self.found)
            if named and passage.use == "label":
                check_label(passage, self.people, bool(paragraph.facts), self.found)
            if loaded:
                check_loaded_words(passage, paragraph, self.people, self.loaded, self.found)
            if unnamed:
                check_unnamed_voices(passage, paragraph, self.defined, self.found)
            if figures:
                check_figures_in_story(passage, paragraph, self.figures, self.found)

    def of_real_world(self, passage: Passage, words: set[str], named: bool) -> None:
        """Statements of dossiers, and what questions say. A wrong option may be wrong in any way but its wording."""
        statement, option = passage.use == "statement", passage.use in ("right", "wrong")
        loaded = self.loaded.may_be_in(words) or not words.isdisjoint(VERB_SIGNS)
        unnamed = passage.use != "wrong" and not words.isdisjoint(UNNAMED_DOING)
        relative = not option and any_begins(RELATIVE_ENDS, words)
        quoting = named and not statement and passage.use != "wrong"
        figures = not statement and not option and _DIGIT.search(passage.words.value)
        feedback = passage.use == "feedback" and may_name(passage.words.value)
        if (figures or feedback) and awaits_facts(self.defined.questions[passage.owner]):
            figures = feedback = False
        if not (loaded or unnamed or relative or quoting or figures or feedback):
            return
        for paragraph in self.closely(passage):
            if loaded:
                check_loaded_words(passage, paragraph, self.people, self.loaded, self.found)
            if unnamed and _may_be_unnamed(words, paragraph.text) and has_unnamed_voice(paragraph.text):
                check_unnamed_voices(passage, paragraph, self.defined, self.found)
            if relative:
                check_relative_time(passage, paragraph, self.defined, self.found)
            if quoting:
                check_quotations(passage, paragraph, self.people, self.invented, self.known, self.found)
                check_cited_people(passage, paragraph, self.people, self.defined, self.found)
            if figures:
                check_figures_in_question(passage, paragraph, self.figures, self.found)
            if feedback:
                check_names(passage, paragraph, self.names, self.found, self.asked(passage.owner))

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
