"""Keys and values: what may stand where."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import (
    CLOCK,
    REST,
    TRUST,
    of_scene,
    pack,
    places,
    scene_pack,
)

UNKNOWN_KEY = error(
    "EW201",
    "unknown-key",
    "An unknown key",
    message="{what} has no key `{key}`.",
    fix="{suggestion}Known here: {known}.",
    explanation="Each thing has its own keys, and whatever follows any other key would be ignored without a "
    "word. It is nearly always a typing mistake.",
    example=of_scene("▸txt: Hello.\nend: e", "text: Hello.\nend: e"),
)

MISSING_KEY = error(
    "EW202",
    "missing-key",
    "A key is missing",
    message="{what} needs the key `{key}`: {meaning}.",
    fix="Add a line `{key}: …`.",
    explanation="Without this key the game would have nothing to show at this place.",
    example=Example(
        "pack: Test\nplaces:\n  hall:\n    ▸floor: 2\n" + REST.replace("end: e", "end: e\n    on_arrival: true"),
        "pack: Test\nplaces:\n  hall:\n    name: The hall\n    floor: 2\n"
        + REST.replace("end: e", "end: e\n    on_arrival: true"),
    ),
)

WRONG_SHAPE = error(
    "EW203",
    "wrong-shape",
    "Another kind of value is needed",
    message="`{key}` must be {expected}, but this is {found}.",
    fix="{example}",
    explanation="Some keys take a text, some a list, some further keys. It happens when a dash is left out, or "
    "when brackets are meant as text.",
    example=of_scene("text: ▸[Hello]\nend: e", 'text: "[Hello]"\nend: e'),
)

NOT_A_NUMBER = error(
    "EW204",
    "not-a-number",
    "A whole number is needed",
    message="`{key}` must be a whole number{bounds}, but “{value}” is not.",
    fix="Write digits only, for example `{key}: {example}`.",
    explanation="The game counts with this value, so it must be a whole number, written in digits.",
    example=of_scene("text: Hello.\npriority: ▸high\nend: e", "text: Hello.\npriority: 9\nend: e"),
)

NOT_YES_OR_NO = error(
    "EW205",
    "not-yes-or-no",
    "Yes or no is needed",
    message="`{key}` must be `true` or `false`, but “{value}” is neither.",
    fix="Write `{key}: true`, or leave the line out.",
    explanation="This key switches something on or off, so only the words for yes and no can follow it.",
    example=of_scene("text: Hello.\nagain: ▸perhaps\nend: e", "text: Hello.\nagain: true\nend: e"),
)

NOT_A_TIME = error(
    "EW206",
    "not-a-time",
    "A time of day is needed",
    message="`{key}` must be a time of day such as 08:30, but “{value}” is not.",
    fix="Write hours and minutes with a colon between them.",
    explanation="The story's clock runs in hours and minutes of one day, from 00:00 to 23:59.",
    example=Example(pack("clock: { start: ▸8.30, end: 12:00 }\n"), pack("clock: { start: 8:30, end: 12:00 }\n")),
)

NOT_A_CHANGE = error(
    "EW207",
    "not-a-change",
    "A change of a measure is needed",
    message="`{key}: {value}` does not say how the measure changes.",
    fix="Write `{key}: +1` to add, `{key}: -1` to take away, `{key}: =5` to set it.",
    explanation="A bare number does not say whether the measure grows by it or becomes it. A `+`, `-` or `=` in "
    "front does.",
    example=of_scene("text: Hello.\ntrust: ▸1\nend: e", "text: Hello.\ntrust: +1\nend: e", TRUST),
)

BAD_ID = error(
    "EW208",
    "bad-id",
    "Not an id",
    message="“{value}” cannot be an id.",
    fix="Ids are lower-case words joined by underscores, beginning with a letter: `{suggestion}`.",
    explanation="Saved games and other files refer to things by their ids, so an id is kept simple and never "
    "changes. What the player reads is in `name`, `title` or `choose`.",
    example=of_scene("text: Hello.\nend: ▸E", "text: Hello.\nend: e"),
)

EMPTY_VALUE = error(
    "EW209",
    "empty-value",
    "A key without a value",
    message="`{key}:` has no value.",
    fix="Write the value after the colon, or remove the line.",
    explanation="A key without a value was either forgotten, or its value is indented in such a way that it "
    "belongs to something else.",
    example=of_scene("text:▸\nend: e", "text: Hello.\nend: e"),
)

DUPLICATE_ID = error(
    "EW210",
    "duplicate-id",
    "The same id twice",
    message="There are two {kind}s with the id `{id}`; the other one is at {other}.",
    fix="Give one of them another id.",
    explanation="Anything that refers to the id could mean either. It happens when a file is copied as a template "
    "for the next one.",
    example=Example(
        {"pack.yaml": pack(""), "scene.yaml": "scene: ▸a\ntext: Hello again.\nend: e\n"},
        {"pack.yaml": pack(""), "scene.yaml": "scene: b\ntext: Hello again.\non_arrival: true\nend: e\n"},
    ),
)

DUPLICATE_SECTION = error(
    "EW211",
    "duplicate-section",
    "The same key in two files",
    message="`{key}` is already given at {other}.",
    fix="Keep it in one file only, usually `pack.yaml`.",
    explanation="What concerns the whole pack can be said only once, in any of its files; of two values one would be "
    "lost.",
    example=Example(
        {"more.yaml": "about: A test.\n", "pack.yaml": pack("▸about: Another test.\n")},
        {"more.yaml": "about: A test.\n", "pack.yaml": pack("")},
    ),
)

BAD_RANGE = error(
    "EW212",
    "bad-range",
    "An impossible range",
    message="The measure `{id}` cannot start at {start} and run from {low} to {high}.",
    fix="Let `start` lie between `min` and `max`, and `min` below `max`.",
    explanation="A measure begins between its lowest and its highest value and never leaves them.",
    example=Example(
        pack("measures:\n  ▸trust: { start: 11, min: 0, max: 10 }\n"),
        pack("measures:\n  trust: { start: 10, min: 0, max: 10 }\n"),
    ),
)

RESERVED_NAME = error(
    "EW213",
    "reserved-name",
    "A word that is taken",
    message="`{id}` cannot name a measure: the word has a meaning of its own.",
    fix="Choose another id, for example `{id}_level`.",
    explanation="Conditions use this word for something else, so a measure of that name could not be told from it.",
    example=Example(
        pack("measures:\n  ▸time: { start: 1 }\n"),
        pack("measures:\n  time_level: { start: 1 }\n"),
    ),
)

UNKNOWN_DIRECTION = error(
    "EW214",
    "unknown-direction",
    "An unknown direction",
    message="`{value}` is not a direction.",
    fix="{suggestion}Use one of: {known}.",
    explanation="Ways lead in the directions of the compass, up, down, in and out, so that each has its way back.",
    example=Example(places("{ ▸nroth: yard }"), places("{ north: yard }")),
)

TWO_FLOWS = error(
    "EW215",
    "two-ways-on",
    "Two ways on",
    message="`{first}` and `{second}` both say how the story goes on from here.",
    fix="Keep one of them.",
    explanation="After a step the story goes on in one way only. The second way would never be taken.",
    example=of_scene("text: Hello.\ngoto: a\n▸end: e", "text: Hello.\nend: e"),
)

OUTCOME_WITHOUT_ASK = error(
    "EW216",
    "outcome-without-question",
    "An outcome without a question",
    message="`{key}` says what follows an answer, but nothing is asked here.",
    fix="Add `ask: question_id` beside it.",
    explanation="`right` and `wrong` wait for an answer, and no question is asked here.",
    example=of_scene("text: Hello.\n▸right: Well done.\nend: e", "text: Hello.\nend: e"),
)

NOTHING_HAPPENS = warning(
    "EW217",
    "empty-scene",
    "An empty scene",
    message="The scene `{id}` shows nothing and does nothing.",
    fix="Give it a `text:` or `choices:`.",
    explanation="The scene would open and close without the player noticing.",
    example=Example("pack: Test\nscenes:\n  ▸a: {}\nendings:\n  e: The end.\n", pack("")),
)

ASK_UNCLEAR = error(
    "EW218",
    "ask-unclear",
    "Which question?",
    message="`ask` does not say which question.",
    fix="Write `ask: question_id`, `ask: {{ topic: a_topic }}` or `ask: {{ from: [one, another] }}`.",
    explanation="A question is asked by its id, or drawn by its topic or from a list.",
    example=of_scene("text: Hello.\nask: ▸{ topic: bells, from: [q] }\nend: e", "text: Hello.\nend: e"),
)

NO_CLOCK = error(
    "EW219",
    "no-clock",
    "There is no clock",
    message="`{key}` uses the story's clock, but the pack has none.",
    fix="Add `clock: {{ start: 08:30, end: 18:00 }}` to the pack, or leave this out.",
    explanation="Minutes and times of day need a clock that runs, and the pack sets none.",
    example=Example(
        scene_pack("text: Hello.\n▸minutes: 5\nend: e"),
        scene_pack("text: Hello.\nminutes: 5\nend: e", CLOCK),
    ),
)

BAD_CLOCK = error(
    "EW221",
    "bad-clock",
    "A clock that cannot run",
    message="The clock ends at {end}, which is not after its start at {start}.",
    fix="Let `end` be later than `start`, on the same day.",
    explanation="The clock of a story runs within one day, from its start to its end.",
    example=Example(
        pack("clock: ▸{ start: 12:00, end: 08:00 }\n"),
        pack("clock: { start: 08:00, end: 12:00 }\n"),
    ),
)

STAY_OUTSIDE_CHOICE = error(
    "EW220",
    "nowhere-to-stay",
    "Nowhere to stay",
    message="`{key}` works only inside a choice, where there is a list of choices to come back to.",
    fix="{fix}",
    explanation="`stay` and `back` lead back to a list of choices, and around this place there is none.",
    example=of_scene(
        "text: Hello.\n▸stay: true",
        "text: Hello.\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Go\n    end: e",
    ),
)

ASK_WORDS = error(
    "EW225",
    "ask-in-words",
    "The text of a question where its id belongs",
    message="`ask` takes the id of a question, but “{value}” is its text.",
    fix="{suggestion}",
    explanation="A question is written once, in the bank, and asked by its id wherever it is needed.",
    example=of_scene("text: Hello.\nask: ▸What falls?\nend: e", "text: Hello.\nend: e"),
)

KEY_AMONG_IDS = error(
    "EW226",
    "key-among-ids",
    "A key where an id belongs",
    message="`{key}` is a key of {what}, but stands here where the next id would.",
    fix="Indent it, with all that belongs to it, so that it stands below `{above}:` with the other keys.",
    explanation="A line that is not indented far enough ends what stands above it. Its key is then taken for the "
    "id of the next thing.",
    example=Example(
        "pack: Test\nscenes:\n  a:\n    text: Hello.\n  ▸choices:\n    - choose: Go\n      end: e\n"
        "endings:\n  e: The end.\n",
        scene_pack("text: Hello.\nchoices:\n  - choose: Go\n    end: e"),
    ),
)

NO_FIRST_LINE = error(
    "EW227",
    "no-first-line",
    "A file without its first line",
    message="`{key}` belongs to a {kind}, but no line of this file says which one.",
    fix="A file with one {kind} begins with `{kind}: its_id`.",
    explanation="A file that holds one scene or one dossier says on its first line which one. Without it nobody could "
    "refer to it.",
    example=Example(
        {"pack.yaml": pack(""), "the-yard.yaml": "▸text: Hello again.\non_arrival: true\nend: e\n"},
        {"pack.yaml": pack(""), "the-yard.yaml": "scene: the_yard\ntext: Hello again.\non_arrival: true\nend: e\n"},
    ),
)

SCENE_OR_SCENES = error(
    "EW228",
    "scene-or-scenes",
    "`scene:` for `scenes:`",
    message="`scene:` names the one scene of a file; several scenes by their ids stand below `scenes:`.",
    fix="Write `scenes:`, or `scene: its_id` with the keys of the scene in the same column.",
    explanation="A file holds either one scene, whose id stands behind `scene:`, or several below `scenes:`. One "
    "letter makes the difference.",
    example=Example(
        {"pack.yaml": pack(""), "more.yaml": "▸scene:\n  b:\n    text: Hello.\n    on_arrival: true\n"},
        {"pack.yaml": pack(""), "more.yaml": "scenes:\n  b:\n    text: Hello.\n    on_arrival: true\n"},
    ),
)

MEASURE_TOO_FAR = warning(
    "EW229",
    "measure-too-far",
    "A change beyond the measure's range",
    message="`{key}` runs from {low} to {high}, and is changed by {change} here.",
    fix="Write a number within its range, or give the measure another `min` or `max`.",
    explanation="A measure never leaves its range, so the change would end at its bound. Probably another number, "
    "or another range, was meant. It is a warning: the story can be played.",
    example=of_scene("text: Hello.\ntrust: ▸=15\nend: e", "text: Hello.\ntrust: =10\nend: e", TRUST),
)

NO_SECTION = error(
    "EW230",
    "no-section",
    "A definition outside its section",
    message="`{id}` looks like one of the `{section}`, but does not stand below `{section}:`.",
    fix="Write the line `{section}:` above it, and indent it by two spaces.",
    explanation="A section says what the ids below it are. The line was left out, or what stands below it is not "
    "indented.",
    example=Example(
        {"pack.yaml": pack(""), "more.yaml": "  ▸b:\n    text: Hello again.\n    on_arrival: true\n"},
        {"pack.yaml": pack(""), "more.yaml": "scenes:\n  b:\n    text: Hello again.\n    on_arrival: true\n"},
    ),
)
