"""`new question`: a question of any kind that passes the check and cites a fact, with a dossier when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.new.asking import NotWritten
from game.author.new.new_question import QUESTION_KINDS, QuestionAnswers, new_question
from game.story.packs import examine, load
from tests.author.asked import NOBODY, Typist
from tests.author.test_new_scene import BISCUIT

pytestmark = pytest.mark.usefixtures("here")


@pytest.mark.parametrize("kind", [question_kind.id for question_kind in QUESTION_KINDS])
def test_every_kind_passes_the_check_as_it_is_written(demo: str, kind: str) -> None:
    lines = new_question(demo, "fresh", QuestionAnswers(kind=kind), NOBODY)
    story, findings = examine(demo)
    assert [finding.code for finding in findings] == ["EW962"], "only that nobody asks it yet"
    assert story is not None
    assert kind in (story.questions["fresh"].kind, story.questions["fresh"].form)
    assert story.questions["fresh"].cites == ("fern_day",)
    assert lines[0] == "Written: demo/questions/fresh.yaml"
    assert "  ask: fresh" in lines


def test_it_can_be_asked_where_it_says(demo: str) -> None:
    new_question(demo, "fresh", QuestionAnswers(), NOBODY)
    pack = Path("demo/pack.yaml")
    pack.write_text(pack.read_text("utf-8").replace("ask: watering_day ", "ask: fresh "), "utf-8")
    assert [finding.code for finding in examine(demo)[1]] == ["EW962"], "the question that stood there is asked no more"


def test_the_question_the_kind_and_the_fact_are_asked_for(demo: str) -> None:
    asker = Typist("number", "How many: [one] or {two}?", "fern")
    asker.lines.append("1")
    new_question(demo, None, QuestionAnswers(), asker)
    question = load(demo).questions["how_many_one_or_two"]
    assert question.kind == "number"
    assert question.text.paragraphs[0].parts == (
        type(question.text.paragraphs[0].parts[0])("How many: [one] or {two}?"),
    )


def test_a_cloze_without_a_gap_is_asked_again(demo: str) -> None:
    asker = Typist("cloze", "No gap here", "The fern wants [water].", "")
    new_question(demo, "fresh", QuestionAnswers(), asker)
    assert load(demo).questions["fresh"].accepted == (("water",),)
    with pytest.raises(NotWritten, match="has no gap"):
        new_question(demo, "other", QuestionAnswers(kind="cloze", text="No gap [ ] here"), NOBODY)


def test_an_unknown_kind_or_fact_is_refused_with_the_nearest(demo: str) -> None:
    with pytest.raises(NotWritten, match="Did you mean `number`"):
        new_question(demo, None, QuestionAnswers(kind="numbre"), NOBODY)
    with pytest.raises(NotWritten, match="Did you mean `fern_day`"):
        new_question(demo, None, QuestionAnswers(cites="fern_dya"), NOBODY)


def test_a_pack_without_facts_gets_a_dossier_and_a_disclaimer_too() -> None:
    Path("biscuit").mkdir()
    Path("biscuit/pack.yaml").write_text(BISCUIT)
    new_question("biscuit", "fresh", QuestionAnswers(), Typist("", "", "Biscuits: go stale", 'The "Crumb", p. 3'))
    story, findings = examine("biscuit")
    assert [finding.code for finding in findings] == ["EW962"]
    assert story is not None
    assert story.facts["first_fact"].states == "Biscuits: go stale"
    assert story.dossiers["sources"].article == 'The "Crumb", p. 3'
    assert story.disclaimer is not None


def test_one_file_has_no_room_for_a_dossier_and_the_way_out_is_said() -> None:
    Path("biscuit.yaml").write_text(BISCUIT)
    with pytest.raises(NotWritten, match=r"mkdir biscuit\n  mv biscuit\.yaml biscuit/pack\.yaml"):
        new_question("biscuit.yaml", None, QuestionAnswers(), NOBODY)
    assert Path("biscuit.yaml").read_text() == BISCUIT


def test_one_file_that_cites_a_dossier_of_the_game_gets_the_question_into_its_section() -> None:
    Path("biscuit.yaml").write_text(f"disclaimer: Of early 2025, invented.\ndossiers: [inside_nato]\n{BISCUIT}")
    new_question("biscuit.yaml", "fresh", QuestionAnswers(cites="beam_origin"), NOBODY)
    story, findings = examine("biscuit.yaml")
    assert [finding.code for finding in findings] == ["EW962"]
    assert story is not None
    assert story.questions["fresh"].cites == ("beam_origin",)


def test_when_one_of_its_files_is_there_none_is_written() -> None:
    Path("biscuit/questions").mkdir(parents=True)
    Path("biscuit/pack.yaml").write_text(BISCUIT)
    Path("biscuit/questions/fresh.yaml").write_text("# mine\n")
    with pytest.raises(NotWritten, match="is there already"):
        new_question("biscuit", "fresh", QuestionAnswers(), NOBODY)
    assert not list(Path("biscuit").rglob("sources.yaml"))
    assert Path("biscuit/questions/fresh.yaml").read_text() == "# mine\n"
