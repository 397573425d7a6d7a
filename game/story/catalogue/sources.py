"""Dossiers, quotations and people."""

from game.story.catalogue.entry import Example, error
from game.story.catalogue.examples import (
    EXAMPLE_DOSSIER,
    dossier,
    of_scene,
    pack,
)

FACT_WITHOUT_SPEAKER = error(
    "EW801",
    "quotation-without-speaker",
    "A quotation without its speaker",
    message="The fact `{id}` quotes words without saying whose they are.",
    fix="Give `by:` the name of the person, or say in `states` that the article words it so.",
    explanation="Words in quotation marks belong to somebody, and the reader should learn to whom. It is a matter "
    "of opinion: a pack may switch this off under `checks:`.",
    opinion=True,
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
    "A real person is made to speak",
    message="`{id}` is a real person and is given invented words here.",
    fix="Let the narrator report what the dossier has, with `[fact_id]`, or use `{{quote: fact_id}}`.",
    explanation="Words put into the mouth of somebody who exists would be taken for a quotation. Real people speak "
    "in cited quotations only.",
    example=of_scene(
        "text: |\n  ▸marta: Come in.\nend: e",
        "text: |\n  Marta asks you in.\nend: e",
        "people:\n  marta: { name: Marta, real: true }\n",
    ),
)

REAL_OR_FICTIONAL = error(
    "EW803",
    "real-or-fictional",
    "Real or invented?",
    message="It is not said whether `{id}` is invented.",
    fix="Write `fictional: true`, or `real: true` for somebody who exists.",
    explanation="What one may write about a person depends on whether the person exists. It is a matter of "
    "opinion: a pack may switch this off under `checks:`.",
    opinion=True,
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
    explanation="A story that rests on articles should say what is invented, on what it is built, and of which "
    "time it tells.",
    example=Example(
        {"pack.yaml": f"▸{pack('')}", "almanac.yaml": EXAMPLE_DOSSIER},
        {"pack.yaml": pack("disclaimer: Invented, after an almanac of 1921.\n"), "almanac.yaml": EXAMPLE_DOSSIER},
    ),
)
