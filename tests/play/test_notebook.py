"""The notebook: what is in it is found by any of its words, each source stands once, and new facts come first."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import AnswerGiven
from game.plain import PlainClient
from game.play.commands import Say, Show, understand
from game.play.consequences import turn_in_brief
from game.play.narration import answer_sources, tell
from game.play.notebook import (
    NewFacts,
    costs_at_question,
    find_notes,
    grouped_notes,
    mark_read,
    match_ranges,
    new_facts,
    notebook,
    search_form,
    topics_in_notebook,
    wanted_words,
)
from game.play.opening import Opened
from game.play.reports import facts_noted, look
from game.play.session import Session
from game.play.source_marks import source_told
from game.play.surroundings import people
from game.play.time_left import deadlines_told

from .archive_pack import archive_story, session_in_archive

ALL = ("weight", "maker", "words", "forty_knots", "resume")
FULL = session_in_archive("notes", "more")


def words_of(lines: list) -> str:  # type: ignore[type-arg]
    return "\n".join(line.words for line in lines)


def found(words: str, session: Session = FULL) -> list[str]:
    return [fact.id for fact in find_notes(session, words)]


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("80 kilograms", ["weight"]),
        ("stubborn", ["words"]),
        ("jan roos", ["words"]),
        ("registers", ["forty_knots", "resume"]),
        ("bell tower", ["weight", "maker"]),
        ("bell_tower", ["weight", "maker"]),
        ("forty_knots", ["forty_knots"]),
        ("muller", ["maker"]),
        ("MÜLLER", ["maker"]),
        ("harbour's resume", ["resume"]),
        ("[1.2]", ["words"]),
        ("[2.3]", ["resume"]),
        ("1920", ["maker"]),
        ("bell ann", ["maker"]),
        ("cracked", []),
        ("tide", []),
    ],
)
def test_a_fact_is_found_by_whatever_stands_of_it_in_the_notebook(words: str, facts: list[str]) -> None:
    assert found(words) == facts


@given(st.data())
def test_every_piece_of_every_fact_finds_it_in_any_case(data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(facts_noted(FULL)))
    whole = data.draw(
        st.sampled_from(
            [
                text
                for text in (fact.states, fact.quote, fact.by, fact.as_of, *fact.topics, fact.id)
                if text != "article"
            ]
        ).filter(bool)
    )
    begin = data.draw(st.integers(0, len(whole) - 1))
    piece = whole[begin : data.draw(st.integers(begin + 1, len(whole)))]
    assert fact in find_notes(FULL, data.draw(st.sampled_from([piece, piece.upper(), piece.casefold()])))


@given(st.text("abelnr us.18", max_size=8), st.text("abelnr us.18", max_size=4))
def test_typing_on_only_narrows(words: str, more: str) -> None:
    assert set(found(words + more)) <= set(found(words))


@given(st.text(max_size=40), st.text(max_size=3))
def test_what_is_marked_is_what_was_looked_for(text: str, words: str) -> None:
    ranges = match_ranges(text, wanted_words(words))
    assert all(0 <= begin < end <= len(text) for begin, end in ranges)
    assert ranges == sorted(ranges)
    assert all(first[1] < then[0] for first, then in itertools.pairwise(ranges))
    for begin, end in ranges:
        assert any(word in search_form(text[begin:end]) for word in wanted_words(words))


def test_accents_of_two_characters_are_marked_whole() -> None:
    text = "re\u0301sume\u0301 of it"
    assert [text[begin:end] for begin, end in match_ranges(text, ["resume"])] == ["re\u0301sume"]


def test_a_source_stands_once_below_all_facts_of_its_paragraph() -> None:
    session = session_in_archive("notes", "more")
    lines = notebook(session, new=NewFacts(frozenset(), frozenset()))
    sources = [line.words for line in lines if line.kind == "source"]
    assert sources.count("[1.1] “The letters”, paragraph 1; 1921") == 2  # below each topic that has some of it
    by_source = notebook(session, order="sources", new=NewFacts(frozenset(), frozenset()))
    sources = [line.words for line in by_source if line.kind == "source"]
    assert sources == list(dict.fromkeys(sources))
    assert len([line for line in by_source if line.kind == "note"]) == len(ALL)


@pytest.mark.parametrize("order", ["topics", "sources"])
def test_every_fact_stands_once_in_whatever_order(order: str) -> None:
    groups = grouped_notes(FULL.story, facts_noted(FULL), NewFacts(frozenset(), frozenset()), order)  # type: ignore[arg-type]
    assert sorted(fact.id for group in groups for fact in group.facts) == sorted(ALL)


def test_what_was_said_and_by_whom_and_another_date_stand_with_the_fact() -> None:
    shown = words_of(notebook(FULL))
    assert "Jan Roos spoke of it. “small but stubborn” (Jan Roos)" in shown
    assert "Ann Müller made the bell. (1920)" in shown


def test_new_facts_come_first_until_they_were_seen() -> None:
    session = session_in_archive("notes")
    assert new_facts(session) == NewFacts(frozenset({"weight", "maker", "words"}), frozenset())
    mark_read(session, facts_noted(session))
    session.do("reading/more")
    session.do("reading/silent")
    assert new_facts(session) == NewFacts(frozenset(), frozenset({"forty_knots", "resume"}))
    assert next(line.words for line in notebook(session) if line.kind == "heading") == "New since you last looked (2)"
    mark_read(session, find_notes(session, "storm"))
    assert new_facts(session).since == {"resume"}


def test_a_play_that_goes_on_begins_with_nothing_new() -> None:
    session = session_in_archive("notes", "silent")
    again, _ = Session.resume(archive_story(), 1, session.steps())
    assert new_facts(again) == NewFacts(frozenset(), frozenset())
    again.do("reading/more")
    again.do("reading/silent")
    assert new_facts(again).since == {"forty_knots", "resume"}


def test_facts_say_in_which_line_of_a_document_they_stand_now() -> None:
    assert "stands in" not in words_of(notebook(session_in_archive("notes")))
    shown = words_of(notebook(session_in_archive("report")))
    assert "The tide turns twice a day. (stands in: TIDE)" in shown


def test_topics_count_what_is_in_the_notebook() -> None:
    assert topics_in_notebook(FULL) == {"bell_tower": 2, "makers": 2, "weather": 1, "harbour": 1}


def test_nothing_found_is_said_with_the_words() -> None:
    assert words_of(notebook(FULL, "cracked")) == "Nothing in your notebook with “cracked”."
    assert words_of(notebook(session_in_archive())) == "Your notebook is empty."


# Marks


def test_a_mark_opens_what_was_noted_of_its_paragraph_and_no_more() -> None:
    shown = words_of(source_told(FULL, "1.2"))
    assert shown.startswith("[1.2] “The letters”, paragraph 2")
    assert "“small but stubborn”" in shown
    assert "Jan Roos, as the article tells; 1921." in shown
    assert "cracked" not in shown


def test_a_mark_that_was_read_opens_its_fact_before_it_is_noted() -> None:
    shown = words_of(source_told(session_in_archive(), "1.1"))
    assert "The bell weighs 80 kilograms." in shown
    assert "Not in your notebook." in shown
    assert "Ann" not in shown


def test_a_mark_in_a_document_as_it_stands_opens_its_fact() -> None:
    assert "twice a day" in words_of(source_told(session_in_archive(), "2.4"))


def test_an_answered_question_opens_the_marks_on_which_it_rests() -> None:
    session = session_in_archive("asked")
    session.do(AnswerGiven("80"))
    assert "80 kilograms" in words_of(source_told(session, "1.1"))


@pytest.mark.parametrize("mark", ["2.1", "1.2", "9.9"])
def test_a_mark_that_was_not_met_is_not_opened_and_does_not_say_whether_it_exists(mark: str) -> None:
    assert (
        words_of(source_told(session_in_archive(), mark)) == f"Nothing that you have met so far has the mark [{mark}]."
    )


@pytest.mark.parametrize("typed", ["[1.1]", "source 1.1", "mark [1.1]", "/source 1.1", "/people", "/notes bell"])
def test_while_a_question_waits_no_look_is_free(typed: str, tmp_path: Path) -> None:
    session = session_in_archive("notes", "asked")
    out = io.StringIO()
    PlainClient(Opened(session), tmp_path, io.StringIO(f"{typed}\n"), out).run()
    told = out.getvalue().partition(f"> {typed}")[2]
    assert session.question is not None
    assert "80 kilograms" not in told
    assert "stubborn" not in told


def test_a_bare_number_is_an_answer_while_a_question_waits() -> None:
    session = session_in_archive("notes", "asked")
    assert not isinstance(understand(session, "80.5"), Say | Show)
    command = understand(session, "[1.1]")
    assert isinstance(command, Say)
    assert words_of(command.lines) == costs_at_question()


# People and deadlines


def test_people_say_who_they_are_where_they_are_and_what_one_can_ask() -> None:
    shown = words_of(people(FULL))
    assert "People: you have met 1 of 1" in shown
    assert "Ida Bell (archivist; invented): here" in shown
    assert "You could ask Ida Bell about: gloves." in shown


def test_who_is_quoted_stands_apart_with_what_was_said_and_its_mark() -> None:
    shown = words_of(people(FULL))
    assert shown.endswith("Quoted in your notebook\nJan Roos\nJan Roos spoke of it. “small but stubborn” [1.2]")
    assert "Jan Roos" not in words_of(people(session_in_archive()))


def test_what_was_said_stands_in_the_marks_of_the_language_of_the_story() -> None:
    session = session_in_archive("notes", "more", of=archive_story()._replace(written_in="de"))
    quoted = "„small but stubborn“"
    for told in (notebook(session), people(session), source_told(session, "1.2")):
        assert [span.words for line in told for span in line.spans if span.style == "quotation"] == [quoted]
    cited = session.story.questions["heavy"]._replace(cites=("words",))
    assert f"{quoted} (Jan Roos)" in words_of(list(answer_sources(session.story, cited, quoted=True)))


def test_people_are_found_by_words() -> None:
    assert "Ida" not in words_of(people(FULL, "roos"))
    assert "Jan Roos" in words_of(people(FULL, "ROOS"))
    assert "Nobody you have met or read of with “zoe”." in words_of(people(FULL, "zoe"))


def test_what_people_said_is_not_told_while_a_question_waits() -> None:
    shown = words_of(people(session_in_archive("notes", "asked")))
    assert "stubborn" not in shown
    assert costs_at_question() in shown


def test_deadlines_say_how_long_is_left_and_what_is_behind() -> None:
    assert words_of(deadlines_told(session_in_archive())).splitlines() == [
        "Deadlines: it is 09:00",
        "Dusk: at 09:05, in 5 minutes.",
        "The gong: at 10:00, in 1 hour.",
        "The bus: at 18:00, in 9 hours.",
    ]
    later = words_of(deadlines_told(session_in_archive("notes", "silent"))).splitlines()
    assert later[1:] == [
        "The bus: at 18:00, in 8 hours and 50 minutes.",
        "Behind you",
        "Dusk: it was at 09:05, 5 minutes ago.",
        "The gong, at 10:00: you need not wait for it any more.",
    ]


# Looking, and turns without a word


def test_looking_leaves_out_the_ways_that_are_offered_and_tells_the_others() -> None:
    session = session_in_archive()
    assert "North: The cellar" in words_of(look(session))  # in a scene no way is offered
    session.do("reading/walk")
    shown = words_of(look(session))
    assert "North" not in shown
    assert "Up: The roof (closed)" in shown


def test_a_turn_that_shows_nothing_says_where_one_is() -> None:
    session = session_in_archive()
    before = session.state
    turn = session.do("reading/silent")
    assert tell(session.story, turn.state, turn.events) == []
    assert [(line.kind, line.words) for line in turn_in_brief(session.story, before, turn)] == [
        ("place", "The archive")
    ]
