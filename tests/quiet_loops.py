"""Waiting for an app by asking its event loop, where Textual's own pilot guesses from the time of the processor.

The pilot sleeps for at least 20 ms twice for every key, and takes an app for idle that got no processor meanwhile. A
loop knows what it still has to do, so nothing is missed on a busy machine. Nothing is slept through either: where an
app waits for nothing but the time, its clock is put forward. And what nobody could see is not drawn: an app that is not
done yet draws its screen when it is, once instead of several times.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Iterator
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

SOON = 3 / 50
"""What is to be done within this time is waited for: the next drawing of a screen, and the 50 ms for which Textual
draws nothing while screens change. The blinking of a cursor is not, unless it is about to."""


class _Clock:
    """The clock of apps and their loops."""

    ahead = 0.0
    """Seconds by which it was put forward."""
    typing = False
    """Whether another letter follows at once: then nobody waits until the last one is drawn."""

    def now(self) -> float:
        return monotonic() + self.ahead


_CLOCK = _Clock()

_shutdown = App._shutdown
_render_update = Compositor.render_update
_undrawn: WeakKeyDictionary[Compositor, list[Screen[Any]]] = WeakKeyDictionary()
"""What is to be drawn anew once nothing else is left to do, each with the screens behind it."""

_parse_rules = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
"""Rules that were read, by what they depend on: each app reads the same style sheets, and only looks at them."""


def quicken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilots of this test wait for the loop; not on Windows, where timers of Textual sleep in threads."""
    if sys.platform == "win32":
        return
    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.time", lambda loop: _CLOCK.now())
    monkeypatch.setattr("textual._time.get_time", _CLOCK.now)
    monkeypatch.setattr("textual.app.wait_for_idle", until_quiet)
    monkeypatch.setattr("textual.pilot.wait_for_idle", until_quiet)
    monkeypatch.setattr("textual.pilot.Pilot.press", press)
    monkeypatch.setattr("textual._compositor.Compositor.render_update", drawn_later)
    monkeypatch.setattr("textual.app.App._shutdown", shut_down)
    monkeypatch.setattr("textual.css.stylesheet.Stylesheet._parse_rules", parsed_once)


def parsed_once(sheet: Stylesheet, css: str, read_from: tuple[str, str], **how: Any) -> list[RuleSet]:
    """What a style sheet says, read once for all apps with the same colours."""
    key = css, read_from, *how.items(), *sheet._variables.items()
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, read_from, **how)
    return _parsed[key]


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as Textual's pilot does, but the letters of a word as fast as somebody who knows it by heart."""
    if keys:
        await pilot.app._press_keys(_typed(keys))
        await pilot._wait_for_screen()


def _typed(keys: tuple[str, ...]) -> Iterator[str]:
    try:
        for key, following in zip(keys, (*keys[1:], ""), strict=True):
            _CLOCK.typing = _is_letter(key) and _is_letter(following)
            yield key
    finally:
        _CLOCK.typing = False


def _is_letter(key: str) -> bool:
    return key == "space" or (len(key) == 1 and key.isalpha())


def drawn_later(
    compositor: Compositor, full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False
) -> RenderableType | None:
    """What has to be drawn anew of a screen: nothing yet, unless all of it is asked for, as for a picture of it."""
    if full or simplify:
        return _render_update(compositor, full, screen_stack, simplify)
    _undrawn[compositor] = screen_stack or []
    return None


def _draw() -> None:
    """Draw what is to be drawn anew of the screens that are shown; what fails fails as it does in the app itself."""
    undrawn = [*_undrawn.items()]
    _undrawn.clear()
    for compositor, screen_stack in undrawn:
        screen = compositor.root
        if screen is not None and screen.is_attached and screen.app.is_running and screen is screen.app.screen:
            try:
                _render_update(compositor, screen_stack=screen_stack)
            except Exception as error:
                screen.app._handle_exception(error)


async def shut_down(app: App[Any]) -> None:
    """End an app once it has drawn what was left to draw."""
    _draw()
    await _shutdown(app)


async def until_quiet(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until nothing is left to do, for the second time in a row: what came from outside lies in between."""
    loop: Any = asyncio.get_running_loop()
    ready: deque[Any] = loop._ready
    until, quiet = _CLOCK.now() + max_sleep, 0
    while quiet < 2 and _CLOCK.now() < until:
        await asyncio.sleep(0)
        quiet = 0 if ready else quiet + 1
        if quiet and not _CLOCK.typing:
            now = loop.time()
            due = [timer.when() - now for timer in loop._scheduled if not timer.cancelled()]
            if soon := [left for left in due if left < SOON]:
                quiet = 0
                _CLOCK.ahead += max(0, *soon)
            elif _undrawn:
                quiet = 0
                _draw()
