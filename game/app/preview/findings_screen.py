"""All findings about the pack, errors first; the one that is selected with the line that it is about."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app.choice_layout import ChoiceEntry
from game.app.preview.editor import open_in_editor
from game.app.prose import Writer
from game.app.screens.page import BarKeys, Page
from game.app.widgets.choices import Choices
from game.app.widgets.key_bar import KeyBar
from game.author.finding_text import Role, finding_text
from game.author.proofs.beside import Refuted
from game.author.workbench import Workbench

_STYLES: dict[Role, str] = {
    "place": "bold", "source": "", "mark": "bold $wrong", "message": "", "fix": "",
    "hint": "$quiet", "mended": "$right",
}  # fmt: skip


_SIGNS = {"error": "✗", "warning": "!", "remark": "·"}


class FindingsScreen(Page[None]):
    """The list and the finding. While there is no story to play, this is all there is to see."""

    CSS_PATH = "../screens/page.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up,p", "move(-1)", "Finding before"),
        ("down,n", "move(1)", "Next finding"),
        ("enter,ctrl+e", "edit", "Open in the editor"),
        ("f6", "close", "Close"),
    ]

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench

    def bar_keys(self) -> BarKeys:
        """Choosing and mending."""
        return ("↑↓", "or n p: select", "screen.move(1)"), ("Enter", "open in your editor", "screen.edit")

    def compose(self) -> ComposeResult:
        """The list above, the finding below."""
        with Vertical(id="page"):
            yield Static("", classes="page-title", markup=False, id="heading")
            yield Choices()
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static("", id="content")
        yield KeyBar(*self.bar_keys(), ("Esc", "Close", "screen.close"), ("^Q", "Quit", "app.quit"))

    def on_mount(self) -> None:
        """Show what there is."""
        self.list_view = self.query_one(Choices)
        self._show()

    def reloaded(self) -> None:
        """Show the findings after a save; the selection stays at its number."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        examined = self.bench.examined
        findings = examined.findings if examined is not None else ()
        at = self.list_view.highlighted or 0
        entries = [
            ChoiceEntry(
                _SIGNS[finding.severity], f"{finding.spot.file}:{finding.spot.line} {finding.code} {finding.message}"
            )
            for finding in findings
        ]
        # What was so before the last save is dim until it is told again.
        entries += [
            ChoiceEntry("…" if is_old else _SIGNS[refuted.severity], f"{_where(refuted)}{refuted.message}", seen=is_old)
            for refuted, is_old in self.bench.refuted
        ]
        self.list_view.offer(entries)
        self.list_view.display = bool(entries)
        if entries:
            self.list_view.highlighted = min(at, len(entries) - 1)
        playable = "" if self.bench.session is not None else "; nothing can be played yet, and each save is looked at"
        if self.bench.session is not None and examined is not None and examined.errors:
            playable = "; you go on in the last story without errors"
        verdict = self.bench.verdict
        heading = verdict.words if verdict is not None else "Nothing is wrong"
        heading = f"{heading}{playable}" if findings else heading
        self.query_one("#heading", Static).update(heading)
        self.show_sheet()

    def sheet(self) -> Content:
        """The finding that is selected."""
        examined, at = self.bench.examined, self.list_view.highlighted
        refuted = self.bench.refuted
        if examined is None or at is None or at >= len(examined.findings) + len(refuted):
            return Content("Every save is looked at; what is wrong will stand here.")
        writer = Writer()
        if at >= len(examined.findings):
            shown, is_old = refuted[at - len(examined.findings)]
            if is_old:
                writer.add("That was so before the last save. It is being looked at again.\n\n", "$heading")
            return writer.add("\n".join(shown.told), "dim $quiet" if is_old else "").content()
        finding = examined.findings[at]
        styles = {**_STYLES, "severity": "bold $wrong" if finding.severity == "error" else "bold $heading"}
        for line in finding_text(finding, self.app.size.width - 4):
            if writer.length:
                writer.add("\n", "")
            for role, words in line:
                writer.add(words, styles[role])
        return writer.content()

    def on_choices_highlighted(self, event: Choices.Highlighted) -> None:
        """Another one is selected."""
        self.show_sheet()

    def action_move(self, step: int) -> None:
        """Select the next finding, or the one before."""
        self.list_view.move(step)

    def action_edit(self) -> None:
        """Open the file at the line of the finding."""
        examined, at = self.bench.examined, self.list_view.highlighted
        spots = (
            [
                *(finding.spot for finding in examined.findings if examined is not None),
                *(refuted.spot for refuted, _ in self.bench.refuted),
            ]
            if (examined is not None)
            else []
        )
        spot = spots[at] if at is not None and at < len(spots) else None
        if spot is None:
            return
        problem = open_in_editor(self.app, self.bench.folder / Path(spot.file), spot.line)
        if problem:
            self.query_one("#heading", Static).update(problem)

    def action_close(self) -> None:
        """Back to the play, if there is one."""
        if self.bench.session is not None:
            self.dismiss(None)


def _where(refutation: Refuted) -> str:
    """Where it stands, with a space behind; "" when it stands nowhere."""
    return f"{refutation.spot.file}:{refutation.spot.line} " if refutation.spot is not None else ""
