"""The pack's key `checks:`, with which an author says how severe findings are."""

from game.story.catalogue.entry import Example, error
from game.story.catalogue.examples import pack

UNKNOWN_CHECK = error(
    "EW222",
    "unknown-check",
    "No such finding",
    message="`{value}` is no finding of `check`.",
    fix="{suggestion}Write the code or the name of a finding, as `check` shows it: `EW306` or `unreachable-scene`.",
    explanation="Under `checks:` a pack says how severe a finding is. A code that does not exist would change nothing, "
    "without anybody noticing.",
    example=Example(pack("checks: { ▸unreachable-scenes: off }\n"), pack("checks: { unreachable-scene: off }\n")),
)

UNKNOWN_SEVERITY = error(
    "EW223",
    "unknown-severity",
    "No such severity",
    message="A finding is an `error`, a `warning`, or `off`, and “{value}” is none of them.",
    fix="{suggestion}Write `error`, `warning` or `off`.",
    explanation="`error` lets the check fail, `warning` only tells, and `off` says nothing at all.",
    example=Example(pack("checks: { EW306: ▸silent }\n"), pack("checks: { EW306: off }\n")),
)

FIXED_SEVERITY = error(
    "EW224",
    "fixed-severity",
    "This stays an error",
    message="`{value}` ({title}) stays an error: the story cannot be built with it.",
    fix="Remove this line. Warnings and matters of opinion can be switched off.",
    explanation="Some mistakes leave nothing that could be played, so a pack cannot ask to have them overlooked.",
    example=Example(pack("checks: { ▸unknown-key: off }\n"), pack("checks: { unreachable-scene: off }\n")),
)
