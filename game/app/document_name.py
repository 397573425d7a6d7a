"""What a key calls the documents of a story."""

from __future__ import annotations

from rich.cells import cell_len

from game.play.reading_documents import only_document
from game.story.model.story import Story


def document_name(story: Story, most: int) -> str:
    """What the only document of a story is called, in at most so many columns.

    Empty where there are several documents or none, or no name that is short enough.
    """
    name = only_document(story)
    return name if cell_len(name) <= most else ""
