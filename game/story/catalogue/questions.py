"""Questions and their answers."""

from game.story.catalogue.entry import error, warning
from game.story.catalogue.examples import of_question, of_whole_question

QUESTION_KIND = error(
    "EW701",
    "question-without-answer",
    "Question without answer",
    message="The question `{id}` must have exactly one of: {kinds}. It has {found}.",
    fix="Say what the right answer is, for example `number: 8` or a list `answers:` with `right:` and `wrong:`.",
    example=of_whole_question("text: How much?\ncites: bell", "text: How much?\ncites: bell\nnumber: 80"),
)

NO_RIGHT_ANSWER = error(
    "EW702",
    "no-right-answer",
    "No right answer",
    message="Exactly one of the answers of `{id}` must be `right:`; here are {count}.",
    fix="Mark the right one with `right:` and the others with `wrong:`.",
    example=of_whole_question(
        "text: How much?\ncites: bell\nanswers:\n  - wrong: A\n  - wrong: B",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B",
    ),
)

TOO_FEW_ANSWERS = error(
    "EW703",
    "too-few-answers",
    "Too few answers",
    message="The question `{id}` has {count} answers to choose from; two are the least.",
    fix="Add a `wrong:` answer; three answers in all are best.",
    example=of_whole_question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B",
    ),
)

SAME_ANSWER = error(
    "EW704",
    "same-answer-twice",
    "Same answer twice",
    message="Two answers of `{id}` are the same: “{answer}”.",
    fix="Change one of them.",
    example=of_question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A pound\n  - wrong: ▸a pound",
        "text: How much?\ncites: bell\nanswers:\n  - right: A pound\n  - wrong: Two pounds",
    ),
)

NO_GAP = error(
    "EW705",
    "no-gap",
    "No gap",
    message="The text of `{id}` has no gap.",
    fix="Put the words to be filled in between square brackets: `It has [eight] wings.`",
    example=of_question(
        "cloze: ▸It weighs 80 kilograms.\ncites: bell", "cloze: It weighs [80] kilograms.\ncites: bell"
    ),
)

BAD_NUMBER_KEY = error(
    "EW706",
    "number-unclear",
    "Number unclear",
    message="The answer to `{id}` must be a number, and “{value}” is not.",
    fix="Write digits, for example `number: 8` or `number: 2.5`; a unit goes into `unit:`.",
    example=of_question("text: How much?\ncites: bell\nnumber: ▸eighty", "text: How much?\ncites: bell\nnumber: 80"),
)

QUESTION_TEXT = error(
    "EW707",
    "question-without-text",
    "Question without text",
    message="The question `{id}` has no `text:`.",
    fix="Write what is asked: `text: How many wings has the building?`",
    example=of_whole_question("cites: bell\nnumber: 80", "text: How much?\ncites: bell\nnumber: 80"),
)

MARKED_BOTH = error(
    "EW708",
    "right-and-wrong",
    "Right and wrong",
    message="An answer must be marked with either `right:` or `wrong:`.",
    fix="Write `- right: …` or `- wrong: …`.",
    example=of_question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B\n  - ▸right: C\n    wrong: D",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B\n  - wrong: C\n  - wrong: D",
    ),
)

RIGHT_IS_LISTED_WRONG = error(
    "EW709",
    "right-is-listed-wrong",
    "Right is listed wrong",
    message="“{answer}” is both a right answer of `{id}` and under `not:`.",
    fix="Remove it from one of the two.",
    example=of_question(
        "text: Who?\ncites: bell\nanswer: [Jan]\nnot: [▸jan]", "text: Who?\ncites: bell\nanswer: [Jan]\nnot: [Jane]"
    ),
)

ONE_ANSWER_WITH_COMMA = warning(
    "EW710",
    "several-answers-in-one",
    "Several answers in one",
    message="“{answer}” is one single answer, comma and all: who types a part of it is wrong.",
    fix="For several right answers write a list: `answer: [one, another]`.",
    example=of_question(
        "text: What falls?\ncites: bell\nanswer: ▸rain, the rain\nbecause: It rains.",
        "text: What falls?\ncites: bell\nanswer: [rain, the rain]\nbecause: It rains.",
    ),
)
