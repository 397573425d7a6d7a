"""A new question for the bank of a pack, of any kind, with the fact it rests on."""

from __future__ import annotations

import re
from typing import NamedTuple

from game.author.new.asking import Asker, NotWritten, Pick
from game.author.new.placing import command
from game.author.new.target_pack import PackAtHand, add_files, add_to_section, folder_first, free_id, open_pack
from game.story.source.yaml_quoting import quoted, shown

QUESTION_KINDS = (
    Pick("choice", "choice: one right answer among several"),
    Pick("number", "number: the answer is a number"),
    Pick("typed", "typed: the answer is typed, a word or a few"),
    Pick("cloze", "cloze: a sentence with gaps"),
    Pick("order", "order: things are put in order"),
    Pick("match", "match: what belongs together"),
    Pick("several", "several: several answers are right"),
    Pick("true_false", "true_false: a statement, and the reason"),
    Pick("year", "year: the answer is a year"),
    Pick("date", "date: the answer is a date"),
    Pick("sort", "sort: things are sorted into groups"),
    Pick("strike", "strike: a word of a text is not so"),
    Pick("word", "word: which word belongs into a sentence"),
    Pick("whose", "whose: whose words are these"),
    Pick("open", "open: nobody grades it; the player compares"),
    Pick("poll", "poll: nothing is right or wrong"),
)
_MARKED = {"cloze", "strike", "word"}
_ASKED = {
    "choice": "Which of these is right?",
    "number": "How many are there?",
    "typed": "What is it called?",
    "cloze": "The [first] word is missing, and the [last|final] one.",
    "order": "Put these in order, the first one first.",
    "match": "What belongs together?",
    "several": "Which of these are right?",
    "true_false": "A statement that is true or false.",
    "year": "In which year was it?",
    "date": "On which day was it?",
    "sort": "What kind of statement is each of these?",
    "strike": "The [first] word is right, the [!second] is not, the [third] is.",
    "word": "The minister [has decided|may decide] to go.",
    "whose": "“We cannot wait any longer.” Whose words are these?",
    "open": "What do you think of it?",
    "poll": "What would you do?",
}
_ANSWERS = {
    "choice": """\
# One right answer and two or more wrong ones; they are shuffled. `because` is told to whoever chose that answer.
answers:
  - right: The right answer
    because: Say here why it is right.
  - wrong: A wrong answer
    because: Say here what is wrong about it.
  - wrong: Another wrong answer
    because: Say here what is wrong about it.
""",
    "number": """\
# The number that is right. If there is a unit, take the # away and write it.
number: 3
# unit: km
""",
    "typed": """\
# The answers that are right; the first one is shown as the key. A slip in spelling is forgiven, a wrong digit is not.
answer: [the answer, another way to say it]
# Answers that are near and wrong, so that no spelling mistake is taken for the right one.
# not: [a wrong answer]
""",
    "cloze": "",
    "strike": "",
    "word": "",
    "several": """\
# Two or more right answers, and wrong ones; all right ones are to be found.
answers:
  - right: A right answer
  - right: Another right answer
  - wrong: A wrong answer
    because: Say here what is wrong about it.
""",
    "true_false": """\
# Whether the statement is true or false; then the reasons to choose from, of which one is right.
true_false: true
reasons:
  - right: The reason
  - wrong: What is no reason
""",
    "year": """\
# The year that is right. A date in that year is an answer, too.
year: 1949
""",
    "date": """\
# Year, month and day. The player may write it in any way.
date: 1949-04-04
""",
    "sort": """\
# Each thing, a colon, and the group to which it belongs.
sort:
  It rained yesterday: a fact
  It will rain tomorrow: a forecast
  I am afraid that it will rain: a fear
""",
    "whose": """\
# Who said it, then others who might have.
whose:
  - The minister
  - The president
  - The ambassador
""",
    "open": """\
# A model answer, which the player sees after giving one.
open: Write here what a good answer says.
""",
    "poll": """\
# Answers to choose from. None is right or wrong.
poll:
  - One thing
  - Another thing
""",
    "order": """\
# In the right order; the player sees them shuffled.
order:
  - What comes first
  - What comes second
  - What comes third
""",
    "match": """\
# The pairs that belong together; the player sees the right-hand sides shuffled.
match:
  One thing: what belongs to it
  Another thing: what belongs to that
  A third thing: what belongs to the third
""",
}
_HOW_MARKED = {
    "cloze": "# The missing words stand in square brackets; a bar stands between variants that are right too.",
    "strike": "# Some words stand in square brackets; the one that is not so has a ! in front.",
    "word": "# One place stands in square brackets: the right word first, then others, with bars between.",
}
_GAP = re.compile(r"\[[|\s]*[^\[\]|\s][^\[\]]*\]")


class QuestionAnswers(NamedTuple):
    """What the question is to be; None: to be asked."""

    text: str | None = None
    kind: str | None = None
    cites: str | None = None


def new_question(pack_name: str, id_: str | None, given: QuestionAnswers, asker: Asker) -> list[str]:
    """Write a question into a pack. The result says what was written and what to do next.

    A pack without facts gets a small dossier too. Raises NotWritten, PackError.
    """
    pack = open_pack(pack_name)
    free_id(id_, "", pack.definitions.questions, "question")
    kind = asker.pick("Kind", QUESTION_KINDS, "choice", given.kind)
    asked = _text(kind, given.text, asker)
    facts = pack.facts
    files: dict[str, str] = {}
    if facts:
        cites = asker.pick("Which fact does it rest on", facts, facts[0].id, given.cites)
    elif not pack.is_folder:
        why = "A question rests on a fact of a dossier, and a dossier is a file of its own"
        raise NotWritten(folder_first(pack, why, "question"))
    else:
        cites = given.cites or "first_fact"
        files = _dossier(pack, cites, asker)
    id_ = free_id(id_, asked.replace("[", "").replace("]", ""), pack.definitions.questions, "question")
    lines = f"{id_}:\n" + "".join(f"  {line}\n" for line in _keys(pack, kind, asked, cites))
    if pack.is_folder:
        head = "# A question of the bank, by its id. A scene asks it with the line `ask:` and this id.\n"
        section = "".join(f"  {line}\n" for line in lines.splitlines())
        files[f"questions/{id_}.yaml"] = f"{head}questions:\n{section}"
        written = add_files(pack, files)
    else:
        written = add_to_section(pack, "questions", lines)
    return [
        *(f"Written: {path}" for path in written),
        f"Next: open {written[-1]} and put in the answer.",
        "To ask the question, write this into a scene or a choice:",
        f"  ask: {id_}",
        "  right: What follows a right answer.",
        "  wrong: What follows a wrong answer.",
        "Then:",
        f"  {command('eightwings', 'check', pack.name)}",
        f"  {command('eightwings', 'play', pack.name, '--new')}",
    ]


def _text(kind: str, given: str | None, asker: Asker) -> str:
    if kind not in _MARKED:
        return asker.words("The question", _ASKED[kind], given)
    hint = "Put the words that are to be missing in square brackets."
    if given is None and asker.read is not None:
        asker.say(hint)
    while True:
        sentence = asker.words("The sentence", _ASKED[kind], given)
        if _GAP.search(sentence):
            return sentence
        if given is not None or asker.read is None:
            raise NotWritten(f"“{sentence}” has no gap. {hint}")
        asker.say(f"  There is no gap in it. {hint}")


def _keys(pack: PackAtHand, kind: str, asked: str, cites: str) -> list[str]:
    fact = pack.definitions.facts.get(cites)
    if kind in _MARKED:
        lines = [_HOW_MARKED[kind], f"{kind}: {quoted(asked)}"]
    else:
        lines = ["# What is asked.", f"text: {shown(asked)}"]
    lines.append("# The fact that it rests on, from a dossier: the player is shown it after the answer.")
    if fact is not None:
        lines.append(f"# It says: {' '.join(fact.states.value.split())}")
    lines.append(f"cites: {cites}")
    lines += _ANSWERS[kind].splitlines()
    lines += ["# The reason, told after every answer.", "because: Say here in a sentence why it is so."]
    return lines


def _dossier(pack: PackAtHand, fact: str, asker: Asker) -> dict[str, str]:
    """A dossier with one fact, and the disclaimer that a pack with sources needs."""
    asker.say("A question rests on a fact, and this pack has none yet: it gets a small dossier.")
    states = asker.words("The fact, in one sentence of your own", "Write here what the article says.")
    article = asker.words("The article it stands in", "the-article.txt")
    id_ = free_id(None, "sources", pack.definitions.dossiers, "dossier")
    files = {
        f"dossiers/{id_}.yaml": f"""\
# A dossier: an article retold fact by fact, in your own words. Questions cite its facts.
dossier: {id_}
title: Where the facts come from
# The article: its file name, its address, or where it was printed.
article: {quoted(article)}
# The time of which it tells.
as_of: this year
facts:
  {fact}:
    states: {quoted(states)}
    # Which paragraph of the article says so, counted from 1.
    paragraph: 1
    # Who says so: the article itself, or the person it names.
    by: article
    as_of: this year
    topics: [general]
"""
    }
    if pack.definitions.pack is not None and pack.definitions.pack.disclaimer is None:
        files["disclaimer.yaml"] = """\
# Shown before the story begins, and on every worksheet. Say what is invented, and which articles it is built on.
disclaimer: The story is invented. Its questions rest on an article of this year, which they name.
"""
    return files
