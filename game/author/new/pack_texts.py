"""What pupils see of a new pack, in the language in which it is to be written: every text of its story."""

from __future__ import annotations

import textwrap
from string import Template

from game.author.new.pack_template import DOSSIER_TEMPLATE, PACK_TEMPLATE
from game.localisation.messages import gettext, in_language, interface_languages
from game.story.source.yaml_quoting import quoted
from game.support.language_tags import DEFAULT, best_of

_COLUMNS = 118
_INDENTED = {"disclaimer": 2, "corridor_text": 6, "rumour_text": 6}
"""Texts that stand in a block of their own, and by how many spaces."""
_IN_A_LINE = frozenset(("card_was_read", "card_was_not_read", "right_answer"))
"""Texts that stand in a line of a block."""


def new_pack_texts(title: str, author: str, language: str = DEFAULT) -> dict[str, str]:
    """The files of a new pack by their names. `language` is the tag of that in which it is written.

    The texts are in that language where the game speaks it, else in English.
    """
    with in_language(best_of([language], interface_languages()) or DEFAULT):
        texts = {name: _value(name, text) for name, text in _texts().items()}
    texts["title"] = quoted(title)
    texts["author"] = f"author: {quoted(author)}" if author else "# author: Your name"
    told = f"language: {language}\n" if language != DEFAULT else ""
    pack = Template(PACK_TEMPLATE.replace("$language\n", told)).substitute(texts)
    return {"fern-card.yaml": Template(DOSSIER_TEMPLATE).substitute(texts), "pack.yaml": pack}


def _value(name: str, text: str) -> str:
    if name in _INDENTED:
        indent = " " * _INDENTED[name]
        return textwrap.fill(text, _COLUMNS, initial_indent=indent, subsequent_indent=indent).lstrip()
    return text if name in _IN_A_LINE else quoted(text)


def _texts() -> dict[str, str]:
    return {
        "about": gettext("A short story about a fern, a card and a rumour."),
        "disclaimer": gettext("This story is invented, and so is the card on the flowerpot. No fern was harmed."),
        "mood": gettext("Mood of the fern"),
        "topic": gettext("The fern"),
        "corridor": gettext("The corridor"),
        "corridor_text": gettext(
            "A school corridor, long after the last bell. Someone has taped a note to the glass door in the east: "
            "*Our fern is poorly. Rumour says it wants coffee.*"
        ),
        "corridor_glance": gettext("The corridor, still smelling of floor polish."),
        "greenhouse": gettext("The greenhouse"),
        "greenhouse_text": gettext(
            "It is warm, and everything drips. One fern hangs its head over the edge of its pot."
        ),
        "caretaker": gettext("caretaker"),
        "card_title": gettext("Read the card on the flowerpot"),
        "card_text": gettext("A plastic card sticks in the soil, behind a dead leaf."),
        "read_card": gettext("Wipe it clean and read it"),
        # Translators: [fern_day] is a mark of a source and stays as it is.
        "card_says": gettext(
            "You rub it with your sleeve: one cup of water on Mondays, and not a drop besides. [fern_day]"
        ),
        "leave_card": gettext("Put the dead leaf back"),
        "card_left": gettext("You tuck it in like a blanket. The fern does not thank you."),
        "rumour_title": gettext("Talk to the caretaker"),
        "rumour_text": gettext("The caretaker holds a watering can in one hand and a coffee pot in the other."),
        "card_was_read": gettext("You read the card? Then tell me."),
        "card_was_not_read": gettext("Nobody reads the card. I am about to guess."),
        "right_answer": gettext("So no coffee. What a relief for us both."),
        "wrong_answer": gettext("The fern drops a leaf, rather pointedly."),
        "stay": gettext("Stay and watch the fern"),
        "tiptoe": gettext("Tiptoe out"),
        "question": gettext("On which day does the fern want its cup of water?"),
        "monday": gettext("On Monday"),
        "monday_because": gettext("The card says so, with an exclamation mark."),
        "sunday": gettext("On Sunday"),
        "sunday_because": gettext("On Sunday it wants to be left alone."),
        "every_day": gettext("On every day"),
        "every_day_because": gettext("That is how the last fern went."),
        "because": gettext("The card asks for one cup, on Mondays."),
        "upright": gettext("Upright"),
        "upright_text": gettext(
            "The fern lifts its head by the width of a finger. The caretaker calls it a standing ovation."
        ),
        "on_tiptoe": gettext("On tiptoe"),
        "on_tiptoe_text": gettext("You close the glass door as softly as you can. Behind it, something green sighs."),
        "dossier": gettext("The card on the flowerpot"),
        "article": gettext("the card in the pot"),
        "as_of": gettext("this spring"),
        "states": gettext("The fern gets one cup of water on Mondays, and none on other days."),
    }
