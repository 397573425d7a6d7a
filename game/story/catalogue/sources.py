"""Dossiers, quotations and people."""

from game.story.catalogue.entry import Example, error
from game.story.catalogue.examples import (
    DOSSIER,
    dossier,
    of_scene,
    pack,
)

FACT_WITHOUT_SPEAKER = error(
    "EW801",
    "quotation-without-speaker",
    "Quotation without speaker",
    message="The fact `{id}` quotes words without saying whose they are.",
    fix="Give `by:` the name of the person, or say in `states` that the article words it so.",
    example=Example(
        dossier(
            '    states: It was called "stubborn".\n    paragraph: 1\n    by: ▸article\n    quote: stubborn\n'
            "    as_of: then\n    topics: [bells]\n"
        ),
        dossier(
            '    states: The article calls it "stubborn".\n    paragraph: 1\n    by: article\n    quote: stubborn\n'
            "    as_of: then\n    topics: [bells]\n"
        ),
    ),
)

REAL_PERSON_SPEAKS = error(
    "EW802",
    "real-person-speaks",
    "Real person speaks",
    message="`{id}` is a real person and is given invented words here.",
    fix="Let the narrator report what the dossier has, with `[fact_id]`, or use `{{quote: fact_id}}`.",
    example=of_scene(
        "text: |\n  ▸marta: Come in.\nend: e",
        "text: |\n  Marta asks you in.\nend: e",
        "people:\n  marta: { name: Marta, real: true }\n",
    ),
)

REAL_OR_FICTIONAL = error(
    "EW803",
    "real-or-fictional",
    "Real or fictional",
    message="It is not said whether `{id}` is invented.",
    fix="Write `fictional: true`, or `real: true` for somebody who exists.",
    example=Example(
        pack("people:\n  ▸marta: { name: Marta }\n"),
        pack("people:\n  marta: { name: Marta, fictional: true }\n"),
    ),
)

NO_DISCLAIMER = error(
    "EW804",
    "no-disclaimer",
    "No disclaimer",
    message="The pack cites dossiers and has no disclaimer.",
    fix="Add `disclaimer:` with what is invented, which articles it is built on, and of which period they tell.",
    example=Example(
        {"pack.yaml": f"▸{pack('')}", "almanac.yaml": DOSSIER},
        {"pack.yaml": pack("disclaimer: Invented, after an almanac of 1921.\n"), "almanac.yaml": DOSSIER},
    ),
)
