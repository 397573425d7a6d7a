"""Every message that loading a pack can give, each registered once: code, name, severity, what is wrong, what to do.

The words are for someone who has never programmed: no "mapping", no "scalar", no "token".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

CATALOGUE: dict[str, Entry] = {}


class Entry(NamedTuple):
    """One kind of finding. `message` and `fix` are templates filled by `Diagnostics.report`."""

    code: str
    name: str
    severity: Severity
    message: str
    fix: str


def _error(code: str, name: str, message: str, fix: str) -> Entry:
    return _register(Entry(code, name, "error", message, fix))


def _warning(code: str, name: str, message: str, fix: str) -> Entry:
    return _register(Entry(code, name, "warning", message, fix))


def _register(entry: Entry) -> Entry:
    if entry.code in CATALOGUE:
        raise ValueError(f"two diagnostics with the code {entry.code}")
    CATALOGUE[entry.code] = entry
    return entry


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────

NO_SUCH_PACK = _error(
    "EW101",
    "no-such-pack",
    "There is no pack at {path}.",
    "Give the folder of a pack, a single story file, or the name of a pack that comes with the game ({known}).",
)
NOT_A_PACK = _error(
    "EW102",
    "not-a-pack",
    "{path} is no pack: no file in it has the key `pack:`.",
    "A pack needs one file that begins with `pack: The title of the story`.",
)
UNREADABLE_FILE = _error(
    "EW103",
    "unreadable-file",
    "This file cannot be read: {reason}.",
    "Check that the file exists and that you may read it.",
)
NOT_UTF8 = _error(
    "EW104",
    "not-utf-8",
    "This file is not saved as UTF-8 text (byte {position} does not fit).",
    "In your editor choose “Save with encoding: UTF-8”.",
)
CONTROL_CHARACTER = _error(
    "EW105",
    "control-character",
    "There is an invisible control character ({name}) here.",
    "Delete it: it cannot be shown, and could upset a terminal.",
)
FILE_TOO_LARGE = _error(
    "EW106",
    "file-too-large",
    "This file is {size} long; a story file may have at most {limit}.",
    "Split it into several files: their order does not matter.",
)
OUTSIDE_PACK = _error(
    "EW107",
    "outside-the-pack",
    "This file is a link that leads out of the pack's folder.",
    "Copy the file into the pack instead of linking to it.",
)
TOO_MANY_FILES = _error(
    "EW108",
    "too-many-files",
    "This folder holds more than {limit} story files.",
    "Check that you gave the folder of one pack, not a folder above it.",
)

# ── Lines and signs (what the file format asks) ──────────────────────────────────────────────────────────

TAB = _error(
    "EW120",
    "tab",
    "There is a tab character here; lines are indented with spaces only.",
    "Replace the tab by spaces (two for each level).",
)
WRONG_INDENT = _error(
    "EW121",
    "wrong-indent",
    "This line does not line up with the lines above it.",
    "Keys that belong together start in the same column. Check the spaces before this line and before the one above.",
)
COLON_IN_TEXT = _error(
    "EW122",
    "colon-in-text",
    "There is a second `: ` in this line, so it cannot be told where the key ends and the text begins.",
    'Put the whole text in double quotes: key: "one: two", or write it below the key after a `|`.',
)
MISSING_COLON = _error(
    "EW123",
    "missing-colon",
    "A key is expected here, and a colon with a space behind it.",
    "Write `key: value`, with one space after the colon. Longer text goes below a `|`, indented.",
)
SPECIAL_START = _error(
    "EW124",
    "special-start",
    "Text cannot begin with `{sign}` here: the sign has a meaning of its own.",
    "Put the text in double quotes, or write it below the key after a `|`.",
)
UNCLOSED_QUOTE = _error(
    "EW125",
    "unclosed-quote",
    "The quotation mark that opens here does not close where the text ends.",
    "Close it at the end. Inside single quotes an apostrophe is doubled ('don''t'); double quotes are easier.",
)
SHARED_PIECE = _error(
    "EW126",
    "anchor-or-alias",
    "`&name` and `*name` (pieces of a file used twice) are not part of the story format.",
    "Write the text out in both places; if `&` or `*` is meant as text, put the text in double quotes.",
)
TAGGED = _error(
    "EW127",
    "tag",
    "`!{tag}` is not part of the story format.",
    "If the exclamation mark is meant as text, put the text in double quotes.",
)
TOO_DEEP = _error(
    "EW128",
    "too-deep",
    "This is nested more than {limit} levels deep.",
    "Move part of it into a scene of its own and reach it by `goto` or `call`.",
)
TWO_DOCUMENTS = _error(
    "EW129",
    "two-documents",
    "The line `---` begins a second document in this file; a story file is one.",
    "Remove the line, or put what follows into a file of its own.",
)
DUPLICATE_KEY = _error(
    "EW130",
    "duplicate-key",
    "`{key}` stands here twice; the first one is in line {first}.",
    "Keep one of them.",
)
NOT_A_TABLE = _error(
    "EW131",
    "not-keys",
    "A story file consists of keys with values; this is {found}.",
    "Begin with a key, for example `scene: my_scene` or `scenes:`.",
)
BROKEN_FILE = _error(
    "EW132",
    "broken-file",
    "The file cannot be understood from here on ({reason}).",
    "Look at this line and the one above: a missing colon, quotation mark, or bracket is the usual cause.",
)
COMMENT_AFTER_TEXT = _warning(
    "EW133",
    "comment-after-text",
    "What stands behind ` #` is a comment and is not shown: “{lost}”.",
    "If it belongs to the text, put the text in double quotes.",
)

UNKNOWN_ESCAPE = _error(
    "EW134",
    "unknown-escape",
    "The backslash `\\` has a meaning of its own between double quotes, and none before these signs.",
    "Write the text below the key after a `|`, where a backslash is just a backslash, or double it.",
)

# ── Keys and values ──────────────────────────────────────────────────────────────────────────────────────

UNKNOWN_KEY = _error(
    "EW201",
    "unknown-key",
    "{what} has no key `{key}`.",
    "{suggestion}Known here: {known}.",
)
MISSING_KEY = _error(
    "EW202",
    "missing-key",
    "{what} needs the key `{key}`: {meaning}.",
    "Add a line `{key}: …`.",
)
WRONG_SHAPE = _error(
    "EW203",
    "wrong-shape",
    "`{key}` must be {expected}, and this is {found}.",
    "{example}",
)
NOT_A_NUMBER = _error(
    "EW204",
    "not-a-number",
    "`{key}` must be a whole number{bounds}, and “{value}” is not.",
    "Write digits only, for example `{key}: {example}`.",
)
NOT_YES_OR_NO = _error(
    "EW205",
    "not-yes-or-no",
    "`{key}` must be `true` or `false`, and “{value}” is neither.",
    "Write `{key}: true`, or leave the line out.",
)
NOT_A_TIME = _error(
    "EW206",
    "not-a-time",
    "`{key}` must be a time of day such as 08:30, and “{value}” is not.",
    "Write hours and minutes with a colon between them.",
)
NOT_A_CHANGE = _error(
    "EW207",
    "not-a-change",
    "`{key}: {value}` does not say how the measure changes.",
    "Write `{key}: +1` to add, `{key}: -1` to take away, `{key}: =5` to set it.",
)
BAD_ID = _error(
    "EW208",
    "bad-id",
    "“{value}” cannot be an id.",
    "Ids are lower-case words joined by underscores, beginning with a letter: `{suggestion}`.",
)
EMPTY_VALUE = _error(
    "EW209",
    "empty-value",
    "Nothing stands behind `{key}:`.",
    "Write the value behind the colon, or remove the line.",
)
DUPLICATE_ID = _error(
    "EW210",
    "duplicate-id",
    "There are two {kind}s with the id `{id}`; the other one is at {other}.",
    "Give one of them another id.",
)
DUPLICATE_SECTION = _error(
    "EW211",
    "duplicate-section",
    "`{key}` is already given at {other}.",
    "Keep it in one file only, usually `pack.yaml`.",
)
BAD_RANGE = _error(
    "EW212",
    "bad-range",
    "The measure `{id}` cannot start at {start} and run from {low} to {high}.",
    "Let `start` lie between `min` and `max`, and `min` below `max`.",
)
RESERVED_NAME = _error(
    "EW213",
    "reserved-name",
    "`{id}` cannot name a measure: the word has a meaning of its own.",
    "Choose another id, for example `{id}_level`.",
)
UNKNOWN_DIRECTION = _error(
    "EW214",
    "unknown-direction",
    "`{value}` is no direction.",
    "{suggestion}Use one of: {known}.",
)
TWO_FLOWS = _error(
    "EW215",
    "two-ways-on",
    "`{first}` and `{second}` both say how the story goes on from here.",
    "Keep one of them.",
)
OUTCOME_WITHOUT_ASK = _error(
    "EW216",
    "outcome-without-question",
    "`{key}` says what follows an answer, and nothing is asked here.",
    "Add `ask: question_id` beside it.",
)
NOTHING_HAPPENS = _warning(
    "EW217",
    "empty-scene",
    "The scene `{id}` shows nothing and does nothing.",
    "Give it a `text:` or `choices:`.",
)
ASK_UNCLEAR = _error(
    "EW218",
    "ask-unclear",
    "`ask` does not say which question.",
    "Write `ask: question_id`, `ask: {{ topic: a_topic }}` or `ask: {{ from: [one, another] }}`.",
)
NO_CLOCK = _error(
    "EW219",
    "no-clock",
    "`{key}` uses the story's clock, and the pack has none.",
    "Add `clock: {{ start: 08:30, end: 18:00 }}` to the pack, or leave this out.",
)
BAD_CLOCK = _error(
    "EW221",
    "bad-clock",
    "The clock ends at {end}, which is not after its start at {start}.",
    "Let `end` be later than `start`, on the same day.",
)
STAY_OUTSIDE_CHOICE = _error(
    "EW220",
    "nowhere-to-stay",
    "`{key}` works inside a choice only, where there is a list of choices to come back to.",
    "{fix}",
)

# ── Ids that refer to something ──────────────────────────────────────────────────────────────────────────

UNKNOWN_ID = _error(
    "EW301",
    "unknown-id",
    "There is no {kind} `{id}`.",
    "{suggestion}",
)
NO_SCENES = _error(
    "EW302",
    "no-scenes",
    "The pack has no scenes.",
    "Add a section `scenes:` or a file that begins with `scene: my_first_scene`.",
)
NO_ENDINGS = _warning(
    "EW303",
    "no-endings",
    "The pack has no endings, so a play never ends.",
    "Add a section `endings:` and a choice with `end: the_ending`.",
)
CALL_LOOP = _error(
    "EW304",
    "call-loop",
    "The scene `{id}` can come to call itself again: {path}.",
    "Use `goto` instead of `call` somewhere on this way.",
)
GOTO_LOOP = _error(
    "EW305",
    "endless-loop",
    "From here the story would run in a circle for ever, without a choice for the player: {path}.",
    "Put choices somewhere on this way, or let it end.",
)
UNREACHABLE_SCENE = _warning(
    "EW306",
    "unreachable-scene",
    "Nothing opens the scene `{id}`: it has no `at`, no `on_arrival`, and no `goto` or `call` leads to it.",
    "Say where it is offered (`at: a_place`), or remove it.",
)
CITATION_MISSING = _error(
    "EW307",
    "uncited-question",
    "The question `{id}` does not say which fact it rests on.",
    "Add `cites: fact_id`. Every question names its source.",
)
UNKNOWN_DOSSIER = _error(
    "EW308",
    "unknown-dossier",
    "There is no dossier `{id}`.",
    "{suggestion}Dossiers that come with the game: {known}.",
)
SAME_EXIT = _error(
    "EW309",
    "two-ways-in-one-direction",
    "From `{place}`, {direction} leads to `{first}` and also to `{second}`.",
    "Ways lead both ways by themselves. Use another direction, or `one_way: true`.",
)
DUPLICATE_CHOICE = _error(
    "EW310",
    "same-choice-twice",
    "Two choices of the scene `{scene}` have the same id `{id}`; the other is in line {first}.",
    "Give one of them an `id:` of its own.",
)
NO_LEAVING = _warning(
    "EW311",
    "no-way-to-leave",
    "The scene `{id}` can be opened again and again, but each choice that leaves it works only once.",
    "Add `again: true` to the choice with which one leaves.",
)

# ── Conditions ───────────────────────────────────────────────────────────────────────────────────────────

CONDITION_SYNTAX = _error(
    "EW401",
    "condition-unclear",
    "This condition cannot be understood: {reason}.",
    "Join parts with `and`, `or`, `not`, for example `has.badge and cohesion >= 3`.",
)
UNKNOWN_NAME = _error(
    "EW402",
    "unknown-name",
    "The condition speaks of `{name}`, and there is no such {kind}.",
    "{suggestion}",
)
CONDITION_TYPES = _error(
    "EW403",
    "condition-mixed",
    "{reason}.",
    "Compare measures with numbers (`cohesion >= 3`); join things that are true or false with `and`, `or`, `not`.",
)
CONDITION_TOO_LARGE = _error(
    "EW404",
    "condition-too-large",
    "This condition is too large: {reason}.",
    "Split it: let a scene happen when the first part holds, and ask `seen.that_scene` here.",
)

# ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────

UNCLOSED_BRACE = _error(
    "EW501",
    "unclosed-brace",
    "The `{{` here is not closed in the same paragraph.",
    "Close it with `}}`. If the brace itself is meant, write `\\{{`.",
)
STRAY_BRACE = _error(
    "EW502",
    "stray-brace",
    "There is a `}}` here that closes nothing.",
    "Remove it. If the brace itself is meant, write `\\}}`.",
)
UNKNOWN_INSERT = _error(
    "EW503",
    "unknown-insert",
    "`{{{inside}}}` names nothing that can be shown.",
    "{suggestion}",
)
UNKNOWN_SOURCE = _error(
    "EW504",
    "unknown-source",
    "The source mark `[{id}]` names no fact.",
    "{suggestion}If square brackets are meant as text, write `\\[`.",
)
NO_QUOTE = _error(
    "EW505",
    "no-quotation",
    "The fact `{id}` holds no words that somebody said.",
    "Cite it with `[{id}]`, or choose a fact that has a `quote`.",
)
UNCLOSED_EMPHASIS = _warning(
    "EW506",
    "unclosed-emphasis",
    "The `{sign}` here is not closed in the same paragraph and is shown as it is.",
    "Close it, or write `\\*` to show a star.",
)
UNKNOWN_SPEAKER = _warning(
    "EW508",
    "unknown-speaker",
    "Nobody is called `{id}`, so this is shown as it stands and nobody says it.",
    "{suggestion}",
)
TOO_MANY_PARTS = _error(
    "EW507",
    "too-many-alternatives",
    "A condition in a text chooses between two texts, and here are {count}.",
    "Write `{{condition: shown when it holds|shown otherwise}}`.",
)

# ── Questions ────────────────────────────────────────────────────────────────────────────────────────────

QUESTION_KIND = _error(
    "EW701",
    "question-without-answer",
    "The question `{id}` must have exactly one of: {kinds}. It has {found}.",
    "Say what the right answer is, for example `number: 8` or a list `answers:` with `right:` and `wrong:`.",
)
NO_RIGHT_ANSWER = _error(
    "EW702",
    "no-right-answer",
    "Exactly one of the answers of `{id}` must be `right:`; here are {count}.",
    "Mark the right one with `right:` and the others with `wrong:`.",
)
TOO_FEW_ANSWERS = _error(
    "EW703",
    "too-few-answers",
    "The question `{id}` has {count} answers to choose from; two are the least.",
    "Add a `wrong:` answer; three answers in all are best.",
)
SAME_ANSWER = _error(
    "EW704",
    "same-answer-twice",
    "Two answers of `{id}` are the same: “{answer}”.",
    "Change one of them.",
)
NO_GAP = _error(
    "EW705",
    "no-gap",
    "The text of `{id}` has no gap.",
    "Put the words to be filled in between square brackets: `It has [eight] wings.`",
)
BAD_NUMBER_KEY = _error(
    "EW706",
    "number-unclear",
    "The answer to `{id}` must be a number, and “{value}” is not.",
    "Write digits, for example `number: 8` or `number: 2.5`; a unit goes into `unit:`.",
)
QUESTION_TEXT = _error(
    "EW707",
    "question-without-text",
    "The question `{id}` has no `text:`.",
    "Write what is asked: `text: How many wings has the building?`",
)
MARKED_BOTH = _error(
    "EW708",
    "right-and-wrong",
    "An answer must be marked with either `right:` or `wrong:`.",
    "Write `- right: …` or `- wrong: …`.",
)
RIGHT_IS_LISTED_WRONG = _error(
    "EW709",
    "right-is-listed-wrong",
    "“{answer}” is both a right answer of `{id}` and under `not:`.",
    "Remove it from one of the two.",
)

ONE_ANSWER_WITH_COMMA = _warning(
    "EW710",
    "several-answers-in-one",
    "“{answer}” is one single answer, comma and all: who types a part of it is wrong.",
    "For several right answers write a list: `answer: [one, another]`.",
)

# ── Dossiers and people ──────────────────────────────────────────────────────────────────────────────────

FACT_WITHOUT_SPEAKER = _error(
    "EW801",
    "quotation-without-speaker",
    "The fact `{id}` quotes words without saying whose they are.",
    "Give `by:` the name of the person, or say in `states` that the article words it so.",
)
REAL_PERSON_SPEAKS = _error(
    "EW802",
    "real-person-speaks",
    "`{id}` is a real person and is given invented words here.",
    "Let the narrator report what the dossier has, with `[fact_id]`, or use `{{quote: fact_id}}`.",
)
REAL_OR_FICTIONAL = _error(
    "EW803",
    "real-or-fictional",
    "It is not said whether `{id}` is invented.",
    "Write `fictional: true`, or `real: true` for somebody who exists.",
)
NO_DISCLAIMER = _warning(
    "EW804",
    "no-disclaimer",
    "The pack cites dossiers and has no disclaimer.",
    "Add `disclaimer:` with what is invented, which articles it is built on, and of which period they tell.",
)
