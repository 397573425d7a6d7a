"""The keys: every action that one does something with, its usual key, and which key a player may give it instead.

The bindings of the screens are made from this table (`bound`), so each has an id, by which Textual finds the key that
was set (`App.set_keymap`), and the settings, the help and the bar at the bottom can name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from textual.binding import Binding
from textual.keys import Keys

from game.localisation.messages import gettext, gettext_noop, pgettext


class KeyAction(NamedTuple):
    """Something that a key does: its name, its usual key or keys, with commas, and whether others can be set.

    `name` is English; `label` is what is shown.
    """

    name: str
    usual: str
    settable: bool = True

    @property
    def label(self) -> str:
        """The name in the language that is spoken now."""
        return gettext(self.name)


KEY_ACTIONS: dict[str, KeyAction] = {
    "help": KeyAction(gettext_noop("Help"), "f1"),
    "map": KeyAction(gettext_noop("Map"), "f2"),
    "notes": KeyAction(gettext_noop("Notebook"), "f3"),
    "transcript": KeyAction(gettext_noop("Transcript"), "f4"),
    "story": KeyAction(gettext_noop("Story so far"), "f5"),
    "save": KeyAction(gettext_noop("Save and load"), "f6"),
    "documents": KeyAction(gettext_noop("Documents"), "f7"),
    "settings": KeyAction(gettext_noop("Settings"), "f9"),
    "palette": KeyAction(gettext_noop("Find anything"), "ctrl+p"),
    "about": KeyAction(gettext_noop("What is true, and what is invented"), "a", settable=False),
    "quit": KeyAction(gettext_noop("Quit"), "ctrl+q"),
    "shell": KeyAction(gettext_noop("To the shell"), "ctrl+z"),
    "close": KeyAction(gettext_noop("Close a page, empty the line"), "escape"),
    "up": KeyAction(gettext_noop("Up"), "up"),
    "down": KeyAction(gettext_noop("Down"), "down"),
    "page-up": KeyAction(gettext_noop("Page up"), "pageup"),
    "page-down": KeyAction(gettext_noop("Page down"), "pagedown"),
    "beginning": KeyAction(gettext_noop("To the beginning"), "home"),
    "end": KeyAction(gettext_noop("To the end"), "end"),
    "take": KeyAction(gettext_noop("Choose"), "enter", settable=False),
    "put-away": KeyAction(gettext_noop("Out of the list"), "delete", settable=False),
    "back": KeyAction(gettext_noop("Value before"), "left", settable=False),
    "on": KeyAction(gettext_noop("Next value"), "right", settable=False),
    "copy": KeyAction(gettext_noop("Copy what is selected"), "ctrl+c", settable=False),
    "stay": KeyAction(gettext_noop("Stay in the line"), "tab,shift+tab", settable=False),
}
"""By id: the names behind which other keys stand in the file of settings."""

_LINE_KEYS = frozenset((
    "left", "right", "home", "end", "backspace", "delete", "enter", "tab", "shift+tab", "space",
    "ctrl+left", "ctrl+right", "shift+left", "shift+right", *(f"ctrl+{letter}" for letter in "acdefhijkmuvwx"),
))  # fmt: skip
"""What the line takes for itself, to move and to cut; Ctrl with H, I, J or M is another key to a terminal."""
_NAME = (  # compiled when a key is looked at: most plays have the usual ones
    r"(?:(?:ctrl|alt|shift)\+){0,3}(?:f[1-9]|f1\d|f2[0-4]|[a-z0-9]|escape|insert|pageup|pagedown|up|down|left|right|home"
    r"|end|delete|backspace|enter|tab|space)"
)
_OTHER_KEYS = frozenset(key.value for key in Keys)


def bound(id_: str, action: str, *, priority: bool = False) -> Binding:
    """The binding of an action of the table. Raises KeyError when the table has none with this id.

    It has no words of its own, which would stay in the language in which the class was made: `label` has them.
    """
    return Binding(KEY_ACTIONS[id_].usual, action, id=id_, priority=priority)


def keys_now(keys: Mapping[str, str], id_: str) -> str:
    """The key or keys of an action, where `keys` has those that were set."""
    return keys.get(id_) or KEY_ACTIONS[id_].usual


def key_label(key: str, *, short: bool = False) -> str:
    """How a key is shown: `F2`, `Ctrl+Q`, or `^Q` where there is little room. Of several keys each, with a space."""
    if "," in key:
        return " ".join(key_label(each, short=short) for each in key.split(","))
    *held, last = key.split("+")
    if short and held == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    return "+".join(_part_label(part) for part in (*held, last))


def _part_label(part: str) -> str:
    """A key, or one that is held down with it, as it is printed on the keyboards of the language."""
    match part:
        case "up":
            return "↑"
        case "down":
            return "↓"
        case "left":
            return "←"
        case "right":
            return "→"
        case "pageup":
            return pgettext("name of a key", "PgUp")
        case "pagedown":
            return pgettext("name of a key", "PgDn")
        case "escape":
            return pgettext("name of a key", "Esc")
        case "delete":
            return pgettext("name of a key", "Del")
        case "insert":
            return pgettext("name of a key", "Ins")
        case "enter":
            return pgettext("name of a key", "Enter")
        case "tab":
            return pgettext("name of a key", "Tab")
        case "home":
            return pgettext("name of a key", "Home")
        case "end":
            return pgettext("name of a key", "End")
        case "space":
            return pgettext("name of a key", "Space")
        case "backspace":
            return pgettext("name of a key", "Backspace")
        case "ctrl":
            return pgettext("name of a key", "Ctrl")
        case "alt":
            return pgettext("name of a key", "Alt")
        case "shift":
            return pgettext("name of a key", "Shift")
    return part.upper() if len(part) == 1 or re.fullmatch(r"f\d+", part) else part.capitalize()


def key_problem(id_: str, key: str, keys: Mapping[str, str]) -> str:
    """Why an action cannot have this key, in a sentence, or empty; `keys` has the keys that others were given."""
    known = KEY_ACTIONS.get(id_)
    if known is None:
        return gettext("There is no such action.")
    if key in known.usual.split(",") and (owner := _owner(id_, key, keys)) is None:
        return ""
    if not known.settable:
        return gettext("The key for “{action}” is always {key}.", action=known.label, key=key_label(known.usual))
    if re.fullmatch(_NAME, key) is None and key not in _OTHER_KEYS:
        return gettext("There is no such key.")
    if len(key) == 1 or (key.startswith("shift+") and len(key) == len("shift+x")):
        return gettext("That key is for typing: take a function key, or one with Ctrl or Alt.")
    if key in _LINE_KEYS:
        return gettext("{key} is for the line that is typed in.", key=key_label(key))
    owner = _owner(id_, key, keys)
    if owner is None:
        return ""
    return gettext("{key} is the key for “{action}”.", key=key_label(key), action=KEY_ACTIONS[owner].label)


def _owner(id_: str, key: str, keys: Mapping[str, str]) -> str | None:
    """Which other action has this key now."""
    return next(
        (other for other in KEY_ACTIONS if other != id_ and key in keys_now(keys, other).split(",")),
        None,
    )
