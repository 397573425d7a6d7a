"""The settings: changed with the arrows, shown at once, remembered at once."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from game.app.keymap import bound, key_label
from game.app.prose import Writer
from game.app.screens.key_screen import KeyScreen
from game.app.screens.page import BarKeys, Page, prompt
from game.app.screens.too_small_screen import TooSmall
from game.app.settings_app import SettingsApp
from game.app.widgets.command_line import CommandLine
from game.app.widgets.setting_list import SettingList
from game.localisation.messages import gettext, pgettext
from game.play.settings import SettingKind
from game.play.settings_words import setting_wished


def open_settings(app: SettingsApp) -> None:
    """Show the settings over what is shown now."""
    if not isinstance(app.screen, SettingsScreen | TooSmall):
        app.push_screen(SettingsScreen())


class SettingsScreen(Page[None]):
    """One row for each setting and each key, a line to type in, and a sample of what it makes of the story."""

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("back", "change(-1)", priority=True),
        bound("on", "change(1)", priority=True),
        bound("settings", "close"),
    ]

    app: SettingsApp  # type: ignore[assignment]  # also that of the preview, which is no app for plays

    def __init__(self) -> None:
        super().__init__(classes="tall")
        self._said = ""

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Settings")

    def bar_keys(self) -> BarKeys:
        """Choosing and changing."""
        return (
            ("↑↓", pgettext("what a key does", "choose"), "screen.scroll_lines(1)"),
            ("← →", pgettext("what a key does", "change"), "screen.change(1)"),
            (key_label("enter"), pgettext("what a key does", "change, or a new key"), "screen.take"),
        )

    def sheet(self) -> Content:
        """What the highlighted row is about, or what came of the last change."""
        if self._said:
            return Writer().add(self._said, "$heading").content()
        if not self.is_attached or not self.query(SettingList):
            return Content("")
        row = self.query_one(SettingList).row
        return Content(row.kind.about if row.kind is not None else gettext("Enter asks for another key."))

    def below(self) -> list[Widget]:
        """The list, the sample, the line."""
        line = CommandLine(self.take_words)
        # Translators: two examples of what can be typed, as the commands of the language are.
        line.placeholder = gettext("or type it: theme morning, measure wide …")
        return [
            SettingList(self.app.settings, with_keys=self.app.KEYS_CAN_BE_SET),
            Static(self._sample(), id="sample"),
            Horizontal(prompt(">"), line, id="line"),
        ]

    def on_mount(self) -> None:
        """Say what the first row is about; or what is wrong in the file."""
        self.tell(self.app.settings_problem)

    def tell(self, words: str = "") -> None:
        """Say this above the list; without words, what the highlighted row is about."""
        self._said = words
        self.query_one("#content", Static).update(self.sheet())

    def settings_changed(self) -> None:
        """Show the values as they are now."""
        self.query_one(SettingList).show(self.app.settings)
        self.query_one("#sample", Static).update(self._sample())

    def _sample(self) -> Content:
        glyphs = self.app.glyphs
        # Translators: from here on a sample of a story, which shows what the settings make of it.
        place, speaker = gettext("The corridor"), gettext("Oksana:")
        told = gettext(
            "The lamps go on along the corridor. Somebody has left a folder on the chair outside the council room, and "
            "nobody who passes by it wants to be the one who has seen it."
        )
        right, wrong, partly = (
            pgettext("sample of a verdict", "Right"),
            pgettext("sample of a verdict", "Wrong"),
            pgettext("sample of a verdict", "In part"),
        )
        writer = Writer().add(f"{place} ", "bold $heading").add(glyphs.rule * 12, "$line").add(f"\n{told}\n")
        writer.add(f"{speaker} ", "bold $speaker").add(gettext("“Not yet.”") + "  ")
        writer.add(f"{glyphs.yes} {right}  ", "bold $right").add(f"{glyphs.no} {wrong}  ", "bold $wrong")
        writer.add(f"{partly}  ", "bold $partly")
        writer.add(glyphs.bar_filled * 4, "$speaker").add(glyphs.bar_empty * 2, "$line")
        # Translators: a sample of words in a quieter colour.
        return writer.add("  " + gettext("quiet words"), "$quiet").content()

    # What the player does

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        self.query_one(SettingList).move(step)
        self.tell()

    def action_change(self, step: int) -> None:
        """Take the value beside; in a line that has words, the arrows move in them."""
        line = self.query_one(CommandLine)
        if line.value:
            line.action_cursor_right() if step > 0 else line.action_cursor_left()
            return
        kind = self.query_one(SettingList).row.kind
        if kind is not None:
            self.change(kind, kind.beside(self.app.settings, step))

    def change(self, kind: SettingKind, value: str) -> None:
        """Give a setting this value."""
        self.tell(self.app.change_setting(kind, value) or self._why_otherwise(kind))

    def _why_otherwise(self, kind: SettingKind) -> str:
        """Why another theme is shown than was chosen, or empty."""
        wanted, app = self.app.settings.theme, self.app
        if kind.id != "theme" or wanted in ("automatic", app.theme):
            return ""
        if app.asks_for_no_colour:
            return gettext("NO_COLOR is set, so there are no colours; without it this theme is shown.")
        return gettext("This terminal has 16 colours, so those are shown; this theme comes where there are more.")

    def action_take(self) -> None:
        """As Enter does."""
        self.query_one(CommandLine).post_message(events.Key("enter", None))

    def take_words(self, typed: str) -> None:
        """Change what was typed; an empty line changes what is highlighted."""
        if typed.strip():
            first, _, rest = typed.strip().removeprefix("/").partition(" ")
            is_theme = first.casefold() in ("theme", "light", "dark")
            about = rest if first.casefold() == "theme" else typed
            wish = setting_wished(self.app.settings, "theme" if is_theme else "settings", about.strip())
            if wish.kind is None:
                self.tell(" ".join(line.words for line in wish.lines))
            else:
                self.query_one(SettingList).highlighted = next(
                    at for at, row in enumerate(self.query_one(SettingList).rows) if row.kind == wish.kind
                )
                self.change(wish.kind, wish.value)
            return
        row = self.query_one(SettingList).row
        if row.kind is not None:
            self.change(row.kind, row.kind.beside(self.app.settings, 1))
        elif row.action:
            self.app.push_screen(KeyScreen(row.action), self._take_key)

    def _take_key(self, key: str | None) -> None:
        """Give the highlighted action the key that was pressed; "" stands for the usual one."""
        action = self.query_one(SettingList).row.action
        if key is not None and action:
            problem = self.app.change_key(action, key or None)
            now = gettext("Now: {key}.", key=key_label(key)) if key else gettext("Now: the usual key.")
            self.tell(problem or now)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click highlights a row, and takes the next value."""
        self.query_one(SettingList).highlighted = event.option_index
        self.take_words("")
