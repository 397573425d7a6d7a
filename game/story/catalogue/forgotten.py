"""What a story does not remember: choices that leave no trace, and measures that decide nothing."""

from game.story.catalogue.entry import remark

_MARK = "A choice that is there for its own sake says `flavour: true`."

FORGOTTEN_CHOICE = remark(
    "EW991",
    "forgotten-choice",
    "A choice that nothing remembers",
    message="Nothing that comes later depends on {which}.",
    fix="Let something later ask for it (`chose.{name}` in a condition or a text), or change something here that is "
    "asked for. " + _MARK,
    explanation="Whoever chooses wants it to matter. Compared are all plays that differ in this choice alone: from "
    "where its list is over, no text, no offer, no question and no ending of theirs can differ. What the choice itself "
    "shows does not count, nor do minutes that only bring the end of the day nearer.",
    example=None,
    situation="All three answers to “How was the journey?” are followed by a sentence of their own, and nothing asks "
    "which one it was.",
)

CHOICES_ALIKE = remark(
    "EW992",
    "choices-alike",
    "Choices that come to the same",
    message="Nothing that comes later can tell these choices apart: {which}.",
    fix="Let something later tell them apart (`chose.{name}`), or make one choice of them. " + _MARK,
    explanation="Other choices of the list are remembered, but between these the player chooses nothing but the words "
    "that follow at once.",
    example=None,
    situation="Telling the truth costs trust; a polite lie and a rude one both cost nothing, and nobody remembers "
    "which it was.",
)

CLOCK_ALONE = remark(
    "EW993",
    "clock-alone",
    "A choice that only the clock remembers",
    message="Nothing that comes later depends on {which}, but for the minutes that it takes.",
    fix="Let something later ask for it (`chose.{name}` in a condition or a text). " + _MARK,
    explanation="The minutes can matter: something opens or closes at a certain time. But nobody in the story knows "
    "what they were spent on.",
    example=None,
    situation="“Look at the map” takes five minutes and leads back to the same list, and the gate closes at ten.",
)

UNREAD_MEASURE = remark(
    "EW994",
    "unread-measure",
    "A measure that nothing reads",
    message="`{measure}` is changed, and no condition and no text ever asks for it.",
    fix="Ask for it somewhere (`when: {measure} >= 2`), show it by leaving out `hidden: true`, or remove it.",
    explanation="Changes of a hidden measure that nobody asks for come to nothing: the choices that make them are not "
    "remembered.",
    example=None,
    situation="`trust_of_the_porter` is hidden, grows with every friendly word, and stands in no condition.",
)

INDIFFERENT_MEASURE = remark(
    "EW995",
    "indifferent-measure",
    "A measure that decides nothing",
    message="`{measure}` decides nothing: wherever it is asked for it is {range}, and every condition on it comes out "
    "the same.",
    fix="Compare it with numbers that some plays reach and others do not, or change it less often.",
    explanation="In every play there can be, each condition on it has the same answer. It was raised so often before, "
    "or so seldom, that no choice can make a difference. That is proved without looking at conditions on the way, so "
    "where nothing is said it may be so all the same.",
    example=None,
    situation="Each of the three ways into the office raises `trust` by 1, and behind them everything asks for "
    "`trust >= 1`.",
)
