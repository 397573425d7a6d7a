"""Certificates of verdicts: what was proved of a story, written down so that it can be checked."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from game.story.model.story import Story
from game.verify.certificates.certificate import Certificate, ClosedSet, NotShown, observed_for
from game.verify.certificates.checker import check_certificate
from game.verify.certificates.plays import play_steps
from game.verify.certificates.state_sets import TooManyNodes
from game.verify.certificates.writing import CHECKING, WRITING, closed_sets, going_on
from game.verify.system.budget import Budget
from game.verify.system.observers import PromiseObserver
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import System, left_out
from game.verify.verdicts.properties import SOFT_LOCK, Property
from game.verify.verdicts.verdicts import Proof

_DEEP = 30_000
"""Calls in each other: diagrams are followed from variable to variable."""


class CheckedVerdicts(NamedTuple):
    """What a certificate shows, by key; `wrong` says why it does not show all that it says (empty: it does).

    `unfinished`: that is for want of time or memory.
    """

    keys: frozenset[str]
    wrong: str = ""
    unfinished: bool = False


class MadeCertificate(NamedTuple):
    """A certificate, and those of its sets that passed the check when they were made."""

    certificate: Certificate
    passed: tuple[ClosedSet, ...]


def never_happens(proof: Proof) -> bool:
    """Whether a verdict says that what its property is about never happens.

    That something leads to an ending of another kind is shown by two things: no play ends without it, which is what its
    mark says, and from everywhere an ending can be reached (see `game.verify.verdicts.proving_promises`).
    """
    return proof.verdict == ("refuted" if proof.property.wanted == "can" else "proved") and has_certificate(proof)


def happens(proof: Proof) -> bool:
    """Whether a verdict says that what its property is about can happen."""
    return proof.verdict == ("proved" if proof.property.wanted == "can" else "refuted") and has_certificate(proof)


def has_certificate(proof: Proof) -> bool:
    """Whether there can be a certificate of a verdict: there is none of what can, or cannot, be reached any more."""
    return proof.property.wanted in ("can", "never") or (proof.property.wanted == "leads" and proof.verdict == "proved")


def is_shown(property_: Property, keys: Collection[str]) -> bool:
    """Whether these keys, behind `can` and `never`, show that what a property is about never happens."""
    needed = {property_.key, SOFT_LOCK} if property_.wanted == "leads" else {property_.key}
    return property_.wanted != "still" and all(f"never {key}" in keys for key in needed)


def certificate_of(
    story: Story, system: System, statements: tuple[PromiseObserver, ...], proofs: Iterable[Proof], budget: Budget,
    without: Iterable[str] = (),
) -> MadeCertificate:  # fmt: skip
    """A certificate of as many of these verdicts as there can be one of within the budget.

    Those on what can happen need their plays (see `every_play` in `prove`).
    """
    proofs, without = tuple(proofs), tuple(without)
    system = left_out(system, without)
    never = [proof.property.key for proof in proofs if never_happens(proof)]
    plays = {proof.property.key: proof.play for proof in proofs if happens(proof) and proof.play is not None}
    with _deep():
        steps, shown = play_steps(observed_for(system, statements, plays), plays, going_on(budget, WRITING, 0.5))
        found = list(closed_sets(observed_for(system, statements, never), never, budget)) if never else []
    closed = tuple(made for made, _ in found)
    certificate = Certificate(story.fingerprint, without, tuple(sorted(never)), closed, steps, shown)
    return MadeCertificate(certificate, tuple(made for made, is_passed in found if is_passed))


def keys_checked(
    certificate: Certificate, system: System, statements: tuple[PromiseObserver, ...], budget: Budget,
    passed: Collection[ClosedSet] = (),
) -> CheckedVerdicts:  # fmt: skip
    """What a certificate shows, as keys behind `can` and `never`: that of a stranger, too. `passed` need not be looked
    at again.
    """
    shown = {f"never {key}" for closed in passed for key in closed.never}
    certificate = certificate._replace(closed=tuple(closed for closed in certificate.closed if closed not in passed))
    wrong, unfinished = "", False
    try:
        with _deep():
            for key in check_certificate(certificate, system, statements, going_on(budget, CHECKING)):
                shown.add(key)
    except NotShown as error:
        wrong = str(error)
    except (TooManyNodes, MemoryError, SearchStopped, RecursionError):
        wrong, unfinished = "There was not enough time or memory to check all of it.", True
    return CheckedVerdicts(frozenset(shown), wrong, unfinished)


def checked(
    certificate: Certificate, system: System, statements: tuple[PromiseObserver, ...], proofs: Iterable[Proof],
    budget: Budget, passed: Collection[ClosedSet] = (),
) -> CheckedVerdicts:  # fmt: skip
    """The verdicts that a certificate shows, by the keys of their properties; `passed` as in `keys_checked`."""
    found = keys_checked(certificate, system, statements, budget, passed)
    keys = {
        proof.property.key for proof in proofs
        if (never_happens(proof) and is_shown(proof.property, found.keys))
        or (happens(proof) and f"can {proof.property.key}" in found.keys)
    }  # fmt: skip
    return found._replace(keys=frozenset(keys))


@contextmanager
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
