"""Endings that were seen and people who were met, in all plays of a pack: worked out from the plays themselves."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from game.plain import PlainClient
from game.play import seen
from game.play.command_types import Show
from game.play.commands import understand
from game.play.opening import begin_play, open_play
from game.play.saved_games import find_play, put_away, save_as, saved_plays
from game.play.seen import Seen, seen_by_player, seen_in_plays
from game.play.session import Session
from game.play.telling_seen import endings_count, endings_told, not_seen_yet
from game.play.turning_back import take_back
from game.record.cache_files import keep_cache
from game.record.locations import CURRENT, cache_folder
from game.story.model.story import Story
from tests.story.inline import story_of

DAY = """\
pack: The day
places:
  hall: { name: The hall, exits: { north: yard } }
  yard: { name: The yard }
start: hall
people:
  ada: { name: Ada, at: hall, fictional: true }
  ben: { name: Ben, at: yard, fictional: true }
  cleo: { name: Cleo, fictional: true }
  dan: { name: Dan, fictional: true }
scenes:
  ring: { title: Ring, at: hall, text: It rings., end: rung }
  ask: { title: Ask, at: hall, with: cleo, text: Cleo nods., end: asked }
  flee: { title: Flee, at: yard, text: You flee., end: fled }
  sulk: { title: Sulk, at: yard, with: dan, text: You sulk., end: sulked }
endings:
  rung: { title: The bell rang, text: It rang. }
  asked: { title: An answer, text: Yes. }
  fled: { title: Far away, text: You fled. }
  sulked: You sulked.
"""


@pytest.fixture
def story() -> Story:
    return story_of(DAY)


@pytest.fixture
def play(story: Story, tmp_path: Path) -> Callable[..., None]:
    """Begins a play, kept in the folder of the plays, and does these steps; `back` takes one back."""

    def played(*actions: str) -> None:
        session = begin_play(story, tmp_path / "plays" / CURRENT, 1).session
        for action in actions:
            if action == "back":
                take_back(session)
            else:
                session.do(action)
        session.close()

    return played


@pytest.fixture
def plays(tmp_path: Path) -> Path:
    return tmp_path / "plays"


def kept() -> Path:
    """The file in which it is kept what was seen in each play."""
    (file,) = (cache_folder() / "seen").iterdir()
    return file


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of plays that are done again from now on."""
    looked: list[str] = []
    look = seen._seen_in_file

    def noted(story: Story, path: Path) -> Seen:
        looked.append(path.name)
        return look(story, path)

    monkeypatch.setattr(seen, "_seen_in_file", noted)
    return looked


def test_what_was_seen_in_all_plays_counts_also_in_branches_that_were_left(
    story: Story, plays: Path, play: Callable[..., None]
) -> None:
    play("scene:ask")
    play("go:north", "scene:flee", "back", "scene:sulk")
    play()
    assert seen_in_plays(story, plays) == Seen(
        frozenset({"asked", "fled", "sulked"}), frozenset({"ada", "ben", "cleo", "dan"})
    )


def test_without_plays_nothing_was_seen(story: Story, plays: Path) -> None:
    assert seen_in_plays(story, plays) == Seen()
    assert endings_count(story, plays, lambda: True) == ""
    assert not_seen_yet(story, plays) == ""


def test_plays_under_names_and_those_that_were_put_away_count(
    story: Story, plays: Path, play: Callable[..., None]
) -> None:
    play("scene:ring")
    play("scene:ask")
    earlier = find_play(saved_plays(story, plays), "current-1")
    assert earlier is not None
    put_away(earlier)
    assert seen_in_plays(story, plays).endings == {"rung", "asked"}


def test_a_play_that_is_not_in_the_folder_counts_while_it_is_played(
    story: Story, plays: Path, play: Callable[..., None]
) -> None:
    play("scene:ring")
    session = Session(story, 1)
    session.do("scene:ask")
    assert seen_by_player(session, plays).endings == {"rung", "asked"}
    assert seen_by_player(session, None).endings == {"asked"}


def test_what_is_no_play_of_the_story_counts_for_nothing(story: Story, plays: Path, play: Callable[..., None]) -> None:
    play("scene:ring")
    (plays / "broken.play.yaml").write_bytes(b"\x1b[31m\xff\x00: [")
    (plays / "folder.play.yaml").mkdir()
    (plays / "nowhere.play.yaml").symlink_to("nowhere")
    if hasattr(os, "mkfifo"):
        os.mkfifo(plays / "pipe.play.yaml")
    other = story_of(
        "pack: Other\nscenes: { a: { text: A., choices: [ { choose: Go, end: rung } ] } }\nendings: { rung: E. }\n"
    )
    session = Session(other, 1)
    session.do("a/go")
    save_as(session, plays, "other")
    assert seen_in_plays(story, plays).endings == {"rung"}


def test_a_play_is_done_again_only_when_its_file_has_changed(
    story: Story, plays: Path, play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    play("scene:ring")
    play("scene:ask")
    before = seen_in_plays(story, plays)
    looked = counting(monkeypatch)
    assert seen_in_plays(story, plays) == before
    assert looked == []
    os.utime(plays / CURRENT, (1, 1))
    assert seen_in_plays(story, plays) == before
    assert looked == [CURRENT]


def test_an_edited_story_looks_through_all_plays_anew(
    story: Story, plays: Path, play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    play("scene:ring")
    seen_in_plays(story, plays)
    looked = counting(monkeypatch)
    edited = story_of(DAY.replace("end: rung", "end: fled"))
    assert seen_in_plays(edited, plays).endings == {"fled"}
    assert looked == [CURRENT]


def test_so_many_plays_are_done_again_at_once_and_the_others_the_next_time(
    story: Story, plays: Path, play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        play("scene:ring")
    monkeypatch.setattr(seen, "_ANEW", 2)
    looked = counting(monkeypatch)
    for count in (2, 4, 5, 5):
        seen_in_plays(story, plays)
        assert len(set(looked)) == len(looked) == count


def test_who_does_not_wait_for_it_ends_it(
    story: Story, plays: Path, play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    play("scene:ring")
    looked = counting(monkeypatch)
    assert endings_count(story, plays, lambda: False) == ""
    assert looked == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"null", b"[1]", b"[[]]", b"[" * 100_000, b'[["a",1,1,["rung"],{}]]', b'[[1,1,1,[],[]]]',
        b'[["a",true,1,[],[]]]', b'[["a",1,1.5,[],[]]]', b'[["a",1,1,["gone"],[]]]', b'[["a",1,1,[["rung"]],[]]]',
        b'[["a",1,1,["rung","rung"],[]]]', b'[["a",1,1,[],["\\u001b[31m"]]]', b'[["a",1,1,[],[],[]]]',
    ],
)  # fmt: skip
def test_what_is_kept_and_cannot_be_is_made_anew(
    story: Story, plays: Path, play: Callable[..., None], content: bytes
) -> None:
    play("scene:ring")
    before = seen_in_plays(story, plays)
    whole = kept().read_bytes()
    keep_cache(kept(), whole.partition(b"\n")[0].decode(), content, 9)
    assert seen_in_plays(story, plays) == before
    assert kept().read_bytes() == whole


def test_a_damaged_file_of_what_is_kept_is_made_anew(story: Story, plays: Path, play: Callable[..., None]) -> None:
    play("scene:ring")
    before = seen_in_plays(story, plays)
    whole = kept().read_bytes()
    for damaged in (b"", whole[:-9], whole.replace(b"rung", b"fled"), b"\x1b]0;title\x07" * 9):
        kept().write_bytes(damaged)
        assert seen_in_plays(story, plays) == before
        assert kept().read_bytes() == whole


def test_nothing_is_kept_where_nothing_can_be_written(
    story: Story, plays: Path, play: Callable[..., None], home: Path
) -> None:
    play("scene:ring")
    (home / "cache").parent.mkdir(exist_ok=True)
    (home / "cache").write_text("a file where a folder should be")
    assert seen_in_plays(story, plays).endings == {"rung"}


# What is told


def told(session: Session, plays: Path | None) -> list[str]:
    return [line.words for line in endings_told(session.story, seen_by_player(session, plays))]


def test_endings_that_were_seen_are_told_by_their_titles_and_no_others(
    story: Story, plays: Path, play: Callable[..., None]
) -> None:
    play("scene:ring")
    play("go:north", "scene:sulk")
    assert understand(Session(story, 1), "endings") == Show("endings")
    assert told(Session(story, 1), plays) == [
        "Endings: you have seen 2 of 4", "The bell rang", "Sulked", "2 endings you have not seen yet.",
    ]  # fmt: skip
    assert told(Session(story, 1), None) == ["Endings: you have seen 0 of 4", "4 endings you have not seen yet."]


def test_who_has_seen_every_ending_is_told_so(story: Story, plays: Path, play: Callable[..., None]) -> None:
    play("scene:ring", "back", "scene:ask", "back", "go:north", "scene:sulk", "back", "scene:flee")
    assert told(Session(story, 1), plays)[1:] == ["The bell rang", "An answer", "Far away", "Sulked"]
    assert endings_count(story, plays, lambda: True) == "Endings seen: 4 of 4"
    assert not_seen_yet(story, plays) == ""


def test_a_new_play_begins_with_what_was_not_seen(story: Story, plays: Path, play: Callable[..., None]) -> None:
    first = open_play(story, plays, seed=None, fresh=True)
    assert first.notice == ""
    first.session.close()
    play("scene:ring")
    again = open_play(story, plays, seed=None, fresh=True)
    assert again.notice == "What you have not seen: 3 of 4 endings. People you have never met: Ben, Cleo, Dan."
    out = StringIO()
    PlainClient(again, plays, StringIO("quit\n"), out).run()
    assert "What you have not seen: 3 of 4 endings." in out.getvalue()
    for title in ("An answer", "Far away", "Sulked"):
        assert title not in out.getvalue()
    again.session.close()


def test_of_many_people_only_some_are_named(plays: Path) -> None:
    crowd = "".join(f"  p{number}: {{ name: Number {number}, fictional: true }}\n" for number in range(20))
    story = story_of(DAY.replace("people:\n", f"people:\n{crowd}"))
    session = begin_play(story, plays / CURRENT, 1).session
    session.do("scene:ring")
    session.close()
    assert not_seen_yet(story, plays).endswith("Number 10, Number 11 and 11 more.")


def test_a_story_with_one_ending_says_nothing_of_endings(plays: Path) -> None:
    story = story_of("pack: P\nscenes: { a: { text: A., choices: [ { choose: Go, end: e } ] } }\nendings: { e: E. }\n")
    out = StringIO()
    opened = begin_play(story, plays / CURRENT, 1)
    PlainClient(opened, plays, StringIO("1\n"), out).run()
    opened.session.close()
    told = out.getvalue().partition("The end")[2].partition("Your play is kept")[0]
    assert "ending" not in told
    assert endings_count(story, plays, lambda: True) == ""


def test_the_kept_file_holds_nothing_but_ids(story: Story, plays: Path, play: Callable[..., None]) -> None:
    play("scene:ring")
    seen_in_plays(story, plays)
    content = kept().read_bytes()
    entries = json.loads(content[content.index(b"[[") :])
    assert [(entry[0], *entry[3:]) for entry in entries] == [(CURRENT, ["rung"], ["ada"])]


def test_whoever_speaks_was_met_in_whoevers_scene_that_was() -> None:
    pack = """\
pack: Two
people: { ann: { name: Ann, fictional: true }, ben: { name: Ben, fictional: true } }
scenes: { a: { with: ann, text: "ben: Hello.", choices: [ { choose: Go, end: e } ] } }
endings: { e: Over. }
"""
    assert seen.seen_in(Session(story_of(pack), 1)).met == {"ann", "ben"}
