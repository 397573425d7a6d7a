"""Topics are called by the names that the pack gives them, wherever players read one, in each of its languages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from game.author.handout.worksheet import make_worksheet
from game.engine import AnswerGiven
from game.learning.practice.plan_document import plan_document
from game.learning.practice.practice_plan import practice_plan
from game.learning.practice.schedule import PracticeSchedule
from game.play.after_the_end import topic_bars
from game.play.debriefing import debrief, debriefing, debriefing_markdown
from game.play.notebook import NewFacts, find_notes, grouped_notes, notebook, topic_named
from game.play.reports import facts_noted
from game.play.session import Session
from game.story.model.topics import topic_name, topic_title
from game.story.packs import load
from tests.story.inline import story_of

from .archive_pack import LETTERS, PACK, REGISTERS, archive_story, session_in_archive

NAMES = "topics: { bell_tower: The tower and its bell, makers: Who made it }\n"
FILES = {"pack.yaml": PACK + NAMES, "letters.yaml": LETTERS, "registers.yaml": REGISTERS}
GERMAN = """\
language: de
name: Deutsch
texts:
  pack.topics:
    was: { bell_tower: The tower and its bell, makers: Who made it }
    text: { bell_tower: Turm und Glocke, makers: Die Gießer }
"""
WAY = ("notes", "more")


def test_a_topic_without_a_name_is_called_by_its_id_in_words() -> None:
    story = story_of(FILES)
    assert (topic_name(story, "makers"), topic_title(story, "makers")) == ("Who made it", "Who made it")
    assert (topic_name(archive_story(), "bell_tower"), topic_title(archive_story(), "bell_tower")) == (
        "bell tower", "Bell tower",
    )  # fmt: skip


def test_the_notebook_is_grouped_by_names() -> None:
    session = session_in_archive(*WAY, of=story_of(FILES))
    groups = grouped_notes(session.story, facts_noted(session), NewFacts(frozenset(), frozenset()))
    assert [group.title for group in groups] == ["Harbour", "The tower and its bell", "Weather", "Who made it"]
    assert notebook(session, topic="makers")[0].words == "Notebook: 2 facts on Who made it"


def test_facts_are_found_by_the_names_of_their_topics_and_still_by_their_ids() -> None:
    session = session_in_archive(*WAY, of=story_of(FILES))
    assert [fact.id for fact in find_notes(session, "who made it")] == ["maker", "words"]
    assert [fact.id for fact in find_notes(session, "bell_tower")] == ["weight", "maker"]
    (note,) = (line for line in notebook(session, "its bell") if line.words.startswith("Ann Müller"))
    assert note.words.endswith("(on Who made it, The tower and its bell)")
    assert [topic_named(session, words) for words in ("WHO MADE  IT", "bell tower", "makers", "tides")] == [
        "makers", "bell_tower", "makers", "",
    ]  # fmt: skip


def answered(session: Session) -> Session:
    session.do(next(option.id for option in session.options if option.id.endswith("asked")))
    session.do(AnswerGiven("80"))
    return session


def test_what_came_of_the_questions_is_told_by_names() -> None:
    session = answered(session_in_archive(of=story_of(FILES)))
    found = debriefing(session)
    assert [name for name, _, _ in topic_bars(found.topics)] == ["The tower and its bell"]
    assert "| The tower and its bell | 1 | 1 |" in debriefing_markdown(found)
    assert "By topic:" not in [line.words for line in debrief(session)]  # one topic alone is no comparison


def test_worksheets_and_practice_name_topics() -> None:
    story = story_of(FILES)
    (group,) = make_worksheet(story, list(story.questions.values()), 1).groups
    assert group.title == "The tower and its bell"
    plan = practice_plan(PracticeSchedule(()), [story], datetime(2026, 1, 1, tzinfo=UTC))
    _, topics = plan_document(plan).sections
    assert "The tower and its bell" in str(topics)
    assert "bell_tower" not in str(topics)


def test_names_are_translated_like_other_texts(tmp_path: Path) -> None:
    for name, text in {**FILES, "de.yaml": GERMAN}.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert load(tmp_path, "de").topics == {"bell_tower": "Turm und Glocke", "makers": "Die Gießer"}
