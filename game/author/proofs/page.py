"""What is proved of a pack as a page: verdicts in words, the plays that show what is not so, the states scene by scene.

One file that needs nothing else, and no script. The words of a pack are a stranger's: everything is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from game.author.map.picture import picture_of
from game.author.map.svg import DARK_STYLE, STYLE
from game.author.proofs.making import ProofReport, ShownProof
from game.author.proofs.states import states_section
from game.author.proofs.wording import (
    EVERY_PLAY,
    about_play,
    denied,
    holding,
    how_many,
    numbered,
    promises,
    step_words,
)
from game.playthrough.web_page import common_style, safe, web_page
from game.support.counts import counted
from game.verify.verdicts.promise_observers import KIND
from game.verify.verdicts.state_counts import state_counts_of

_STEPS = 24
"""A longer play opens on request."""
_LISTED = 20
"""So many properties are listed at once; the others open on request."""


_WORDS = ' class="words"'


def page_of(report: ProofReport) -> str:
    """The report as an HTML file."""
    picture = picture_of(report.story)
    areas = state_counts_of(report.story, report.proofs, report.without)
    title = safe(picture.title)
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{DARK_STYLE}\n}}\n"
    sections = [
        ("holds", "What holds", list(_holds(report))),
        ("not-so", "Not so", list(_not_so(report))),
        ("promises", "Promises", list(_promises(report))),
        ("unknown", "Not known", list(_unknown(report))),
        ("states", "The states, scene by scene", list(states_section(report, picture, areas))),
        ("remarks", "Remarks", list(_remarks(report))),
        ("all", "All that was asked", list(_kinds(report))),
    ]
    sections = [one for one in sections if one[2]]
    return web_page(
        f"{title}: what is proved",
        f"{common_style()}{STYLE}\n{dark}{(Path(__file__).parent / 'page.css').read_text('utf-8')}",
        [
            f"<h1>{title}</h1>",
            *_verdict(report),
            '<nav aria-label="On this page"><ul>',
            *(f'<li><a href="#{id_}">{heading}</a></li>' for id_, heading, _ in sections),
            "</ul></nav>",
            "<main>",
            *(
                line
                for id_, heading, lines in sections
                for line in (f'<section id="{id_}"><h2>{heading}</h2>', *lines, "</section>")
            ),
            "</main>",
            "<footer>",
            f"<p>{safe(_how(report))}</p>",
            *(f"<p>{safe(words)}</p>" for words in picture.disclaimer),
            "</footer>",
        ],
    )


def _verdict(report: ProofReport) -> Iterator[str]:
    """The whole in a sentence."""
    weights = [one.proof.property.weight for one in report.with_verdict("refuted")]
    errors, warnings = weights.count("error"), weights.count("warning")
    unknown = len(report.with_verdict("unknown"))
    parts = [counted(errors, "error")] if errors else []
    parts += [counted(warnings, "warning")] if warnings else []
    parts += [f"{unknown:,} without an answer"] if unknown else []
    asked = f"{counted(len(report.shown), 'thing')} were asked about every play there can be"
    if parts:
        look = "bad" if errors else "doubtful"
        found = ", ".join(parts[:-1]) + (" and " if parts[1:] else "") + parts[-1]
        yield f'<p class="verdict {look}">{asked}: {found}.</p>'
    else:
        yield f'<p class="verdict good">{asked}: all is as it should be.</p>'
    if report.without:
        choices = ", ".join(f"<code>{safe(one)}</code>" for one in report.without)
        yield f"<p>All of this is about plays in which nobody ever takes {choices}.</p>"


def _holds(report: ProofReport) -> Iterator[str]:
    yield f"<p>{EVERY_PLAY}:</p><ul>"
    yield from (f"<li>{safe(sentence)}</li>" for sentence in holding(report))
    yield "</ul>"


def _not_so(report: ProofReport) -> Iterator[str]:
    for one in report.with_verdict("refuted"):
        if one.proof.property.weight != "remark":
            yield from _finding(report, one)


def _remarks(report: ProofReport) -> Iterator[str]:
    told = [one for one in report.with_verdict("refuted") if one.proof.property.weight == "remark"]
    if told:
        yield f"<details><summary>{counted(len(told), 'remark')}: what is so, and may well be meant</summary>"
        for one in told:
            yield from _finding(report, one, steps=0)
        yield "</details>"


def _finding(report: ProofReport, one: ShownProof, steps: int = _STEPS) -> Iterator[str]:
    """Something that is not so: what, where, and a play that shows it; one of more than so many steps is folded."""
    about = one.proof.property
    yield f'<article class="{about.weight}"><h3>{_coded(denied(one))}</h3>'
    spot = f" <code>{safe(str(one.spot))}</code>" if one.spot is not None else ""
    yield f'<p class="spot"><span class="weight">{about.weight}</span>{spot}</p>'
    words = safe(about_play(one))
    done = one.witness.steps if one.witness is not None else ()
    if len(done) > steps:
        yield f"<details><summary>{words}</summary>"
    elif words:
        yield f"<p>{words}</p>"
    if done:
        yield '<ol class="play">'
        yield from (f"<li>{safe(step_words(step))}</li>" for step in done)
        yield "</ol>"
    if len(done) > steps:
        yield "</details>"
    some = how_many(report, one)
    yield f"<p>{some}</p></article>" if some else "</article>"


def _promises(report: ProofReport) -> Iterator[str]:
    own = promises(report)
    if own:
        yield '<div class="scroll"><table><caption>What the author promises, and whether it is kept</caption>'
        yield f"<thead><tr>{_head('statement', _WORDS)}{_head('verdict', _WORDS)}</tr></thead><tbody>"
        for one in own:
            verdict = one.proof.verdict
            yield f'<tr><td class="words">{_coded(one.proof.property.says)}</td><td class="words {verdict}">'
            yield f"{_VERDICTS[verdict]}</td></tr>"
        yield "</tbody></table></div>"


_VERDICTS = {"proved": "✓ proved", "refuted": "✗ not so", "unknown": "? not known"}


def _unknown(report: ProofReport) -> Iterator[str]:
    by_reason: dict[str, list[ShownProof]] = {}
    for one in report.with_verdict("unknown"):
        by_reason.setdefault(one.proof.reason, []).append(one)
    for reason, some in by_reason.items():
        yield f"<p>{counted(len(some), 'property', 'properties')}: {safe(reason)} Nothing is claimed of them.</p>"
        yield from _says(some[:_LISTED])
        if some[_LISTED:]:
            yield f"<details><summary>The other {len(some) - _LISTED:,}</summary>"
            yield from _says(some[_LISTED:])
            yield "</details>"


def _says(some: Iterable[ShownProof]) -> Iterator[str]:
    yield '<ul class="says">'
    for one in some:
        where = f" <code>{safe(str(one.spot))}</code>" if one.spot is not None else ""
        yield f"<li>{_coded(one.proof.property.says)}{where}</li>"
    yield "</ul>"


def _kinds(report: ProofReport) -> Iterator[str]:
    by_kind: dict[str, list[ShownProof]] = {}
    for one in report.shown:
        by_kind.setdefault(one.proof.property.kind, []).append(one)
    yield '<div class="scroll"><table>'
    yield "<caption>How many things of each kind were asked about, and what came of it</caption>"
    heads = ("asked", "as it should be", "not so", "not known")
    yield f"<thead><tr>{_head('about', _WORDS)}{''.join(map(_head, heads))}</tr></thead><tbody>"
    for kind, some in by_kind.items():
        numbers = [len(some), *(sum(one.proof.verdict == verdict for one in some) for verdict in _VERDICTS)]
        cells = "".join(f"<td>{number:,}</td>" for number in numbers)
        name = safe(_CALLED.get(kind, kind))
        yield f'<tr><th scope="row" class="words">{name}</th>{cells}</tr>'
    yield "</tbody></table></div>"


_CALLED = {"story": "the whole story", KIND: "promises"}


def _head(words: str, look: str = "") -> str:
    return f'<th scope="col"{look}>{words}</th>'


def _coded(sentence: str) -> str:
    """A sentence in which what stands between back quotes is an id or a condition."""
    pieces: Sequence[str] = safe(sentence).split("`")
    if len(pieces) % 2 == 0:
        return safe(sentence)
    return "".join(f"<code>{one}</code>" if number % 2 else one for number, one in enumerate(pieces))


_ENGINES = {
    "explicit": "every situation was looked at, one by one",
    "vectorised": "every situation was looked at, very many at once",
    "symbolic": "all situations were looked at, as diagrams of whole sets of them",
}


def _how(report: ProofReport) -> str:
    """By which means it was found out."""
    proofs = report.proofs
    if report.again:
        return "The logic is that of an earlier proof, which still holds; nothing had to be searched."
    means = [f"{numbered(proofs.looked_at)} steps were played at random"] if proofs.looked_at else []
    means += [_ENGINES[proofs.engine]] if proofs.engine in _ENGINES else []
    words = ", then ".join(means)
    seconds = f"in {report.seconds:.1f} seconds"
    return f"{words[0].upper()}{words[1:]}, {seconds}." if words else f"Found out {seconds}."
