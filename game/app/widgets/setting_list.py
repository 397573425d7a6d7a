"""The list of what can be set: settings with their values, then actions with their keys."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.app.keymap import KEY_ACTIONS, key_label, keys_now
from game.app.prose import Writer
from game.localisation.messages import gettext, pgettext
from game.play.settings import SETTINGS, PlayerSettings, SettingKind

_NAME_WIDTH = 30
"""So many columns at least for the names."""


class SettingRow(NamedTuple):
    """A row: a setting, or an action that has a key, or a heading, which has neither and cannot be highlighted."""

    words: str
    kind: SettingKind | None = None
    action: str = ""


class SettingList(OptionList, can_focus=False):
    """The rows, one highlighted. It never has the focus: the screen passes on what is typed."""

    def __init__(self, settings: PlayerSettings, *, with_keys: bool) -> None:
        super().__init__(markup=False)
        settable = [id_ for id_, known in KEY_ACTIONS.items() if known.settable]
        keys = [SettingRow(KEY_ACTIONS[id_].label, action=id_) for id_ in settable] if with_keys else []
        heading = [SettingRow(""), SettingRow(pgettext("of the keyboard", "Keys"))] if keys else []
        self.rows = [*(SettingRow(kind.name, kind) for kind in SETTINGS), *heading, *keys]
        self._width = max(_NAME_WIDTH, *(cell_len(row.words) + 2 for row in self.rows))
        self.add_options([
            Option(self._prompt(row, settings), disabled=row.kind is None and not row.action) for row in self.rows
        ])  # fmt: skip
        self.highlighted = 0

    @property
    def row(self) -> SettingRow:
        """The row that is highlighted."""
        return self.rows[self.highlighted or 0]

    def show(self, settings: PlayerSettings) -> None:
        """Show the values as they are now."""
        for at, row in enumerate(self.rows):
            self.replace_option_prompt_at_index(at, self._prompt(row, settings))

    def move(self, step: int) -> None:
        """Move the highlight so many rows, round the ends, past headings."""
        at = (self.highlighted or 0) + step
        while self.get_option_at_index(at % len(self.rows)).disabled:
            at += 1 if step > 0 else -1
        self.highlighted = at % len(self.rows)

    def _prompt(self, row: SettingRow, settings: PlayerSettings) -> Content:
        writer = Writer()
        if row.kind is not None:
            writer.add(set_cell_size(row.words, self._width)).add("‹ ", "$quiet")
            return writer.add(row.kind.values[row.kind.now(settings)], "bold").add(" ›", "$quiet").content()
        if row.action:
            name = set_cell_size(row.words, self._width + 2)
            writer.add(name).add(key_label(keys_now(settings.keys, row.action)), "bold")
            if row.action in settings.keys:
                usual = key_label(KEY_ACTIONS[row.action].usual)
                writer.add(f"  {gettext('(usually {key})', key=usual)}", "$quiet")
            return writer.content()
        return writer.add(row.words, "bold $heading").content()
