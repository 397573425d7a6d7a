"""The one line on how it stands with a pack, with its files and all plays there can be: the same words everywhere."""

from __future__ import annotations

from typing import Literal, NamedTuple

from game.support.counts import counted


class PackVerdict(NamedTuple):
    """How much is wrong, in the files and in the plays there can be.

    `unknown` are the properties that count and could not be settled. `proofs`: whether they are asked for at all, are
    still being made, or are done; `made`, how many verdicts there are while they are made.
    """

    errors: int
    warnings: int
    unknown: int = 0
    proofs: Literal["none", "running", "done"] = "none"
    made: int = 0

    @property
    def words(self) -> str:
        """The line, without the full stop."""
        both = (self.errors, "error"), (self.warnings, "warning")
        counts = " and ".join(counted(number, word) for number, word in both if number)
        if self.proofs == "running":
            made = f", {self.made:,} made" if self.made else ""
            return f"{counts or 'Nothing is wrong'} so far; proofs still running{made}"
        if not self.unknown:
            return counts or "Nothing is wrong"
        not_known = f"not known: {counted(self.unknown, 'property', 'properties')}"
        return f"{counts}; {not_known}" if counts else f"Nothing is wrong as far as is known; {not_known}"
