"""Every part of a story as plain data: what is written for each field, and what may come back.

What the engine relies on is asked of each part as it is read: every id stands for something, every node that follows is
there, chains of nodes come to an end, every variable has the range that its use asks for. A story that was read may
still be another one than the pack's, but playing it runs into nothing that a story from the files would not run into.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, get_args

from game.record.codecs import (
    FLAG,
    TEXT,
    Codec,
    Damaged,
    always,
    any_of,
    one_of,
    optional,
    record,
    several,
    whole,
    words_by_id,
)
from game.record.formula_codec import Formulas
from game.record.text_codec import text_codec
from game.story.model.comeback import ChooseReturning, Comeback
from game.story.model.deadlines import Deadline
from game.story.model.directions import DIRECTIONS
from game.story.model.documents import DocumentLine, StoryDocument, Wording
from game.story.model.drawn_number_values import DrawnNumber, Draws, accepted_words
from game.story.model.layout import Layout, Slot
from game.story.model.mapped import LAYOUTS, MapStyle, WaitingAt
from game.story.model.measures import Measure
from game.story.model.promised import (
    ALL_PLAYS,
    MOST_COUNTED,
    Balance,
    Bound,
    KnownTopic,
    Likelihood,
    Promise,
    PromiseKind,
)
from game.story.model.story import (
    EXACT,
    Achievement,
    Answer,
    Apply,
    Ask,
    Call,
    Choice,
    Dossier,
    Effect,
    End,
    Ending,
    Epilogue,
    Exit,
    Fact,
    Goto,
    Item,
    Leave,
    Offer,
    Person,
    Place,
    Question,
    QuestionKind,
    Scene,
    ShowText,
    Story,
)
from game.story.model.text import NamedText
from game.story.model.yaml_nodes import Spot
from game.story.schema.strategy_names import CERTAIN, JOINED, NOT_READING
from game.support import limits

#: The parts of a story that are found by their ids.
TABLES = (
    "scenes", "places", "people", "items", "questions", "endings", "epilogues", "achievements", "measures", "facts",
    "dossiers", "documents",
)  # fmt: skip

_FAR = 10**9
_NUMBER = whole(-_FAR, _FAR)
_COUNT = whole(0, _FAR)
#: By the kind of an effect: the table in which its subject is, and what its variable is called before the subject.
_SUBJECTS = {
    "measure": ("measures", "measure."), "learn": ("facts", "knows."), "give": ("items", "has."),
    "lose": ("items", "has."), "achieve": ("achievements", "achieved."), "move": ("places", "place"),
    "time": ("", "time"),
}  # fmt: skip


class StoryCodec:
    """The codecs of one story, whose ids, number of nodes and memory are known."""

    def __init__(self, layout: Layout, nodes: int, ids: Mapping[str, Collection[str]], formulas: Formulas) -> None:
        self.layout, self.ids, self.formulas = layout, ids, formulas
        self._slots = list(layout)
        self._numbers: dict[str, int] = {}
        self.nodes = nodes
        self._nodes = whole(0, nodes - 1)
        self._when = optional(formulas.codec("truth"))
        self.text = text_codec(ids["people"], ids["facts"], formulas, ids["documents"])
        #: A document shows no document: else it could be inside of itself.
        self._text_of_document = text_codec(ids["people"], ids["facts"], formulas)
        self._maybe_text = optional(self.text)
        self._named_texts = several(record(NamedText, names=several(TEXT, least=1), text=self.text))
        self.effects = several(self._effect())
        self.tables = {name: getattr(self, f"_{name}")() for name in TABLES}
        self.node = self._node()

    # Variables and what they are for

    def slot(self, prefix: str) -> Codec:
        """A variable whose name begins so. Its range is that of all of them (see `layout_codec`)."""

        def written(slot: Slot) -> int:
            if not self._numbers:
                self._numbers = {variable.name: number for number, variable in enumerate(self._slots)}
            if not slot.name.startswith(prefix) or self.layout.get(slot.name) != slot:
                raise Damaged
            return self._numbers[slot.name]

        def made(number: Any) -> Slot:
            if type(number) is not int or number < 0:
                raise Damaged
            slot = self._slots[number]
            if not slot.name.startswith(prefix):
                raise Damaged
            return slot

        return Codec(written, made)

    def _only(self, name: str) -> Codec:
        """The one variable of this name, where there is one."""
        return always(self.layout.get(name))

    def _id(self, table: str) -> Codec:
        return one_of(self.ids[table])

    def _maybe_id(self, table: str) -> Codec:
        known = self._id(table)
        return Codec(
            lambda value: value if value == "" else known.write(value),
            lambda value: value if value == "" else known.read(value),
        )

    def _effect(self) -> Codec:
        ids, places = self.ids, len(self.ids["places"])

        def fits(effect: Effect) -> bool:
            table, prefix = _SUBJECTS[effect.kind]
            if effect.kind == "move":
                return effect.slot.name == prefix and effect.subject in ids[table] and 0 <= effect.amount < places
            if effect.kind == "time":
                return effect.slot.name == effect.subject == "time"
            return effect.subject in ids[table] and effect.slot.name == f"{prefix}{effect.subject}"

        return record(
            Effect, fits, slot=self.slot(""), operation=one_of(("add", "set")), amount=_NUMBER,
            kind=one_of(_SUBJECTS), subject=TEXT,
        )  # fmt: skip

    # What scenes do

    def _node(self) -> Codec:
        """A node. Those that follow without the player have lower numbers, as `flow` builds them: `fits_at` asks."""
        node, text = self._nodes, self.text
        choice = record(
            Choice, id=TEXT, label=text, when=self._when, taken=optional(self.slot("taken.")), again=FLAG,
            fallback=FLAG, target=node, closed=self._maybe_text, price=self._maybe_text, flavour=FLAG,
        )  # fmt: skip
        return any_of({
            ShowText: record(ShowText, text=text, next=node),
            Apply: record(Apply, effects=self.effects, next=node),
            Offer: record(Offer, choices=several(choice), next=node),
            Ask: record(
                Ask, self._asks, questions=several(self._id("questions"), least=1), right=node, wrong=node,
                passed=node, partly=optional(node), otherwise=optional(node),
            ),
            Call: record(Call, scene=self._id("scenes"), next=node),
            Goto: record(Goto, scene=self._id("scenes")),
            Leave: record(Leave),
            End: record(End, ending=self._id("endings")),
            ChooseReturning: record(ChooseReturning, lambda _: "returning" in self.layout),
        })  # fmt: skip

    def _asks(self, asking: Ask) -> bool:
        return asking.otherwise is None or "returning" in self.layout

    def _scenes(self) -> Codec:
        return record(
            Scene, id=TEXT, title=self._maybe_text, at=several(self._id("places")), people=several(self._id("people")),
            when=self._when, priority=_NUMBER, on_arrival=FLAG, again=FLAG, visits=self.slot("visits."),
            due=optional(self.slot("due.")), start=self._nodes, file=TEXT, line=_COUNT,
            look=self._named_texts,
        )  # fmt: skip

    # The building

    def _places(self) -> Codec:
        way = record(
            Exit, direction=one_of(DIRECTIONS), to=self._id("places"), label=self._maybe_text, when=self._when,
            closed=self._maybe_text, minutes=_COUNT,
        )  # fmt: skip
        scenes = several(self._id("scenes"))
        lying = [id_ for id_ in self.ids["items"] if f"picked.{id_}" in self.layout]
        return record(
            Place, id=TEXT, number=whole(0, len(self.ids["places"]) - 1), name=TEXT, text=self._maybe_text,
            glance=self._maybe_text, wing=TEXT, floor=whole(-9, 99), exits=several(way), scenes=scenes,
            arrivals=scenes, items=several(one_of(frozenset(lying))), people=several(self._id("people")),
            visits=self.slot("been."), look=self._named_texts,
        )  # fmt: skip

    def _people(self) -> Codec:
        return record(
            Person, id=TEXT, name=TEXT, role=TEXT, at=self._maybe_id("places"), about=self._maybe_text, real=FLAG,
            asked_about=self._named_texts,
        )  # fmt: skip

    def _items(self) -> Codec:
        def fits(item: Item) -> bool:
            return (item.taken is None) == (f"picked.{item.id}" not in self.layout)

        return record(
            Item, fits, id=TEXT, name=TEXT, at=self._maybe_id("places"), about=self._maybe_text, when=self._when,
            carried=self.slot("has."), taken=optional(self.slot("picked.")),
        )  # fmt: skip

    # Questions, and what they rest on

    def _questions(self) -> Codec:
        words = several(TEXT)
        drawn = record(DrawnNumber, name=TEXT, least=_NUMBER, most=_NUMBER, step=_COUNT)
        draws = record(
            Draws, numbers=several(drawn, least=1), keys=several(several(self.text, least=1)), tolerance=TEXT
        )
        answer = record(Answer, id=TEXT, words=TEXT, right=FLAG, because=self._maybe_text)
        return record(
            Question, can_be_graded, id=TEXT, kind=one_of(get_args(QuestionKind)),
            text=self.text, cites=several(self._id("facts")), topics=words, because=self._maybe_text,
            outcome=self.slot("answer."), number=whole(1, len(self.ids["questions"])), answers=several(answer),
            accepted=several(words), rejected=words, unit=TEXT, parts=words, partners=words, form=TEXT,
            exact=several(one_of(EXACT)), shuffled=FLAG, verdict=FLAG, hints=several(self.text),
            tries=whole(1, limits.ANSWERS_TAKEN),
            draws=optional(draws), form_of=self._maybe_id("questions"),
        )  # fmt: skip

    def _facts(self) -> Codec:
        return record(
            Fact, id=TEXT, dossier=self._id("dossiers"), number=_COUNT, states=TEXT, paragraph=_NUMBER, by=TEXT,
            quote=TEXT, as_of=TEXT, topics=several(TEXT), known=self.slot("knows."),
        )  # fmt: skip

    def _dossiers(self) -> Codec:
        return record(Dossier, id=TEXT, number=_COUNT, title=TEXT, article=TEXT, as_of=TEXT)

    # Documents

    def _documents(self) -> Codec:
        text, people = self._text_of_document, several(self._id("people"))
        wording = record(Wording, id=TEXT, text=text, when=self._when, open=self._when, by=people)
        line = record(
            DocumentLine, id=TEXT, title=TEXT, section=TEXT, wordings=several(wording, least=1), open=self._when,
            blank=optional(text), group=TEXT,
        )  # fmt: skip
        return record(
            StoryDocument, id=TEXT, title=TEXT, text=optional(text), sections=words_by_id(),
            lines=several(line, least=1),
        )  # fmt: skip

    # What comes of a play

    def _endings(self) -> Codec:
        return record(Ending, id=TEXT, title=TEXT, text=self.text, closing=self._maybe_text)

    def _epilogues(self) -> Codec:
        return record(Epilogue, id=TEXT, when=self._when, text=self.text, endings=several(self._id("endings")))

    def _achievements(self) -> Codec:
        return record(
            Achievement, id=TEXT, title=TEXT, text=TEXT, when=self._when, hidden=FLAG, achieved=self.slot("achieved.")
        )

    def _measures(self) -> Codec:
        return record(
            Measure,
            id=TEXT,
            name=TEXT,
            slot=self.slot("measure."),
            hidden=FLAG,
            stops_at_bounds=FLAG,
            remembered=TEXT,
            about=TEXT,
        )

    def _comeback(self) -> Codec:
        """How what was missed comes back: there when its variables are."""
        if "returning" not in self.layout or "since" not in self.layout:
            return always(None)

        def fits(comeback: Comeback) -> bool:
            members = [id_ for family in comeback.families for id_ in family]
            return comeback.returning.high == len(comeback.families) and len(members) == len(set(members))

        family = several(self._id("questions"), least=1)
        return record(
            Comeback, fits, families=several(family, least=1), returning=self._only("returning"),
            since=self._only("since"), asked_in=several(self._id("scenes"), least=1),
            choosing=whole(self.nodes - 1, self.nodes - 1),
        )  # fmt: skip

    # The whole

    def story(self, nodes: Sequence[Any], tables: Mapping[str, Mapping[str, Any]]) -> Codec:
        """A story whose nodes and tables are kept apart from it."""
        apart = {name: _kept_apart(table) for name, table in tables.items()}
        spot = record(Spot, file=TEXT, line=_COUNT, column=_COUNT)
        promise = record(
            Promise, kind=one_of(get_args(PromiseKind)), condition=self.formulas.anywhere,
            scope=several(self.formulas.anywhere), source=TEXT, spot=spot, before=self._maybe_id("scenes"),
            after=self._maybe_id("scenes"), because=TEXT, whenever_source=TEXT,
            once=optional(self.formulas.anywhere), once_source=TEXT, most=whole(0, MOST_COUNTED), times=FLAG,
            counted=several(self.formulas.anywhere), counted_sources=several(TEXT),
        )  # fmt: skip
        bound = optional(record(Bound, of_all=whole(0, ALL_PLAYS), spot=spot))
        balance = record(
            Balance, best=several(self._id("endings"), least=1), without_reading=bound, reader=bound,
            strategies=several(one_of((*NOT_READING, *JOINED))),
        )  # fmt: skip
        share = whole(0, ALL_PLAYS)
        sections = {"ending": "endings", "knows": "facts", "asking": "questions"}

        def is_there(likely: Likelihood) -> bool:
            return likely.id in self.ids[sections[likely.about]]

        likely = record(
            Likelihood, is_there, about=one_of(sections), id=TEXT, at_least=FLAG, share=share, knowledge=share,
            topics=several(record(KnownTopic, topic=TEXT, knowledge=share)), strategy=one_of(("", *CERTAIN)),
            source=TEXT, spot=spot, because=TEXT,
        )  # fmt: skip
        deadline = record(Deadline, id=TEXT, name=TEXT, at=whole(0, 24 * 60), when=self._when)
        waiting = record(WaitingAt, id=TEXT, name=TEXT, at=self._id("places"), when=self._when)
        style = record(MapStyle, layout=one_of(LAYOUTS), names=words_by_id())
        return record(
            Story, id=TEXT, title=TEXT, about=TEXT, author=TEXT, disclaimer=self._maybe_text, fingerprint=TEXT,
            language=TEXT, languages=words_by_id(), layout=_kept_apart(self.layout),
            nodes=_kept_apart(nodes), **apart, wings=words_by_id(),
            topics=words_by_id(), checkpoints=words_by_id(),
            start_scene=self._maybe_id("scenes"), start_place=self._maybe_id("places"),
            arrivals=several(self._id("scenes")), lookup=self.effects, clock=self._only("time"),
            place=self._only("place"), place_order=always(tuple(self.ids["places"])),
            due=several(self.slot("due.")), asking=self._only("asking"), looked_up=self._only("looked_up"),
            arrived=self._only("arrived"), question_order=always(tuple(self.ids["questions"])),
            promises=several(promise), own_id=TEXT, written_in=TEXT, first_answers_stand=FLAG,
            balance=optional(balance), hint=self.effects, hinted=self._only("hinted"), tried=self._only("tried"),
            deadlines=several(deadline), confidence=FLAG, comeback=self._comeback(),
            map_style=optional(style), waits=several(waiting), likely=several(likely),
        )  # fmt: skip


def _kept_apart(value: Any) -> Codec:
    """What is written elsewhere, and known when this is read."""
    return Codec(lambda _: 0, lambda _: value)


def fits_at(number: int, node: Any) -> bool:
    """Whether a node can have this number: what follows it without the player doing anything has a lower one."""
    match node:
        case ShowText(_, following) | Apply(_, following) | Offer(_, following) | Call(_, following):
            return following < number
        case Ask(_, right, wrong, passed, partly, otherwise):
            return max(right, wrong, passed, partly or 0, otherwise or 0) < number
        case Leave():
            return number == 0
    return number > 0


def can_be_graded(question: Question) -> bool:
    """Whether a question has what its kind needs, also with what it draws."""
    from game.questions.kinds import type_of  # no question is looked at before the title stands

    if question.draws is None:
        return type_of(question).is_whole(question)
    if question.kind not in ("number", "cloze") or not question.draws.fits(question.text, question.because):
        return False
    least = {number.name: number.least for number in question.draws.numbers}
    accepted = accepted_words(question.draws, least, is_number=question.kind == "number")
    return accepted == question.accepted and type_of(question).is_whole(question)
