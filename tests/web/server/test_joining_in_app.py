"""The app in a class: full-screen, with every step on the server first."""

from __future__ import annotations

from pathlib import Path

from game.app.application import EightWings
from game.app.screens.class_screen import ClassScreen
from game.record.journal import Step
from game.web.joining.class_client import ClassClient
from game.web.joining.joined_class import JoinedClass
from tests.web.server.classes import Browser, Class


def kept(lesson: Class) -> list[Step]:
    (pupil,) = lesson.store.pupils(lesson.row.id)
    row = lesson.store.play_of(pupil.id)
    assert row is not None
    return [each.step for each in lesson.store.steps(row.id)]


def app_of(address: str, lesson: Class, folder: Path) -> tuple[EightWings, Browser]:
    """The app of a pupil who has joined in a browser first."""
    browser, client = Browser(address), ClassClient(address)
    word = browser.join(lesson.row.code, "Ann")
    client.come_back(lesson.row.code, "Ann", word)
    joined = JoinedClass(client, lesson.story)
    return EightWings(lesson.story, folder, joined.go_on(), lesson.pack, elsewhere=joined), browser


def screen_of(app: EightWings) -> ClassScreen:
    screen = app.screen
    assert isinstance(screen, ClassScreen)
    return screen


async def test_each_step_goes_to_the_class(address: str, lesson: Class, tmp_path: Path) -> None:
    app, _ = app_of(address, lesson, tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        screen_of(app).choose(0)
        await pilot.pause()
        assert kept(lesson) == screen_of(app).session.record
        assert len(kept(lesson)) == 1
        for page in ("load", "unsaved", "delete"):
            screen_of(app).action_open(page)
        screen_of(app).choose(0)
        await pilot.pause()
        assert kept(lesson) == screen_of(app).session.record
        assert len(kept(lesson)) == 2


async def test_a_play_that_went_on_elsewhere_is_shown_as_it_stands_now(
    address: str, lesson: Class, tmp_path: Path
) -> None:
    app, browser = app_of(address, lesson, tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        before = screen_of(app)
        browser.do()
        browser.do()
        before.choose(0)
        await pilot.pause()
        await pilot.pause()
        assert screen_of(app) is not before
        assert screen_of(app).session.record == kept(lesson)
        assert len(kept(lesson)) == 2


async def test_another_play_is_begun_on_the_server(address: str, lesson: Class, tmp_path: Path) -> None:
    app, _ = app_of(address, lesson, tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        screen_of(app).choose(0)
        assert app.try_to("begin_play") == ""
        await pilot.pause()
        assert screen_of(app).session.record == []
        (pupil,) = lesson.store.pupils(lesson.row.id)
        row = lesson.store.play_of(pupil.id)
        assert row is not None
        assert row.number == 2
        assert not list(tmp_path.glob("*.play.yaml"))
