"""What came of the questions of a play, as both clients and files tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main
from game.engine import AnswerGiven
from game.play.debriefing import debrief, debriefing, debriefing_markdown
from game.play.session import Session
from game.questions.debriefings import TopicTally
from game.report.debrief_page import debrief_page
from game.story.model.story import Story
from game.story.packs import load

PACK = """\
pack: The *office*
disclaimer: Invented.
start: hall
places:
  hall: { name: The hall, text: A hall. }
scenes:
  main:
    at: hall
    on_arrival: true
    ask: weight
    choices:
      - choose: On
        ask: maker
        choices:
          - choose: Further
            ask: mood
            choices:
              - { choose: End, end: over }
endings: { over: It is over. }
questions:
  weight: { text: How heavy is it?, cites: bell, number: 80, because: It was weighed. }
  maker:
    text: Who made it?
    cites: maker
    answers: [{ right: Ann }, { wrong: Ben, because: Ben rings it. }, { wrong: Cay }]
    because: Ann made it.
  mood: { text: How do you like it?, cites: bell, poll: [Well, Not much] }
"""
SEEDS = """\
dossier: bells
title: The bells
article: bells.txt
as_of: "1921"
facts:
  bell: { states: The bell weighs 80 kilograms., paragraph: 1, by: article, as_of: "1921", topics: [weights] }
  maker: { states: Ann made the bell., paragraph: 2, by: article, as_of: "1921", topics: [people_of_note] }
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    (folder / "seeds").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "seeds" / "bells.yaml").write_text(SEEDS, "utf-8")
    return folder


@pytest.fixture
def story(pack: Path) -> Story:
    return load(pack)


@pytest.fixture
def played(story: Story) -> Session:
    session = Session(story, 1)
    session.do(AnswerGiven("70"))
    session.do("main/on")
    session.do("answer:ben")
    session.do("main/further")
    session.do("answer:well")
    return session


def test_each_miss_says_what_was_said_what_is_right_why_and_where(played: Session):
    found = debriefing(played)
    weight, maker = found.missed
    assert (weight.asked, weight.given, weight.key, weight.where) == ("How heavy is it?", "70", "80", "The hall")
    assert weight.because == ("It was weighed.",)
    assert weight.sources == ("The bell weighs 80 kilograms. (“The bells”, paragraph 1; the article; 1921)",)
    assert maker.because == ("Ben rings it.", "Ann made it.")


def test_polls_do_not_count(played: Session):
    assert (debriefing(played).right, debriefing(played).asked) == (0, 2)


def test_each_topic_says_how_much_of_it_was_right(story: Story):
    session = Session(story, 1)
    session.do(AnswerGiven("80"))
    session.do("main/on")
    session.do("pass")
    assert debriefing(session).topics == (TopicTally("weights", 1, 1), TopicTally("people of note", 0, 1))
    assert [line.words for line in debrief(session)][-2:] == [
        "weights:        ██████████ 1 of 1",
        "people of note: ·········· 0 of 1",
    ]


def test_who_was_asked_nothing_is_told_so(story: Story):
    assert [line.words for line in debrief(Session(story, 1))] == ["You have not been asked anything yet."]


def test_who_passed_is_told_so(story: Story):
    session = Session(story, 1)
    session.do("pass")
    assert "You passed (The hall). The answer: 80." in [line.words for line in debrief(session)]


def test_words_of_a_pack_give_no_orders_in_markdown(played: Session):
    assert debriefing_markdown(debriefing(played)).startswith("# The \\*office\\*: what came of the questions\n")


def test_the_page_shows_the_same(played: Session):
    page = debrief_page(debriefing(played))
    for words in ("How heavy is it?", "You said “70”", "It was weighed.", "0 of 2 questions right.", "people of note"):
        assert words in page


def test_the_command_tells_of_the_play_that_goes_on(pack: Path, played: Session, tmp_path: Path, capsys):
    file = tmp_path / "saved.play.yaml"
    steps = "".join(step.line() for step in played.steps())
    file.write_text(f"playthrough: Saved\npack: office\nseed: 1\nsteps:\n{steps}", "utf-8")
    assert main(["debrief", str(pack), "--play", str(file)]) == 0
    assert "0 of 2 questions right." in capsys.readouterr().out
    assert main(["debrief", str(pack), "--play", str(file), "--out", str(tmp_path / "missed.html")]) == 0
    assert "How heavy is it?" in (tmp_path / "missed.html").read_text("utf-8")


@pytest.mark.parametrize(("arguments", "sentence"), [(["--out", "missed.txt"], "has to end in .html or .md")])
def test_a_file_of_another_kind_is_refused(pack: Path, arguments: list[str], sentence: str, capsys):
    assert main(["debrief", str(pack), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_where_nothing_was_played_the_command_says_how_to_begin(pack: Path, capsys):
    assert main(["debrief", str(pack)]) == 2
    assert "There is no play of The *office* yet." in capsys.readouterr().err
