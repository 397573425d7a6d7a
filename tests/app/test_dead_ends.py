"""Where the story cannot go on: the app says so, whose fault it is, and offers the way back."""

from __future__ import annotations

from collections.abc import Callable

from game.app.application import EightWings
from tests.app.conftest import screen_text
from tests.app.test_playing import session, type_line
from tests.test_plain import STUCK_AT_ONCE, VAN

SIZE = (100, 30)


async def test_a_dead_end_is_told_and_the_first_offer_leads_back(written: Callable[[str], EightWings]) -> None:
    app = written(VAN)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        shown = " ".join(screen_text(app).split())
        assert "The story cannot go on here: it offers nothing to do, and this is not an ending." in shown
        assert "That is a mistake in the story, not yours." in shown
        assert "1 Take the last step back" in shown
        assert "Go home" not in shown
        await pilot.press("1")
        assert session(app).steps() == ()
        assert "Go home" in screen_text(app)
        await type_line(pilot, "redo")
        assert " ".join(screen_text(app).split()).count("The story cannot go on here") == 2


async def test_a_dead_end_at_the_beginning_is_told_too(written: Callable[[str], EightWings]) -> None:
    app = written(STUCK_AT_ONCE)
    async with app.run_test(size=SIZE):
        shown = " ".join(screen_text(app).split())
        assert "There is no step to take back: this is the beginning." in shown
        assert "Take the last step back" not in shown
        assert "Begin a new game" in shown
