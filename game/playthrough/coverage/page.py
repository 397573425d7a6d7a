"""Coverage as a page: an index, and each file of the pack with its lines. One file that needs nothing else.

The words of a pack are a stranger's: everything is escaped, and the page allows no script but its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from game.playthrough.coverage.keys import TARGET_KINDS
from game.playthrough.coverage.lines import CoveredLine, Status
from game.playthrough.coverage.measuring import Coverage, CoverageShare, ReachedTargets
from game.playthrough.coverage.survey import Thing
from game.playthrough.coverage.table import line_ranges, target_name
from game.playthrough.web_page import safe, web_page
from game.support.counts import counted

_FOLDER = Path(__file__).parent
_CHARACTERS: dict[Status, tuple[str, str]] = {
    "reached": ("✓", "reached"), "partly": ("◐", "in part"), "missing": ("✗", "not reached"), "": ("", ""),
}  # fmt: skip
#: So many playthroughs are named behind a line; how many more there are is said.
_MOST_NAMED = 8


def page_of(coverages: Sequence[Coverage]) -> str:
    """The coverage of some packs as an HTML file."""
    return web_page(
        f"{', '.join(safe(one.survey.title) for one in coverages)}: coverage",
        (_FOLDER / "page.css").read_text("utf-8"),
        (line for number, one in enumerate(coverages, 1) for line in _Page(one, number).lines()),
        (_FOLDER / "page.js").read_text("utf-8"),
    )


class _Page:
    """The part of the page on one pack. `number` keeps the names of its links apart from those of other packs."""

    def __init__(self, coverage: Coverage, number: int) -> None:
        self.coverage, self.number = coverage, number
        self.files = {file: f"p{number}f{index}" for index, file in enumerate(coverage.lines, 1)}
        self.shares = coverage.by_file()
        self.unreached = {one.thing.key for one in coverage.things if not one.by}

    def lines(self) -> Iterator[str]:
        coverage = self.coverage
        total = coverage.total
        yield f'<header><h1>{safe(coverage.survey.title)} <span class="total">{total.percent} %</span></h1>'
        yield (
            f"<p>{counted(len(coverage.records), 'playthrough')} reached {total.reached:,} "
            f"of {counted(total.of, 'thing')} in this pack.</p>"
        )
        yield (
            '<p class="legend">'
            + " ".join(
                f'<span class="{status}">{sign} {words}</span>' for status, (sign, words) in _CHARACTERS.items() if sign
            )
            + ' <span class="keys" hidden>Keys: n and p, to the next and the previous line that is missing.</span></p>'
        )
        yield "</header><main>"
        yield from self.kinds()
        yield from self.file_index()
        yield from self.playthroughs()
        yield from self.never()
        yield "<h2>The files</h2>"
        for file in coverage.lines:
            yield from self.file(file)
        yield "</main>"

    def kinds(self) -> Iterator[str]:
        yield "<h2>By kind</h2><table><thead>"
        yield '<tr><th scope="col">kind</th><th scope="col">reached</th><th scope="col">share</th></tr></thead><tbody>'
        for kind, share in self.coverage.by_kind().items():
            yield f'<tr><th scope="row">{TARGET_KINDS[kind]}</th>{_share(share)}</tr>'
        yield "</tbody></table>"

    def file_index(self) -> Iterator[str]:
        yield '<h2>By file</h2><table class="wide"><thead><tr><th scope="col">file</th><th scope="col">reached</th>'
        yield '<th scope="col">share</th><th scope="col">lines missing (~: in part)</th></tr></thead><tbody>'
        for file, share in self.shares.items():
            link = f'<a href="#{self.files[file]}">{safe(file)}</a>'
            yield f'<tr><th scope="row">{link}</th>{_share(share)}<td>{self.missing_lines(file)}</td></tr>'
        yield "</tbody></table>"

    def missing_lines(self, file: str) -> str:
        """The lines that are missing, each stretch a link."""
        links = []
        for one in line_ranges(self.coverage.lines[file]):
            first = one.removeprefix("~").partition("-")[0]
            links.append(f'<a href="#{self.files[file]}-{first}">{one.replace("-", "–")}</a>')
        return ", ".join(links)

    def playthroughs(self) -> Iterator[str]:
        records = self.coverage.records
        yield f'<details{" open" if len(records) <= 20 else ""}><summary>The playthroughs</summary><ol class="plays">'
        everything = len(self.coverage.things)
        reached = [0] * len(records)
        for one in self.coverage.things:
            for number in one.by:
                reached[number] += 1
        for number, record in enumerate(records):
            percent = CoverageShare(reached[number], everything).percent
            file = f" <code>{safe(record.file)}</code>" if record.file else ""
            yield f'<li id="p{self.number}r{number + 1}">{safe(record.title)}{file} {percent} %</li>'
        yield "</ol></details>"

    def never(self) -> Iterator[str]:
        found = sorted(self.coverage.never(), key=lambda one: one[0].thing.spot)
        if not found:
            return
        yield f"<details><summary>Never reached: {counted(len(found), 'thing')} by name</summary><ul>"
        for one, within in found:
            spot = one.thing.spot
            more = f", with {counted(within, 'thing')} in it" if within else ""
            link = f'<a href="#{self.files[spot.file]}-{spot.line}">{safe(spot.file)}:{spot.line}</a>'
            yield f"<li>{link} {safe(target_name(one.thing))}: {one.missing}{more}</li>"
        yield "</ul></details>"

    def file(self, file: str) -> Iterator[str]:
        share = self.shares[file]
        is_open = " open" if share.reached < share.of else ""
        yield f'<details class="file" id="{self.files[file]}"{is_open}>'
        yield f'<summary><h3>{safe(file)}</h3> <span class="total">{share.percent} %</span></summary>'
        yield '<table class="source"><thead class="sr"><tr><th scope="col">line</th><th scope="col">reached</th>'
        yield '<th scope="col">text</th></tr></thead><tbody>'
        for line in self.coverage.lines[file]:
            yield self.line(file, line)
        yield "</tbody></table></details>"

    def line(self, file: str, line: CoveredLine) -> str:
        sign, words = _CHARACTERS[line.status]
        anchor = f"{self.files[file]}-{line.number}"
        mark = f'<span aria-hidden="true">{sign}</span><span class="sr">{words}</span>' if sign else ""
        return (
            f'<tr class="{line.status}" id="{anchor}"{self.title(line.things)}>'
            f'<th scope="row"><a href="#{anchor}">{line.number}</a></th><td class="sign">{mark}</td>'
            f"<td><code>{self.code(file, line)}</code>{self.notes(line.things)}</td></tr>"
        )

    def title(self, things: Iterable[ReachedTargets]) -> str:
        """Which playthroughs reached what begins in a line, to be seen when one points at it."""
        said = []
        for one in things:
            titles = [self.coverage.records[number].title for number in one.by[:_MOST_NAMED]]
            more = f" and {len(one.by) - _MOST_NAMED:,} more" if len(one.by) > _MOST_NAMED else ""
            by = f"reached by {', '.join(titles)}{more}" if titles else one.missing
            said.append(f"{target_name(one.thing)}: {by}")
        return f' title="{safe(chr(10).join(said))}"' if said else ""

    def code(self, file: str, line: CoveredLine) -> str:
        """The text of a line, with the sides of texts marked that were not shown and stand on this line alone."""
        pieces = []
        position = 0
        spans = sorted(
            (one.thing.spot.column - 1, one.thing.end.column - 1)
            for one in line.things
            if not one.by and one.thing.end is not None and one.thing.end.line == line.number
        )
        for start, end in spans:
            if position <= start < end <= len(line.text):
                pieces.append(safe(line.text[position:start]))
                pieces.append(f'<mark title="never shown">{safe(line.text[start:end])}</mark>')
                position = end
        return "".join(pieces) + safe(line.text[position:])

    def notes(self, things: Iterable[ReachedTargets]) -> str:
        """What is missing of what begins in a line, in words; else the numbers of the playthroughs that were here."""
        things = tuple(things)
        missing: dict[str, list[str]] = {}
        for one in things:
            if not one.by and one.thing.inside not in self.unreached:
                missing.setdefault(_called_here(one.thing), []).append(one.missing)
        if missing:
            plain = len(missing) == 1 and things[0].thing.kind not in ("text", "exit")
            said = (", ".join(words) if plain else f"{name} {', '.join(words)}" for name, words in missing.items())
            return f' <span class="note">{safe("; ".join(said).strip())}</span>'
        here = sorted({number for one in things if one.thing.block for number in one.by})
        if not here:
            return ""
        links = " ".join(self.record_link(number) for number in here[:_MOST_NAMED])
        more = f" +{len(here) - _MOST_NAMED:,}" if len(here) > _MOST_NAMED else ""
        return f' <span class="by"><span class="sr">by playthrough</span> {links}{more}</span>'

    def record_link(self, number: int) -> str:
        title = safe(self.coverage.records[number].title)
        return f'<a href="#p{self.number}r{number + 1}" title="{title}">{number + 1}</a>'


def _called_here(one: Thing) -> str:
    """The name of a thing in the line where it stands: a side of a text needs no more than its words."""
    return one.name.partition(" ")[2] if one.kind == "text" else one.name


def _share(share: CoverageShare) -> str:
    return (
        f'<td class="number">{share.reached:,} of {share.of:,}</td>'
        f'<td class="number"><meter min="0" max="100" value="{share.percent}" aria-hidden="true"></meter> '
        f"{share.percent} %</td>"
    )
