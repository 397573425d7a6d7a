"""The list of what can be set: settings with their values, then actions with their keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.app.keymap import KEY_ACTIONS, key_label, keys_now
from game.app.prose import Writer
from game.localisation.messages import gettext, pgettext
from game.play.settings import SETTINGS, PlayerSettings, SettingKind

_NAME_WIDTH, _GAP, _SIDES = 30, 2, 2
"""So many columns at least for the names; between a name and its value; beside the rows."""
_UNKNOWN = 1_000
"""A width at which everything fits: before the first layout."""


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
        self._settings = settings
        self.add_options([
            Option(prompt, disabled=row.kind is None and not row.action)
            for row, prompt in zip(self.rows, self._prompts(), strict=True)
        ])  # fmt: skip
        self.highlighted = 0

    @property
    def row(self) -> SettingRow:
        """The row that is highlighted."""
        return self.rows[self.highlighted or 0]

    def show(self, settings: PlayerSettings) -> None:
        """Show the values as they are now."""
        self._settings = settings
        for at, prompt in enumerate(self._prompts()):
            self.replace_option_prompt_at_index(at, prompt)

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.show(self._settings)

    def move(self, step: int) -> None:
        """Move the highlight so many rows, round the ends, past headings."""
        at = (self.highlighted or 0) + step
        while self.get_option_at_index(at % len(self.rows)).disabled:
            at += 1 if step > 0 else -1
        self.highlighted = at % len(self.rows)

    def _prompts(self) -> Iterator[Content]:
        """The rows: values below each other, as far left as their own line and those of their kind need it."""
        values = [_value(row, self._settings) for row in self.rows]
        room = (self.scrollable_content_region.width or _UNKNOWN) - _SIDES
        widest = max(_NAME_WIDTH, *(cell_len(row.words) + _GAP for row in self.rows))
        for row, value in zip(self.rows, values, strict=True):
            if not value:
                yield Content.styled(row.words, "bold $heading")
                continue
            beside = (other for of, other in zip(self.rows, values, strict=True) if bool(of.action) == bool(row.action))
            column = min(widest + _GAP * bool(row.action), room - max(other.cell_length for other in beside))
            yield Content(set_cell_size(row.words, max(column, cell_len(row.words) + _GAP))) + value


def _value(row: SettingRow, settings: PlayerSettings) -> Content:
    """What stands beside the name: the value, or the key; nothing beside a heading."""
    if row.kind is not None:
        value = row.kind.values[row.kind.now(settings)]
        return Writer().add("‹ ", "$quiet").add(value, "bold").add(" ›", "$quiet").content()
    if not row.action:
        return Content("")
    writer = Writer().add(key_label(keys_now(settings.keys, row.action)), "bold")
    if row.action in settings.keys:
        usual = key_label(KEY_ACTIONS[row.action].usual)
        writer.add("  " + gettext("(usually {key})", key=usual), "$quiet")
    return writer.content()
