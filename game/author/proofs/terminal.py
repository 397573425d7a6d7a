"""What is proved of a pack, in the terminal: for an author, who has never heard of proofs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from game.author.proofs.making import Report, Shown
from game.playthrough.simulation.recording import Done
from game.story.mending import visible
from game.verify.properties import DEAD_END, ENDLESS, LOST, Property

_WIDTH = 80
_STEPS = 12
_LISTED = 20

_KINDS = (
    "scenes", "choices", "places", "exits", "questions", "texts", "items", "notes", "achievements", "endings",
)  # fmt: skip
_ONE = {"scenes": "scene", "choices": "choice", "places": "place", "exits": "exit", "questions": "question",
        "texts": "side of a text", "items": "item", "notes": "note", "achievements": "achievement",
        "endings": "ending"}  # fmt: skip
_MANY = {"texts": "sides of texts"}


def print_report(report: Report, remarks: bool = False) -> None:
    """Print what is proved, what is refuted, with the plays, and what is not known."""
    for line in report_lines(report, remarks):
        print(visible(line))


def report_lines(report: Report, remarks: bool = False) -> Iterator[str]:
    """The report, line by line. With `remarks` those are told one by one."""
    refuted = report.with_verdict("refuted")
    serious = [one for one in refuted if one.proof.property.weight != "remark"]
    told = [one for one in refuted if one.proof.property.weight == "remark"]
    yield from _proved(report)
    if serious:
        yield ""
        yield "Not so:"
        for one in serious:
            yield from _refuted(one)
            if one.proof.property.key == LOST and report.proofs.lost and report.proofs.situations:
                some = f"{numbered(report.proofs.lost)} of {numbered(report.proofs.situations)} situations are such."
                yield f"    {some}"
    if told:
        yield ""
        if remarks:
            yield "By the way:"
            for one in told:
                yield from _refuted(one)
        else:
            kinds = sorted({one.proof.property.kind for one in told})
            yield from _wrapped(f"{_counted(len(told), 'remark')} on {' and '.join(kinds)}: see them with --remarks.")
    unknown = report.with_verdict("unknown")
    if unknown:
        yield ""
        yield from _wrapped(
            f"Not known: {_counted(len(unknown), 'property', 'properties')}. {unknown[0].proof.reason} Give more with "
            "--seconds or --memory, or see what there is more of than you meant."
        )
        for one in unknown[:_LISTED]:
            yield from _wrapped(f"? {one.proof.property.says}", "  ", "    ")
        if len(unknown) > _LISTED:
            yield f"  … and {len(unknown) - _LISTED:,} more."


def _proved(report: Report) -> Iterator[str]:
    by_key = {one.proof.property.key: one.proof.verdict for one in report.shown}
    proofs = report.proofs
    yield "For every play there can be:"
    if by_key.get(LOST) == "proved":
        if proofs.situations is not None:
            count = f"each of the {numbered(proofs.situations)} situations"
            yield from _wrapped(f"From {count} a player can be in some ending can still be reached.", "  ")
        else:
            yield from _wrapped("From every situation a player can be in some ending can still be reached.", "  ")
    always = ((DEAD_END, "there is always something to do"), (ENDLESS, "nothing goes on for ever by itself"))
    fine = [words for key, words in always if by_key.get(key) == "proved"]
    if fine:
        sentence = ", and ".join(fine)
        yield from _wrapped(f"{sentence[0].upper()}{sentence[1:]}, until the story is over.", "  ")
    yield from _wrapped(f"Possible: {', '.join(_possible(report.shown))}.", "  ")
    yield from _questions(report.shown)
    yield from _statements(report.shown)


def _possible(shown: Iterable[Shown]) -> Iterator[str]:
    some = list(shown)
    for kind in _KINDS:
        of_kind = [one for one in some if one.proof.property.kind == kind]
        proved = sum(one.proof.verdict == "proved" for one in of_kind)
        if of_kind:
            words = _counted(len(of_kind), _ONE[kind], _MANY.get(kind, kind))
            yield words if proved == len(of_kind) else f"{proved:,} of {words}"


def _questions(shown: Iterable[Shown]) -> Iterator[str]:
    some = list(shown)
    fair = [one for one in some if one.proof.property.kind == "fair questions"]
    good = sum(one.proof.verdict == "proved" for one in fair)
    always = sum(one.proof.verdict == "proved" for one in some if one.proof.property.key.startswith("unmet "))
    if fair:
        all_ = f"All {len(fair):,}" if good == len(fair) else f"{good:,} of {len(fair):,}"
        only = (
            f" {always:,} of them {'is' if always == 1 else 'are'} only asked of those who met them." if always else ""
        )
        yield from _wrapped(f"{all_} questions are fair: their facts can be met before.{only}", "  ")


def _statements(shown: Iterable[Shown]) -> Iterator[str]:
    for one in shown:
        if one.proof.property.kind == "statements" and one.proof.verdict == "proved":
            yield from _wrapped(f"As you say: {one.proof.property.says}", "  ")


def _refuted(one: Shown) -> Iterator[str]:
    about: Property = one.proof.property
    spot = f"{one.spot}: " if one.spot is not None else ""
    first = f" The nearest is {one.where}." if one.where else ""
    yield from _wrapped(f"{spot}{about.weight}: {about.denies}{first}", "  ", "    ")
    if one.witness is not None and one.witness.steps:
        steps = one.witness.steps
        kind = "The shortest play that shows it" if one.proof.shortest else "A play that shows it"
        yield f"    {kind}, {_counted(len(steps), 'step')}, with the seed {one.witness.seed}:"
        for number, step in _some(steps):
            words = f"{number:>4}. {_step(step)}" if step is not None else "      …"
            yield f"    {words}"[:_WIDTH]
    elif one.witness is not None:
        yield "    It is so from the beginning."
    elif one.proof.play is not None:
        yield from _wrapped("Chance draws questions on the way there; no seed was found that draws these.", "    ")


def _some(steps: tuple[Done, ...]) -> Iterator[tuple[int, Done | None]]:
    """Steps with their numbers; of very many those in the middle are left out."""
    numbered_ = list(enumerate(steps, 1))
    if len(numbered_) <= _STEPS:
        yield from numbered_
        return
    yield from numbered_[:3]
    yield 0, None
    yield from numbered_[3 - _STEPS :]


def _step(step: Done) -> str:
    if isinstance(step.action, str):
        return step.saw if not step.asked else f"{step.action.removeprefix('answer:')} (asked {step.asked})"
    return f"answer “{step.action.words}” (asked {step.asked})"


def numbered(count: int) -> str:
    """A count in words for people: exact, and for a very long one as a power of ten too."""
    if count < 10**15:
        return f"{count:,}"
    power = len(str(count)) - 1
    return f"{count / 10**power:.1f} × 10^{power}"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _wrapped(words: str, first: str = "", more: str | None = None) -> Iterator[str]:
    yield from textwrap.wrap(
        words, _WIDTH, initial_indent=first, subsequent_indent=first if more is None else more,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
