"""What the editorial lint says of real people, sources and wording."""

from __future__ import annotations

from game.story.catalogue.editorial_examples import BELL, asked, lint_pack, told_example
from game.story.catalogue.entry import WORDS_KNOWN, Example, error, remark, warning
from game.story.catalogue.examples import EXAMPLE_DOSSIER

INVENTED_QUOTATION = error(
    "EW901",
    "invented-quotation",
    "Invented quotation",
    message="“{words}” is attributed to {name}, a real person, but no dossier has these words.",
    fix="Remove the quotation marks and report what a fact says, with `[fact_id]`; or use `{{quote: fact_id}}`.",
    explanation="Words in quotation marks are taken for what somebody really said. An invented sentence by a real "
    "person spreads, and nobody can tell it from a true one.",
    languages=WORDS_KNOWN,
    elsewhere="only words directly behind a name and a colon are judged",
    example=told_example('▸"The harbour is lost," said Jan Roos.', "Jan Roos called it {quote: words}."),
)

DOUBTFUL_QUOTATION = warning(
    "EW902",
    "doubtful-quotation",
    "Doubtful quotation",
    message="The sentence names {name}, a real person, and quotes “{words}”, which no dossier has.",
    fix="Say who says these words, in a sentence of their own, or quote a fact: `{{quote: fact_id}}`.",
    explanation="A reader will take the words for those of the person who is named beside them.",
    example=told_example(
        'On the wall, beside a note on Jan Roos [words], hangs ▸"home at last".',
        'On the wall hangs a note on Jan Roos [words]. Beside it hangs "home at last".',
    ),
)

QUOTATION_WITHOUT_SOURCE = error(
    "EW903",
    "quotation-without-source",
    "Quotation without source",
    message="{name} is quoted here without a source; the words stand in the fact `{id}`.",
    fix="Use `{{quote: {id}}}`, which shows the words with their source, or put `[{id}]` after them.",
    explanation="Whoever reads real words should be able to look up where they were said.",
    languages=WORDS_KNOWN,
    elsewhere="only words directly behind a name and a colon are judged",
    example=told_example('▸"Small but stubborn," said Jan Roos.', '"Small but stubborn," said Jan Roos [words].'),
)

REAL_NAME = error(
    "EW904",
    "real-name",
    "Real name",
    message="`{id}` is invented and is called {name}, which is the name of a real person ({real}).",
    fix="Give the invented person another name, above all another family name.",
    explanation="What an invented person says would be taken for what the real one said.",
    example=Example(
        lint_pack("people:\n  clerk: { name: ▸Ada Roos, fictional: true }\n"),
        lint_pack("people:\n  clerk: { name: Ada Klein, fictional: true }\n"),
    ),
)

NAME_LIKE_REAL = warning(
    "EW905",
    "name-like-a-real-one",
    "Name like a real one",
    message="`{id}` is invented, and the name {name} is easily read as that of {real}, a real person.",
    fix="Choose a name that differs in more than one letter.",
    explanation="At a glance, or read aloud, one is taken for the other.",
    example=Example(
        lint_pack(
            "people:\n  clerk: { name: ▸Ada Roosens, fictional: true }\n",
            facts=EXAMPLE_DOSSIER.replace("Jan Roos", "Jan Roosen"),
        ),
        lint_pack(
            "people:\n  clerk: { name: Ada Klein, fictional: true }\n",
            facts=EXAMPLE_DOSSIER.replace("Jan Roos", "Jan Roosen"),
        ),
    ),
)

FIGURE_WITHOUT_FACT = warning(
    "EW906",
    "figure-without-fact",
    "Figure without fact",
    message="The figure {figure} is not in what is cited here ({facts}).",
    fix="Correct the figure, or cite the fact that has it.",
    explanation="A wrong year beside a source mark is worse than none: it looks as if somebody had checked it.",
    example=told_example("In ▸1912 the bell was weighed [bell].", "In 1921 the bell was weighed [bell]."),
)

NAME_WITHOUT_FACT = warning(
    "EW907",
    "name-without-fact",
    "Name without fact",
    message="The feedback mentions {name}, but no dossier of the pack does.",
    fix="Keep the feedback to what the cited facts say, or add a fact to a dossier.",
    explanation="Feedback is believed. What it adds from memory has no source, and nobody checks it again.",
    languages=("en", "es", "fr", "pl"),
    example=asked(
        f"{BELL} It was cast in ▸Antwerp.",
        f"{BELL} It is heavy.",
    ),
)

DEALING_WITH_REAL_PERSON = error(
    "EW908",
    "dealing-with-a-real-person",
    "Dealing with a real person",
    message="With this choice the player deals with {name}, a real person, whose answer would be invented.",
    fix="Let the player deal with an invented person, or with a paper: `Read what the almanac says of …`.",
    explanation="The game may report what real people did. It may not make them do anything.",
    languages=WORDS_KNOWN,
    example=Example(
        lint_pack(steps="choices:\n  - choose: Ask ▸Jan Roos for help\n    end: e\n  - choose: Go"),
        lint_pack(steps="choices:\n  - choose: Read what Jan Roos said\n    end: e\n  - choose: Go"),
    ),
)

REAL_PERSON_ACTS = warning(
    "EW909",
    "real-person-acts",
    "Real person acts",
    message="With this choice {name}, a real person, does something, but no fact is cited for it.",
    fix="Let an invented person do it, or cite the fact that reports it: `[fact_id]`.",
    explanation="What a real person does must not depend on what a player chooses.",
    languages=("en",),
    example=Example(
        lint_pack(steps="choices:\n  - choose: ▸Jan Roos rings the bell\n    end: e\n  - choose: Go"),
        lint_pack(steps="choices:\n  - choose: The clerk rings the bell\n    end: e\n  - choose: Go"),
    ),
)

REPORT_WITHOUT_SOURCE = warning(
    "EW910",
    "report-without-source",
    "Report without source",
    message="Here something is said of {name}, a real person, but the paragraph names no source.",
    fix="Put `[fact_id]` after what is reported, or leave the person out.",
    explanation="Whatever the story says of a real person is read as true. The mark shows that it was reported, and by "
    "whom.",
    example=told_example("A boat of ▸Jan Roos lies at the quay.", "A boat lies at the quay."),
)

INVENTED_THOUGHT = error(
    "EW911",
    "invented-thought",
    "Invented thought",
    message="“{words}” says what goes on inside {name}, a real person, and no source is given for it.",
    fix="Report what the person said or did, with `[fact_id]`, or leave the sentence out.",
    explanation="Nobody can see into another's head. Invented motives of real people are opinion dressed as story.",
    languages=WORDS_KNOWN,
    example=told_example("▸Jan Roos secretly fears the harbour.", "Jan Roos called the harbour stubborn [words]."),
)

THOUGHT_SOURCE_ELSEWHERE = warning(
    "EW912",
    "thought-without-source",
    "Thought without source",
    message="“{words}” says what goes on inside {name}, a real person, and this sentence has no source for it.",
    fix="Put the mark of the fact that reports it into this very sentence, or leave the sentence out.",
    explanation="A source further on in the paragraph stands for another sentence.",
    languages=WORDS_KNOWN,
    example=told_example(
        "▸Jan Roos loves the harbour. He called it stubborn [words].",
        "The harbour has its friends. Jan Roos called it stubborn [words].",
    ),
)

DISCLAIMER_INCOMPLETE = warning(
    "EW913",
    "disclaimer-incomplete",
    "Disclaimer incomplete",
    message="The disclaimer does not say {missing}.",
    fix="Say in it what is invented, and name each article you build on, by its title or its period.",
    explanation="The disclaimer stands on the title screen and on every export. It tells a reader what to believe.",
    languages=WORDS_KNOWN,
    elsewhere="only whether it names each article is judged",
    example=Example(
        lint_pack("disclaimer: ▸All of this is invented.\n"),
        lint_pack("disclaimer: Invented, after an almanac of 1921.\n"),
    ),
)

RELATIVE_TIME = warning(
    "EW921",
    "relative-time",
    "Relative time",
    message="“{words}” is true only for a while, and the text does not say when.",
    fix="Write the year or the period, for example `in early 2025`.",
    explanation="A pack is played for years. “Now” is the day of the article for its author, and today for the class.",
    languages=WORDS_KNOWN,
    example=asked(BELL.replace("is the bell?", "is the bell ▸now?"), BELL.replace("is the bell?", "was it in 1921?")),
)

LOADED_WORD = warning(
    "EW922",
    "loaded-word",
    "Loaded word",
    message="“{word}” takes a side in what is told of the real world.",
    fix="Say it plainly (`said`, `government`), or quote whoever uses the word.",
    explanation="Such a word tells the class what to think before it has read what happened. A quotation may have it: "
    "then it is somebody's word.",
    languages=WORDS_KNOWN,
    elsewhere="only the words that a pack lists under `loaded_words:` are looked for",
    example=told_example(
        "Jan Roos ▸claimed that it was stubborn [words].", "Jan Roos said that it was stubborn [words]."
    ),
)

UNNAMED_VOICE = warning(
    "EW923",
    "unnamed-voice",
    "Unnamed voice",
    message="“{words}” does not say who.",
    fix="Name who says it, as the dossier does, or leave it out.",
    explanation="Anything can be put into the mouth of people without names.",
    languages=WORDS_KNOWN,
    example=asked(f"{BELL} ▸Many people say that it is heavy.", f"{BELL} It is heavy."),
)

OPINION_AS_FACT = warning(
    "EW924",
    "opinion-as-fact",
    "Opinion as fact",
    message="`{id}` rests only on what {owner} holds, but does not ask according to whom.",
    fix="Name the owner of the view in the question: `According to …, what …?`",
    explanation="Marking a view as the right answer makes the class hold it. Asking who holds it is fair.",
    languages=WORDS_KNOWN,
    elsewhere="only the views of people whom a dossier names are judged",
    example=asked(
        "text: ▸What is the harbour like?\ncites: words\nanswer: stubborn\nbecause: So it is called.",
        "text: According to Jan Roos, what is the harbour like?\ncites: words\nanswer: stubborn\nbecause: So he said.",
    ),
)

SINGLE_VOICE = warning(
    "EW925",
    "single-voice",
    "Single voice",
    message="On `{topic}` the pack lets only {name} speak.",
    fix="Cite a fact in which somebody else speaks of it, or say in the text that this is one view.",
    explanation="On a subject that people dispute, one view alone looks like the truth.",
    example=Example(
        lint_pack("contested: [▸people]\n", "text: So they said.\nlearn: [bell, words]"),
        lint_pack("contested: [harbour]\n", "text: So they said.\nlearn: [bell, words]"),
    ),
)

CONTESTED_UNKNOWN = warning(
    "EW926",
    "contested-unknown",
    "Contested unknown",
    message="No fact has the topic `{topic}`, which the pack calls contested.",
    fix="Write the topic as the facts have it.",
    explanation="A misspelt subject would never be checked.",
    example=Example(lint_pack("contested: [▸harbor]\n"), lint_pack("contested: [harbour]\n")),
)

NOTHING_TO_SEE = remark(
    "EW977",
    "nothing-to-see",
    "Something that stands out and cannot be looked at",
    message="“{words}” stands out here, and who looks at it is told nothing.",
    fix="Add it below `look:` of the place or the scene, or leave the emphasis out.",
    explanation="In a pack that lets players look at things, a word in emphasis invites them to try. Where no place "
    "and no scene of a pack has `look:`, this is not asked.",
    languages=("de", "en", "es", "fr"),
    example=Example(
        "pack: Test\nscenes:\n  a:\n    text: In the corner stands a ▸*stove*.\n    look: { window: It rains. }\n"
        "    end: e\nendings:\n  e: The end.\n",
        "pack: Test\nscenes:\n  a:\n    text: In the corner stands a *stove*.\n    look: { stove: It is cold. }\n"
        "    end: e\nendings:\n  e: The end.\n",
    ),
)
