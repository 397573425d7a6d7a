"""An app that does as the player has set: the theme, the length of lines, the drawing, the keys. At once, and for good.

A screen that draws with the glyphs of the app, or shows keys, has a method `settings_changed`, which is called after
a change.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter

from game.app.keymap import KEY_ACTIONS, key_problem
from game.app.themes import NO_COLOURS, THEMES, shown_theme
from game.localisation.messages import gettext
from game.play.settings import (
    MEASURES,
    PlayerSettings,
    SettingKind,
    keep_key,
    keep_value,
    problems_told,
    read_settings,
    with_value,
)
from game.support.safe_text import safe_line

if TYPE_CHECKING:
    from game.play.glyphs import Glyphs


class SettingsApp(App[int], inherit_bindings=False):
    """Reads the settings when it is made. `KEYS_CAN_BE_SET` is off where the keys are the app's own."""

    KEYS_CAN_BE_SET: ClassVar[bool] = True

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.settings, self.settings_problem = read_settings()
        # The letter of https://no-color.org: an empty variable asks for nothing. Textual takes it for a wish.
        self.asks_for_no_colour = bool(os.environ.get("NO_COLOR"))
        for theme in THEMES:
            self.register_theme(theme)
        # A theme that is set while the app runs parses all styles anew.
        self.set_reactive(App.theme, self._wanted_theme())
        self._show_filters()
        self.stylesheet.set_variables(self.get_css_variables())
        self.add_class(f"-measure-{self.settings.measure}")
        self._take_keys()

    def get_css_variables(self) -> dict[str, str]:
        """The names that styles use. Until the theme is known, while Textual makes the app, nobody asks for any."""
        return super().get_css_variables() if hasattr(self, "settings") else {}

    @property
    def glyphs(self) -> Glyphs:
        """The characters that everything is drawn with."""
        return self.settings.drawing

    @property
    def reads_right_to_left(self) -> bool:
        """Whether what is shown has letters from right to left."""
        return False

    def _wanted_theme(self) -> str:
        theme = shown_theme(self.settings.theme, self.console.color_system, no_colour=self.asks_for_no_colour)
        return theme.name

    def _show_filters(self) -> None:
        """Let everything that is drawn pass what the theme and the settings need."""
        self.no_color = self.theme == NO_COLOURS.name
        filters: list[LineFilter] = [ANSIToTruecolor(self.ansi_theme, enabled=not self.native_ansi_color)]
        if self.no_color or self.settings.glyphs == "ascii":
            from game.app.line_filters import Colourless, InAscii  # few terminals need them

            filters += [Colourless()] * self.no_color
            filters += [InAscii()] * (self.settings.glyphs == "ascii")
        if self.reads_right_to_left:
            from game.app.line_filters import Isolated  # few stories need it

            filters.append(Isolated())
        self._filters = filters
        self.animation_level = "none" if self.settings.reduced_motion else "full"

    def watch_theme(self) -> None:
        """A theme without colours takes them out of everything, from its first frame on."""
        self._show_filters()

    # Changing

    def change_setting(self, kind: SettingKind, value: str) -> str:
        """Give a setting another value, show and remember it. The result is why it cannot be remembered, or empty."""
        before = self.settings
        self.settings = with_value(before, kind, value)
        self._show_settings(before)
        return keep_value(kind, value)

    def change_key(self, action: str, key: str | None) -> str:
        """Give an action another key, or its usual one for None. The result is why that cannot be, or empty."""
        if key is not None and (problem := key_problem(action, key, self.settings.keys)):
            return problem
        keys = {name: own for name, own in self.settings.keys.items() if name != action}
        if key is not None and key != KEY_ACTIONS[action].usual:
            keys[action] = key
        before = self.settings
        self.settings = before._replace(keys=keys)
        self._take_keys()
        self._show_settings(before)
        return keep_key(action, keys.get(action))

    def _take_keys(self) -> None:
        """Make the keys that are set those of the bindings, as far as they can be."""
        if not self.settings.keys or not self.KEYS_CAN_BE_SET:
            if self._keymap:
                self.set_keymap({})
            return
        problems: list[str] = []
        taken = dict(self.settings.keys)
        for action, keys in self.settings.keys.items():
            wrong = [problem for key in keys.split(",") if (problem := key_problem(action, key, taken))]
            if wrong:
                called, reason = safe_line(action)[:30], wrong[0].rstrip(".")
                # Translators: a clause for {problem} in “In {file} {problem}; the usual settings hold there”.
                problems.append(gettext("the key for {action} cannot be used ({reason})", action=called, reason=reason))
                del taken[action]
        if not self.settings_problem:
            self.settings_problem = problems_told(problems)
        self.settings = self.settings._replace(keys=taken)
        self.set_keymap(taken)

    def _show_settings(self, before: PlayerSettings) -> None:
        """Show what is set now, on every screen there is."""
        now = self.settings
        for measure in MEASURES:
            self.set_class(measure == now.measure, f"-measure-{measure}")
        self._show_filters()
        wanted = self._wanted_theme()
        if self.theme != wanted:
            self.theme = wanted
        elif before.measure != now.measure:
            self._invalidate_css()
            self.refresh_css(animate=False)
        for screen in self.screen_stack:
            changed: Callable[[], None] | None = getattr(screen, "settings_changed", None)
            if changed is not None:
                changed()
            for bar in screen.query("KeyBar"):
                bar.refresh_keys()  # type: ignore[attr-defined]
        self.refresh(layout=True)
