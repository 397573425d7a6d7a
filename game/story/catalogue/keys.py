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
    "Unknown key",
    message="{what} has no key `{key}`.",
    fix="{suggestion}Known here: {known}.",
    example=of_scene("▸txt: Hello.\nend: e", "text: Hello.\nend: e"),
)

MISSING_KEY = error(
    "EW202",
    "missing-key",
    "Missing key",
    message="{what} needs the key `{key}`: {meaning}.",
    fix="Add a line `{key}: …`.",
    example=Example(
        "pack: Test\nplaces:\n  hall:\n    ▸floor: 2\n" + REST.replace("end: e", "end: e\n    on_arrival: true"),
        "pack: Test\nplaces:\n  hall:\n    name: The hall\n    floor: 2\n"
        + REST.replace("end: e", "end: e\n    on_arrival: true"),
    ),
)

WRONG_SHAPE = error(
    "EW203",
    "wrong-shape",
    "Wrong shape",
    message="`{key}` must be {expected}, and this is {found}.",
    fix="{example}",
    example=of_scene("text: ▸[Hello]\nend: e", 'text: "[Hello]"\nend: e'),
)

NOT_A_NUMBER = error(
    "EW204",
    "not-a-number",
    "Not a number",
    message="`{key}` must be a whole number{bounds}, and “{value}” is not.",
    fix="Write digits only, for example `{key}: {example}`.",
    example=of_scene("text: Hello.\npriority: ▸high\nend: e", "text: Hello.\npriority: 9\nend: e"),
)

NOT_YES_OR_NO = error(
    "EW205",
    "not-yes-or-no",
    "Not yes or no",
    message="`{key}` must be `true` or `false`, and “{value}” is neither.",
    fix="Write `{key}: true`, or leave the line out.",
    example=of_scene("text: Hello.\nagain: ▸perhaps\nend: e", "text: Hello.\nagain: true\nend: e"),
)

NOT_A_TIME = error(
    "EW206",
    "not-a-time",
    "Not a time",
    message="`{key}` must be a time of day such as 08:30, and “{value}” is not.",
    fix="Write hours and minutes with a colon between them.",
    example=Example(pack("clock: { start: ▸8.30, end: 12:00 }\n"), pack("clock: { start: 8:30, end: 12:00 }\n")),
)

NOT_A_CHANGE = error(
    "EW207",
    "not-a-change",
    "Not a change",
    message="`{key}: {value}` does not say how the measure changes.",
    fix="Write `{key}: +1` to add, `{key}: -1` to take away, `{key}: =5` to set it.",
    example=of_scene("text: Hello.\ntrust: ▸1\nend: e", "text: Hello.\ntrust: +1\nend: e", TRUST),
)

BAD_ID = error(
    "EW208",
    "bad-id",
    "Bad id",
    message="“{value}” cannot be an id.",
    fix="Ids are lower-case words joined by underscores, beginning with a letter: `{suggestion}`.",
    example=of_scene("text: Hello.\nend: ▸E", "text: Hello.\nend: e"),
)

EMPTY_VALUE = error(
    "EW209",
    "empty-value",
    "Empty value",
    message="Nothing stands behind `{key}:`.",
    fix="Write the value behind the colon, or remove the line.",
    example=of_scene("text:▸\nend: e", "text: Hello.\nend: e"),
)

DUPLICATE_ID = error(
    "EW210",
    "duplicate-id",
    "Duplicate id",
    message="There are two {kind}s with the id `{id}`; the other one is at {other}.",
    fix="Give one of them another id.",
    example=Example(
        {"pack.yaml": pack(""), "scene.yaml": "scene: ▸a\ntext: Hello again.\nend: e\n"},
        {"pack.yaml": pack(""), "scene.yaml": "scene: b\ntext: Hello again.\non_arrival: true\nend: e\n"},
    ),
)

DUPLICATE_SECTION = error(
    "EW211",
    "duplicate-section",
    "Duplicate section",
    message="`{key}` is already given at {other}.",
    fix="Keep it in one file only, usually `pack.yaml`.",
    example=Example(
        {"more.yaml": "about: A test.\n", "pack.yaml": pack("▸about: Another test.\n")},
        {"more.yaml": "about: A test.\n", "pack.yaml": pack("")},
    ),
)

BAD_RANGE = error(
    "EW212",
    "bad-range",
    "Bad range",
    message="The measure `{id}` cannot start at {start} and run from {low} to {high}.",
    fix="Let `start` lie between `min` and `max`, and `min` below `max`.",
    example=Example(
        pack("measures:\n  ▸trust: { start: 11, min: 0, max: 10 }\n"),
        pack("measures:\n  trust: { start: 10, min: 0, max: 10 }\n"),
    ),
)

RESERVED_NAME = error(
    "EW213",
    "reserved-name",
    "Reserved name",
    message="`{id}` cannot name a measure: the word has a meaning of its own.",
    fix="Choose another id, for example `{id}_level`.",
    example=Example(
        pack("measures:\n  ▸time: { start: 1 }\n"),
        pack("measures:\n  time_level: { start: 1 }\n"),
    ),
)

UNKNOWN_DIRECTION = error(
    "EW214",
    "unknown-direction",
    "Unknown direction",
    message="`{value}` is no direction.",
    fix="{suggestion}Use one of: {known}.",
    example=Example(places("{ ▸nroth: yard }"), places("{ north: yard }")),
)

TWO_FLOWS = error(
    "EW215",
    "two-ways-on",
    "Two ways on",
    message="`{first}` and `{second}` both say how the story goes on from here.",
    fix="Keep one of them.",
    example=of_scene("text: Hello.\ngoto: a\n▸end: e", "text: Hello.\nend: e"),
)

OUTCOME_WITHOUT_ASK = error(
    "EW216",
    "outcome-without-question",
    "Outcome without question",
    message="`{key}` says what follows an answer, and nothing is asked here.",
    fix="Add `ask: question_id` beside it.",
    example=of_scene("text: Hello.\n▸right: Well done.\nend: e", "text: Hello.\nend: e"),
)

NOTHING_HAPPENS = warning(
    "EW217",
    "empty-scene",
    "Empty scene",
    message="The scene `{id}` shows nothing and does nothing.",
    fix="Give it a `text:` or `choices:`.",
    example=Example("pack: Test\nscenes:\n  ▸a: {}\nendings:\n  e: The end.\n", pack("")),
)

ASK_UNCLEAR = error(
    "EW218",
    "ask-unclear",
    "Ask unclear",
    message="`ask` does not say which question.",
    fix="Write `ask: question_id`, `ask: {{ topic: a_topic }}` or `ask: {{ from: [one, another] }}`.",
    example=of_scene("text: Hello.\nask: ▸{ subject: bells }\nend: e", "text: Hello.\nend: e"),
)

NO_CLOCK = error(
    "EW219",
    "no-clock",
    "No clock",
    message="`{key}` uses the story's clock, and the pack has none.",
    fix="Add `clock: {{ start: 08:30, end: 18:00 }}` to the pack, or leave this out.",
    example=Example(
        scene_pack("text: Hello.\n▸minutes: 5\nend: e"),
        scene_pack("text: Hello.\nminutes: 5\nend: e", CLOCK),
    ),
)

BAD_CLOCK = error(
    "EW221",
    "bad-clock",
    "Bad clock",
    message="The clock ends at {end}, which is not after its start at {start}.",
    fix="Let `end` be later than `start`, on the same day.",
    example=Example(
        pack("clock: ▸{ start: 12:00, end: 08:00 }\n"),
        pack("clock: { start: 08:00, end: 12:00 }\n"),
    ),
)

STAY_OUTSIDE_CHOICE = error(
    "EW220",
    "nowhere-to-stay",
    "Nowhere to stay",
    message="`{key}` works inside a choice only, where there is a list of choices to come back to.",
    fix="{fix}",
    example=of_scene(
        "text: Hello.\n▸stay: true",
        "text: Hello.\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Go\n    end: e",
    ),
)

ASK_WORDS = error(
    "EW225",
    "ask-in-words",
    "The words of a question where its id belongs",
    message="`ask` takes the id of a question, and “{value}” is its words.",
    fix="{suggestion}",
    example=of_scene("text: Hello.\nask: ▸What falls?\nend: e", "text: Hello.\nend: e"),
)

KEY_AMONG_IDS = error(
    "EW226",
    "key-among-ids",
    "A key where an id belongs",
    message="`{key}` is a key of {what}, and stands here where the next id would.",
    fix="Indent it, with all that belongs to it, so that it stands below `{above}:` with the other keys.",
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
    message="`{key}` belongs to a {kind}, and no line of this file says to which one.",
    fix="A file with one {kind} begins with `{kind}: its_id`.",
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
    example=of_scene("text: Hello.\ntrust: ▸=15\nend: e", "text: Hello.\ntrust: =10\nend: e", TRUST),
)
