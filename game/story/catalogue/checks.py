"""What a pack says of itself as a whole: under `checks:` how severe findings are, under `balance:` who wins."""

from game.story.catalogue.entry import Example, error
from game.story.catalogue.examples import pack

UNKNOWN_CHECK = error(
    "EW222",
    "unknown-check",
    "No such finding",
    message="`check` has no finding `{value}`.",
    fix="{suggestion}Write the code or the name of a finding, as `check` shows it: `EW306` or `unreachable-scene`.",
    explanation="Under `checks:` a pack says how severe a finding is. A code that does not exist would change nothing, "
    "without anybody noticing.",
    example=Example(pack("checks: { ▸unreachable-scenes: off }\n"), pack("checks: { unreachable-scene: off }\n")),
)

UNKNOWN_SEVERITY = error(
    "EW223",
    "unknown-severity",
    "No such severity",
    message="A finding is an `error`, a `warning`, a `remark`, or `off`, but “{value}” is none of them.",
    fix="{suggestion}Write `error`, `warning`, `remark` or `off`.",
    explanation="`error` makes the check fail, `warning` is only reported (and fails with `--strict`), `remark` is "
    "reported with `--remarks`, and `off` says nothing at all.",
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

NOT_A_PERCENTAGE = error(
    "EW291",
    "not-a-percentage",
    "A share of plays is needed",
    message="`{key}` takes a share of all plays, from 0 % to 100 %, but “{value}” is not one.",
    fix="Write for example `{key}: 5 %`.",
    explanation="With the percent sign nobody has to ask whether 1 means every play or one in a hundred.",
    example=Example(
        pack("balance: { best: e, without_reading: ▸0.05 }\n"), pack("balance: { best: e, without_reading: 5 % }\n")
    ),
)

BALANCE_WITHOUT_BOUND = error(
    "EW491",
    "balance-without-bound",
    "A balance that promises nothing",
    message="`balance` names the best endings but says nothing about how often somebody reaches them.",
    fix="Add `without_reading: 5 %`, or `reader: 60 %`, or both.",
    explanation="`check` plays the story to compare what comes of it with these bounds; without one there is nothing "
    "to compare.",
    example=Example(pack("balance: ▸{ best: e }\n"), pack("balance: { best: e, reader: 60 % }\n")),
)

WON_WITHOUT_READING = error(
    "EW293",
    "won-without-reading",
    "Won without reading",
    message="`{strategy}` reaches a best ending in {count} of {plays} plays ({share}); the pack promises that nobody "
    "does so without reading in more than {bound}.{others}",
    fix="`{command}` shows how it fares. Let the ending ask for what only a reader knows, let the options give less "
    "away, or promise less.",
    explanation="A pack with `balance:` says which endings are to be earned. `check` plays it with strategies that do "
    "not read: always the first thing, the shortest option, the words of the notebook. It plays 100 times with "
    "each, and 400 times more where that leaves it open; it reports only what is beyond the bound with its whole 95 % "
    "interval. The guide describes each strategy under “Simulation”.",
    example=None,
    situation="`balance:` says `without_reading: 5 %`, and whoever always takes the first thing comes to the best "
    "ending.",
    opinion=True,
)

READER_DOES_NOT_WIN = error(
    "EW294",
    "reader-does-not-win",
    "A reader does not win",
    message="`reader`, who answers everything right and chooses at random, reaches a best ending in {count} of {plays} "
    "plays ({share}); at least {bound} are promised.",
    fix="`{command}` shows which endings come instead. Let less hang on choices and on time, or promise less.",
    explanation="Whoever has read and knows the answers should have a fair chance, whatever else is chosen. It is "
    "reported only where the whole 95 % interval lies below the bound.",
    example=None,
    situation="`balance:` says `reader: 60 %`, and the best ending hangs on a choice that one play in five makes.",
    opinion=True,
)
