"""The inspector: why each thing is offered or not, and everything that the play remembers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app.prose import Writer
from game.app.screens.page import Page
from game.author.remembering.reader_words import later_words
from game.author.workbench import Workbench
from game.engine.rendering import clock_time
from game.play.explaining import Because, choices_here, exits_here, items_here, plainly, scenes_here
from game.play.session import Session
from game.story.model.story import RIGHT
from game.support.line_breaking import wrapped_lines
from game.verify.dependence.remembered_choices import ChoiceMemory

_WIDTH, _WIDTH_OF_PAGES = 46, 96
_PROVED = {"proved": ("✓", "bold $right"), "refuted": ("✗", "bold $wrong"), "unknown": ("?", "bold $heading")}
_OLD = "…", "dim $quiet"


class Inspector(VerticalScroll, can_focus=False):
    """The inspector beside the story."""

    def compose(self) -> ComposeResult:
        """One piece of text."""
        yield Static("")

    def show(self, bench: Workbench) -> None:
        """Show how things stand."""
        width = self.scrollable_content_region.width
        self.query_one(Static).update(inspection(bench, width or _WIDTH))


class InspectorScreen(Page[None]):
    """The inspector on a page of its own, where the window is too narrow to have it beside the story."""

    CSS_PATH = "../screens/page.tcss"
    BINDINGS = [("f5", "close", "Close")]  # noqa: RUF012 - as in Page

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench

    @property
    def heading(self) -> str:
        """What the page is; authors read English."""
        return "Inspector"

    def sheet(self) -> Content:
        """The same as beside the story."""
        return inspection(self.bench, min(self.app.size.width - 4, _WIDTH_OF_PAGES))

    def reloaded(self) -> None:
        """Show how things stand after a save."""
        if self.is_mounted:
            self.query_one("#content", Static).update(self.sheet())


def inspection(bench: Workbench, width: int) -> Content:
    """All of it, in lines of this width: what concerns the next step first."""
    session = bench.session
    if session is None:
        return Content("")
    writer = Writer()
    _proofs(writer, width, bench, session)
    _now(writer, bench, session)
    story, state = session.story, session.state
    _list(writer, width, "Choices", choices_here(story, state), bench.remembered)
    scenes = "Scenes here" if session.place else "Scenes that open by themselves"
    later = "" if session.is_roaming else ", once this one is over"
    _list(writer, width, f"{scenes}{later}", scenes_here(story, state))
    _list(writer, width, "Items here", items_here(story, state))
    _list(writer, width, "Ways out", exits_here(story, state))
    _memory(writer, bench, session)
    return writer.content()


def _heading(writer: Writer, words: str) -> None:
    writer.add("\n\n" if writer.length else "").add(words, "bold $heading")


def _line(writer: Writer, name: str, value: str) -> None:
    writer.add(f"\n{name}", "$quiet").add(f"  {value}")


def _now(writer: Writer, bench: Workbench, session: Session) -> None:
    story, memory = session.story, session.state.memory
    _heading(writer, "Now")
    if story.clock is not None:
        clock = story.clock
        _line(writer, "time", f"{clock_time(clock.get(memory))} ({clock_time(clock.low)}–{clock_time(clock.high)})")
    if session.place is not None:
        _line(writer, "at", session.place.id)
    scenes = bench.running_scenes()
    if scenes:
        _line(writer, "scene", ", called from ".join(scenes))
    if session.question is not None:
        _line(writer, "question", session.question.id)
    for id_, measure in story.measures.items():
        slot = measure.slot
        _line(writer, id_, f"{slot.get(memory)} ({slot.low} to {slot.high}{', hidden' if measure.hidden else ''})")
    started = f", the start is after {len(bench.start)}" if bench.start else ""
    _line(writer, "steps", f"{len(session.played) - 1}{started}; seed {session.seed}")


def _list(
    writer: Writer, width: int, title: str, entries: Sequence[Because],
    remembered: Mapping[str, ChoiceMemory] = MappingProxyType({}),
) -> None:  # fmt: skip
    if not entries:
        return
    _heading(writer, title)
    for entry in entries:
        writer.add(f"\n{'✓' if entry.offered else '✗'} ", "bold $right" if entry.offered else "bold $wrong")
        name = entry.id.rpartition("/")[2] if entry.kind == "choice" else entry.id
        first, *others = wrapped_lines(f"{name} {entry.words}".rstrip(), width - 2, hyphens=True)
        writer.add(first[: len(name)], "bold" if entry.offered else "").add(first[len(name) :], "$quiet")
        writer.add("".join(f"\n  {line}" for line in others), "$quiet")
        memory = remembered.get(entry.id) if entry.kind == "choice" else None
        for reason in (entry.reason, plainly(entry.condition), later_words(memory) if memory is not None else ""):
            writer.add("".join(f"\n    {line}" for line in wrapped_lines(reason, width - 4, hyphens=True)))


def _proofs(writer: Writer, width: int, bench: Workbench, session: Session) -> None:
    """What is proved of where the play is; dim, as long as it is about the pack before the last save."""
    place = session.place.id if session.place is not None and session.is_roaming else ""
    scenes = bench.running_scenes()
    if not scenes and place:
        scenes = tuple(entry.id for entry in scenes_here(session.story, session.state))
    entries = bench.board.about(scenes, place)
    if not entries:
        return
    old = sum(entry.is_old for entry in entries)
    _heading(writer, "Proved here" + (f" ({old} not yet again)" if old else ""))
    settled = [entry for entry in entries if entry.verdict == "proved" or entry.weight == "remark"]
    for entry in entries:
        if entry not in settled:  # what is wrong, or not known, is told in full
            sign, style = _OLD if entry.is_old else _PROVED[entry.verdict]
            lines = wrapped_lines(entry.sentence, width - 2, hyphens=True)
            writer.add(f"\n{sign} ", style).add("\n  ".join(lines), _OLD[1] if entry.is_old else "")
    for number, entry in enumerate(settled):
        sign, style = _OLD if entry.is_old else _PROVED["proved"] if entry.verdict == "proved" else ("·", "")
        writer.add("  " if number else "\n").add(sign, style)
        writer.add(f" {entry.key.rpartition('/')[2]}", _OLD[1] if entry.is_old else "")


def _memory(writer: Writer, bench: Workbench, session: Session) -> None:
    story, memory = session.story, session.state.memory
    _several(writer, "Carried", [id_ for id_, item in story.items.items() if item.carried.get(memory)])
    notes = [id_ for id_, fact in story.facts.items() if fact.known.get(memory)]
    _several(writer, f"Notes, {len(notes)} of {len(story.facts)}", notes)
    outcomes = {id_: question.outcome.get(memory) for id_, question in story.questions.items()}
    asked = [f"{'right' if value == RIGHT else 'wrong'}.{id_}" for id_, value in outcomes.items() if value]
    _several(writer, "Answers", asked)
    opened = Counter(bench.opened_scenes())
    _several(writer, "Scenes opened", [f"{id_}{f' ×{count}' if count > 1 else ''}" for id_, count in opened.items()])
    taken = [
        slot.name.partition(".")[2].replace("/", ".")
        for slot in story.layout
        if slot.name.startswith("taken.") and slot.get(memory)
    ]
    _several(writer, "Choices taken", taken)


def _several(writer: Writer, title: str, ids: Sequence[str]) -> None:
    if ids:
        _heading(writer, title)
        writer.add("\n" + ", ".join(ids))
