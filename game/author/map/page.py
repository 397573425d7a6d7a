"""A picture as a page: the drawing, and beside it every scene with its texts. One file that needs nothing else.

The words of a pack are a stranger's: everything is escaped, and the page allows no script but its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from game.author.map.cards import SIGN_OF_WAY, FullCards, exit_words, opening_words, trail_words
from game.author.map.outline import Line
from game.author.map.picture import DrawnEnding, DrawnPlace, DrawnScene, Picture, Remarks, Source
from game.author.map.sheet import Parts
from game.author.map.svg import DARK_STYLE, STYLE, svg_element
from game.play.reports import floor_name
from game.playthrough.web_page import web_page

_FOLDER = Path(__file__).parent


def page_of(picture: Picture, parts: Parts = "all", remarks: Remarks | None = None) -> str:
    """The picture as an HTML file."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{DARK_STYLE}\n}}"
    title = escape(picture.title)
    return web_page(
        f"{title}: map",
        f"{STYLE}\n{dark}\n{(_FOLDER / 'page.css').read_text('utf-8')}",
        [
            f"<header><h1>{title}</h1>{_TOOLS}</header>",
            "<main>",
            '<section id="drawing" tabindex="0" aria-label="The drawing. Arrow keys move it, plus and minus zoom.">',
            svg_element(picture, parts, FullCards(picture, remarks or {}), "", linked=True),
            "</section>",
            '<section id="list" aria-label="Everything as a list">',
            *_list(picture, parts, remarks or {}),
            "<footer>",
            *(f"<p>{escape(words)}</p>" for words in picture.disclaimer),
            "</footer>",
            "</section>",
            "</main>",
        ],
        (_FOLDER / "page.js").read_text("utf-8"),
    )


_TOOLS = (
    '<p class="tools"><label for="find">Find</label> <input type="search" id="find" autocomplete="off"> '
    '<output id="found" for="find"></output></p>'
    '<p class="tools"><button type="button" id="closer" aria-label="Closer">+</button> '
    '<button type="button" id="further" aria-label="Further away">−</button> '
    '<button type="button" id="whole">Whole map</button></p>'
)


def _list(picture: Picture, parts: Parts, remarks: Remarks) -> Iterator[str]:
    if parts != "places":
        yield "<h2>The scenes</h2>"
        for place, ids in picture.groups():
            yield f"<h3>{escape(place.name if place else 'At no place' if picture.places else 'All')}</h3>"
            for id_ in ids:
                yield from _scene(picture, picture.scenes[id_], remarks)
        yield "<h2>The endings</h2>"
        for ending in picture.endings.values():
            yield from _ending(picture, ending)
    if parts != "scenes" and picture.places:
        yield "<h2>The places</h2>"
        for place in picture.places.values():
            yield from _place(picture, place, parts)


def _scene(picture: Picture, scene: DrawnScene, remarks: Remarks) -> Iterator[str]:
    yield f'<article id="scene-{escape(scene.id)}" tabindex="-1"><h4>{escape(scene.title)}</h4>'
    spot = f"{scene.file}, line {scene.line}"
    yield f'<p class="spot"><code>{escape(scene.id)}</code> {escape(spot)}</p>'
    if scene.id in remarks:
        yield f'<p class="note {remarks[scene.id].tone}">{escape(remarks[scene.id].words)}</p>'
    opening = opening_words(picture, scene, None)
    people = f"with {', '.join(scene.people)}" if scene.people else ""
    yield from _paragraph("", "; ".join(one for one in (opening, people) if one))
    yield from _paragraph("when", f"when {scene.when}" if scene.when else "")
    yield from _links("Waits for", (_scene_link(picture, id_) for id_ in scene.after))
    yield from _links("Awaited by", (_scene_link(picture, id_) for id_ in scene.before))
    yield from _links("Reached from", (_source(picture, one) for one in scene.reached_from))
    yield from _links("Leads to", _ways(picture, scene))
    if scene.lines:
        yield "<details><summary>What happens</summary>"
        yield from _outline(picture, scene.lines)
        yield "</details>"
    yield "</article>"


def _ways(picture: Picture, scene: DrawnScene) -> Iterator[str]:
    for way in scene.ways:
        kind = "ending" if way.kind == "end" else "scene"
        back = ", and back" if way.kind == "call" else ""
        by = "; ".join(trail_words(one) for one in way.by if one)
        yield (
            f'{SIGN_OF_WAY[way.kind]} <a href="#{kind}-{escape(way.to)}">{escape(picture.name_of(way))}</a>{back}'
            f"{f': {escape(by)}' if by else ''}"
        )


def _ending(picture: Picture, ending: DrawnEnding) -> Iterator[str]:
    yield f'<article id="ending-{escape(ending.id)}" tabindex="-1" class="ending"><h4>{escape(ending.title)}</h4>'
    yield f'<p class="spot"><code>{escape(ending.id)}</code></p>'
    yield from _links("Reached from", (_source(picture, one) for one in ending.reached_from))
    if not ending.reached_from:
        yield "<p>No scene leads here.</p>"
    yield "<details><summary>What it says</summary>"
    yield from (f"<p>{escape(words)}</p>" for words in ending.words)
    yield "</details></article>"


def _place(picture: Picture, place: DrawnPlace, parts: Parts) -> Iterator[str]:
    yield f'<article id="place-{escape(place.id)}" tabindex="-1"><h4>{escape(place.name)}</h4>'
    wing = picture.wings.get(place.wing, "")
    where = "; ".join(one for one in (wing, floor_name(place.floor)) if one)
    yield f'<p class="spot"><code>{escape(place.id)}</code> {escape(where)}</p>'
    ways = (f'<a href="#place-{escape(way.to)}">{escape(exit_words(picture, way))}</a>' for way in place.exits)
    yield from _links("Ways", ways)
    if parts == "all":
        yield from _links("Scenes", (_scene_link(picture, id_) for id_ in place.scenes))
    yield "</article>"


def _paragraph(look: str, words: str) -> Iterator[str]:
    if words:
        yield f'<p class="{look}">{escape(words)}</p>' if look else f"<p>{escape(words)}</p>"


def _links(heading: str, entries: Iterable[str]) -> Iterator[str]:
    shown = "".join(f"<li>{one}</li>" for one in entries)
    if shown:
        yield f'<p class="what">{heading}</p><ul class="links">{shown}</ul>'


def _scene_link(picture: Picture, id_: str) -> str:
    return f'<a href="#scene-{escape(id_)}">{escape(picture.scenes[id_].title)}</a>'


def _source(picture: Picture, source: Source) -> str:
    by = "; ".join(trail_words(one) for one in source.by if one)
    return f"{_scene_link(picture, source.scene)}{f': {escape(by)}' if by else ''}"


def _outline(picture: Picture, lines: Iterable[Line]) -> Iterator[str]:
    """The lines as lists in lists, one a level of choices."""
    yield '<ul class="steps">'
    depth = 0
    for line in lines:
        while depth < len(line.by):
            yield "<li><ul>"
            depth += 1
        while depth > len(line.by):
            yield "</ul></li>"
            depth -= 1
        yield f'<li class="step-{line.kind}">{_step(picture, line)}</li>'
    yield "</ul></li>" * depth + "</ul>"


def _step(picture: Picture, line: Line) -> str:
    match line.kind:
        case "choice":
            when = f' <span class="when">when {escape(line.when)}</span>' if line.when else ""
            return f"{escape(line.words)}{when}"
        case "ask":
            asked = (f"{escape(picture.questions[id_])} <code>{escape(id_)}</code>" for id_ in line.questions)
            return f"{'asks' if len(line.questions) == 1 else 'asks one of'}: {'<br>'.join(asked)}"
        case "goto" | "call":
            return f"{SIGN_OF_WAY[line.kind]} {_scene_link(picture, line.to)}{', and back' * (line.kind == 'call')}"
        case "end":
            ending = picture.endings[line.to]
            return f'{SIGN_OF_WAY["end"]} <a href="#ending-{escape(ending.id)}">{escape(ending.title)}</a>'
        case "right" | "wrong":
            return f"when the answer is {line.kind}"
        case _:
            return escape(line.words)
