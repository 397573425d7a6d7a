"""Small packs for the lint: one text or one question, beside two facts about a real person and one about a thing."""

from __future__ import annotations

from textwrap import indent

from tests.story.inline import findings

GAZETTE = """\
dossier: gazette
title: The harbour gazette
article: gazette.txt
as_of: early 1921
facts:
  bell:
    states: The bell weighs 80 kilograms and was cast in 1899.
    paragraph: 1
    by: article
    as_of: early 1921
    topics: [harbour]
  words:
    states: Mayor Olga Brandt called the harbour "small but stubborn", and wants a second quay.
    paragraph: 2
    by: Olga Brandt
    quote: small but stubborn
    as_of: early 1921
    topics: [harbour, quay]
  ferry:
    states: The article judges that the ferry is late. Many people say so, it adds.
    paragraph: 3
    by: article
    as_of: early 1921
    topics: [ferry]
"""
PACK = """\
pack: Test
disclaimer: Fiction, after a gazette of early 1921.
"""
END = "endings:\n  e: The end.\n"


def said_of(text: str, head: str = "") -> list[str]:
    """The codes of what is found in a text of a scene."""
    scene = f"scenes:\n  a:\n    text: |\n{indent(text, ' ' * 6)}\n    end: e\n"
    return _codes(f"{PACK}{head}{scene}{END}")


def said_of_label(label: str) -> list[str]:
    """The codes of what is found in the label of a choice."""
    scene = f"scenes:\n  a:\n    choices:\n      - choose: >-\n          {label}\n      - choose: Go on\n    end: e\n"
    return _codes(f"{PACK}{scene.replace('    end: e', '')}{END}", ignore=("EW303",))


def said_of_question(question: str, head: str = "") -> list[str]:
    """The codes of what is found in a question."""
    bank = f"questions:\n  q:\n{indent(question, ' ' * 4)}\n"
    return _codes(f"{PACK}{head}{bank}scenes:\n  a:\n    text: Hello.\n    ask: q\n    end: e\n{END}")


def said_of_pack(pack: str) -> list[str]:
    """The codes of what is found in a whole pack beside the gazette."""
    return _codes(pack)


def _codes(pack: str, ignore: tuple[str, ...] = ()) -> list[str]:
    found = findings({"pack.yaml": pack, "gazette.yaml": GAZETTE})
    return [finding.code for finding in found if finding.code not in ignore]
