"""A map as a page: the drawing, and beside it every scene, ending and place as a list. Its script moves the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from game.report.map_drawing import LETTER_SIZES, Drawing
from game.report.template_rendering import render_template


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link to the entry with the key `target`, and what stands before and behind it."""

    target: str
    words: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class MapLinks:
    """Links of one kind, at least one."""

    heading: str
    links: tuple[MapLink, ...]


@dataclass(frozen=True, slots=True)
class MapQuestion:
    """A question that is asked somewhere."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class MapStep:
    """A step of a scene: words with perhaps a link behind them, a condition, questions; or only `inner` steps.

    `later` says what can still depend on a choice, `readers` is all of that; `forgotten`: nothing is.
    """

    kind: str
    words: str = ""
    when: str = ""
    link: MapLink | None = None
    questions: tuple[MapQuestion, ...] = ()
    inner: tuple[MapStep, ...] = ()
    later: str = ""
    readers: tuple[str, ...] = ()
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A scene, an ending, a place or a document; `key` names it in the drawing, too, but for documents.

    Steps belong to scenes and documents, and `steps_are` what they show; `told` belongs to endings. `note` is a remark,
    and `tone` how good that is.
    """

    key: str
    id: str
    title: str
    where: str = ""
    note: str = ""
    tone: str = ""
    about: str = ""
    when: str = ""
    links: tuple[MapLinks, ...] = ()
    steps: tuple[MapStep, ...] = ()
    steps_are: str = "What happens"
    is_ending: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Entries under a heading, which is empty where there is only one group."""

    heading: str
    entries: tuple[MapEntry, ...]


@dataclass(frozen=True, slots=True)
class MapSection:
    """All entries of a kind."""

    heading: str
    groups: tuple[MapGroup, ...]


@dataclass(frozen=True, slots=True)
class MapContents:
    """The whole page."""

    title: str
    drawing: Drawing
    sections: tuple[MapSection, ...]
    disclaimer: tuple[str, ...]


def map_page(contents: MapContents) -> str:
    """The map as an HTML file."""
    return render_template("map_page.html", contents=contents, letter_sizes=LETTER_SIZES)
