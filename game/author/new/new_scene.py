"""A new scene: a commented file of its own, or a piece of the one file that a small pack is."""

from __future__ import annotations

from typing import NamedTuple

from game.author.new.asking import Asker, NotWritten
from game.author.new.placing import command
from game.author.new.schema_line import new_modeline
from game.author.new.target_pack import PackAtHand, add_files, add_to_section, free_id, open_pack, starts_elsewhere
from game.play.narration import in_sentence
from game.story.source.yaml_quoting import shown


class SceneAnswers(NamedTuple):
    """What the scene is to be; None: to be asked."""

    title: str | None = None
    at: str | None = None
    with_: str | None = None


def new_scene(pack_name: str, id_: str | None, given: SceneAnswers, asker: Asker) -> list[str]:
    """Write a scene into a pack. The result says what was written and what to do next. Raises NotWritten, PackError."""
    pack = open_pack(pack_name)
    free_id(id_, "", pack.definitions.scenes, "scene")
    default = id_.replace("_", " ").capitalize() if id_ else "Something new"
    title = asker.words("Title, as the player sees it", default, given.title)
    at = asker.pick("Where", pack.places, pack.places[0].id if pack.places else "", given.at)
    with_ = asker.pick("With whom", pack.people, "", given.with_)
    id_ = free_id(id_, title, pack.definitions.scenes, "scene")
    keys = _keys(pack, title, at, with_)
    if not pack.is_folder:
        written = add_to_section(pack, "scenes", f"{id_}:\n" + "".join(f"  {line}".rstrip(" ") for line in keys))
    else:
        name = _file_name(pack, id_, keys)
        written = add_files(pack, {name: _file(name, id_, keys)})
    if at:
        opens = f"It opens at {in_sentence(pack.definitions.places[at].name.value)}."
    else:
        opens = f"To lead to it from another scene or choice, write there: goto: {id_}"
    return [
        f"Written: {written[0]}",
        f"The id of the scene is `{id_}`. {opens}",
        "Next: open the file, put your own words in, and try it:",
        f"  {command('eightwings', 'check', pack.name)}",
        f"  {command('eightwings', 'play', pack.name, '--new')}",
    ]


def _file(name: str, id_: str, keys: list[str]) -> str:
    head = [
        f"{new_modeline(name)}\n",
        "# The id of the scene. Other scenes refer to it by this word, so it stays as it is.\n",
        f"scene: {id_}\n",
    ]
    return "".join([*head, *keys])


def _file_name(pack: PackAtHand, id_: str, keys: list[str]) -> str:
    """A file that does not come before the scene with which the story begins, when only its order says which."""
    for name in (f"{id_}.yaml", f"scenes/{id_}.yaml"):
        if not starts_elsewhere(pack, {name: _file(name, id_, keys)}):
            return name
    assert pack.story is not None  # noqa: S101 - else it would start nowhere
    raise NotWritten(
        "Nothing was written: the story would begin with the new scene. "
        f"First say with which scene it begins: write the line `start: {pack.story.start_scene}` below `pack:`."
    )


def _keys(pack: PackAtHand, title: str, at: str, with_: str) -> list[str]:
    person = pack.definitions.people.get(with_)
    lines = [
        "# How the scene is offered to the player.",
        f"title: {shown(title)}",
    ]
    if at:
        lines += ["# The place where it is offered.", f"at: {at}"]
    else:
        lines += [
            "# Without a place it opens by itself, as soon as no other scene is running. To open it from another",
            "# scene instead, write `goto:` or `call:` there, with the id of this one, and delete the next line.",
            "on_arrival: true",
        ]
    if with_:
        lines += ["# Who takes part.", f"with: {with_}"]
    lines += [
        "# A condition, if it is to open only then. Take the # away to use it.",
        f"# when: {_condition(pack, at)}",
        "# What the player reads. An empty line begins a new paragraph.",
        "text: |",
        "  Write here what the player sees. *Stars* give a word its stress.",
    ]
    if person is not None and person.fictional:
        lines += ["", f"  {with_}: A paragraph that begins so is spoken by that person."]
    lines += [
        "# What the player can do, and what comes of it.",
        "choices:",
        "  - choose: Look more closely",
        "    text: Write here what comes of it.",
        "    # The same choices once more; without this line the scene would be over now.",
        "    stay: true",
        "  - choose: Leave it at that",
        "    text: Write here how the scene closes.",
    ]
    return [f"{line}\n" for line in lines]


def _condition(pack: PackAtHand, at: str) -> str:
    if pack.definitions.measures:
        measure, definition = next(iter(pack.definitions.measures.items()))
        return f"{measure} >= {definition.start}"
    if pack.definitions.scenes:
        return f"seen.{next(iter(pack.definitions.scenes))}"
    return f"been.{at}" if at else "time >= 14:00"
