"""What is proved of a pack as a page: verdicts in words, plays that show what is not so, the states scene by scene.

No script. In sentences, what stands between back quotes is an id or a condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.report.map_drawing import LETTER_SIZES, Drawing
from game.report.template_rendering import render_template

#: A longer play opens on request, and that of a remark always does.
_STEPS = 24
#: So many properties are listed at once; the others open on request.
_LISTED = 20


@dataclass(frozen=True, slots=True)
class ProofsVerdict:
    """The whole in a sentence, and how good that is. `without` are choices that nobody takes in any of it."""

    sentence: str
    tone: Literal["good", "doubtful", "bad"]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefutedProperty:
    """Something that is not so: where, and the steps of a play that shows it; `about_play` introduces them."""

    sentence: str
    weight: Literal["error", "warning", "remark"]
    spot: str
    about_play: str
    steps: tuple[str, ...]
    how_many: str


@dataclass(frozen=True, slots=True)
class PromiseVerdict:
    """What the author promises, and whether it is kept."""

    sentence: str
    verdict: Literal["proved", "refuted", "unknown"]


@dataclass(frozen=True, slots=True)
class UnknownProperty:
    """Something of which nothing is claimed, and where it stands."""

    sentence: str
    spot: str


@dataclass(frozen=True, slots=True)
class UnknownProperties:
    """All properties that are not known for the same reason."""

    reason: str
    properties: tuple[UnknownProperty, ...]


@dataclass(frozen=True, slots=True)
class StateLink:
    """A link to the row with the key `target`."""

    target: str
    words: str


@dataclass(frozen=True, slots=True)
class PossibleEnding:
    """The character that stands for an ending, and its title."""

    character: str
    title: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """What is known of a scene, a place or an ending; `key` names it in the drawing, too.

    `id` is empty where it is the name. `bar`: how long its bar is, from 0 to 1. `endings`: those that are possible;
    None where nothing can be told.
    """

    key: str
    name: str
    id: str
    how_often: str
    bar: float
    lost: str
    endings: tuple[PossibleEnding, ...] | None
    links: tuple[StateLink, ...]


@dataclass(frozen=True, slots=True)
class StateTable:
    """All rows of a kind, named for one of them; `links_are` says what the links of its rows are."""

    heading: str
    kind: str
    has_endings: bool
    links_are: str
    rows: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True)
class StateOverview:
    """The states, scene by scene. `figures_are` says what is counted, `endings` how many endings there are."""

    sentences: tuple[str, ...]
    drawing: Drawing
    figures_are: str
    has_lost: bool
    endings: int
    tables: tuple[StateTable, ...]


@dataclass(frozen=True, slots=True)
class AskedKind:
    """How many things of a kind were asked about, and what came of it."""

    name: str
    asked: int
    proved: int
    refuted: int
    unknown: int


@dataclass(frozen=True, slots=True)
class ProofsContents:
    """The whole page. What holds is about every play, which `holds_for` says; `means`: how it was found out."""

    title: str
    verdict: ProofsVerdict
    holds_for: str
    holds: tuple[str, ...]
    refuted: tuple[RefutedProperty, ...]
    promises: tuple[PromiseVerdict, ...]
    unknown: tuple[UnknownProperties, ...]
    states: StateOverview
    remarks: tuple[RefutedProperty, ...]
    asked: tuple[AskedKind, ...]
    means: str
    disclaimer: tuple[str, ...]


def proofs_page(contents: ProofsContents) -> str:
    """The report as an HTML file."""
    sections = (
        ("holds", "What holds", True),
        ("not-so", "Not so", contents.refuted),
        ("promises", "Promises", contents.promises),
        ("unknown", "Not known", contents.unknown),
        ("states", "The states, scene by scene", True),
        ("remarks", "Remarks", contents.remarks),
        ("all", "All that was asked", True),
    )
    return render_template(
        "proofs_page.html",
        contents=contents,
        sections={id_: heading for id_, heading, content in sections if content},
        letter_sizes=LETTER_SIZES,
        most_steps=_STEPS,
        listed=_LISTED,
    )
