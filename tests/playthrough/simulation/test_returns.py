"""After how many other scenes what was missed came back in simulated plays."""

from __future__ import annotations

from pathlib import Path

from game.playthrough.simulation.figures import figures
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.record.lazy_story import packed_pieces, unpack
from game.story.packs import load
from tests.play.test_returning_questions import BELLS, PACK

#: A story in which each thing can be done only when it is its turn.
IN_TURN = (
    PACK.replace(
        "walk: { title: Walk, at: hall, again: true,",
        "walk: { title: Walk, at: hall, again: true, when: asked.weight and visits.walk < 4 and not seen.back,",
    )
    .replace("out: { title: Out, at: hall,", "out: { title: Out, at: hall, when: visits.walk >= 4 or seen.back,")
    .replace("when: missed.due,", "when: missed.due and visits.walk >= 4,")
)


def simulated(folder: Path, pack: str, knowledge: float):
    (folder / "pack.yaml").write_text(pack, "utf-8")
    (folder / "bells.yaml").write_text(BELLS, "utf-8")
    story = load(folder)
    wishes = SimulationWishes(plays=40, knowledge=Knowledge(knowledge))
    return figures(story, simulate(story, wishes)).returns


def test_who_knows_nothing_misses_and_is_asked_again_or_leaves(tmp_path: Path) -> None:
    found = simulated(tmp_path, IN_TURN, 0)
    assert found is not None
    assert found.scenes is not None
    assert (found.scenes.least, found.scenes.greatest) == (4, 4)
    assert found.never >= 40


def test_who_knows_everything_misses_nothing(tmp_path: Path) -> None:
    assert simulated(tmp_path, IN_TURN, 1) == (0, None, 0)


def test_a_story_that_asks_nothing_again_has_no_such_figures(tmp_path: Path) -> None:
    assert simulated(tmp_path, "\n".join(line for line in PACK.splitlines() if "missed" not in line), 0) is None


def test_it_is_kept_with_the_story(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "bells.yaml").write_text(BELLS, "utf-8")
    story = load(tmp_path)
    assert unpack(packed_pieces(story)).comeback == story.comeback
