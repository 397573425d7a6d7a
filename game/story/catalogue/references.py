"""Ids: that they exist, that they are given once, that they lead on."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import (
    of_question,
    of_scene,
    of_whole_question,
    of_whole_scene,
    pack,
    places,
)

UNKNOWN_ID = error(
    "EW301",
    "unknown-id",
    "An id that does not exist",
    message="There is no {kind} `{id}`.",
    fix="{suggestion}",
    explanation="What is referred to must be defined somewhere in the pack; the order of files does not matter. "
    "Usually it is a slip, or the thing is still to be written.",
    example=of_scene("text: Hello.\nend: ▸ee", "text: Hello.\nend: e"),
)

NO_SCENES = error(
    "EW302",
    "no-scenes",
    "A pack without scenes",
    message="The pack has no scenes.",
    fix="Add a section `scenes:` or a file that begins with `scene: my_first_scene`.",
    explanation="A story happens in scenes; without any there is nothing to play.",
    example=Example("▸pack: Test\nendings:\n  e: The end.\n", pack("")),
)

NO_ENDINGS = warning(
    "EW303",
    "no-endings",
    "A pack without endings",
    message="The pack has no endings, so a play never ends.",
    fix="Add a section `endings:` and a choice with `end: the_ending`.",
    explanation="Nothing would ever end the play. In a pack that has just been begun this is natural, so it is a "
    "warning only.",
    example=Example("▸pack: Test\nscenes:\n  a:\n    text: Hello.\n", pack("")),
)

CALL_LOOP = error(
    "EW304",
    "call-loop",
    "A scene that calls itself",
    message="The scene `{id}` can come to call itself again: {path}.",
    fix="Use `goto` instead of `call` somewhere on this way.",
    explanation="`call` comes back when the called scene is over. A scene that calls itself would never be over.",
    example=of_whole_scene(
        "text: Hello.\nchoices:\n  - choose: Again\n    call: a\n  - choose: Go\n    end: e",
        "text: Hello.\nchoices:\n  - choose: Again\n    goto: a\n  - choose: Go\n    end: e",
    ),
)

GOTO_LOOP = error(
    "EW305",
    "endless-loop",
    "A circle without a choice",
    message="From here the story would run in a circle for ever, without a choice for the player: {path}.",
    fix="Put choices somewhere on this way, or let it end.",
    explanation="Scenes that lead to each other without asking the player would run for ever, and the screen would "
    "stand still.",
    example=of_whole_scene("text: Hello.\ngoto: a", "text: Hello.\nchoices:\n  - choose: Again\n    goto: a"),
)

UNREACHABLE_SCENE = warning(
    "EW306",
    "unreachable-scene",
    "A scene that nothing opens",
    message="Nothing opens the scene `{id}`: it has no `at`, no `on_arrival`, and no `goto` or `call` leads to it.",
    fix="Say where it is offered (`at: a_place`), or remove it.",
    explanation="No player would ever see it. It happens when the scene that leads here was renamed or is still to "
    "be written, so it is a warning only.",
    example=Example(
        pack("").replace("endings", "  ▸b:\n    text: Hello.\nendings"),
        pack("").replace("endings", "  b:\n    text: Hello.\n    on_arrival: true\nendings"),
    ),
)

CITATION_MISSING = error(
    "EW307",
    "uncited-question",
    "A question without its source",
    message="The question `{id}` does not say which fact it rests on.",
    fix="Add `cites: fact_id`. Every question names its source.",
    explanation="Every question of a bank should rest on a fact that can be looked up, so that nobody learns "
    "something wrong. It is a matter of opinion: a pack may switch this off under `checks:`.",
    opinion=True,
    example=of_whole_question("text: How much?\nnumber: 80", "text: How much?\nnumber: 80\ncites: bell"),
)

CITES_TODO = warning(
    "EW320",
    "cites-todo",
    "Questions that rest on no fact yet",
    message="{count} no fact yet: `cites: todo`.",
    fix="After `cites:`, give each the id of a fact from a dossier.",
    explanation="Imported questions say `cites: todo`. They can be asked as they are; until they cite a fact, nobody "
    "can look up where an answer comes from, and `check` compares no figure or name with a source. It is said once "
    "for a file.",
    example=of_question(
        "text: How much?\ncites: ▸todo\nnumber: 80\nbecause: So it is.",
        "text: How much?\ncites: bell\nnumber: 80\nbecause: So it is.",
    ),
)

UNKNOWN_DOSSIER = error(
    "EW308",
    "unknown-dossier",
    "An unknown dossier",
    message="There is no dossier `{id}`.",
    fix="{suggestion}Dossiers that come with the game: {known}.",
    explanation="A dossier is cited by the id of its file, with underscores.",
    example=Example(
        pack("disclaimer: Invented.\ndossiers: [▸inside_nata]\n"),
        pack("disclaimer: Invented.\ndossiers: [inside_nato]\n"),
    ),
)

SAME_EXIT = error(
    "EW309",
    "two-ways-in-one-direction",
    "Two ways in one direction",
    message="From `{place}`, {direction} leads to `{first}` and also to `{second}`.",
    fix="Ways lead both ways by themselves. Use another direction, or `one_way: true`.",
    explanation="A way leads back by itself, in the opposite direction. When that direction is taken, the player "
    "would have two ways with one name.",
    example=Example(
        places("{ ▸north: yard }", "{ south: shed }"),
        places("{ north: { to: yard, one_way: true } }", "{ south: shed }"),
    ),
)

DUPLICATE_CHOICE = error(
    "EW310",
    "same-choice-twice",
    "The same choice twice",
    message="Two choices of the scene `{scene}` have the same id `{id}`; the other is on line {first}.",
    fix="Give one of them an `id:` of its own.",
    explanation="A saved game remembers a choice by its id, which is made from its label. Two alike could not be "
    "told apart.",
    example=of_scene(
        "choices:\n  - choose: Go\n    end: e\n  - choose: ▸Go!\n    end: e",
        "choices:\n  - choose: Go\n    end: e\n  - choose: Go!\n    id: go_now\n    end: e",
    ),
)

NO_LEAVING = warning(
    "EW311",
    "no-way-to-leave",
    "No way to leave",
    message="The scene `{id}` can be opened again and again, but each choice that leaves it works only once.",
    fix="Add `again: true` to a choice that leaves.",
    explanation="Once every way out has been taken, only choices that stay are left, and the player is trapped.",
    example=of_whole_scene(
        "again: true\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Leave",
        "again: true\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Leave\n    again: true",
    ),
)

NEVER_ACHIEVED = warning(
    "EW312",
    "never-achieved",
    "An achievement that nothing gives",
    message="Nothing gives the achievement `{id}`.",
    fix="Say when it is earned (`when: has.badge`), or give it in a scene (`achieve: {id}`).",
    explanation="An achievement comes from a condition of its own or from a scene. This one has neither, "
    "so nobody will ever see it.",
    example=Example(
        pack("achievements:\n  ▸explorer: { title: Explorer }\n"),
        pack("achievements:\n  explorer: { title: Explorer, when: seen.a }\n"),
    ),
)

NAME_FOR_ID = error(
    "EW313",
    "name-for-id",
    "A name where an id belongs",
    message="“{name}” is what the {kind} `{id}` is called; here the id of {wanted} is wanted.",
    fix="{instead}",
    explanation="The parts of a pack speak of each other by their ids. Names are for players, and can be changed or "
    "translated without anything breaking.",
    example=Example(
        places("{ north: ▸The yard, east: shed }").replace("at: hall", "at: [hall, yard, shed]"),
        places("{ north: yard, east: shed }").replace("at: hall", "at: [hall, yard, shed]"),
    ),
)

OTHER_KIND = error(
    "EW314",
    "other-kind",
    "The id of something else",
    message="`{id}` is {other}, but `{key}:` takes {kind}.",
    fix="{instead}",
    explanation="Each key leads to one kind of thing: `goto` to a scene, `move` to a place, `end` to an ending, `give` "
    "to an item, `learn` to a fact.",
    example=of_scene("text: Hello.\ngoto: ▸e", "text: Hello.\nend: e"),
)

DEADLINE_OFF_CLOCK = warning(
    "EW342",
    "deadline-off-the-clock",
    "A deadline that the clock never shows",
    message="The deadline `{id}` lies outside the clock, which runs from {start} to {end}.",
    fix="Write a time after the start of the clock and not after its end.",
    explanation="A deadline is told with the minutes that are left until then.",
    example=Example(
        "pack: Test\nclock: { start: 08:00, end: 12:00 }\ndeadlines: { ▸gong: 14:00 }\n"
        "scenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n",
        "pack: Test\nclock: { start: 08:00, end: 12:00 }\ndeadlines: { gong: 11:00 }\n"
        "scenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n",
    ),
)

COMB_WITHOUT_TEETH = error(
    "EW343",
    "comb-without-teeth",
    "A comb without teeth",
    message="`map: comb` needs wings whose ids end with a number, and none does.",
    fix="Call the wings that branch off `wing_1`, `wing_2` …, or write `map: boxes`.",
    explanation="The teeth of the comb are the wings with a number; everything else lies between the two rows of them.",
    example=Example(
        pack("wings: { north: North }\nmap: ▸comb\n"),
        pack("wings: { north: North }\nmap: boxes\n"),
    ),
)

NO_PRICE_TO_TELL = warning(
    "EW341",
    "no-price-to-tell",
    "A price that cannot be told",
    message="`price: true` shows what a choice costs, and this one takes no time, no points and no item.",
    fix="Write what it costs in words, `price: a favour`, or remove `price:`.",
    explanation="The game can tell the minutes of the choice itself, what it takes from a measure that is shown, and "
    "the items that are lost. What happens later, in another scene or after an answer, it does not look for.",
    example=of_scene(
        "text: Hello.\nchoices:\n  - choose: Go\n    price: ▸true\n    end: e",
        "text: Hello.\nchoices:\n  - choose: Go\n    price: your good name\n    end: e",
    ),
)

CLOSED_WITHOUT_WHEN = warning(
    "EW315",
    "closed-without-when",
    "A reason that is never shown",
    message="`closed` says why a choice cannot be taken, but this one always can.",
    fix="Write `when:` with the condition, or remove `closed:`.",
    explanation="What follows `closed` is shown while the condition of `when` does not hold.",
    example=of_scene(
        "text: Hello.\nchoices:\n  - choose: Go\n    ▸closed: Not yet.\n    end: e",
        "text: Hello.\nchoices:\n  - choose: Go\n    end: e",
    ),
)
