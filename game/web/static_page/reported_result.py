"""What a learning platform is told of a play (SCORM 1.2): the score, whether it is over, each answer; and the play."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from typing import Any

from game.engine.drawn_numbers import as_asked
from game.engine.events import QuestionAnswered
from game.play.counted_answers import counted_answers
from game.play.history import Played
from game.play.session import Session
from game.story.model.story import Question
from game.support import limits

MOST_KEPT = 4096
"""So many characters a platform keeps for a page (`cmi.suspend_data`); a longer play is kept in the browser alone."""

_RESPONSE = 255
_ID = re.compile(r"[^A-Za-z0-9_.-]")
_LETTERS = re.compile(r"[a-z](?:[ ,]+[a-z])*\Z")
_PAIRS = re.compile(r"[0-9]+[a-z](?:[ ,]+[0-9]+[a-z])*\Z")
_FORM = "1:"


def reported_result(session: Session) -> dict[str, Any]:
    """What is told: {score, over, answers}. `score` is in percent of the questions asked so far, None before the first.

    An answer is {id, type, response, result}, by the words of SCORM 1.2; those that were taken back are not among them.
    """
    answers = []
    rights = 0
    for position, answered in counted_answers(session):
        question = as_asked(session.story.questions[answered.question], session.seed)
        rights += answered.right
        kind, response = _response(question, session.played[position], answered)
        answers.append(
            {
                "id": _ID.sub("_", question.id)[:_RESPONSE],
                "type": kind,
                "response": response[:_RESPONSE],
                "result": "correct" if answered.right else "wrong",
            }
        )
    score = round(100 * rights / len(answers)) if answers else None
    return {"score": score, "over": session.is_over and not session.is_stuck, "answers": answers}


def _response(question: Question, played: Played, answered: QuestionAnswered) -> tuple[str, str]:
    """The type of an answer and the answer, as SCORM writes them."""
    given = " ".join(answered.given.split())
    typed = " ".join(played.step.answer.split()).casefold() if played.step is not None else ""
    match question.kind:
        case "choice":
            at = next((at for at, answer in enumerate(question.answers) if answer.id == answered.answer), None)
            if at is not None and at < 26:
                return "choice", chr(ord("a") + at)
        case "several" if _LETTERS.match(typed):
            return "choice", ",".join(re.findall("[a-z]", typed))
        case "order" if _LETTERS.match(typed):
            return "sequencing", ",".join(re.findall("[a-z]", typed))
        case "match" | "sort" if _PAIRS.match(typed):
            return "matching", ",".join(f"{pair[:-1]}.{pair[-1]}" for pair in re.split("[ ,]+", typed))
        case "number" if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", given):
            return "numeric", given
    return "fill-in", given


def packed_save(text: str) -> str:
    """A play as a platform can keep it; empty where it is too long for that."""
    packed = _FORM + b64encode(zlib.compress(text.encode("utf-8", "surrogateescape"), 9)).decode()
    return packed if len(packed) <= MOST_KEPT else ""


def unpacked_save(packed: str) -> str:
    """The play that was packed so; empty where it is none."""
    if not packed.startswith(_FORM) or len(packed) > MOST_KEPT:
        return ""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(b64decode(packed.removeprefix(_FORM), validate=True), limits.PLAY_BYTES)
        return content.decode("utf-8") if unpacking.eof else ""
    except (ValueError, zlib.error):
        return ""
