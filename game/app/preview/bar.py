"""The line of the preview: how many findings there are, the first of them, and what goes on."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.prose import Writer
from game.author.workbench import Workbench


class PreviewBar(Static):
    """One line; a click on it opens the list of findings."""

    def __init__(self) -> None:
        super().__init__()
        self._bench: Workbench | None = None
        self._doing = ""

    def show(self, bench: Workbench | None, doing: str) -> None:
        """Show how it stands; `doing` is what goes on or stands in its place, or empty."""
        self._bench, self._doing = bench, doing
        if bench is not None and self.content_size.width:
            self.update(bar_line(bench, doing, self.content_size.width))

    def on_resize(self, event: events.Resize) -> None:
        """Fit it to the new width."""
        self.show(self._bench, self._doing)


def cut(words: str, width: int) -> str:
    """Words on a line of this width; three dots in one character say that there are more."""
    return words if len(words) <= width else words[: max(width - 1, 0)].rstrip() + "…"


def bar_line(bench: Workbench, doing: str, width: int) -> Content:
    """The line for this width."""
    examined, verdict = bench.examined, bench.verdict
    if doing:
        return Writer().add(cut(doing, width), "$heading").content()
    first = first_wrong(bench)
    if examined is None or verdict is None or first is None:
        settled = verdict is None or (verdict.proofs != "running" and not verdict.unknown)
        words = verdict.words if verdict is not None else "Nothing is wrong"
        return Writer().add(f"{'✓' if settled else '…'} {words}.", "$right" if settled else "$heading").content()
    where, message = first
    head = f"{'✗' if verdict.errors else '!'} {verdict.words}"
    detail = f"  {'' if examined.is_missing else where}{' '.join(message.split())}"
    line = Writer().add(head, "bold $wrong" if verdict.errors else "bold $heading")
    line.add(cut(detail, max(width - len(head), 1)))
    return line.content().stylize(Style.from_meta({"@click": "screen.open('findings')"}))


def first_wrong(bench: Workbench) -> tuple[str, str] | None:
    """Where the gravest thing stands that is wrong, and what it is; None when nothing is."""
    found = (
        [
            (finding.severity, f"{finding.spot.file}:{finding.spot.line} ", finding.message)
            for finding in bench.examined.findings
        ]
        if (bench.examined is not None)
        else []
    )
    for refutation, is_old in bench.refuted:
        if is_old:
            continue
        where = f"{refutation.spot.file}:{refutation.spot.line} " if refutation.spot is not None else ""
        found.append((refutation.severity, where, refutation.message))
    found.sort(key=lambda entry: entry[0] != "error")
    return found[0][1:] if found else None
