"""A picture as a graph in the DOT language, for Graphviz and whatever else reads it."""

from __future__ import annotations

from game.author.map.cards import opening_words, trail_words
from game.author.map.picture import DrawnScene, Picture, Remarks
from game.author.map.sheet import SheetParts

_COLOURS = {"": "", "good": "#1e7a37", "doubtful": "#a15c00", "bad": "#b3261e"}
_MOST_CHOICES = 4


def dot_of(picture: Picture, parts: SheetParts = "all", remarks: Remarks | None = None) -> str:
    """The graph: a cluster for each wing, and in it for each place; scenes, endings, and what leads where."""
    lines = [
        f"digraph {_quoted(picture.title)} {{",
        "  rankdir=TB; compound=true; newrank=true;",
        f"  label={_quoted(_wrapped([picture.title, *picture.disclaimer]))}; labelloc=b; labeljust=l;",
        '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];',
        '  graph [fontname="sans-serif"];',
        '  edge [fontname="sans-serif", fontsize=9, color="#5d6b7a"];',
    ]
    with_scenes, with_places = parts != "places", parts != "scenes"
    for wing in [*picture.wings, ""]:
        places = [place for place in picture.places.values() if place.wing == wing]
        if not places:
            continue
        inner = []
        for place in places:
            inside = [_place(place.id, place.name)] if with_places else []
            inside += [_scene(picture, picture.scenes[id_], remarks or {}) for id_ in place.scenes if with_scenes]
            inner += _cluster(f"place {place.id}", place.name, inside) if with_scenes and inside else inside
        lines += _indented(_cluster(f"wing {wing}", picture.wings[wing], inner) if wing else inner)
    if with_scenes:
        lines += _indented([_scene(picture, picture.scenes[id_], remarks or {}) for id_ in picture.elsewhere])
        lines += _indented([_ending(id_, ending.title) for id_, ending in picture.endings.items()])
        lines += _indented([line for scene in picture.scenes.values() for line in _ways(picture, scene, with_places)])
    if with_places:
        lines += _indented(_exits(picture))
    return "\n".join([*lines, "}", ""])


def _quoted(words: str) -> str:
    r"""Words as a DOT string. A backslash would begin an escape such as `\N`; line breaks become `\n`."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _wrapped(paragraphs: list[str], width: int = 100) -> str:
    from textwrap import wrap

    return "\n".join(line for words in paragraphs for line in wrap(words, width))


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _cluster(name: str, label: str, inside: list[str]) -> list[str]:
    head = [
        f"subgraph {_quoted(f'cluster {name}')} {{",
        f'  label={_quoted(label)}; labelloc=t; style=rounded; color="#8d99a6";',
    ]
    return [*head, *_indented(inside), "}"] if inside else []


def _place(id_: str, name: str) -> str:
    return f'{_quoted(f"place {id_}")} [label={_quoted(name)}, shape=house, style=filled, fillcolor="#e8edf2"];'


def _scene(picture: Picture, scene: DrawnScene, remarks: Remarks) -> str:
    words = [scene.title, opening_words(picture, scene, scene.home), f"when {scene.when}" if scene.when else ""]
    look = ""
    if scene.id in remarks:
        words.append(remarks[scene.id].words)
        colour = _COLOURS[remarks[scene.id].tone]
        look = f', color="{colour}", penwidth=2' if colour else ""
    label = "\n".join(line for word in words if word for line in _wrapped([word], 34).split("\n"))
    tip = f"{scene.id}, {scene.file}:{scene.line}"
    return f"{_quoted(f'scene {scene.id}')} [label={_quoted(label)}, tooltip={_quoted(tip)}{look}];"


def _ending(id_: str, title: str) -> str:
    return f'{_quoted(f"ending {id_}")} [label={_quoted(title)}, shape=doubleoctagon, fillcolor="#fdf3dc"];'


def _ways(picture: Picture, scene: DrawnScene, with_places: bool) -> list[str]:
    lines = []
    for way in scene.ways:
        choices = [trail_words(by) for by in way.by if by]
        if len(choices) > _MOST_CHOICES:
            choices = [*choices[: _MOST_CHOICES - 1], f"and {len(choices) - _MOST_CHOICES + 1} more"]
        look = {
            "goto": "",
            "call": ", style=dashed, dir=both, arrowtail=odot",
            "end": ', color="#b58a2c", penwidth=1.6',
        }
        goal = f"ending {way.to}" if way.kind == "end" else f"scene {way.to}"
        label = _wrapped(choices, 30)
        lines.append(f"{_quoted(f'scene {scene.id}')} -> {_quoted(goal)} [label={_quoted(label)}{look[way.kind]}];")
    if with_places:
        lines += [
            f"{_quoted(f'place {place}')} -> {_quoted(f'scene {scene.id}')} [style=dotted, arrowhead=none];"
            for place in scene.at[1:]
        ]
    return lines


def _exits(picture: Picture) -> list[str]:
    """Each way once: with an arrow at both ends where it leads back too, dashed where it has a condition."""
    lines = []
    drawn: set[str] = set()
    for place in picture.places.values():
        drawn.add(place.id)
        for way in place.exits:
            if way.both_ways and way.to in drawn:
                continue
            label = f"{way.direction}\nwhen {way.when}" if way.when else way.direction
            look = f"{', dir=both' if way.both_ways else ''}{', style=dashed' if way.when else ''}"
            goal = _quoted(f"place {way.to}")
            lines.append(f"{_quoted(f'place {place.id}')} -> {goal} [label={_quoted(label)}, penwidth=2{look}];")
    return lines
