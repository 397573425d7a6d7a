"""The lines that were typed in a play, to be called back. They are kept as long as the play is open, and nowhere."""

from __future__ import annotations

_MOST = 200


class TypedHistory:
    """Earlier lines, from which one walks back and forward; of those only that begin as the line did."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        #: The line with which the walk began, what was called back last, and its place among the lines.
        self._begun, self._shown, self._at = "", "", 0

    def add(self, typed: str) -> None:
        """Keep a line; one that was kept before moves to the end. An empty one is not kept."""
        words = typed.strip()
        if words:
            others = [line for line in self.lines if line != words]
            self.lines = [*others[1 - _MOST :], words]
        self._begun, self._shown, self._at = "", "", len(self.lines)

    def older(self, typed: str) -> str:
        """The line before that which stands there, or the line itself where there is none before."""
        return self._walk(typed, -1)

    def newer(self, typed: str) -> str:
        """The line after that which stands there; behind the latest the one with which the walk began."""
        return self._walk(typed, 1)

    def _walk(self, typed: str, step: int) -> str:
        if typed != self._shown or self._at >= len(self.lines):
            self._begun, self._at = typed, len(self.lines)
        begun, at = self._begun.casefold(), self._at + step
        while 0 <= at < len(self.lines) and not self.lines[at].casefold().startswith(begun):
            at += step
        if at >= 0:
            self._at = min(at, len(self.lines))
            self._shown = self.lines[at] if at < len(self.lines) else self._begun
        return self._shown if at >= 0 else typed
