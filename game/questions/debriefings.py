"""What came of the questions of a play, for whoever shows it."""

from __future__ import annotations

from typing import NamedTuple

from game.localisation.messages import gettext, ngettext, pgettext


class MissedQuestion(NamedTuple):
    """A question that was not answered right: what was asked, said, right, why, on what it rests, and where it was.

    `hints`: how many were asked for before the answer. `was_sure`: the player had said so before the verdict.
    `right_later`: it was right, in this form or another, when it was asked again.
    """

    asked: str
    given: str
    key: str
    partly: bool
    because: tuple[str, ...]
    sources: tuple[str, ...]
    where: str
    hints: int = 0
    was_sure: bool = False
    right_later: bool = False

    @property
    def said(self) -> str:
        """What the player said to it, and where, in a sentence."""
        where = f" ({self.where})" if self.where else ""
        return f"{self._said}{where}."

    @property
    def _said(self) -> str:
        if not self.given and not self.hints:
            # Translators: without a full stop: the name of a place may come behind it, in parentheses.
            return gettext("You passed")
        if not self.given:
            # Translators: without a full stop: the name of a place may come behind it, in parentheses.
            return ngettext("You passed after {number} hint", "You passed after {number} hints", self.hints)
        if not self.was_sure and not self.hints:
            # Translators: without a full stop: the name of a place may come behind it, in parentheses.
            return gettext("You said “{answer}”", answer=self.given)
        if not self.was_sure:
            # Translators: without a full stop: the name of a place may come behind it, in parentheses.
            return ngettext(
                "You said “{answer}” after {number} hint", "You said “{answer}” after {number} hints", self.hints,
                answer=self.given,
            )  # fmt: skip
        if not self.hints:
            # Translators: without a full stop: the name of a place may come behind it, in parentheses.
            return gettext("You said “{answer}”, and were sure", answer=self.given)
        # Translators: without a full stop: the name of a place may come behind it, in parentheses.
        return ngettext(
            "You said “{answer}”, and were sure after {number} hint",
            "You said “{answer}”, and were sure after {number} hints", self.hints, answer=self.given,
        )  # fmt: skip

    @property
    def verdict(self) -> str:
        """What the player said, what is right, and whether the player got it right later, in sentences."""
        # Translators: {answer} is the right answer, with its full stop.
        answer = self.key if self.key.endswith((".", "!", "?")) else f"{self.key}."
        sentences = [self.said, gettext("The answer: {answer}", answer=answer)]
        return " ".join([*sentences, *([right_later()] if self.right_later else [])])


def right_later() -> str:
    """What is said of a question that was missed first, and was right when it was asked again."""
    return gettext("When it came back, it was right.")


class ConfidenceTally(NamedTuple):
    """How often somebody was right of those answers of which they said the same: a guess, not sure, or sure."""

    confidence: str
    right: int
    asked: int

    @property
    def said(self) -> str:
        """What the player said, for a table."""
        match self.confidence:
            case "sure":
                return pgettext("how sure the player was, in a table", "sure")
            case "not sure":
                return pgettext("how sure the player was, in a table", "not sure")
            case _:
                return pgettext("how sure the player was, in a table", "guess")


class TopicTally(NamedTuple):
    """How the questions on one topic went."""

    name: str
    right: int
    asked: int


class Debriefing(NamedTuple):
    """What came of the questions of a play: those that were missed, how each topic went, and how sure one was.

    What was missed though the player was sure comes first; apart from that it stands in the order of the play.
    `after_hints`: how many of those that are right were so after a hint.
    """

    title: str
    right: int
    asked: int
    missed: tuple[MissedQuestion, ...]
    topics: tuple[TopicTally, ...]
    after_hints: int = 0
    confidences: tuple[ConfidenceTally, ...] = ()

    @property
    def score(self) -> str:
        """How many were right, in a sentence."""
        if not self.after_hints:
            return ngettext(
                "{right} of {number} question right.", "{right} of {number} questions right.", self.asked,
                right=self.right,
            )  # fmt: skip
        # Translators: {hinted} counts those answers that were right after a hint.
        return ngettext(
            "{right} of {number} question right, {hinted} of these after a hint.",
            "{right} of {number} questions right, {hinted} of these after a hint.",
            self.asked, right=self.right, hinted=self.after_hints,
        )  # fmt: skip
