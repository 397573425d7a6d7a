"""Conditions and sums."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import TRUST, of_scene, pack

CONDITION_SYNTAX = error(
    "EW401",
    "condition-unclear",
    "A condition that cannot be understood",
    message="This condition cannot be understood: {reason}.",
    fix="Conditions look like this: `has.badge and not seen.the_hall`, or `cohesion >= 3`.",
    explanation="Conditions are written with `and`, `or`, `not` and comparisons. Characters from mathematics or from "
    "other programs are not known.",
    example=of_scene("text: Hello.\nwhen: seen.a ▸& seen.a\nend: e", "text: Hello.\nwhen: seen.a and seen.a\nend: e"),
)

UNKNOWN_NAME = error(
    "EW402",
    "unknown-name",
    "An unknown name in a condition",
    message="The condition mentions `{name}`, but there is no such {kind}.",
    fix="{suggestion}",
    explanation="The condition asks about something that the pack does not have, so it could never be answered.",
    example=of_scene("text: Hello.\nwhen: not ▸trsut > 2\nend: e", "text: Hello.\nwhen: not trust > 2\nend: e", TRUST),
)

CONDITION_TYPES = error(
    "EW403",
    "condition-mixed",
    "Numbers and truths mixed up",
    message="{reason}.",
    fix="Compare measures with numbers (`cohesion >= 3`); join things that are true or false with `and`, `or`, `not`.",
    explanation="A measure is a number; `has.badge` is true or false. Only numbers can be compared, and only what "
    "is true or false can be joined.",
    example=of_scene(
        "text: Hello.\nwhen: seen.a and ▸trust\nend: e", "text: Hello.\nwhen: seen.a and trust > 1\nend: e", TRUST
    ),
)

CONDITION_TOO_LARGE = error(
    "EW404",
    "condition-too-large",
    "A condition that is too large",
    message="This condition is too large: {reason}.",
    fix="Split it: let a scene happen when the first part holds, and ask `seen.that_scene` here.",
    explanation="Nobody could still tell when it holds, and the limit keeps the game quick.",
    example=of_scene(
        f"text: Hello.\nwhen: ▸{' or '.join(['seen.a'] * 61)}\nend: e",
        f"text: Hello.\nwhen: {' or '.join(['seen.a'] * 60)}\nend: e",
    ),
)

COUNTS_TOO_FAR = error(
    "EW407",
    "counts-too-far",
    "A count compared with too high a number",
    message="`{name}` is compared with a number beyond {most}, which is as far as a story counts.",
    fix="Compare it with a number up to {most}, and not with anything else, such as another count.",
    explanation="A story counts how often something happened only as far as somebody asks, and never beyond "
    "a bound. What a promise says of a count must be true of the count itself, so it can ask for nothing beyond "
    "that bound.",
    example=Example(pack("promises:\n  - never: ▸visits.a > 500\n"), pack("promises:\n  - never: visits.a > 5\n")),
)

PROMISE_UNCLEAR = error(
    "EW408",
    "promise-unclear",
    "A promise that says nothing, or too much",
    message="This promise has {given}, but a promise needs exactly one of these: `always`, `never`, `can`, "
    "`can_still`, `leads_to`, `at_most`, `likely`.",
    fix="Write each promise after a dash of its own.",
    explanation="A promise says what is so in every play there can be: what is always so, what never is, or what a "
    "player can bring about or can still reach, what comes in any case, how often something is so at most, or how "
    "likely it is. `once`, `whenever`, `before`, `after` and `because` may stand beside that; `of` or `times` stands "
    "beside `at_most`.",
    example=Example(
        pack("promises:\n  - never: visits.a > 5\n    ▸can: seen.a\n"),
        pack("promises:\n  - never: visits.a > 5\n  - can: seen.a\n"),
    ),
)

PROMISE_KEYS = error(
    "EW410",
    "promise-keys",
    "A promise whose parts do not go together",
    message="`{key}` does not fit into a promise with `{kind}`: {reason}.",
    fix="See what goes together in the guide, under “Promises”.",
    explanation="What may stand beside `always`, `never` and `can` is `once`, `whenever`, `before` and `after`; beside "
    "`can_still` and `leads_to` either `once` or `whenever`; beside `at_most` either `of` or `times`, and `before`.",
    example=Example(
        pack("promises:\n  - can_still: seen.a\n    ▸after: a\n"),
        pack("promises:\n  - can_still: seen.a\n    once: seen.a\n"),
    ),
)

LIKELY_UNCLEAR = error(
    "EW409",
    "likely-unclear",
    "A promise about odds that cannot be understood",
    message="This promise about odds cannot be understood: {reason}.",
    fix="Write what is to happen, a bound, and who plays: `ending.e >= 60 % given knowledge 1`.",
    explanation="`likely` promises how likely it is that an ending is reached (`ending.e`), a fact is met (`knows.f`) "
    "or a question is asked (`asking.q`): at least (`>=`) or at most (`<=`) a share of all plays. Behind `given` "
    "stands who plays: `knowledge 0.8`, with `history 0.3` behind a comma for the questions on a topic, or `strategy "
    "reader`. Without it the knowledge is 0.6, as in `simulate`.",
    example=Example(
        pack("promises:\n  - likely: ▸ending.e > a lot\n"),
        pack("promises:\n  - likely: ending.e >= 60 % given knowledge 1\n"),
    ),
)

NEVER_TRUE = warning(
    "EW405",
    "never-true",
    "A condition that never holds",
    message="`{part}` can never be true: {reason}.",
    fix="Compare with a number that can be reached, or join the parts with `or`.",
    explanation="What hangs on such a condition is never shown. It is a warning: the story can be played, and in a "
    "story that is still being written the missing part may follow. Nothing needs to be promised about such a "
    "condition.",
    example=of_scene("text: Hello.\nwhen: ▸trust > 20\nend: e", "text: Hello.\nwhen: trust > 2\nend: e", TRUST),
)

ALWAYS_TRUE = warning(
    "EW406",
    "always-true",
    "A condition that always holds",
    message="`{part}` is always true: {reason}.",
    fix="Leave this part out, or compare with a number that is not always reached.",
    explanation="Such a condition keeps nothing back, so something else was probably meant. It is a warning: the story "
    "can be played all the same.",
    example=of_scene("text: Hello.\nwhen: ▸trust >= 0\nend: e", "text: Hello.\nwhen: trust >= 1\nend: e", TRUST),
)
