"""Playthroughs: the files that say what somebody did in the story, and what must come of it."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import of_playthrough, playthrough_pack
from game.support import checksums

_BEHIND = checksums.Origin(1, "hq").line.removeprefix(checksums.HEAD_MARK).strip()
_RECORDED = (
    "playthrough: A test\npack: test\nfingerprint: 0c2f\nseed: 1\nchance: hq\nsteps:{behind}\n"
    '{mark}- {{"do": "a/eat_it"}} # 00000000\n'
)

STEP_UNCLEAR = error(
    "EW751",
    "step-unclear",
    "A step that says nothing, or too much",
    message="This step has {given}, but a step needs exactly one of these: {known}.",
    fix="Write each step after a dash of its own.",
    explanation="The steps of a playthrough are done one after the other, and each is one thing: something that is "
    "chosen, an answer, a walk. `saw` and `asked` may stand beside it.",
    example=of_playthrough("- ▸do: Eat it\n  undo: 1", "- do: Eat it\n- undo: 1"),
)
NOT_A_COMPARISON = error(
    "EW752",
    "not-a-comparison",
    "A number to compare with is needed",
    message="`{key}` takes a number, a time, or a comparison with one, but “{value}” is not one.",
    fix='Write `{key}: 5`, `{key}: at least 3`, or in quotation marks a comparison: `{key}: ">= 3"`.',
    explanation="What is expected of a measure, or of the clock, is a number, or how it compares with one. The "
    "characters `>` and `<` begin something else in the file format, so they stand in quotation marks.",
    example=of_playthrough("- expect: { trust: ▸high }", '- expect: { trust: ">= 1" }'),
)
NOT_AMONG = error(
    "EW753",
    "not-among-the-words",
    "One of a few words is needed",
    message="`{key}` takes one of a few words, but “{value}” is not among them.",
    fix="{suggestion}The words are: {known}.",
    explanation="Only these words have a meaning here.",
    example=of_playthrough("- expect: { answered: ▸correct }", "- expect: { ending: none }"),
)
NOT_A_SHARE = error(
    "EW754",
    "not-a-share",
    "A number from 0 to 1 is needed",
    message="`{key}` takes a number from 0 to 1, but “{value}” is not one.",
    fix="Write 0 for never, 1 for always, and for example `{key}: 0.6` for six times out of ten.",
    explanation="It says how probable something is.",
    example=of_playthrough("- play: { steps: 5, knowledge: ▸60% }", "- play: { steps: 5, knowledge: 0.6 }"),
)
NOT_A_PATTERN = error(
    "EW755",
    "not-a-pattern",
    "A pattern that cannot be used",
    message="What stands between the slashes cannot be used as a pattern: {reason}.",
    fix="Put a backslash before a character that is meant as it is, or leave the slashes out to look for the words.",
    explanation="Text between slashes is a regular expression. Only the part of that language is understood that "
    "never takes "
    "long, whoever wrote the file: `. * + ? {2,5} [a-z] ( | ) ^ $ \\d \\w \\s \\b`, and `(?i)` at its beginning.",
    example=of_playthrough("- expect: { sees: /Hello▸(/ }", "- expect: { sees: /Hello\\./ }"),
)
NO_SUCH_OPTION = warning(
    "EW756",
    "no-such-option",
    "A step that the story knows nothing of",
    message="Nothing in this story has the id `{id}`.",
    fix="{suggestion}If it was taken out of the story, take the step out, too.",
    explanation="The step names a choice, a scene, an item or an answer by its id, and there is none with this id. "
    "When the playthrough is run, the step can only be found by what the player saw (`saw`), if at all.",
    example=of_playthrough("- do: ▸a/eat", "- do: a/eat_it"),
)
NO_SUCH_INCLUDE = error(
    "EW757",
    "no-such-include",
    "An included playthrough that is not there",
    message="There is no playthrough `{name}` here.",
    fix="{suggestion}The name is that of a file, as seen from this one; `.yaml` may be left out.",
    explanation="`include` does the steps of another playthrough file, so that many can begin in the same way.",
    example=of_playthrough("- include: ▸beginnings", "- include: beginning"),
)
INCLUDE_OUTSIDE = error(
    "EW758",
    "include-outside",
    "An included playthrough that lies outside",
    message="`{name}` leads out of the folder of the pack.",
    fix="Copy the file into the pack, and write its name as seen from this file.",
    explanation="A playthrough is read from its pack's folder only, or from its own, so that a file from a stranger "
    "cannot read others on a computer.",
    example=of_playthrough("- include: ▸../../beginning", "- include: beginning"),
)
INCLUDE_CIRCLE = error(
    "EW759",
    "include-circle",
    "Playthroughs that include each other in a circle",
    message="This would never end: {way}.",
    fix="Take one of the `include` steps out.",
    explanation="Each would have to be done before the other.",
    example=Example(
        playthrough_pack("- include: ▸beginning", beginning="- include: play"), playthrough_pack("- include: beginning")
    ),
)
INCLUDES_TOO_DEEP = error(
    "EW760",
    "includes-too-deep",
    "Too many playthroughs inside each other",
    message="Here more than {limit} playthroughs include each other.",
    fix="Include the last one directly.",
    explanation="The limit keeps a file from a stranger from taking all of a computer's time.",
    example=None,
    situation="A playthrough includes one that includes another, and so on, a dozen times.",
)
PLAYTHROUGH_NOT_FIRST = error(
    "EW761",
    "playthrough-not-first",
    "`playthrough` is not the first key",
    message="`playthrough:` must be the first key of its file.",
    fix="Move this line to the top of the file.",
    explanation="By its first key a file says what it is. Files that begin with `playthrough:` are no part of the "
    "story: they are for whoever tests it.",
    example=Example(
        playthrough_pack("- do: Eat it", head="seed: 7\n▸playthrough: A test\n"),
        playthrough_pack("- do: Eat it", head="playthrough: A test\nseed: 7\n"),
    ),
)

NOT_REPEATED = error(
    "EW762",
    "not-repeated",
    "A step that cannot be repeated",
    message="`times` says how often something is done, but `{key}` is not repeated.",
    fix="Remove `times`; it stands beside {known}.",
    explanation="What is expected is expected once, and a walk to a place ends there. `undo` and `play` have a number "
    "of steps of their own.",
    example=of_playthrough(
        "- undo: 1\n  ▸times: 2",
        "- undo: 1",
    ),
)

RECORDED_LINE_CHANGED = warning(
    "EW763",
    "recorded-line-changed",
    "A recorded line that was changed",
    message="This line is not as it was recorded.",
    fix="If the file was changed by hand, delete the rest of the line after `steps:`. Otherwise it is damaged, and "
    "only the steps above this line are certain.",
    explanation="The game ends each line of a recorded play with a checksum, so that a damaged file is noticed. "
    "Without the words after `steps:`, no checksum counts, and the file is a playthrough like any other.",
    example=Example(
        playthrough_pack("") | {"play.yaml": _RECORDED.format(mark="▸", behind=f" {_BEHIND}")},
        playthrough_pack("") | {"play.yaml": _RECORDED.format(mark="", behind="")},
    ),
)
