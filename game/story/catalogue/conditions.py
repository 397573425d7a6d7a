"""Conditions and sums."""

from game.story.catalogue.entry import error, warning
from game.story.catalogue.examples import TRUST, of_scene

CONDITION_SYNTAX = error(
    "EW401",
    "condition-unclear",
    "A condition that cannot be understood",
    message="This condition cannot be understood: {reason}.",
    fix="Conditions look like this: `has.badge and not seen.the_hall`, or `cohesion >= 3`.",
    explanation="Conditions are written with `and`, `or`, `not` and comparisons. Signs from mathematics or from "
    "other programs are not known.",
    example=of_scene("text: Hello.\nwhen: seen.a ▸& seen.a\nend: e", "text: Hello.\nwhen: seen.a and seen.a\nend: e"),
)

UNKNOWN_NAME = error(
    "EW402",
    "unknown-name",
    "An unknown name in a condition",
    message="The condition speaks of `{name}`, and there is no such {kind}.",
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
    explanation="Nobody could say any more when it holds, and the limit keeps the game quick.",
    example=of_scene(
        f"text: Hello.\nwhen: ▸{' or '.join(['seen.a'] * 61)}\nend: e",
        f"text: Hello.\nwhen: {' or '.join(['seen.a'] * 60)}\nend: e",
    ),
)

NEVER_TRUE = warning(
    "EW405",
    "never-true",
    "A condition that never holds",
    message="`{part}` can never be true: {reason}.",
    fix="Compare with a number that can be reached, or join the parts with `or`.",
    explanation="What hangs on such a condition is never shown. It is a warning: the story can be played, and in a "
    "story that is still being written the missing part may follow.",
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
