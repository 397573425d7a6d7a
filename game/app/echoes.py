"""What is shown as typed where something was done by a key, a click or a choice."""

from __future__ import annotations

from game.play.own_commands import spoken_command


def spoken_line(command: str, about: str = "") -> str:
    """An English command as one types it in the language that is spoken now, with what stands behind it."""
    return f"{spoken_command(command)} {about}".strip()
