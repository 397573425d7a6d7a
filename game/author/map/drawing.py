"""A story drawn in the form that was asked for."""

from __future__ import annotations

from game.author.map.picture import Remarks, picture_of
from game.author.map.sheet import SheetParts
from game.story.model.story import Story


def drawn(story: Story, form: str, parts: SheetParts = "all", remarks: Remarks | None = None) -> str:
    """The picture as the text of a file; `form` is `svg`, `html` or `dot`."""
    picture = picture_of(story)
    if form == "svg":
        from game.author.map.cards import FullCards
        from game.author.map.sheet_drawing import drawing_of
        from game.report.map_drawing import drawing_file

        return drawing_file(drawing_of(picture, parts, FullCards(picture, remarks or {}), linked=False))
    if form == "html":
        from game.author.map.entries import map_contents
        from game.report.map_page import map_page
        from game.verify.dependence.remembered_choices import story_memory

        remembered = {choice.choice: choice for choice in story_memory(story).choices}
        return map_page(map_contents(picture, parts, remarks or {}, remembered))
    from game.author.map.dot import dot_of

    return dot_of(picture, parts, remarks)


def show(story: Story, parts: SheetParts = "all") -> None:
    """The picture on the terminal, or as plain text into a pipe."""
    import sys

    from rich.console import Console

    from game.author.map.listing import print_map
    from game.record.safe_output import unguarded

    print_map(story, picture_of(story), parts, Console(highlight=False, file=unguarded(sys.stdout)))
