"""`cites: todo`: an imported question that rests on no fact yet."""

from __future__ import annotations

from pathlib import Path

from game.engine.grading import grade
from game.story.packs import examine, load

PACK = """\
pack: Test
scenes:
  a:
    text: Hello.
    ask: heavy
    end: e
endings:
  e: The end.
"""
QUESTIONS = """\
questions:
  heavy:
    text: How much?
    cites: todo
    number: 80
    because: In 1921 it weighed 80 kg, which Jan Roos wrote down.
  cast:
    text: Where was it cast?
    cites: todo
    answers:
      - right: Antwerp
        because: In Antwerp, in 1913.
      - wrong: Ghent
    because: So it is.
"""


def write(folder: Path, **files: str) -> Path:
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, "utf-8")
    return folder


def test_it_is_said_once_a_file_and_nothing_else_about_sources(tmp_path: Path) -> None:
    more = QUESTIONS.replace("heavy:", "light:").split("  cast:")[0]
    story, found = examine(write(tmp_path, one=QUESTIONS, two=more))
    assert story is not None
    todo = [finding for finding in found if finding.code == "EW320"]
    assert [(finding.spot.file, finding.spot.line) for finding in todo] == [("one.yaml", 4), ("two.yaml", 4)]
    assert todo[0].message == "2 questions of this file cite no fact yet: `cites: todo`."
    assert todo[1].message == "1 question of this file cites no fact yet: `cites: todo`."
    assert not {finding.code for finding in found} & {
        "EW301",
        "EW307",
        "EW906",
        "EW907",
        "EW908",
        "EW957",
        "EW958",
        "EW962",
    }


def test_such_a_question_can_be_asked_and_graded(tmp_path: Path) -> None:
    story = load(write(tmp_path, one=QUESTIONS))
    question = story.questions["heavy"]
    assert question.cites == ()
    assert grade(story, question, "80", ()).right


def test_beside_another_fact_it_is_unknown(tmp_path: Path) -> None:
    _, found = examine(write(tmp_path, one=QUESTIONS.replace("todo", "[todo, bell]", 1)))
    assert [finding.code for finding in found if finding.severity == "error"] == ["EW301", "EW301"]
