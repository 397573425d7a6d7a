"""The line at the bottom that names the keys. Each name can be clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.keymap import key_label

if TYPE_CHECKING:
    from game.app.settings_app import SettingsApp


_CLOSES = "screen.close"


class KeyBar(Static):
    """Keys with what they do: `(key, words, action)`. Where the player has given an action another key, it shows that.

    What does not fit into the window is first said in fewer words, which `shorter` has by action, the longest first;
    then the keys with the longest names are left out, but for the one that closes a page, or else the last one.
    """

    app: SettingsApp

    def __init__(self, *keys: tuple[str, str, str], shorter: Mapping[str, str] = MappingProxyType({})) -> None:
        self._keys, self._shorter = keys, shorter
        self._shown = list(keys)
        super().__init__(_line(keys))

    def on_mount(self) -> None:
        """Name the keys as they are set."""
        if self.app.settings.keys:
            self.refresh_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what does not fit."""
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Name the keys as they are set now, as fully as they fit."""
        keys = [(self._key_now(key, action), words, action) for key, words, action in self._keys]
        kept = _CLOSES if any(action == _CLOSES for _, _, action in keys) else keys[-1][2]
        while len(keys) > 1 and _line(keys).cell_length > self.content_size.width > 0:
            long = [at for at, (_, words, action) in enumerate(keys) if self._shorter.get(action, words) != words]
            others = [at for at, (_, _, action) in enumerate(keys) if action != kept]
            longest = max(long or others, key=lambda at: (cell_len(keys[at][0]) + cell_len(keys[at][1]), at))
            if long:
                key, _, action = keys[longest]
                keys[longest] = key, self._shorter[action], action
            else:
                del keys[longest]
        if keys != self._shown:  # a line that is told anew has everything laid out anew
            self._shown = keys
            self.update(_line(keys))

    def _key_now(self, key: str, action: str) -> str:
        """The key that was set for this action, or else the one that was named for it."""
        keys = self.app.settings.keys
        if not keys:
            return key
        where, _, called = action.partition(".")
        node = self.app if where == "app" else self.screen
        for binding in (binding for bindings in node._bindings.key_to_bindings.values() for binding in bindings):
            if binding.action == called and binding.id is not None and binding.id in keys:
                return key_label(keys[binding.id], short=True)
        return key


def _line(keys: Sequence[tuple[str, str, str]]) -> Content:
    return Content("  ").join([_clickable(*key) for key in keys])


def _clickable(key: str, words: str, action: str) -> Content:
    return Content.assemble((key, "bold"), f" {words}").stylize(Style.from_meta({"@click": action}))
