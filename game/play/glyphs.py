"""The characters that the game itself draws with: one table for terminals that can show them, one in plain ASCII.

Whoever draws takes a table as a parameter, `UNICODE` unless told otherwise; the screen's are those of its app. Every
character is one column wide in both, so nothing is laid out differently.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Glyphs(NamedTuple):
    """Each field is one character, one column wide; the fields say what it means, not what it looks like."""

    bar_filled: str
    bar_empty: str
    box_settled: str
    box_open: str
    rose: str
    fell: str
    note: str
    change: str
    bullet: str
    arrow: str
    choice_closed: str
    checkpoint: str
    branch: str
    yes: str
    no: str
    ellipsis: str
    dash: str
    # On maps. `been` and `unseen` also mark exits and whatever else was visited or not.
    here: str
    been: str
    unseen: str
    closed: str
    waits: str
    stairs_up: str
    stairs_down: str
    # Lines. The tees are named for the side on which they have no arm.
    rule: str
    rule_double: str
    upright: str
    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str
    tee_top: str
    tee_bottom: str
    tee_left: str
    tee_right: str
    cross: str


UNICODE: Final = Glyphs(
    bar_filled="█", bar_empty="░", box_settled="■", box_open="□", rose="▲", fell="▼", note="»", change="·", bullet="•",
    arrow="→", choice_closed="×", checkpoint="◆", branch="│", yes="✓", no="✗", ellipsis="…", dash="–",
    here="►", been="•", unseen="○", closed="x", waits="!", stairs_up="↑", stairs_down="↓",
    rule="─", rule_double="═", upright="│", top_left="┌", top_right="┐", bottom_left="└", bottom_right="┘",
    tee_top="┬", tee_bottom="┴", tee_left="├", tee_right="┤", cross="┼",
)  # fmt: skip
"""Characters that the oldest fonts of terminals have, most of them in code page 437."""

ASCII: Final = Glyphs(
    bar_filled="#", bar_empty=".", box_settled="#", box_open="_", rose="^", fell="v", note="=", change="-", bullet="*",
    arrow=">", choice_closed="x", checkpoint="*", branch="|", yes="v", no="x", ellipsis="~", dash="-",
    here="@", been="*", unseen="o", closed="x", waits="!", stairs_up="^", stairs_down="v",
    rule="-", rule_double="=", upright="|", top_left="+", top_right="+", bottom_left="+", bottom_right="+",
    tee_top="+", tee_bottom="+", tee_left="+", tee_right="+", cross="+",
)  # fmt: skip
"""For terminals and fonts that have nothing else, and for whoever wants to read a screen aloud or copy it."""

_OTHERS = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "«": '"', "‹": "<", "›": ">", "—": "-", "−": "-",
    "‐": "-", "‑": "-", "←": "<", "↔": "-", "↵": "<", "▸": ">", "▶": ">", "◀": "<", "◂": "<", "●": "*", "◦": "o",
    "▪": "*", "━": "-", "┃": "|", "║": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "╔": "+", "╗": "+", "╚": "+",
    "╝": "+", "▁": "_", "▂": "_", "▃": "-", "▄": "=", "▅": "=", "▆": "#", "▇": "#", "▀": "=", "▔": "-", "▌": "|",
    "▐": "|", "▊": "|", "▎": "|", "▏": "|", "▕": "|", "▒": ":", "▓": "#", "⋮": ":", "\u00a0": " ", "\u202f": " ",
    "\u2009": " ",
}  # fmt: skip
_IN_ASCII: Final = str.maketrans({
    **_OTHERS,
    **{shown: plain for shown, plain in zip(reversed(UNICODE), reversed(ASCII), strict=True) if not shown.isascii()},
})  # fmt: skip


def in_ascii(words: str) -> str:
    """The words with every character that the game draws or punctuates with in ASCII, as many columns wide.

    Letters stay as they are: what a pack writes, such as the é of a name, is its own.
    """
    return words if words.isascii() else words.translate(_IN_ASCII)
