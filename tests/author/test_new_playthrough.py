"""`new playthrough`: steps that were really played, in a file that passes as a test and from which a play goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.new.asking import NotWritten
from game.author.new.new_playthrough import PlaythroughAnswers, new_playthrough, play_on
from game.engine.events import QuestionAnswered
from game.play.opening import load_play
from game.play.session import Session
from game.playthrough.discovery import find_playthroughs
from game.playthrough.loading import recorded_playthroughs
from game.playthrough.reading import read_playthrough
from game.playthrough.testing import run_found
from game.story.model.story import Story
from game.story.packs import examine, load
from game.story.refusals import PackError
from tests.author.asked import NOBODY, Typist

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"


pytestmark = pytest.mark.usefixtures("here")


def test_a_play_goes_on_from_it_where_its_steps_lead(demo: str, tmp_path: Path) -> None:
    lines = new_playthrough(demo, None, PlaythroughAnswers(), NOBODY)
    path = Path("demo/playthroughs/first-steps.yaml")
    assert lines[-1] == f"  eightwings play demo --load {path}"
    with recorded_playthroughs(path, load(demo)) as kept:
        opened = load_play(load(demo), kept, tmp_path / "mine.play.yaml")
    assert opened.notice == ""
    assert len(opened.session.steps()) == 6
    opened.session.close()


def test_it_says_in_its_first_line_what_it_is_and_the_pack_stays_without_findings(demo: str) -> None:
    new_playthrough(demo, "tour", PlaythroughAnswers(), NOBODY)
    text = Path("demo/playthroughs/tour.yaml").read_text("utf-8")
    assert text.startswith("# A playthrough of “Demo”")
    assert examine(demo)[1] == ()


def test_it_passes_as_a_test_and_fails_when_the_story_changes(demo: str) -> None:
    new_playthrough(demo, "whole", PlaythroughAnswers(steps=100), NOBODY)
    (found,) = find_playthroughs(demo)
    assert run_found(found).failures == ()
    pack = Path(demo, "pack.yaml")
    pack.write_text(pack.read_text("utf-8").replace("end: upright", "end: tiptoe"), "utf-8")
    assert not run_found(found).passed


def test_the_same_seed_gives_the_same_file(demo: str) -> None:
    for name in ("one", "two"):
        new_playthrough(demo, name, PlaythroughAnswers(seed=5), NOBODY)
    first, second = (read_playthrough(Path(f"demo/playthroughs/{name}.yaml"))[0] for name in ("one", "two"))
    assert first is not None
    assert second is not None
    assert [item[1:] for item in first.items[:-1]] == [item[1:] for item in second.items[:-1]]
    assert first.seed == 5


def test_it_ends_when_the_story_does(demo: str) -> None:
    lines = new_playthrough(demo, "whole", PlaythroughAnswers(steps=100), NOBODY)
    assert "to the end of the story" in lines[0]


def test_every_question_on_the_way_is_answered_right(harbour: Story, headquarters: Story) -> None:
    for story in (harbour, headquarters):
        session = Session(story, 3)
        play_on(session, 150)
        answered = [
            event for step in session.played for event in step.turn.events if isinstance(event, QuestionAnswered)
        ]
        assert answered
        assert all(event.right for event in answered)


def test_a_name_that_is_taken_is_never_replaced_and_the_default_avoids_it(demo: str) -> None:
    new_playthrough(demo, "tour", PlaythroughAnswers(), NOBODY)
    with pytest.raises(NotWritten, match="is there already"):
        new_playthrough(demo, "tour", PlaythroughAnswers(), NOBODY)
    new_playthrough(demo, None, PlaythroughAnswers(), NOBODY)
    new_playthrough(demo, None, PlaythroughAnswers(), NOBODY)
    names = sorted(path.name for path in Path("demo/playthroughs").iterdir())
    assert names == ["first-steps-2.yaml", "first-steps.yaml", "tour.yaml"]


def test_name_and_number_of_steps_are_asked_for(demo: str) -> None:
    asker = Typist("tour", "many", "3")
    new_playthrough(demo, None, PlaythroughAnswers(), asker)
    assert "  “many” is no whole number." in asker.said
    tour = read_playthrough(Path("demo/playthroughs/tour.yaml"))[0]
    assert tour is not None
    assert [type(item).__name__ for item in tour.items] == ["DoStep", "DoStep", "DoStep", "Expect"]


@pytest.mark.parametrize("name", ["My Tour", "../tour", ""])
def test_a_name_that_cannot_be_is_refused(demo: str, name: str) -> None:
    with pytest.raises(NotWritten, match="cannot name a playthrough"):
        new_playthrough(demo, name, PlaythroughAnswers(), NOBODY)


@pytest.mark.parametrize("steps", [0, -1, 501])
def test_the_number_of_steps_has_bounds(demo: str, steps: int) -> None:
    with pytest.raises(NotWritten, match="1 to 500 steps"):
        new_playthrough(demo, "tour", PlaythroughAnswers(steps=steps), NOBODY)


def test_a_pack_with_errors_cannot_be_played_so_there_is_no_playthrough(demo: str) -> None:
    with Path("demo/pack.yaml").open("a") as file:
        file.write("  lost: { nonsense: 1 }\n")
    with pytest.raises(PackError):
        new_playthrough(demo, "tour", PlaythroughAnswers(), NOBODY)
    assert not Path("demo/playthroughs").exists()
