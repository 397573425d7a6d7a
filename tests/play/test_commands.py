"""Typed commands: what the player's words mean. Nothing is done by understanding them."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven
from game.play.commands import AskBack, DoCommand, Say, Show, WalkCommand, understand
from game.play.narration import tell, told
from game.play.session import Session
from game.story.model.story import Story


@pytest.fixture
def session(harbour: Story) -> Session:
    """Awake on the quay."""
    started = Session(harbour, 3)
    started.do("waking/go_and_ask")
    return started


def said(session: Session, typed: str) -> str:
    command = understand(session, typed)
    assert isinstance(command, Say), command
    return " ".join(line.words for line in command.lines)


@pytest.mark.parametrize("typed", ["1", "north", "n", "go north", "walk n", "North: The harbour office", "go to north"])
def test_many_words_lead_north(session: Session, typed: str) -> None:
    assert understand(session, typed) == DoCommand("go:north")


@pytest.mark.parametrize("typed", ["go loft", "walk to the loft", "GO LOFT", "go the loft", "visit loft"])
def test_a_named_place_is_walked_to(session: Session, typed: str) -> None:
    assert understand(session, typed) == WalkCommand("loft")


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("help", "help"),
        ("?", "help"),
        ("map", "map"),
        ("m", "map"),
        ("notes", "notes"),
        ("undo", "undo"),
        ("quit", "quit"),
    ],
)
def test_pages_are_asked_for_by_name(session: Session, typed: str, page: str) -> None:
    assert understand(session, typed) == Show(page)  # type: ignore[arg-type]


def test_notes_and_save_take_a_word(session: Session) -> None:
    assert understand(session, "notes bell") == Show("notes", "bell")
    assert understand(session, "save before the bell") == Show("save", "before the bell")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("undo 5", Show("undo", "5")), ("undo 5 steps", Show("undo", "5")), ("redo", Show("redo")),
        ("redo 2", Show("redo", "2")), ("back", Show("undo")), ("back to 12", Show("back", "12")),
        ("Go back to step 12", Show("back", "12")), ("story", Show("story")), ("story all", Show("story", "all")),
        ("load", Show("load")), ("load Before the Bell", Show("load", "Before the Bell")), ("saves", Show("load")),
        ("delete before the bell", Show("delete", "before the bell")), ("unsaved", Show("unsaved")),
        ("save test The bell", Show("save", "test The bell")),
    ],
)  # fmt: skip
def test_what_is_done_to_the_play_itself(session: Session, typed: str, meant: object) -> None:
    assert understand(session, typed) == meant


def test_words_that_belong_to_something_offered_do_it(session: Session) -> None:
    session.walk("office")
    session.do("scene:talk_to_ines")
    assert understand(session, "tell her a story") == DoCommand("talk_to_ines/tell_her_a_story")
    assert isinstance(understand(session, "story her"), AskBack)
    assert understand(session, "story") == Show("story")


def test_talking_opens_the_scene_with_that_person(session: Session) -> None:
    session.do("go:north")
    for typed in ("talk to ines", "talk", "ask ines", "speak with Ines Moreau", "greet moreau"):
        assert understand(session, typed) == DoCommand("scene:talk_to_ines"), typed


def test_somebody_who_is_elsewhere_is_not_here(session: Session) -> None:
    assert said(session, "talk to ines") == "Ines Moreau is not here. Here: nobody."


def test_taking_and_looking_at_an_item(session: Session) -> None:
    session.walk("loft")
    assert understand(session, "take lamp") == DoCommand("take:lamp")
    assert understand(session, "get the storm lamp") == DoCommand("take:lamp")
    assert said(session, "x lamp") == "A storm lamp It smells of oil."
    session.do("take:lamp")
    assert "already" in said(session, "take lamp")


def test_what_is_typed_wrong_gets_a_guess_and_what_is_possible(session: Session) -> None:
    answer = said(session, "nrth")
    assert "Did you mean “north”?" in answer
    assert "Possible here: North: The harbour office" in answer


def test_nobody_is_thought_to_go_east_a_biscuit(session: Session) -> None:
    assert "Did you mean" not in said(session, "eat the biscuit")


def test_a_misspelt_place_gets_a_guess(session: Session) -> None:
    assert "Did you mean The loft?" in said(session, "go lofft")


def test_two_options_that_fit_equally_are_named(session: Session) -> None:
    session.walk("office")
    session.do("scene:talk_to_ines")
    session.do("talk_to_ines/tell_her_a_story")
    assert said(session, "one") == "Which one: 1, “A long one” or 2, “A short one”? Type its number."


def test_a_number_that_is_not_there_says_which_are(session: Session) -> None:
    assert said(session, "7") == "There is no number 7 here; the numbers go from 1 to 2."


def test_a_closed_way_says_why(session: Session) -> None:
    session.do("go:east")
    assert said(session, "down") == "Too dark to climb down. A lamp would help."


def test_a_way_that_is_not_there_names_those_that_are(session: Session) -> None:
    assert said(session, "up") == "There is no way up from here. North: The harbour office East: The pier"


@pytest.fixture
def questioned(session: Session) -> Session:
    """Asked how heavy the bell is, with the fact in the notebook."""
    session.walk("office")
    for step in ("scene:talk_to_ines", "talk_to_ines/ask_about_the_bell", "talk_to_ines/let_her_test_you"):
        session.do(step)
    return session


@pytest.mark.parametrize("typed", ["80", "11", "eighty kilos", "heavy", "story tale"])
def test_during_a_question_words_are_the_answer(questioned: Session, typed: str) -> None:
    assert understand(questioned, typed) == DoCommand(AnswerGiven(typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("notebook", DoCommand("lookup")), ("look it up", DoCommand("lookup")), ("pass", DoCommand("pass")),
        ("I don't know", DoCommand("pass")),
        ("help", Show("help")), ("undo", Show("undo")), ("quit", Show("quit")), ("undo 3", Show("undo", "3")),
        ("back to 2", Show("back", "2")), ("story", Show("story")), ("load", Show("load")),
        ("load the bell", Show("load", "the bell")), ("delete the bell", Show("delete", "the bell")),
        ("story all", Show("story", "all")),
    ],
)  # fmt: skip
def test_a_few_words_keep_their_meaning_during_a_question(questioned: Session, typed: str, meant: object) -> None:
    assert understand(questioned, typed) == meant


@pytest.mark.parametrize("typed", ["go north", "talk to ines", "take lamp", "x bell", "time", "wait", "people"])
def test_what_looks_like_a_command_is_asked_back_and_not_graded(questioned: Session, typed: str) -> None:
    command = understand(questioned, typed)
    assert isinstance(command, AskBack)
    assert understand(questioned, "yes", command.action) == DoCommand(AnswerGiven(typed))


def test_a_look_at_a_question_shows_it_again(questioned: Session) -> None:
    assert "How heavy is the harbour bell?" in said(questioned, "look")


def test_how_things_stand_and_a_save_are_possible_during_a_question(questioned: Session) -> None:
    assert "Trust: 2 of 5" in said(questioned, "status")
    assert said(questioned, "inventory") == "You carry nothing."
    assert understand(questioned, "save My Play") == Show("save", "My Play")


def test_a_look_into_the_notebook_is_possible_once(questioned: Session) -> None:
    questioned.do("lookup")
    assert said(questioned, "notebook") == "You have looked already."


def test_an_answer_to_choose_can_be_typed_in_words(questioned: Session) -> None:
    questioned.do(AnswerGiven("80"))
    while questioned.question is None or questioned.question.id != "bell_maker":
        questioned = Session(questioned.story, questioned.seed + 1)
        questioned.do("waking/go_and_ask")
        questioned.walk("office")
        for step in ("scene:talk_to_ines", "talk_to_ines/ask_about_the_bell", "talk_to_ines/let_her_test_you"):
            questioned.do(step)
        questioned.do(AnswerGiven("80"))
        questioned.do("talk_to_ines/let_her_test_you_again")
    assert understand(questioned, "the aldous foundry") == DoCommand("answer:the_aldous_foundry")
    asked_back = understand(questioned, "aldous")
    assert isinstance(asked_back, AskBack)
    assert asked_back.action == "answer:the_aldous_foundry"
    assert understand(questioned, "The Harlow works") == DoCommand("answer:the_harlow_works")


def test_the_passage_behind_a_right_answer_is_folded_and_a_word_opens_it(questioned: Session) -> None:
    answered = questioned.do(AnswerGiven("80"))
    shown = [line.words for line in tell(questioned.story, answered.state, answered.events)]
    assert "[1.1]" in shown
    assert not any("weighs 80 kilograms" in words for words in shown)
    for typed in ("sources", "source", "passage"):
        opened = understand(questioned, typed)
        assert isinstance(opened, Say)
        assert "The harbour bell weighs 80 kilograms." in opened.lines[0].words


def test_the_passage_stands_in_full_below_a_wrong_answer(questioned: Session) -> None:
    answered = questioned.do(AnswerGiven("12"))
    assert any("weighs 80 kilograms" in line.words for line in tell(questioned.story, answered.state, answered.events))


def test_before_any_answer_there_are_no_passages_to_open(session: Session) -> None:
    assert understand(session, "sources") == Say([told("message", "No question has been answered yet.")])


def test_nothing_typed_says_nothing(session: Session) -> None:
    assert understand(session, "   ") == Say([])


def test_understanding_changes_nothing(session: Session) -> None:
    before = session.state
    for typed in (
        "n",
        "go loft",
        "1",
        "look",
        "i",
        "status",
        "x",
        "talk",
        "take",
        "go",
        "save x",
        "undo",
        "%$",
        "read",
    ):
        understand(session, typed)
    assert session.state == before
