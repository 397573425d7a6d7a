"""A picture for the terminal: the floor plan drawn with characters, and scene by scene where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from game.author.map.cards import SIGN_OF_WAY, exit_words, opening_words, trail_words
from game.author.map.drawn_documents import DrawnDocument
from game.author.map.picture import DrawnEnding, DrawnPlace, DrawnScene, Picture, Source
from game.author.map.sheet import SheetParts
from game.play.floor_plan import floor_plan, floors
from game.play.map_canvas import StrokeKind
from game.play.reports import floor_name
from game.story.model.story import Story
from game.support.safe_text import safe_text

_STYLES: dict[StrokeKind, str] = {"wall": "dim", "way": "bold", "here": "bold green", "unvisited": "", "visited": ""}
_WIDEST = 100


def print_map(story: Story, picture: Picture, parts: SheetParts, console: Console) -> None:
    """Print it in at most 100 columns, in 80 where nobody says how wide the screen is."""
    page = _Page(console)
    page.line(picture.title, "bold")
    if picture.about:
        page.line(picture.about, "dim")
    if parts != "scenes" and picture.places:
        _print_building(story, picture, page)
    if parts != "places":
        _print_scenes(picture, page)
        _print_endings(picture, page)
        if picture.documents:
            _print_documents(picture.documents.values(), page)
    if picture.disclaimer:
        page.line("")
        for words in picture.disclaimer:
            page.line(words, "dim")


class _Page:
    """Lines with an indentation that their continuations keep."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, _WIDEST) if console.is_terminal else 80

    def line(self, words: str | Text, style: str = "", indent: int = 0, hang: int = 0) -> None:
        text = Text(safe_text(words), style) if isinstance(words, str) else words
        for number, piece in enumerate(text.wrap(self.console, self.width - indent - hang) or [Text()]):
            piece.rstrip()
            self.console.print(
                Text(" " * (indent + hang * (number > 0))) + piece, highlight=False, soft_wrap=True, emoji=False
            )


def _print_building(story: Story, picture: Picture, page: _Page) -> None:
    page.line("")
    page.line("THE BUILDING", "bold")
    for level in floors(story):
        page.line("")
        page.line(floor_name(level).capitalize(), "bold cyan")
        plan = floor_plan(story, story.layout.start, level, page.width)
        if max(sum(len(stroke.words) for stroke in line) for line in plan) <= page.width:
            for line in plan:
                page.line(Text.assemble(*((stroke.words, _STYLES.get(stroke.kind, "")) for stroke in line)))
            continue
        page.line("Too wide to be drawn here; --svg draws it.", "dim", indent=2)
        for place in picture.places.values():
            if place.floor == level:
                ways = "; ".join(exit_words(picture, way) for way in place.exits)
                page.line(f"{place.name}: {ways or 'no way out'}", indent=2, hang=2)
    page.line("")
    page.line("► where the story begins   x closed when the story begins   ↑ ↓ ways up and down", "dim")
    conditions = [(place, way) for place in picture.places.values() for way in place.exits if way.when]
    for place, way in conditions:
        page.line(f"{place.name}: {exit_words(picture, way)}", "yellow", indent=2, hang=2)


def _print_scenes(picture: Picture, page: _Page) -> None:
    page.line("")
    page.line("THE SCENES", "bold")
    for place, ids in picture.groups():
        page.line("")
        page.line(_whereabouts(picture, place), "bold cyan")
        for id_ in ids:
            _print_scene(picture, picture.scenes[id_], page)


def _whereabouts(picture: Picture, place: DrawnPlace | None) -> str:
    if place is None:
        return "At no place" if picture.places else "All scenes"
    wing = picture.wings.get(place.wing, "")
    return f"{place.name}{f' ({wing}, {floor_name(place.floor)})' if wing else ''}"


def _print_scene(picture: Picture, scene: DrawnScene, page: _Page) -> None:
    name = Text(scene.title, "bold")
    if scene.title != scene.id:
        name.append(f"  {scene.id}", "dim")
    page.line(name, indent=2, hang=2)
    opening = opening_words(picture, scene, scene.home)
    if opening:
        page.line(opening, "dim", indent=6, hang=2)
    if scene.when:
        page.line(f"when {scene.when}", "yellow", indent=6, hang=2)
    for way in scene.ways:
        goal = "once more" if way.kind == "goto" and way.to == scene.id else picture.name_of(way)
        words = Text(f"{SIGN_OF_WAY[way.kind]} {goal}{', and back' if way.kind == 'call' else ''}", "green")
        by = _trails(way.by)
        page.line(words.append(f": {by}" if by else "", "default not bold"), indent=6, hang=2)
    for asked in scene.asks:
        several = f"one of {', '.join(asked.questions)}" if asked.questions else "what was missed"
        which = asked.questions[0] if len(asked.questions) == 1 else several
        by = f": {' › '.join(asked.by)}" if asked.by else ""
        page.line(Text(f"? {which}", "blue").append(by, "default"), indent=6, hang=2)
    if not scene.on_arrival and not scene.at and not scene.is_start:
        page.line(_from(picture, scene.reached_from) or "Nothing leads here.", "dim", indent=6, hang=2)


def _trails(ways: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join(trail_words(by) for by in ways if by)


def _from(picture: Picture, sources: tuple[Source, ...]) -> str:
    names = dict.fromkeys(picture.scenes[source.scene].title for source in sources)
    return f"from {'; '.join(names)}" if names else ""


def _print_endings(picture: Picture, page: _Page) -> None:
    page.line("")
    page.line("THE ENDINGS", "bold")
    for ending in picture.endings.values():
        page.line("")
        page.line(Text(f"■ {ending.title}", "bold yellow").append(f"  {ending.id}", "dim not bold"), hang=2)
        for words in _ending_sources(picture, ending):
            page.line(words, indent=4, hang=2)


def _ending_sources(picture: Picture, ending: DrawnEnding) -> Iterator[str]:
    if not ending.reached_from:
        yield "No scene leads here."
    for way in ending.reached_from:
        by = _trails(way.by)
        yield f"from {picture.scenes[way.scene].title}{f': {by}' if by else ''}"


def _print_documents(documents: Iterable[DrawnDocument], page: _Page) -> None:
    page.line("")
    page.line("THE DOCUMENTS", "bold")
    for document in documents:
        page.line("")
        page.line(Text(document.title, "bold cyan").append(f"  {document.id}", "dim not bold"), hang=2)
        for line in document.lines:
            page.line(Text(line.title, "bold").append(f"  {line.id}", "dim not bold"), indent=2, hang=2)
            if line.about:
                page.line(line.about, "dim", indent=6, hang=2)
            for wording in line.wordings:
                page.line(wording.words, indent=6, hang=2)
                if wording.when:
                    page.line(f"when {wording.when}", "yellow", indent=8, hang=2)
