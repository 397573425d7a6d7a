"""What follows from one answer for another, and answers that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, Property
from game.verify.verdicts.verdicts import PropertyAnswer


def made_consistent(answers: dict[str, PropertyAnswer], properties: Iterable[Property]) -> frozenset[str]:
    """Add to the answers what follows from them. The result are the keys of those that contradict others.

    Where two contradict each other, neither counts.
    """
    contradicted: set[str] = set()

    def happens(key: str) -> bool | None:
        return answers.get(key, PropertyAnswer(None)).happens

    def contradict(*keys: str) -> None:
        answers.update(dict.fromkeys(keys, PropertyAnswer(None)))
        contradicted.update(keys)

    for key in (DEADLOCK, DIVERGENCE):
        if happens(key) and happens(SOFT_LOCK) is False:
            contradict(key, SOFT_LOCK)
        elif happens(key) and not happens(SOFT_LOCK):
            answers[SOFT_LOCK] = answers[key]._replace(shortest=False)
    endings = [property_.key for property_ in properties if property_.kind == "endings"]
    if endings and not any(happens(key) is not False for key in endings) and happens(SOFT_LOCK) is False:
        contradict(SOFT_LOCK, *endings)
    return frozenset(contradicted)
