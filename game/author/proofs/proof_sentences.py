"""What is proved, in sentences for an author, who has never heard of proofs: in the terminal and on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.author.proofs.making import ProofReport, ShownProof
from game.playthrough.simulation.recording import DoneMove
from game.support.counts import counted
from game.verify.verdicts.promise_observers import KIND
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK

POSSIBLE_KINDS = (
    "scenes", "choices", "places", "exits", "questions", "hints", "texts", "wordings", "items", "notes", "achievements",
    "endings", "epilogues",
)  # fmt: skip
"""The kinds of what has to be possible and has a name, in the order in which they are told."""
KIND_NOUNS = {"scenes": "scene", "choices": "choice", "places": "place", "exits": "exit", "questions": "question",
        "hints": "hint", "texts": "side of a text", "wordings": "wording of a document",
        "items": "item", "notes": "note", "achievements": "achievement",
        "endings": "ending", "epilogues": "epilogue"}  # fmt: skip
KIND_PLURALS = {"texts": "sides of texts", "wordings": "wordings of documents"}
"""What one of a kind is called, and several, where the kind is not called so."""

EVERY_PLAY = "For every play there can be"
"""What the sentences of `holding` are about."""


def holding(report: ProofReport) -> Iterator[str]:
    """What is so in every play, a sentence for each."""
    by_key = {shown.proof.property.key: shown.proof.verdict for shown in report.shown}
    proofs = report.proofs
    if by_key.get(SOFT_LOCK) == "proved":
        known, is_single = proofs.situations is not None, proofs.situations == 1
        each = f"each of the {numbered(proofs.situations or 0)} situations" if known and not is_single else ""
        each = "the one situation" if is_single else each
        yield f"From {each or 'every situation'} a player can be in some ending can still be reached."
    always = ((DEADLOCK, "there is always something to do"), (DIVERGENCE, "nothing goes on for ever by itself"))
    fine = [words for key, words in always if by_key.get(key) == "proved"]
    if fine:
        sentence = ", and ".join(fine)
        yield f"{sentence[0].upper()}{sentence[1:]}, until the story is over."
    yield f"Possible: {', '.join(_possible(report.shown))}."
    yield from _questions(report.shown)


def promises(report: ProofReport) -> tuple[ShownProof, ...]:
    """The author's own promises."""
    return tuple(shown for shown in report.shown if shown.proof.property.kind == KIND)


def _possible(shown: Iterable[ShownProof]) -> Iterator[str]:
    some = list(shown)
    for kind in POSSIBLE_KINDS:
        of_kind = [property_ for property_ in some if property_.proof.property.kind == kind]
        proved = sum(property_.proof.verdict == "proved" for property_ in of_kind)
        if of_kind:
            words = counted(len(of_kind), KIND_NOUNS[kind], KIND_PLURALS.get(kind, kind))
            yield words if proved == len(of_kind) else f"{proved:,} of {words}"


def _questions(shown: Iterable[ShownProof]) -> Iterator[str]:
    some = list(shown)
    fair = [property_ for property_ in some if property_.proof.property.kind == "fair questions"]
    good = sum(property_.proof.verdict == "proved" for property_ in fair)
    always = sum(
        property_.proof.verdict == "proved" for property_ in some if property_.proof.property.key.startswith("unmet ")
    )
    if fair:
        all_ = f"{good:,}" if good == len(fair) else f"{good:,} of {len(fair):,}"
        only = (
            f" {always:,} of them {'is' if always == 1 else 'are'} only asked of those who met them." if always else ""
        )
        asked = "question" if len(fair) == 1 else "questions"
        yield f"Fair, because their facts can be met before: {all_} {asked}.{only}"


def denied(shown: ShownProof) -> str:
    """What is not so."""
    return shown.proof.property.denies + (f" The nearest is {shown.where}." if shown.where else "")


def how_many(report: ProofReport, shown: ShownProof) -> str:
    """Of how many situations it is true that no ending can be reached; empty where nobody knows, and elsewhere."""
    proofs = report.proofs
    if shown.proof.property.key != SOFT_LOCK or not proofs.soft_locks or not proofs.situations:
        return ""
    are = "is" if proofs.soft_locks == 1 else "are"
    return f"{numbered(proofs.soft_locks)} of {situations(proofs.situations)} {are} such."


def how_many_checked(report: ProofReport) -> str:
    """How many of the proofs were written down and checked by the program that searches nothing."""
    proved = [shown.proof.property.key for shown in report.with_verdict("proved")]
    checked = sum(key in (report.checked or ()) for key in proved)
    were = "was" if report.replayed == 1 else "were"
    steps = f" {counted(report.replayed, 'step')} of the proof {were} taken in the game, too."
    all_ = f"all {checked:,}" if checked == len(proved) else f"{checked:,} of {len(proved):,}"
    still = [shown for shown in report.with_verdict("proved") if shown.proof.property.wanted == "still"]
    none = " What is promised with `can_still` has no certificate." if still else ""
    return f"Proved and checked: {all_}.{none}{steps if report.replayed else ''}"


def situations(count: int) -> str:
    """So many situations, in words for people."""
    return f"{numbered(count)} situation{'s' * (count != 1)}"


def about_play(shown: ShownProof) -> str:
    """What is said before the steps of the play that shows a verdict, or why there are none; empty without a play."""
    if shown.witness is not None and shown.witness.steps:
        kind = "The shortest play that shows it" if shown.proof.shortest else "A play that shows it"
        needless = " of which none can be left out" if shown.minimal and not shown.proof.shortest else ""
        return f"{kind}, {counted(len(shown.witness.steps), 'step')}{needless}, with the seed {shown.witness.seed}:"
    if shown.witness is not None:
        return "It is so from the beginning."
    if shown.proof.play is not None:
        return "Chance draws questions on the way there; no seed was found that draws these."
    return ""


def step_words(step: DoneMove) -> str:
    """What a player does in a step."""
    if isinstance(step.action, str):
        return step.saw if not step.asked else f"{step.action.removeprefix('answer:')} (asked {step.asked})"
    return f"answer “{step.action.words}” (asked {step.asked})"


def numbered(count: int) -> str:
    """A count in words for people: exact, and for a very long one as a power of ten."""
    if count < 10**15:
        return f"{count:,}"
    power = len(str(count)) - 1
    return f"{count / 10**power:.1f} × 10^{power}"
