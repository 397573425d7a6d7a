"""Why a question has no help to give just now, in words for the player."""

from __future__ import annotations

from game.play.session import Session


def why_no_help(session: Session, wanted: str) -> str:
    """Why there is no look into the notebook (`lookup`), or no `hint`, though a question waits."""
    if wanted == "lookup":
        looked = bool(session.story.looked_up.get(session.state.memory))
        return "You have looked already." if looked else "Your notebook has nothing on this question."
    question = session.question
    reason = "You have had every hint." if question is not None and question.hints else "This question has no hint."
    return f"{reason} `help` lists what you can type."
