"""What a key calls the documents of a story."""

from __future__ import annotations

from rich.cells import cell_len

from game.story.model.story import Story


def document_name(story: Story, most: int) -> str:
    """What the only document of a story is called, in at most so many columns.

    Empty where there are several documents or none, or no name that is short enough. The id is the author's word for
    it, but nobody translates ids: in another language it is the title.
    """
    if len(story.documents) != 1:
        return ""
    document = next(iter(story.documents.values()))
    name = document.title if story.language else document.id.replace("_", " ").capitalize()
    return name if cell_len(name) <= most else ""
