"""The words of a worksheet and of its key that are the same on every one of them."""

from __future__ import annotations

from game.localisation.messages import gettext, pgettext


def worksheet_title(story: str) -> str:
    """The title of a worksheet, in the frame of its page."""
    return gettext("{story}: worksheet", story=story)


def key_title(story: str) -> str:
    """The title of the key to a worksheet."""
    return gettext("{story}: key", story=story)


def worksheet_file() -> str:
    """What the file of a worksheet is called, without its ending."""
    # Translators: for this and the next one write small letters without accents, with hyphens between words.
    return pgettext("name of a file", "worksheet")


def key_file() -> str:
    """What the file with the key to a worksheet is called, without its ending."""
    return pgettext("name of a file", "worksheet-key")


def key_heading() -> str:
    """What stands beside the title on a key."""
    return pgettext("the key to a worksheet", "Key")


def who_labels() -> dict[str, str]:
    """What a pupil writes at the top, by `name`, `class` and `date`."""
    return {
        "name": pgettext("at the top of a worksheet", "Name"),
        "class": pgettext("at the top of a worksheet", "Class"),
        "date": pgettext("at the top of a worksheet", "Date"),
    }


def question_label() -> str:
    """What stands in front of the number of a question."""
    return pgettext("in front of a number", "Question")


def number_label() -> str:
    """The heading of the column with the numbers of what is to be matched."""
    return pgettext("column of a worksheet", "Number")


def letter_label() -> str:
    """The heading of the column in which letters are written."""
    return pgettext("column of a worksheet", "Letter")


def choose_label() -> str:
    """The heading of the column with what is matched."""
    return pgettext("column of a worksheet", "To choose from")


def answer_label() -> str:
    """What stands in front of the right answer."""
    return pgettext("in front of the right answer", "Answer:")


def also_right(answers: str) -> str:
    """Other answers that are right, in parentheses."""
    return gettext("(also right: {answers})", answers=answers)


def right_mark() -> str:
    """What stands behind an answer that is right, in parentheses."""
    return gettext("(right)")


def hint_label() -> str:
    """What stands in front of a hint."""
    return gettext("Hint:")


def source_label() -> str:
    """What stands in front of the mark of a source."""
    return pgettext("in front of a mark such as [2.3]", "Source")


def belong_together(pack: str, seed: int) -> str:
    """How one knows which key belongs to a worksheet."""
    # Translators: the seed is a number from which the order of the questions follows.
    return gettext(
        "Pack {pack}, seed {seed}: worksheet and key belong together when both have this seed.",
        pack=pack, seed=str(seed),
    )  # fmt: skip


# What a screen reader says of room that is left on the paper


def room_to_write() -> str:
    """The line for a name."""
    return pgettext("room on a worksheet, for a screen reader", "to write on")


def gap_label(number: int) -> str:
    """A gap in a text."""
    return pgettext("room on a worksheet, for a screen reader", "gap {number}", number=number)


def truth_room() -> str:
    """The room for true or false."""
    return pgettext("room on a worksheet, for a screen reader", "true or false")


def letter_room(number: int) -> str:
    """The room for the letter that belongs to a number."""
    return pgettext("room on a worksheet, for a screen reader", "letter for {number}", number=number)


def answer_room() -> str:
    """The line for an answer."""
    return pgettext("room on a worksheet, for a screen reader", "answer")
