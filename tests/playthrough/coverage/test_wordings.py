"""Coverage of documents: which wordings a play came to, and that each stands in the survey."""

from __future__ import annotations

from pathlib import Path

from game.play.session import Session
from game.playthrough.coverage.reached import Recorder
from game.story.packs import load
from game.story.targets.survey import survey

PACK = """\
pack: Test
measures:
  trust: { start: 0, max: 2 }
documents:
  page:
    title: The page
    lines:
      fate:
        wordings:
          known: { when: seen.b, text: "{trust == 1: Trusted|Known}." }
          hoped: { when: trust == 2, text: Hoped. }
        blank: Nothing.
scenes:
  a:
    choices:
      - { choose: Go, goto: b }
  b:
    choices:
      - { choose: End, end: e }
endings:
  e: The end.
"""


def test_a_play_reaches_what_could_be_read_in_it(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    story = load(tmp_path)
    session, recorder = Session(story, 1), Recorder(story)
    recorder.take(None, session.played[0])
    seen = {key for key in recorder.reached if "page" in key}
    assert seen == {"wording page/fate/-"}
    before = session.state
    session.do("a/go")
    recorder.take(before, session.played[-1])
    assert {key for key in recorder.reached if "page" in key} - seen == {
        "wording page/fate/known",
        "text - documents page/fate/known.text 0.1",
    }
    things = {thing.key: thing for thing in survey(story, tmp_path).things if "page" in thing.key}
    assert [thing.name for thing in things.values() if thing.kind == "wording"] == [
        "page.fate › known", "page.fate › hoped", "page.fate › blank",
    ]  # fmt: skip
    assert recorder.reached & things.keys() == {key for key in recorder.reached if "page" in key}
    assert things["wording page/fate/known"].spot.line == 10
