"""The map: the plan of a floor, the building from the side, the ways out. A place can be walked to from here."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.prose import Writer, drawing, write_lines
from game.app.screens.page import Page
from game.app.widgets.command_line import CommandLine
from game.play import reports
from game.play.commands import AskBack, Command, DoCommand, Say, WalkCommand, understand
from game.play.floor_plan import HERE, UNVISITED, VISITED, elevation, floor_plan, floors, ways_out
from game.play.narration import Told, told
from game.play.session import Session

_TALL = 42
"""From this many rows on, the plan and the building are shown together."""


class MapScreen(Page[Command]):
    """The map. The result is what the player wants to do: walk to a place, go a way; or None."""

    HEADING = "Map"
    KEYS = (("Tab", "plan or building", "screen.turn_over"), ("PgUp PgDn", "other floors", "screen.floor(1)"))
    BINDINGS: ClassVar[list[BindingType]] = [
        ("pageup", "floor(-1)", "Floor above"),
        ("pagedown", "floor(1)", "Floor below"),
        ("tab,shift+tab,f2", "turn_over", "Plan or building"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(classes="drawn")
        self.session = session
        self.floors = floors(session.story)
        place = session.place
        self.floor = place.floor if place is not None else 0
        self.building = False

    def sheet(self) -> Content:
        """The plan or the building; in a tall window both."""
        if self.session.place is None:
            return Content("This story has no map.")
        parts = [self._plan(), self._ways(), self._building()]
        if self.app.size.height < _TALL:
            parts = [self._building(), self._ways()] if self.building else parts[:2]
        return Content("\n\n").join([*parts, self._legend()])

    def below(self) -> list[Widget]:
        """A line for where to go."""
        line = CommandLine(self.go)
        line.placeholder = "type a place or a direction, then Enter; or click a place"
        return [
            Static("", id="message", markup=False),
            Horizontal(Static("Walk to: ", classes="prompt"), line, id="line"),
        ]

    def on_mount(self) -> None:
        """Bring the place where one is into view."""
        self.call_after_refresh(self._show_here)

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new size."""
        self.query_one("#content", Static).update(self.sheet())

    def _show_here(self) -> None:
        if self.building or self.session.place is None:
            return
        lines = self._plan().plain.split("\n")
        row = next((number for number, line in enumerate(lines) if HERE in line), 0)
        self.scroller.scroll_to(y=max(row - self.scroller.size.height // 2, 0), animate=False)

    def action_floor(self, step: int) -> None:
        """Show the floor above or below."""
        at = self.floors.index(self.floor) + step
        if 0 <= at < len(self.floors):
            self.floor, self.building = self.floors[at], False
            self.show_sheet()

    def action_turn_over(self) -> None:
        """From the plan to the building and back."""
        self.building = not self.building
        self.show_sheet()
        self._show_here()

    def on_click(self, event: events.Click) -> None:
        """A place was clicked."""
        place = event.style.meta.get("place")
        if place:
            self.walk(place)

    def walk(self, place: str) -> None:
        """Walk to a place, if one is free to."""
        if not self.session.is_roaming:
            self.tell([told("message", "First finish what you are doing; then you can walk.")])
        elif self.session.place is not None and self.session.place.id == place:
            self.tell([told("message", "You are there.")])
        else:
            self.dismiss(WalkCommand(place))

    def go(self, typed: str) -> None:
        """Go where the player says."""
        if not typed.strip():
            return
        command = understand(self.session, f"go {typed.strip()}") if self.session.question is None else Say([])
        if isinstance(command, WalkCommand):
            self.walk(command.place)
        elif isinstance(command, DoCommand) and str(command.action).startswith("go:"):
            self.dismiss(command)
        elif isinstance(command, Say | AskBack) and command.lines:
            self.tell(command.lines)
        else:
            self.tell([told("message", "First finish what you are doing; then you can walk.")])

    def tell(self, lines: list[Told]) -> None:
        """Say why that was not possible."""
        self.query_one("#message", Static).update(write_lines(lines[:1]))

    @property
    def _width(self) -> int:
        return min(self.app.size.width, 134) - 3

    def _plan(self) -> Content:
        above = [str(floor) for floor in self.floors if floor > self.floor]
        below = [str(floor) for floor in self.floors if floor < self.floor]
        more = ", ".join(
            words
            for words, there in (("PageUp: the floor above", above), ("PageDown: the floor below", below))
            if there
        )
        name = reports.floor_name(self.floor)
        title = Writer().add(name[:1].upper() + name[1:], "bold $heading").add(f"   {more}\n", "$quiet").content()
        session = self.session
        return title + drawing(floor_plan(session.story, session.state.memory, self.floor, self._width))

    def _building(self) -> Content:
        session = self.session
        title = Writer().add("The building from the side\n", "bold $heading").content()
        return title + drawing(elevation(session.story, session.state.memory, self._width))

    def _ways(self) -> Content:
        session, place = self.session, self.session.place
        if place is None:
            return Content("")
        writer = Writer().add("You are here: ", "$quiet").add(place.name, "bold $heading")
        for way in ways_out(session.story, session.state.memory, place):
            writer.add(f"\n{way.point.rjust(5)}  ", "bold").add(way.name)
            if not way.is_open:
                writer.add(" (closed)", "$quiet")
        return writer.content()

    def _legend(self) -> Content:
        return (
            Writer()
            .add(f"{HERE} you are here   {VISITED} visited   {UNVISITED} not yet   x closed way   ↑ ↓ stairs", "$quiet")
            .content()
        )
