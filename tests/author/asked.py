"""Somebody at a terminal who types prepared lines."""

from __future__ import annotations

from game.author.new.asking import Asker


class Typist(Asker):
    """Answers each question with the next line; `said` is what was asked and shown."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.said: list[str] = []
        super().__init__(self.type, self.said.append)

    def type(self, prompt: str) -> str:
        self.said.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


NOBODY = Asker(None)
