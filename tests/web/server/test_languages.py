"""A class in several languages: that of the class, and the one that each pupil chooses at the door."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from game.cli import main
from game.story.model.story import Story
from game.story.packs import load
from game.story.source.library import find_pack
from game.web.joining.class_client import ClassClient, ClassProblem
from game.web.joining.joined_class import JoinedClass
from game.web.server.class_overview import ClassOverview
from game.web.server.class_stories import ClassStories
from tests.web.server.classes import Browser, Class, joined, opened
from tests.web.server.test_playing_in_class import press


@pytest.fixture(scope="session")
def soup() -> Story:
    """A pack with translations."""
    return load("first-scene")


@pytest.fixture
def lesson(soup: Story, tmp_path: Path) -> Iterator[Class]:
    """A class in English, in which pupils can choose German or French."""
    with opened(soup, find_pack("first-scene"), tmp_path, load=partial(load, "first-scene")) as made:
        yield made


def choose(browser: Browser, lesson: Class, language: str) -> None:
    """Follow the link to a language at the door, and join there."""
    door = browser.get(f"/?code={lesson.row.code}").page
    link = next(given["href"] for tag, given in door.elements if tag == "a" and given.get("hreflang") == language)
    form = browser.get(link).page.forms[0]
    assert browser.post("/join", form.sent(name=f"Ann {language}")).status == 200


def test_the_door_offers_the_languages_of_the_pack_and_speaks_the_chosen_one(address: str, lesson: Class) -> None:
    browser = Browser(address)
    door = browser.get(f"/?code={lesson.row.code}")
    offered = [given for tag, given in door.page.elements if tag == "a" and "hreflang" in given]
    assert [(given["lang"], given.get("aria-current")) for given in offered] == [
        ("en", "true"), ("de", None), ("fr", None),
    ]  # fmt: skip
    german = browser.get(offered[1]["href"])
    assert 'lang="de"' in german.text.partition("<body")[0]
    assert "Dein Name" in german.words
    assert "Your name" not in german.words
    assert german.page.forms[0].controls["code"].value == lesson.row.code
    assert "Your name" in browser.get("/?language=xx").words, "what is no language of the pack is none"


def test_a_pupil_plays_in_the_language_that_they_chose(address: str, lesson: Class) -> None:
    german, english = Browser(address), Browser(address)
    choose(german, lesson, "de")
    english.join(lesson.row.code, "Bo")
    shown = german.get("/play")
    assert "Notizbuch" in shown.words
    assert "Donnerstag" in shown.words
    assert "Notebook" in english.get("/play").words
    assert shown.page.offered() == english.get("/play").page.offered()
    german.do()
    english.do()
    lesson.store.set_status(lesson.row.id, "paused")
    assert "macht eine Pause" in german.get("/news").json["announcements"][0]
    assert "paused" in english.get("/news").json["announcements"][0]


def test_what_is_said_at_the_door_is_said_in_the_chosen_language(address: str, lesson: Class) -> None:
    browser = Browser(address)
    form = browser.get("/?language=de").page.forms[0]
    told = browser.post("/join", form.sent(code="AAAAAA", name="Ann"))
    assert "Eine Klasse mit diesem Code gibt es nicht" in told.words
    assert told.page.forms[0].controls["language"].value == "de"


def test_a_pupil_goes_on_in_their_language_or_in_another_one(address: str, lesson: Class) -> None:
    room = lesson.room()
    pupil, _, word = room.join("Ann", "test", "de")
    press(room, pupil)
    again = Browser(address)
    again.come_back(lesson.row.code, "Ann", word)
    assert "Notizbuch" in again.get("/play").words
    form = Browser(address)
    fields = form.get("/?language=fr").page.forms[1]
    form.post("/back", fields.sent(code=lesson.row.code, name="Ann", word=word))
    assert "Carnet" in form.get("/play").words
    assert "Carnet" in again.get("/play").words, "it is one play"
    row = lesson.store.play_of(pupil.id)
    assert row is not None
    assert row.steps_done == 1


def test_the_teacher_reads_places_in_the_language_of_the_class(lesson: Class, soup: Story) -> None:
    room = lesson.room()
    pupil = room.join("Ann", "test", "de").pupil
    press(room, pupil)
    (state,) = ClassOverview(room).pupils()
    assert soup.places[state.summary.place].name == "The canteen"


def test_a_language_that_the_pack_has_not_is_that_of_the_class(lesson: Class) -> None:
    assert lesson.room().join("Ann", "test", "pl").pupil.language == ""
    assert lesson.room().join("Bo", "test", "de-AT").pupil.language == "de"
    assert joined(lesson.room(), "Cy").language == ""


def test_a_class_in_another_language_offers_the_original(tmp_path: Path) -> None:
    german = load("first-scene", "de")
    stories = ClassStories(german, partial(load, "first-scene"))
    assert list(stories.languages) == ["de", "en", "fr"]
    assert stories.spoken("") == "de"
    assert stories.chosen("en") == "en"
    assert stories.story("en").language == ""
    assert stories.chosen("de") == ""


def test_a_terminal_joins_in_another_language(address: str, lesson: Class) -> None:
    client = ClassClient(address)
    told = client.join(lesson.row.code, "Ann", "de")
    assert told.language == "de"
    session = JoinedClass(client, load("first-scene", "de")).go_on().session
    session.do(session.options[0].id)
    assert "Donnerstag" in session.record[0].saw
    assert ClassClient(address).come_back(lesson.row.code, "Ann", told.word).language == "de"
    with pytest.raises(ClassProblem, match=r"en \(English\), de \(Deutsch\), fr \(Français\)"):
        ClassClient(address).join(lesson.row.code, "Bo", "pl")


def test_the_command_joins_in_the_chosen_language_and_goes_on_in_it(
    address: str, lesson: Class, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["join", address, lesson.row.code, "--name", "Ann", "--plain"]
    monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
    assert main([*command, "--language", "de"]) == 0
    told = capsys.readouterr().out
    assert "Donnerstag" in told
    word = lesson.room().new_word(lesson.store.pupils(lesson.row.id)[0].id)
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    assert main([*command, "--word", word]) == 0
    assert "Dein Spiel ist gespeichert in der Klasse unter" in capsys.readouterr().out


def test_a_class_that_goes_on_keeps_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store, served_in = str(tmp_path / "classes.sqlite3"), list[str]()
    monkeypatch.setattr("game.web.server.serving._served", lambda room, *_: served_in.append(room.language) or 0)
    assert main(["class", "first-scene", "--language", "de", "--store", store, "--only-open"]) == 0
    code = capsys.readouterr().out.partition("?code=")[2][:6]
    for more in ((), ("--language", "fr")):
        assert main(["class", "first-scene", "--store", store, "--code", code, *more]) == 0
    assert served_in == ["de", "fr"]
