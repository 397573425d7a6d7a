"""`docs/messages.md` and `check --explain`: every message, why it is given, what yields it and what puts it right."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping

from game.author.finding_text import WIDTH
from game.author.findings import finding_told
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.catalogue.entry import CATALOGUE, MARK, Entry, Files
from game.story.packs import build
from game.story.source.pack_files import PackFile
from game.support.safe_text import visible
from game.support.similarity import nearest

_HEAD = """\
# Every message and what to do

`eightwings check PACK` tells everything that is wrong with a pack: the file, the line and the column, the line as it
stands with a `^` below what is meant, what is wrong (`→` what to do), and, wherever it can be known, the line as it
should be. `eightwings check --explain EW201` shows one of these entries in the terminal.

An **error** keeps the pack from being played, unless it is one in a translation or a playthrough; a **warning** does
not, and lets `check` fail with `--strict` only. A **remark** never lets it fail: it may be as it is meant, is only
counted, and is told with `--remarks`.
Warnings and remarks, and errors that are a matter of opinion, can be set in the pack, by code or by name:

```yaml
checks:
  unreachable-scene: off      # error, warning, remark or off
  EW133: error
```

`--json` gives one object with `version` (1), `pack`, `summary` (the verdict in words), `proofs`, `translations` (for
each `language`, with its `name`: how many `texts` there are to translate, and the ids of those that are `missing` and
`stale`), and `diagnostics`: for each finding `code`, `name`, `title`, `severity`, `file`, `line` and `column` (from 1),
`message`, `fix`, `source` (the line as it stands), `mended` (the line, or the lines, as they should be; may be empty)
and `replaces`: the first and the last line that `mended` replaces, or `null` when it is only a model. A last line
before the first means: in between. `also` are further places (`file`, `line`, `column`) where the same id is unknown.
`not_judged` has, by each language of the pack in which not all [editorial rules](editorial.md#other-languages) can be
judged, the codes of those that are not (`rules`), and of those of which only a part is (`in_part`).

<!-- This page is written by game/author/messages_page.py from game/story/catalogue/. -->
"""


def page() -> str:
    """The whole page."""
    entries = [CATALOGUE[code] for code in sorted(CATALOGUE)]
    index = ["| code | severity | what it says |", "| --- | --- | --- |"]
    index += [f"| [{entry.code}](#{entry.code.lower()}) | {entry.severity} | {entry.title} |" for entry in entries]
    return "\n".join([_HEAD, *index, "", *(line for entry in entries for line in _section(entry))]).rstrip() + "\n"


def _section(entry: Entry) -> Iterator[str]:
    kind = f"{entry.severity}, a matter of opinion" if entry.opinion else entry.severity
    yield from (f"## {entry.code}", "", f"**{entry.title}** ({kind}, `{entry.name}`)", "")
    if entry.explanation:
        yield from (*textwrap.wrap(entry.explanation, 116, break_long_words=False, break_on_hyphens=False), "")
    if entry.languages:
        yield from (*textwrap.wrap(_judged_in(entry), 116, break_long_words=False, break_on_hyphens=False), "")
    if entry.example is None:
        yield from (f"For example: {entry.situation}", "")
        yield from ("```text", *_general(entry), "```", "")
        return
    bad, good = _unmarked(entry.example.bad), _unmarked(entry.example.good)
    text = _as_one(bad)
    plain = "\x1b" not in text  # which a page cannot hold
    yield from ("```yaml" if plain else "```text", *(text if plain else visible(text)).splitlines())
    yield from ("```", "")
    for found in examined(bad):
        yield from ("```text", *finding_told(found), "```", "")
    yield from ("Put right:", "", "```diff", *_difference(bad, good), "```", "")


def explained(entry: Entry) -> list[str]:
    """An entry as the terminal shows it."""

    def wrapped(text: str) -> list[str]:
        return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)

    lines = [f"{entry.code} {entry.name} ({entry.severity})", "", entry.title, "", *wrapped(entry.explanation), ""]
    if entry.languages:
        lines += [*wrapped(_judged_in(entry)), ""]
    if entry.example is None:
        return [*lines, *wrapped(f"For example: {entry.situation}")]
    bad, good = _unmarked(entry.example.bad), _unmarked(entry.example.good)
    for found in examined(bad):
        lines += ["For example:", "", *finding_told(found), ""]
    return [*lines, "Put right:", "", *(visible(f"  {line}") for line in _difference(bad, good))]


_LANGUAGES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French", "pl": "Polish"}


def _judged_in(entry: Entry) -> str:
    """In which languages an entry is given, and what of it in any other."""
    *names, last = sorted(_LANGUAGES[code] for code in entry.languages)
    judged = f"{', '.join(names)} and {last}" if names else last
    return f"Judged in {judged}; in other languages {entry.elsewhere or 'it is not looked for'}."


def explain_message(word: str) -> int:
    """Print an entry by its code or name. The result is the exit code: 0, or 2 when there is no such entry."""
    entry = next(
        (
            candidate
            for candidate in CATALOGUE.values()
            if word.casefold() in (candidate.code.casefold(), candidate.name)
        ),
        None,
    )
    if entry is None:
        near = nearest(word, [*CATALOGUE, *(candidate.name for candidate in CATALOGUE.values())])
        meant = f" Did you mean {near}?" if near else " Codes look like EW201."
        print(f"There is no message {visible(word)}.{meant}")
        return 2
    print("\n".join(explained(entry)))
    return 0


def examined(files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """The findings about these files."""
    read = tuple(PackFile(name, content.encode()) for name, content in sorted(files.items()))
    return build("example", read, Diagnostics(), "example")[1]


def _general(entry: Entry) -> list[str]:
    """The words of an entry, with its details left open."""
    fields = (
        "path",
        "known",
        "reason",
        "position",
        "size",
        "limit",
        "what",
        "name",
        "meant",
        "strategy",
        "count",
        "plays",
        "which",
        "measure",
        "range",
    )
    details = dict.fromkeys((*fields, "share", "bound", "command"), "…") | {"others": ""}
    return [entry.message.format(**details), f"→ {entry.fix.format(**details)}"]


def _unmarked(files: Files) -> dict[str, str]:
    by_name = {"pack.yaml": files} if isinstance(files, str) else files
    return {name: content.replace(MARK, "") for name, content in sorted(by_name.items())}


def _as_one(files: Mapping[str, str]) -> str:
    if list(files) == ["pack.yaml"]:
        return files["pack.yaml"]
    return "".join(f"# file: {name}\n{content}" for name, content in files.items())


def _difference(bad: Mapping[str, str], good: Mapping[str, str]) -> Iterator[str]:
    """Lines that go (`-`) and lines that come (`+`), with a line or two around them."""
    for name in sorted({*bad, *good}):
        before, after = bad.get(name, "").splitlines(), good.get(name, "").splitlines()
        changes = list(difflib.unified_diff(before, after, n=1, lineterm=""))[2:]
        if changes and len(bad) > 1:
            yield f"# file: {name}"
        yield from (visible(line) for line in changes if not line.startswith("@@"))
