"""Why a question has no help to give just now, in words for the player."""

from __future__ import annotations

from game.localisation.messages import gettext
from game.play.session import Session


def why_no_help(session: Session, wanted: str) -> str:
    """Why there is no look into the notebook (`lookup`), or no `hint`, though a question waits."""
    if wanted == "lookup":
        looked = bool(session.story.looked_up.get(session.state.memory))
        return gettext("You have looked already.") if looked else gettext("Your notebook has nothing on this question.")
    question = session.question
    reason = gettext("This question has no hint.")
    if question is not None and question.hints:
        reason = gettext("You have had every hint.")
    return " ".join((reason, gettext("`help` lists what you can type.")))
