"""What holds for any pack and any play of it. Packs are drawn with as many constructs of the format as there are.

The environment variable EIGHTWINGS_EXAMPLES says how many examples of each property are tried; by default few, and
always the same ones.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from game.engine import AnswerGiven, EndlessLoop, Refused, State, Turn, begin, choose, events, is_over, options
from game.engine.grading import Grade, grade
from game.engine.rendering import RenderedParagraph, render, render_words
from game.engine.rules import answer_order, asked_question
from game.engine.walking import obstacle, route
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Story
from game.story.model.text import Text
from game.story.packs import build
from game.story.source.pack_files import PackFile

_EXAMPLES = int(os.environ.get("EIGHTWINGS_EXAMPLES", "0"))
PROFILE = settings(
    max_examples=_EXAMPLES or 100,
    derandomize=not _EXAMPLES,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
LONGEST_PLAY = 25

ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  f0: { states: Blue., paragraph: 1, by: article, as_of: "1921", topics: [weather] }
  f1: { states: Wet., paragraph: 2, by: article, as_of: "1921", topics: [weather, water] }
  f2: { states: Stubborn., paragraph: 3, by: Jan Roos, quote: small but stubborn, as_of: "1921", topics: [harbour] }
"""
TOPICS = ("weather", "water", "harbour")


# ── Packs ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Names:
    """What a pack that is being drawn holds, so that everything in it can refer to everything else."""

    drawn: bytes
    position: int = 0
    places: list[str] = field(default_factory=list)
    scenes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    clock: bool = False

    def number(self, low: int, high: int) -> int:
        """A number that depends on the next byte; the lowest one when all bytes are used up."""
        byte = self.drawn[self.position] if self.position < len(self.drawn) else 0
        self.position += 1
        return low + byte % (high - low + 1)

    def one(self, *of: Any) -> Any:
        return of[self.number(0, len(of) - 1)]

    def chance(self, percent: int) -> bool:
        return self.number(0, 99) >= 100 - percent

    def some(self, of: list[Any], most: int = 2, least: int = 1) -> list[Any]:
        """Some of these, none of them twice, in any order."""
        left = list(of)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(self.number(least, most), len(left)))]


def condition(names: Names, depth: int = 2) -> str:
    """A condition. `chose.@` stands for a choice, which is filled in when all of them are there."""
    if depth and names.chance(30):
        left, right = condition(names, depth - 1), condition(names, depth - 1)
        return names.one(f"{left} and {right}", f"{left} or {right}", f"not ({left})", f"({left}) and not ({right})")
    number, sign = names.number(-1, 4), names.one("<", "<=", ">", ">=", "==", "=", "!=")
    possible = [
        f"knows.f{names.number(0, 2)}",
        f"seen.{names.one(*names.scenes)}",
        f"visits.{names.one(*names.scenes)} {sign} {number}",
        f"visits.{names.one(*names.scenes)} * 2 + 1 {sign} {number}",
        f"chose.@{names.number(0, 50)}",
        f"notes {sign} {number}",
        f"notes.{names.one(*TOPICS)} {sign} {number}",
        f"correct {sign} {number}",
        f"correct.{names.one(*TOPICS)} {sign} {number}",
        f"{names.one('right', 'wrong', 'asked')}.{names.one(*names.questions)}",
    ]
    if names.measures:
        one = names.one(*names.measures)
        possible += [f"{one} {sign} {number}", f"{number} {sign} -{one}", f"{one} - {number} {sign} 2"]
    if names.items:
        possible.append(f"has.{names.one(*names.items)}")
    if names.places:
        possible.append(f"{names.one('been', 'at')}.{names.one(*names.places)}")
    if names.clock:
        possible.append(f"time {sign} {names.one('08:00', '8:30', '09:59', '18:00')}")
    return names.one(*possible)


def inline(names: Names, depth: int = 2) -> str:
    """Words with whatever can stand in a text."""
    kind = names.number(0, 12 if depth else 3)
    inner = depth - 1
    match kind:
        case 0 | 1:
            return names.one("Rain.", "A door", r"\{\*\}", "a list:\n- one\n- two", "5 * 3", "", " ", "word, word")
        case 2:
            return f"[f{names.number(0, 2)}]"
        case 3:
            values = [*names.measures, *(["time"] if names.clock else []), "notes", "visits.s0"]
            called = [f"name.{one}" for one in (*names.places, *names.items, "ana")]
            return f"{{{names.one(*values, *called)}}}"
        case 4:
            return "{quote: f2}"
        case 5:
            return f"*x{inline(names, 0)}x*" if depth == 2 else "x"
        case 6:
            return f"**x{inline(names, 0)}x**" if depth == 2 else "x"
        case 7 | 8:
            return f"{{{condition(names, 1)}: {inline(names, inner)}|{inline(names, inner)}}}"
        case 9:
            return f"{{{condition(names, 1)}: {inline(names, inner)}}}"
        case _:
            sign = names.one("", "&", "~")
            return f"{{{sign}{'|'.join(inline(names, inner) for _ in range(names.number(2, 3)))}}}"


def text(names: Names) -> str:
    """One or two paragraphs, which are never quite empty."""
    paragraphs = [
        f"{names.one('', '', 'ana: ')}W{' '.join(inline(names) for _ in range(names.number(0, 2)))}"
        for _ in range(names.number(1, 2))
    ]
    return "\n\n".join(paragraphs)


def label(names: Names) -> str:
    return f"Do {inline(names, 1)}"


def effects(names: Names) -> dict[str, Any]:
    possible: list[tuple[str, Any]] = [("learn", [f"f{names.number(0, 2)}"])]
    possible += [(one, f"{names.one('+', '-', '=')}{names.number(0, 5)}") for one in names.measures]
    if names.items:
        possible += [("give", names.some(names.items)), ("lose", names.some(names.items))]
    if names.places:
        possible.append(("move", names.one(*names.places)))
    if names.clock:
        possible.append(("minutes", str(names.number(0, 90))))
    return dict(names.some(possible, 3, 0))


@dataclass
class Around:
    """The scene in which steps stand, and what they may do there."""

    scene: str
    calls: list[str]
    goes: list[str]
    stay: bool = False
    back: bool = False
    depth: int = 2


def steps(names: Names, around: Around) -> dict[str, Any]:
    """Steps. Calls lead only to scenes further on, and nothing leads from those back, so no calls go in a circle."""
    made: dict[str, Any] = {}
    if names.chance(60):
        made["text"] = text(names)
    made |= effects(names)
    inner = Around(around.scene, around.calls, around.goes, around.stay, around.back, around.depth - 1)
    if names.chance(25) and around.depth:
        made["ask"] = names.one(
            names.one(*names.questions), {"topic": "weather"}, {"from": names.some(names.questions, 3)}
        )
        for outcome in ("right", "wrong"):
            if names.chance(60):
                made[outcome] = steps(names, inner) if names.chance(70) else "Short."
    if names.chance(20) and around.calls:
        made["call"] = names.one(*around.calls)
    ways = ["nothing"]
    if around.depth:
        ways += ["choices", "choices", "choices"]
    if around.stay:
        ways += ["stay", "stay", "goto"]
    if around.back:
        ways += ["back"]
    if names.chance(15):
        ways.append("end")
    match names.one(*ways):
        case "choices":
            inside = Around(around.scene, around.calls, around.goes, True, around.stay, around.depth - 1)
            made["choices"] = [choice(names, inside) for _ in range(names.number(1, 4))]
        case "goto" if around.goes:
            made["goto"] = names.one(*around.goes)
        case "end":
            made["end"] = names.one(*names.endings)
        case ("stay" | "back") as key:
            made[key] = "true"
    return {key: made[key] for key in names.some(list(made), len(made), len(made))}


def choice(names: Names, around: Around) -> dict[str, Any]:
    id_ = f"c{len(names.choices)}"
    names.choices.append(f"{around.scene}.{id_}")
    made = {"choose": label(names), "id": id_} | steps(names, around)
    if names.chance(30):
        made["when"] = condition(names)
    if names.chance(30):
        made["again"] = "true"
    if names.chance(15):
        made["fallback"] = "true"
    return made


def scene(names: Names, index: int, callable_from: int) -> dict[str, Any]:
    id_ = names.scenes[index]
    later = names.scenes[max(index + 1, callable_from) :]
    goes = names.scenes if index < callable_from else later
    made = steps(names, Around(id_, later, goes))
    if names.places and names.chance(70):
        made["at"] = names.some(names.places)
    if names.chance(35):
        made["on_arrival"] = "true"
    if names.chance(40):
        made["again"] = "true"
    if names.chance(30):
        made["priority"] = str(names.number(-3, 3))
    if names.chance(40):
        made["when"] = condition(names)
    if names.chance(30):
        made["title"] = label(names)
    if names.chance(20):
        made["with"] = "ana"
    return made


def question(names: Names, kind: int) -> dict[str, Any]:
    made: dict[str, Any] = {"cites": [f"f{one}" for one in range(3) if names.chance(50)] or ["f0"]}
    match kind:
        case 0:
            made["answers"] = [{"right": "The sky"}, {"wrong": "The sea"}, {"wrong": "The sky itself"}]
        case 1:
            made |= {"answer": ["Article 5", "Five"], "not": ["Article 4"]}
        case 2:
            made |= {"number": names.one("8", "2.5", "-1"), "unit": "%"}
        case 3:
            made["cloze"] = names.one("It has [eight|8] wings.", "From [Paris] to [Brussels].")
        case 4:
            made["order"] = ["dawn", "noon", "dusk"][: names.number(2, 3)]
        case _:
            made["match"] = {"Ann": "one", "Ben": "two", "Cay": "one"}
    made["text"] = text(names)
    if names.chance(50):
        made["because"] = text(names)
    if names.chance(20):
        made["topics"] = [names.one(*TOPICS)]
    return made


def ways_between(names: Names) -> dict[str, dict[str, Any]]:
    """Exits of each place, no two of them in one direction, the ways back that nobody writes counted too."""
    exits: dict[str, dict[str, Any]] = {place: {} for place in names.places}
    taken: dict[str, set[str]] = {place: set() for place in names.places}
    for first, place in enumerate(names.places):
        for other in names.places[first + 1 :]:
            direction = names.one(*DIRECTIONS)
            if direction in taken[place] or DIRECTIONS[direction] in taken[other] or names.chance(15):
                continue
            taken[place].add(direction)
            taken[other].add(DIRECTIONS[direction])
            way: dict[str, Any] = {"to": other}
            if names.chance(20):
                way["one_way"] = "true"
            if names.chance(30):
                way |= {"when": condition(names), "closed": text(names)}
            if names.chance(20):
                way["label"] = label(names)
            if names.chance(30) and names.clock:
                way["minutes"] = str(names.number(0, 30))
            exits[place][direction] = way if len(way) > 1 or names.chance(50) else other
    return exits


def pack_from(drawn: bytes) -> str:
    """A pack as the text of one file. JSON is YAML."""
    names = Names(drawn)
    names.places = [f"p{one}" for one in range(names.number(0, 4))]
    names.scenes = [f"s{one}" for one in range(names.number(1, 6))]
    names.items = [f"i{one}" for one in range(names.number(0, 3))]
    names.questions = [f"q{one}" for one in range(names.number(1, 6))]
    names.endings = [f"e{one}" for one in range(names.number(1, 2))]
    names.measures = [f"m{one}" for one in range(names.number(0, 2))]
    names.clock = names.chance(60)
    pack: dict[str, Any] = {"pack": "Drawn", "disclaimer": "Invented, after an almanac of 1921."}
    pack["measures"] = {
        one: {"start": "1", "min": str(names.number(-3, 1)), "max": str(names.number(2, 6))} for one in names.measures
    }
    if names.clock:
        pack["clock"] = {"start": "08:00", "end": names.one("08:10", "09:00", "18:00")}
    if names.chance(40):
        pack["lookup"] = effects(names)
    pack["start"] = names.one(*(names.places or names.scenes), names.one(*names.scenes))
    pack["people"] = {"ana": {"name": "Ana Bell", "fictional": "true"}}
    callable_from = names.number(0, len(names.scenes))
    pack["scenes"] = {one: scene(names, index, callable_from) for index, one in enumerate(names.scenes)}
    pack["places"] = {
        place: {"name": f"Place {place}", "exits": exits}
        | ({"text": text(names)} if names.chance(70) else {})
        | ({"glance": text(names)} if names.chance(50) else {})
        for place, exits in ways_between(names).items()
    }
    pack["items"] = {
        one: {"name": f"Item {one}"}
        | ({"at": names.one(*names.places)} if names.places and names.chance(70) else {})
        | ({"when": condition(names)} if names.chance(30) else {})
        for one in names.items
    }
    pack["questions"] = {one: question(names, names.number(0, 5)) for one in names.questions}
    pack["questions"]["q0"]["topics"] = ["weather"]
    pack["endings"] = {one: {"title": "The end", "text": text(names)} for one in names.endings}
    if not names.places:
        del pack["places"]
    written = json.dumps(pack, indent=1)
    choices = names.choices or ["none"]
    written = re.sub(r"chose\.@(\d+)", lambda found: f"chose.{choices[int(found[1]) % len(choices)]}", written)
    return written if names.choices else written.replace("chose.none", "false")


#: A pack is made from drawn bytes, which is much faster than drawing it piece by piece, and shrinks as well.
PACKS = st.binary(min_size=1500, max_size=1500).map(pack_from)


def story_from(written: str) -> Story:
    """The story of a drawn pack, whose text is shown when the property does not hold."""
    note(written)
    return story_of(written)


def story_of(written: str) -> Story:
    files = (PackFile("almanac.yaml", ALMANAC.encode()), PackFile("pack.yaml", written.encode()))
    story, found = build("drawn", files, Diagnostics(), "drawn")
    assert story is not None, [str(one) for one in found if one.severity == "error"]
    return story


# ── Plays ────────────────────────────────────────────────────────────────────────────────────────────────

SEEDS = st.integers(0, 2**64 - 1)
MOVES = st.lists(st.integers(0, 999), min_size=LONGEST_PLAY, max_size=LONGEST_PLAY)


def right_words(story: Story, state: State) -> str:
    """Words that answer the waiting question rightly."""
    question = asked_question(story, state)
    order = answer_order(story, state, question)
    match question.kind:
        case "choice":
            return next(one.words for one in question.answers if one.right)
        case "order":
            return " ".join("abc"[order.index(one)] for one in range(len(order)))
        case "match":
            letters = {one: "abc"[order.index(one)] for one in range(len(order))}
            return " ".join(f"{number + 1}{letters[number]}" for number in letters)
        case _:
            return "; ".join(gap[0] for gap in question.accepted)


def play(story: Story, seed: int, moves: list[int]) -> list[Turn]:
    """The turns of a play in which each number stands for something that is possible then."""
    turns: list[Turn] = []
    try:
        turns.append(begin(story, seed))
        for number in moves:
            state = turns[-1].state
            offered = options(story, state)
            if not offered:
                break
            if asked_question(story, state) is not None and number % 3 == 0:
                turns.append(choose(story, state, AnswerGiven(right_words(story, state))))
            else:
                turns.append(choose(story, state, offered[number % len(offered)].id))
    except EndlessLoop as loop:
        assert loop.scene in story.scenes
    return turns


def shown(story: Story, turn: Turn) -> list[tuple[RenderedParagraph, ...]]:
    return [render(story, passage.text, passage.memory, turn.state.seed) for passage in turn.passages]


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_any_play_of_any_pack_stays_within_the_rules(written, seed, moves):
    story = story_from(written)
    for turn in play(story, seed, moves):
        state = turn.state
        for slot in story.layout:
            assert slot.low <= slot.get(state.memory) <= slot.high, slot.name
        assert 0 <= state.memory < 1 << story.layout.bits
        assert state.node == -1 or 0 <= state.node < len(story.nodes)
        assert len(state.stack) <= len(story.scenes)
        offered = options(story, state)
        assert len({one.id for one in offered}) == len(offered)
        assert is_over(story, state) == (not offered)
        if any(isinstance(event, events.Ended) for event in turn.events):
            assert isinstance(turn.events[-1], events.Ended)
            assert is_over(story, state)
        for event in turn.events:
            if isinstance(event, events.MeasureChanged | events.TimePassed):
                assert event.before != event.after


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_every_text_of_any_pack_can_be_shown_at_any_time(written, seed, moves):
    story = story_from(written)
    texts = [one for question in story.questions.values() for one in (question.text, question.because) if one]
    texts += [way.closed for place in story.places.values() for way in place.exits if way.closed]
    for turn in play(story, seed, moves):
        shown(story, turn)
        for option in options(story, turn.state):
            if isinstance(option.label, Text):
                assert render_words(story, option.label, turn.state.memory, seed).startswith("Do")
        for one in texts:
            for paragraph in render(story, one, turn.state.memory, seed):
                assert paragraph.words.strip() == paragraph.words
                assert all(span.words for span in paragraph.spans)


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_the_same_story_seed_and_input_give_the_same_play(written, seed, moves):
    first, second = story_from(written), story_from(written)
    one, other = play(first, seed, moves), play(second, seed, moves)
    assert [turn.state for turn in one] == [turn.state for turn in other]
    assert [hash(turn.state) for turn in one] == [hash(turn.state) for turn in other]
    assert [shown(first, turn) for turn in one] == [shown(second, turn) for turn in other]
    kinds = [[type(event).__name__ for event in turn.events] for turn in one]
    assert kinds == [[type(event).__name__ for event in turn.events] for turn in other]


@PROFILE
@given(PACKS, SEEDS, MOVES, st.text(max_size=8))
def test_what_is_not_offered_is_refused_and_changes_nothing(written, seed, moves, words):
    story = story_from(written)
    everything = {one.id for turn in play(story, seed, moves) for one in options(story, turn.state)}
    for turn in play(story, seed, moves):
        state = turn.state
        offered = [one.id for one in options(story, state)]
        for action in sorted(everything.difference(offered)):
            with pytest.raises(Refused):
                choose(story, state, action)
        if asked_question(story, state) is None:
            with pytest.raises(Refused):
                choose(story, state, AnswerGiven(words))
        assert [one.id for one in options(story, state)] == offered


@PROFILE
@given(PACKS, SEEDS, MOVES, st.text(max_size=12) | st.text("abc123 ;,.-0", max_size=12))
def test_any_words_are_an_answer_or_refused(written, seed, moves, words):
    story = story_from(written)
    for turn in play(story, seed, moves):
        question = asked_question(story, turn.state)
        if question is None:
            continue
        try:
            answered = choose(story, turn.state, AnswerGiven(words)).events[0]
        except (Refused, EndlessLoop):
            continue
        assert answered.question == question.id
        assert answered.given == words.strip()
        right = choose_right(story, turn.state)
        assert right is None or (right.right and not right.spelling)


def choose_right(story: Story, state: State) -> events.QuestionAnswered | None:
    try:
        return choose(story, state, AnswerGiven(right_words(story, state))).events[0]
    except EndlessLoop:
        return None


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_a_way_that_is_found_leads_there(written, seed, moves):
    story = story_from(written)
    for turn in play(story, seed, moves)[:6]:
        here = story.place_at(turn.state.memory)
        for goal in story.places:
            found = route(story, turn.state, goal)
            if found is None:
                assert here.id != goal
                continue
            reached = here
            for way in found:
                assert way in reached.exits
                assert way.when is None or way.when(turn.state.memory)
                reached = story.places[way.to]
            assert reached.id == goal
            closed = obstacle(story, turn.state, goal)
            assert closed is None or not closed.when(turn.state.memory)


# ── Grading ──────────────────────────────────────────────────────────────────────────────────────────────

BARE = story_of('{"pack": "Bare", "disclaimer": "Invented.", '
                  '"questions": {"q": {"text": "?", "cites": "f0", "answer": "x"}}, '
                  '"scenes": {"s": {"ask": "q"}}}')  # fmt: skip
DEAR = settings(PROFILE, max_examples=_EXAMPLES or 35)
"""For properties that need much more than a play."""
CHEAP = settings(PROFILE, max_examples=_EXAMPLES or 100)


def verdict(kind: str, key: str, words: str) -> Grade:
    question = BARE.questions["q"]._replace(kind=kind, accepted=((key,),))
    return grade(BARE, question, words, ())


@CHEAP
@given(st.text("abcxyzéß 019'-.,ivx", min_size=1, max_size=20))
def test_a_key_is_always_its_own_right_answer_whatever_its_case(key):
    for words in (key, key.upper(), f" {key}! "):
        assert verdict("typed", key, words) == Grade(True, False)


@CHEAP
@given(st.text("xyz 0189", max_size=12), st.text("xyz 0189", max_size=12))
def test_an_answer_with_other_digits_is_never_right(key, words):
    same = re.findall(r"\d+", key) == re.findall(r"\d+", words)
    assert same or not verdict("typed", key, words).right


@CHEAP
@given(st.integers(-(10**9), 10**9), st.integers(-3, 3))
def test_a_number_is_right_when_it_is_that_number(key, off):
    for words in (str(key + off), f"{key + off:,}", f"about {key + off}.0 kg"):
        assert verdict("number", str(key), words) == Grade(off == 0)
