"""The map: the whole building, or one floor of it in detail. A place can be walked to from here.

The arrows move a cursor from place to place; what is known of the place under it stands below.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.keymap import key_label
from game.app.prose import Writer, drawing, write_lines
from game.app.screens.page import BarKeys, Page, prompt
from game.app.widgets.command_line import CommandLine
from game.app.window_sizes import WIDEST_PLAY
from game.engine.walking import route
from game.localisation.messages import gettext, pgettext
from game.play import reports
from game.play.building_map import Direction, building_map, layout_of, next_cell
from game.play.commands import AskBack, Command, DoCommand, Say, WalkCommand, understand
from game.play.floor_plan import PLAN_ROWS, cells_of_floor, floor_plan, floors, ways_out
from game.play.glyphs import UNICODE, Glyphs
from game.play.map_canvas import MapCell, PlanLine, map_cells
from game.play.map_details import place_details
from game.play.map_marks import map_legend, map_marks
from game.play.narration import Told, told
from game.play.session import Session
from game.play.surroundings import met

_POINT_WIDTH = 5
"""So many columns at least for the points of the compass."""
_AROUND = 7
"""So many rows of the window are not for the drawing."""


class MapScreen(Page[Command]):
    """The map. The result is what the player wants to do: walk to a place, go a way; or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "across('left')", priority=True),
        Binding("right", "across('right')", priority=True),
        ("up", "move('up')"),
        ("down", "move('down')"),
        ("pageup", "page(-1)"),
        ("pagedown", "page(1)"),
        ("tab,shift+tab,f2", "turn_over"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(classes="drawn")
        self.session = session
        self.marks = map_marks(session.story, session.state.memory)
        self.met = frozenset(met(session))
        self.floors = floors(session.story)
        place = session.place
        self.floor = place.floor if place is not None else 0
        self.cursor = place.id if place is not None else ""
        self.planned = False
        self.cells: dict[str, MapCell] = {}
        self._pointed = ""

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Map")

    def bar_keys(self) -> BarKeys:
        """Walking and leafing."""
        return (
            (key_label("enter"), pgettext("what a key does", "walk there"), "screen.walk_to_cursor"),
            (key_label("tab"), pgettext("what a key shows", "map or floor plan"), "screen.turn_over"),
            (key_label("pageup,pagedown"), pgettext("what keys lead to", "page or floor"), "screen.page(1)"),
        )

    @property
    def glyphs(self) -> Glyphs:
        """What is drawn with."""
        chosen: Glyphs = getattr(self.app, "glyphs", UNICODE)
        return chosen

    def sheet(self) -> Content:
        """The map with its cursor; or the floor plan, with the ways out of the place where one is."""
        if self.session.place is None:
            return Content(gettext("This story has no map."))
        lines = self._drawn()
        self.cells = map_cells(lines)
        parts = [drawing(lines, self.cursor)]
        if self.planned:
            parts.append(self._ways())
        elif layout_of(self.session.story) != "plan" and len(lines) + self._tallest_plan() <= self._room[1]:
            floor = self.session.story.places[self.cursor].floor
            title = Writer().add(f"{reports.floor_title(floor)}\n", "$speaker").content()
            parts.append(title + drawing(self._plan(floor), self.cursor))
        return Content("\n\n").join(parts)

    def below(self) -> list[Widget]:
        """What is known of the place under the cursor, what the marks mean, and a line for where to go."""
        line = CommandLine(self.go)
        line.placeholder = gettext("Enter walks to the cursor; or type a place")
        known = self.session.place is not None
        legend = map_legend(self.glyphs, waits=bool(self.session.story.waits)) if known else ""
        return [
            Static("", id="details", markup=False),
            Static(legend, id="legend", markup=False),
            Horizontal(prompt(gettext("Walk to:")), line, id="line"),
        ]

    def on_mount(self) -> None:
        """Draw for the room that there is, with the place where one is in view."""
        self.watch(self.scroller, "scroll_y", self._show_heading)
        self.call_after_refresh(self._redraw)

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new size."""
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        """Draw, show what stands around the drawing, and bring the cursor into view."""
        if not self.is_attached:
            return
        self.query_one("#content", Static).update(self.sheet())
        self._show_details()
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Scroll so that the cursor is in view, if it is not."""
        cell, scroller = self.cells.get(self.cursor), self.scroller
        if cell is not None:
            height, at = scroller.size.height, round(scroller.scroll_y)
            if cell.row - 1 < at or cell.row + 2 > at + height:
                scroller.scroll_to(y=max(cell.row - height // 2, 0), animate=False)
        self._show_heading()

    def _show_heading(self) -> None:
        """The title: of a floor plan the floor, and the keys for others; and whether more is above or below."""
        floor, scroller = reports.floor_name(self.floor), self.scroller
        writer = Writer().add(gettext("Map: {floor}", floor=floor) if self.planned else self.heading)
        is_more = scroller.scroll_y > 0, scroller.scroll_y < scroller.max_scroll_y
        more = self.glyphs.rose * is_more[0] + self.glyphs.fell * is_more[1]
        if more:
            # Translators: behind arrows up and down, where a part of the map is out of sight.
            writer.add("   " + gettext("{arrows} more", arrows=more), "not bold $quiet")
        at = self.floors.index(self.floor) if self.planned else -1
        for key, there in ((key_label("pageup"), at - 1), (key_label("pagedown"), at + 1)):
            if self.planned and 0 <= there < len(self.floors):
                writer.add(f"   {key} {reports.floor_name(self.floors[there])}", "not bold $quiet")
        self.query_one("#heading", Static).update(writer.content())

    def _show_details(self, place: str = "") -> None:
        """Say what is known of a place, by default of the one under the cursor."""
        known = self.session.story.places.get(place or self.cursor)
        if known is not None:
            self.tell(place_details(self.session, known, self.marks, self.met))

    # Keys and mouse

    def action_across(self, direction: Direction) -> None:
        """Move the cursor to the left or right: in the line, once something is typed there."""
        line = self.query_one(CommandLine)
        if not line.value:
            self.action_move(direction)
        elif direction == "left":
            line.action_cursor_left()
        else:
            line.action_cursor_right()

    def action_move(self, direction: Direction) -> None:
        """Move the cursor to the next place in this direction."""
        self.cursor = next_cell(self.cells, self.cursor, direction)
        self._redraw()

    def action_page(self, step: int) -> None:
        """Show the floor above or below; of the whole map, what does not fit into the window."""
        if not self.planned:
            self.action_scroll_pages(step)
            return
        at = self.floors.index(self.floor) + step
        if 0 <= at < len(self.floors):
            self._show_floor(self.floors[at])

    def _show_floor(self, floor: int) -> None:
        here, story = self.session.place, self.session.story
        self.floor = floor
        if story.places[self.cursor].floor != floor:
            on_floor = [place.id for place in story.places.values() if place.floor == floor]
            self.cursor = here.id if here is not None and here.floor == floor else on_floor[0]
        self.scroller.scroll_home(animate=False)
        self._redraw()

    def action_turn_over(self) -> None:
        """From the map to the floor plan of the place under the cursor, and back."""
        if self.session.place is None:
            return
        self.planned = not self.planned
        legend = map_legend(self.glyphs, waits=bool(self.session.story.waits), stairs=self.planned)
        self.query_one("#legend", Static).update(legend)
        self._show_floor(self.session.story.places[self.cursor].floor)

    def action_walk_to_cursor(self) -> None:
        """Walk to the place under the cursor."""
        if self.cursor:
            self.walk(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A place was clicked."""
        place = event.style.meta.get("place")
        if place:
            self.walk(place)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what is known of the place under the mouse; elsewhere, of that under the cursor."""
        place = event.style.meta.get("place", "")
        if place != self._pointed:
            self._pointed = place
            self._show_details(place)

    # Going

    def walk(self, place: str) -> None:
        """Walk to a place, if one is free to."""
        if not self.session.is_roaming:
            self.tell([told("message", _busy())])
        elif self.session.place is not None and self.session.place.id == place:
            self.tell([told("message", gettext("You are there."))])
        elif route(self.session.story, self.session.state, place) is None:
            self._show_details(place)  # they say what closes the way
        else:
            self.dismiss(WalkCommand(place))

    def go(self, typed: str) -> None:
        """Go where the player says; with nothing typed, to the place under the cursor."""
        if not typed.strip():
            self.action_walk_to_cursor()
            return
        command = understand(self.session, f"go {typed.strip()}") if self.session.question is None else Say([])
        if isinstance(command, WalkCommand):
            self.walk(command.place)
        elif isinstance(command, DoCommand) and str(command.action).startswith("go:"):
            self.dismiss(command)
        elif isinstance(command, Say | AskBack) and command.lines:
            self.tell(command.lines[:1])
        else:
            self.tell([told("message", _busy())])

    def tell(self, lines: list[Told]) -> None:
        """Show lines below the map."""
        self.query_one("#details", Static).update(Content("\n").join([write_lines([line]) for line in lines]))

    # What is drawn

    @property
    def _room(self) -> tuple[int, int]:
        """The columns and rows that there are for the drawing."""
        wide, window = self.has_class("-wide"), self.app.size
        return max(min(window.width, WIDEST_PLAY) - (5 if wide else 3), 1), max(window.height - _AROUND - 4 * wide, 1)

    def _drawn(self) -> list[PlanLine]:
        """The floor plan, or the whole map."""
        if self.planned:
            return self._plan(self.floor)
        return building_map(self.session.story, self.session.state.memory, *self._room, self.glyphs)

    def _plan(self, floor: int) -> list[PlanLine]:
        return floor_plan(self.session.story, self.session.state.memory, floor, self._room[0], self.glyphs)

    def _tallest_plan(self) -> int:
        """At most so many rows the plan of a floor takes below the map, with its title."""
        story = self.session.story
        return 2 + max(
            PLAN_ROWS * (1 + max(y for _, y in cells_of_floor(story, floor).values())) for floor in self.floors
        )

    def _ways(self) -> Content:
        session, place = self.session, self.session.place
        if place is None:
            return Content("")
        writer = Writer().add(gettext("You are here:") + " ", "$quiet").add(place.name, "bold $heading")
        ways = ways_out(session.story, session.state.memory, place)
        width = max(_POINT_WIDTH, *(len(way.point) for way in ways), 0)
        for way in ways:
            writer.add(f"\n{way.point.rjust(width)}  ", "bold").add(way.name)
            if not way.is_open:
                writer.add(" " + pgettext("behind a way out", "(closed)"), "$quiet")
        return writer.content()


def _busy() -> str:
    """Why nobody walks now."""
    return gettext("First finish what you are doing; then you can walk.")
