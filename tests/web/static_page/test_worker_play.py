"""What the worker of a page calls: plays are opened, kept, loaded and told to a learning platform."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from game.play.opening import begin_play, load_play
from game.play.session import Session
from game.record.journal import Step, read_contents
from game.record.lazy_story import packed_pieces
from game.story.model.story import Story
from game.story.packs import load
from game.web.static_page.reported_result import MOST_KEPT, packed_save, reported_result, unpacked_save
from game.web.static_page.worker_play import PagePlay
from tests.web.form_reader import ReadPage
from tests.web.playing import right_fields

NOTHING = {"files": {}, "state": ""}


@pytest.fixture(scope="module")
def soup() -> Story:
    return load("first-scene")


class Store:
    """The store of a browser, and the page that uses it."""

    def __init__(self, story: Story, home: Path, reports: bool = False) -> None:
        self._story, self._home, self._reports, self._opened = packed_pieces(story), home, reports, 0
        self.files: dict[str, str] = {}
        self.state = ""
        self.reply: dict[str, Any] = {}

    def open(self, **more: Any) -> PagePlay:
        """A page that knows nothing but what is stored."""
        self._opened += 1
        self.page = PagePlay(self._story, "en", self._home / str(self._opened), self._reports)
        self.keep(self.page.open(json.dumps({"files": self.files, "state": self.state, **more})))
        return self.page

    def keep(self, reply: str) -> None:
        self.reply = json.loads(reply)
        for name, text in self.reply["files"].items():
            if text is None:
                del self.files[name]
            else:
                self.files[name] = text
        self.state = self.reply["state"]

    def shown(self) -> ReadPage:
        return ReadPage(self.reply["page"])

    def send(self, **fields: str) -> None:
        step = self.page.step
        self.keep(self.page.take(urlencode({"step": step, **fields})))

    def play(self, steps: int, seed: int = 1) -> None:
        """Do so many things that the page offers."""
        chance = random.Random(seed)
        for _ in range(steps):
            self.send(do=chance.choice(self.shown().offered()))

    def text(self) -> str:
        return self.files["current.play.yaml"]


@pytest.fixture
def store(soup: Story, tmp_path: Path) -> Store:
    store = Store(soup, tmp_path)
    store.open()
    return store


def terminal(text: str, soup: Story, folder: Path) -> Session:
    """The play as the terminal opens it, with nothing to remark."""
    (folder / "given.play.yaml").write_text(text)
    opened = load_play(soup, folder / "given.play.yaml", folder / "on.play.yaml")
    assert opened.notice == ""
    return opened.session


def test_every_step_is_in_what_is_stored(store: Store, soup: Story, tmp_path: Path) -> None:
    for count in range(1, 5):
        store.play(1, seed=count)
        assert len(terminal(store.text(), soup, tmp_path).steps()) == count


def test_a_page_that_is_opened_again_goes_on_without_a_word(store: Store) -> None:
    store.play(3)
    before = store.reply["page"]
    store.open()
    assert store.reply["page"] == before
    assert store.reply["files"] == {}


def test_what_is_stored_is_a_play_that_was_left(store: Store, tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / "kept.play.yaml").write_text(store.text())
        contents, doubt = read_contents(tmp_path / "kept.play.yaml")
        assert (contents.damage, doubt, contents.was_left) == ("", "", True)
        store.play(1)


def test_taking_back_is_stored_too(store: Store, soup: Story, tmp_path: Path) -> None:
    store.play(3)
    store.send(undo="1")
    assert terminal(store.text(), soup, tmp_path).record[-1] == Step(undo=1)


def test_settings_last(store: Store) -> None:
    store.send(set="yes", size="large")
    store.open()
    assert 'data-size="large"' in store.reply["page"]


def test_a_play_of_the_terminal_goes_on_and_the_one_that_was_open_stays(
    store: Store, soup: Story, tmp_path: Path
) -> None:
    store.play(2)
    mine = store.text()
    session = begin_play(soup, tmp_path / "mine.play.yaml", 9).session
    session.do(session.options[0].id)
    session.close()
    store.keep(store.page.load("C:\\plays\\mine.play.yaml", (tmp_path / "mine.play.yaml").read_text()))
    assert terminal(store.text(), soup, tmp_path).state == session.state
    assert mine in store.files.values()


@pytest.mark.parametrize("text", ["", "<html>", "\x00" * 50, "steps:\n", '- {"do": "x"}\n' * 3])
def test_what_is_no_play_is_told_and_changes_nothing(store: Store, text: str, tmp_path: Path) -> None:
    store.play(1)
    before = store.text()
    store.keep(store.page.load("../../etc/passwd", text))
    assert store.text() == before
    said = store.shown().words
    assert "passwd" in said
    assert str(tmp_path) not in said


def test_a_damaged_store_is_told_and_the_play_goes_on(store: Store, tmp_path: Path) -> None:
    store.play(3)
    store.files["current.play.yaml"] = "nonsense"
    store.files["../outside.play.yaml"] = "nonsense"
    store.state = "nonsense"
    store.open()
    assert store.shown().words.count("current.play.yaml is no play of Eight Wings") == 1
    assert str(tmp_path) not in store.shown().words
    assert store.shown().offered()


def test_another_window_that_went_on_is_told(store: Store) -> None:
    store.play(1)
    store.keep(store.page.open(json.dumps({"files": store.files, "state": store.state, "elsewhere": True})))
    assert "went on in another window" in store.shown().words


def test_a_new_game_keeps_the_old_one_in_the_store(store: Store, soup: Story) -> None:
    while not store.page.session.is_over:
        store.play(1, seed=len(store.text()))
    old = store.text()
    store.send(anew="yes")
    assert len(store.files) == 2
    assert old in store.files.values()


# What a learning platform is told


def play_to_the_end(store: Store, chance: random.Random) -> None:
    """Answer everything rightly, and otherwise do what comes."""
    session = store.page.session
    while not session.is_over:
        if session.question is not None and session.first_answer is None:
            fields = {name.replace("_", "-"): value for name, value in right_fields(session).items()}
            store.send(give="yes", **fields)
        else:
            store.send(do=chance.choice(store.shown().offered()))


def test_a_platform_is_told_the_score_and_every_answer(soup: Story, tmp_path: Path) -> None:
    chance, types = random.Random(3), set()
    for number in range(6):
        store = Store(soup, tmp_path / f"player-{number}", reports=True)
        store.open()
        assert store.reply["result"] == {"score": None, "over": False, "answers": []}
        play_to_the_end(store, chance)
        result = store.reply["result"]
        assert result["over"]
        assert result["score"] == (100 if result["answers"] else None)
        assert {answer["result"] for answer in result["answers"]} <= {"correct"}
        assert all(0 < len(answer["id"]) <= 255 and " " not in answer["id"] for answer in result["answers"])
        types |= {answer["type"] for answer in result["answers"]}
    assert len(types) > 2


def test_a_page_that_is_opened_again_after_the_end_is_still_there(soup: Story, tmp_path: Path) -> None:
    store = Store(soup, tmp_path)
    store.open()
    play_to_the_end(store, random.Random(1))
    store.open()
    assert "The story is over" in store.shown().words


def test_a_platform_gives_back_the_play_on_another_device(soup: Story, tmp_path: Path) -> None:
    here, there = Store(soup, tmp_path / "here", reports=True), Store(soup, tmp_path / "there", reports=True)
    here.open()
    here.play(4)
    there.open(save=here.reply["save"])
    assert there.text() == here.text()
    assert there.reply["page"].count("data-said") == here.reply["page"].count("data-said")


def test_a_new_attempt_begins_anew(soup: Story, tmp_path: Path) -> None:
    store = Store(soup, tmp_path, reports=True)
    store.open()
    store.play(3)
    store.open(isNew=True)
    assert store.reply["result"]["answers"] == []
    assert store.page.session.steps() == ()


def test_a_save_that_a_platform_could_not_hold_is_none() -> None:
    assert packed_save("".join(chr(random.Random(1).randrange(32, 120)) for _ in range(5)) * 2) != ""
    long = "".join(chr(random.Random(number).randrange(32, 126)) for number in range(9_000))
    assert packed_save(long) == ""


@pytest.mark.parametrize("damaged", ["", "1:", "2:eJw=", "1:%%%", "1:eJw", "x" * (MOST_KEPT + 1), "1:" + "A" * 100])
def test_a_save_that_is_none_is_as_if_there_were_none(damaged: str) -> None:
    assert unpacked_save(damaged) == ""


def test_a_save_comes_back_as_it_was() -> None:
    text = "plays: « ünïcode »\n" * 40
    assert unpacked_save(packed_save(text)) == text


@pytest.mark.parametrize("pack", ["ministerial"])
def test_answers_have_the_forms_that_platforms_know(pack: str) -> None:
    story, chance = load(pack), random.Random(5)
    forms = {
        "choice": r"[a-z](,[a-z])*", "true-false": r"[tf]", "matching": r"\d+\.[a-z](,\d+\.[a-z])*",
        "sequencing": r"[a-z](,[a-z])*", "numeric": r"-?\d+(\.\d+)?", "fill-in": r".{0,255}",
    }  # fmt: skip
    for seed in range(6):
        session = Session(story, seed)
        while not session.is_over and len(session.played) < 80:
            session.do(chance.choice(session.options).id)
        for answer in reported_result(session)["answers"]:
            assert re.fullmatch(forms[answer["type"]], answer["response"]), answer
