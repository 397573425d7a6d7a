"""The fingerprint of a question: it changes with its wording and its key, and with nothing else."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from game.questions.question_keys import words_of_text
from game.story.model.story import Answer, Question
from game.story.model.text import Text

#: What says how a question is asked and explained, and not what is right.
_BESIDE = frozenset(("id", "cites", "topics", "because", "outcome", "number", "hints", "tries", "shuffle"))


@lru_cache(maxsize=4096)
def question_fingerprint(question: Question) -> str:
    """Sixteen hexadecimal digits for the wording of a question, its parts and its key.

    A key that a question does not use counts for nothing, so a later version of the game that knows more keys gives
    the same fingerprint.
    """
    unused = Question._field_defaults
    wording = {
        name: _plain(value)
        for name, value in question._asdict().items()
        if name not in _BESIDE and (name not in unused or value != unused[name])
    }
    written = json.dumps(wording, ensure_ascii=True, sort_keys=True, default=str)
    return blake2b(written.encode(), digest_size=8).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return words_of_text(value)
    if isinstance(value, Answer):
        return [value.words, value.right]
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
