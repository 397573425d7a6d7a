"""The line of the preview: how many findings there are, the first of them, and what goes on."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.prose import Writer
from game.author.workbench import Examined
from game.story.counting import counted


class PreviewBar(Static):
    """One line; a click on it opens the list of findings."""

    def __init__(self) -> None:
        super().__init__()
        self._examined: Examined | None = None
        self._doing = ""

    def show(self, examined: Examined | None, doing: str) -> None:
        """Show what was found; `doing` is what goes on or stands in its place, or empty."""
        self._examined, self._doing = examined, doing
        if self.content_size.width:
            self.update(bar_line(examined, doing, self.content_size.width))

    def on_resize(self, event: events.Resize) -> None:
        """Fit it to the new width."""
        self.show(self._examined, self._doing)


def cut(words: str, width: int) -> str:
    """Words on a line of this width; three dots in one sign say that there are more."""
    return words if len(words) <= width else words[: max(width - 1, 0)].rstrip() + "…"


def counts_of(examined: Examined) -> str:
    """`2 errors and 1 warning`; what there is none of is left out."""
    errors = examined.errors
    both = (errors, "error"), (len(examined.findings) - errors, "warning")
    return " and ".join(counted(number, word) for number, word in both if number)


def bar_line(examined: Examined | None, doing: str, width: int) -> Content:
    """The line for this width."""
    if doing:
        return Writer().add(cut(doing, width), "$heading").content()
    if examined is None or not examined.findings:
        return Writer().add("✓ Nothing is wrong.", "$right").content()
    errors, counts = examined.errors, counts_of(examined)
    first = examined.findings[0]
    head = f"✗ {counts}" if errors else f"! {counts}"
    where = "" if examined.is_missing else f"{first.spot.file}:{first.spot.line} "
    what = f"  {where}{' '.join(first.message.split())}"
    line = Writer().add(head, "bold $wrong" if errors else "bold $heading")
    line.add(cut(what, max(width - len(head), 1)))
    return line.content().stylize(Style.from_meta({"@click": "screen.open('findings')"}))
