"""What a translation says otherwise than its original is found; what a language only writes otherwise is not."""

from __future__ import annotations

import pytest

from game.story.catalogue.diagnostics import Diagnostic
from game.story.packs import examine
from tests.story.inline import DOSSIER, findings

FIGURES, SOURCES, SPEAKERS, CONDITIONS, NAME = "EW607", "EW608", "EW609", "EW610", "EW611"

PACK = """\
pack: The harbour
checks: { missing-translation: off, fact-never-met: off }
disclaimer: Invented.
dossiers: [almanac]
measures: { trust: { start: 1, min: 0, max: 5 }, luck: { start: 1, min: 0, max: 5 } }
people:
  odile: { name: Odile Pepper, fictional: true }
  bram: { name: Bram Tully, fictional: true }
  will: { name: Will Ashby, fictional: true }
places:
  lane: { name: Marrow Lane }
  garden: { name: The kitchen garden }
scenes:
  s:
    text: %s
    choices:
      - { choose: %s, end: e }
endings: { e: The end will come. }
"""
_BLOCK = "|-\n      {}"


def found_in(was: str, text: str, language: str = "fr", key: str = "text", names: str = "") -> list[Diagnostic]:
    """What is found in the translation of a text of a scene, or of the label of a choice."""
    block = was.replace("\n", "\n      ")
    pack = PACK % ((f"|-\n      {block}", "Go") if key == "text" else ("Hello.", f'"{was}"'))
    id_ = "scenes.s.text" if key == "text" else "scenes.s/go.choose"
    if key != "text":
        pack = pack.replace("{ choose", "{ id: go, choose")
    file = (
        f"language: {language}\nname: Some\ntexts:\n{names}  {id_}:\n    was: |-\n      {block}\n"
        "    text: |-\n      " + text.replace("\n", "\n      ") + "\n"
    )
    found = findings({"pack.yaml": pack, "almanac.yaml": DOSSIER, f"{language}.yaml": file})
    assert [str(finding) for finding in found if finding.severity == "error"] == []
    return [finding for finding in found if finding.spot.file == f"{language}.yaml"]


def codes_in(was: str, text: str, language: str = "fr", key: str = "text", names: str = "") -> list[str]:
    return [finding.code for finding in found_in(was, text, language, key, names)]


ODILE = "  people.odile.name: { was: Odile Pepper, text: Odile Poivre }\n"

SAME = [
    ("de", "It weighs 1.5 tonnes.", "Es wiegt 1,5 Tonnen."),
    ("de", "It costs 16,000 euros.", "Es kostet 16.000 Euro."),
    ("fr", "It costs 16,000 euros.", "Cela coûte 16 000 euros."),
    ("fr", "It costs 16,000 euros.", "Cela coûte 16\u202f000 euros."),
    ("de-CH", "It costs 16,000 francs.", "Es kostet 16'000 Franken."),
    ("de", "It is 3 May.", "Es ist der 3. Mai."),
    ("de", "It is May 3rd, 1949.", "Es ist der 3. Mai 1949."),
    ("fr", "It is 1 May.", "C'est le 1er mai."),
    ("es", "It is 3 March 1949.", "Es el 3 de marzo de 1949."),
    ("de", "It is 3 March.", "Es ist der 3.3."),
    ("fr", "On 2024-03-05.", "Le 5 mars 2024."),
    ("fr", "On 5 March 2024.", "Le 05/03/2024."),
    ("pl", "It is 3 May 1949.", "Jest 3 maja 1949 roku."),
    ("fr", "Eleven o'clock, 211 children.", "Onze heures, 211 enfants."),
    ("fr", "Two hundred and eleven children.", "Deux cent onze enfants."),
    ("fr", "There are 8 wings.", "Il y a huit ailes."),
    ("de", "There are eight wings.", "Es gibt 8 Flügel."),
    ("de", "There are 41 keys.", "Es gibt einundvierzig Schlüssel."),
    ("es", "There are 22 keys.", "Hay veintidós llaves."),
    ("pl", "There are 7 keys.", "Jest siedem kluczy."),
    ("pl", "There are 4 keys.", "Są 4 klucze."),
    ("de", "It closes at 2 pm.", "Es schließt um 14 Uhr."),
    ("fr", "It closes at 8:30.", "Cela ferme à 8 h 30."),
    ("de", "It closes at 8:30.", "Es schließt um 8.30 Uhr."),
    ("de", "It closes at 8:30 pm.", "Es schließt um 20:30 Uhr."),
    ("fr", "In the 1980s.", "Dans les années 80."),
    ("de", "In the 1980s.", "In den 80er-Jahren."),
    ("de", "It is open 24/7.", "Es ist rund um die Uhr offen."),
    ("de", "It took 2.4 billion euros.", "Es brauchte 2,4 Milliarden Euro."),
    ("es", "It took 1.2 billion euros.", "Costó 1200 millones de euros."),
    ("de", "It took 5 million.", "Es brauchte 5 Mio."),
    ("fr", "It took 2,400,000 euros.", "Il a fallu 2,4 millions d'euros."),
    ("de", "About 50 % of them.", "Etwa 50% davon."),
    ("fr", "About 50 % of them.", "Environ la moitié."),
    ("de", "World War II.", "Der Zweite Weltkrieg."),
    ("fr", "In the 20th century.", "Au XXe siècle."),
    ("de", "She may count to 5 in March.", "Sie darf im März bis 5 zählen."),
    ("fr", "At sixes and sevens.", "Sens dessus dessous."),
    ("fr", "A dozen eggs.", "Une douzaine d'œufs."),
    ("de", "The first and only one.", "Die eine."),
    ("ar", "It is 1949.", "إنه عام ١٩٤٩."),
    ("uk", "It is 1949.", "Це 1949 рік."),
    ("ja", "There are 3 keys.", "鍵は3つある。"),
    ("fr", "It rang [bell].", "Elle a sonné [bell]."),
    ("fr", "It rang [bell]. Twice [bell].", "Elle a sonné deux fois [bell]."),
    ("fr", "A \\[b\\] stands here.", "Un \\[b\\] est là."),
    ("fr", "odile: Hello.\n\nbram: Yes.", "odile: Bonjour.\n\nbram: Oui."),
    ("fr", "Time: now.", "Heure : maintenant."),
    ("fr", "{trust > 1: Yes|No}", "{trust  >  1: Oui|Non}"),
    ("fr", "{trust > 1: Yes|No}", "{trust > 1: Oui.|Non.}"),
    ("fr", "{One|two|three}", "{Un|deux}"),
    ("fr", "{~A|B} {trust} {name.bram}", "{name.bram} {trust} {~A|B}"),
    ("fr", "{{trust}} \\{luck\\}", "{{confiance}} \\{chance\\}"),
    ("fr", "{visits.s > 1: {trust > 1: Both|One}|None}", "{visits.s > 1: {trust > 1: Les deux|Un}|Aucun}"),
    ("pl", "You see Bram.", "Widzisz Brama."),
    ("pl", "You talk to Bram Tully.", "Rozmawiasz z Bramem Tullym."),
    ("fi", "You see Odile Pepper.", "Näet Odile Pepperin."),
    ("es", "Odile laughs. Odile sings.", "Se ríe y canta."),
    ("fr", "You see Bram.", "Tu le vois."),
    ("fr", "You see Bram Tully.", "Tu vois Monsieur Tully."),
    ("de", "You see Bram Tully.", "Du siehst Hausmeister Tully."),
    ("de", "You see Bram.", "Du siehst den Hausmeister am Zaun."),
    ("fr", "Will it rain?", "Va-t-il pleuvoir ?"),
    ("uk", "You see Bram.", "Ви бачите Брама."),
    ("fr", "Stand in the kitchen garden.", "Reste au potager."),
]


@pytest.mark.parametrize(("language", "was", "text"), SAME)
def test_what_a_language_only_writes_otherwise_is_no_finding(language: str, was: str, text: str) -> None:
    assert [str(finding) for finding in found_in(was, text, language)] == []


@pytest.mark.parametrize(
    ("was", "text"),
    [("Ask Bram about it", "Demander à Bram"), ("Talk to Odile", "Parler à Odile"),
     ("Stay on Marrow Lane", "Rester sur Marrow Lane"), ("The trust of Odile Pepper", "La confiance d'Odile Poivre")],
)  # fmt: skip
def test_a_label_that_names_whom_its_original_names_is_no_finding(was: str, text: str) -> None:
    assert codes_in(was, text, key="choose", names=ODILE) == []


OTHER = [
    (FIGURES, "de", "It weighs 80 kilograms.", "Es wiegt 90 Kilogramm.", "90"),
    (FIGURES, "de", "It weighs 80 kilograms.", "Es ist schwer.", "Es ist"),
    (FIGURES, "fr", "It is heavy.", "Elle pèse 80 kilos.", "80"),
    (FIGURES, "de", "It is 3 March.", "Es ist der 4. März.", "4"),
    (FIGURES, "de", "It is 3 March.", "Es ist der 3. April.", "April"),
    (FIGURES, "fr", "In 1974.", "En 1947.", "1947"),
    (FIGURES, "de", "It weighs 1.5 tonnes.", "Es wiegt 15 Tonnen.", "15"),
    (FIGURES, "de", "There are 8 wings.", "Es gibt neun Flügel.", "Es"),
    (FIGURES, "fr", "Two hundred and eleven children.", "Deux cent douze enfants.", "Deux cent douze"),
    (FIGURES, "de", "Forty-one keys.", "Zweiundvierzig Schlüssel.", "Zweiundvierzig"),
    (FIGURES, "de", "Between 3 and 5.", "Zwischen 3 und 6.", "6"),
    (SOURCES, "fr", "It rang [bell].", "Elle a sonné [words].", "[words]"),
    (SOURCES, "fr", "It rang [bell].", "Elle a sonné.", "Elle"),
    (SOURCES, "fr", "It rang.", "Elle a sonné [bell].", "[bell]"),
    (SOURCES, "fr", "He said {quote: words}.", "Il a dit « petit ».", "Il"),
    (SPEAKERS, "fr", "odile: Hello.", "bram: Bonjour.", "bram"),
    (SPEAKERS, "fr", "odile: Hello.", "Bonjour.", "Bonjour"),
    (SPEAKERS, "fr", "odile: Hello.\n\nbram: Yes.", "bram: Bonjour.\n\nodile: Oui.", "bram"),
    (CONDITIONS, "fr", "{trust > 1: Yes|No}", "{trust > 2: Oui|Non}", "{trust > 2"),
    (CONDITIONS, "fr", "{trust > 1: Yes|No}", "Oui.", "Oui"),
    (CONDITIONS, "fr", "You have {trust}.", "Tu as {luck}.", "{luck}"),
    (CONDITIONS, "fr", "Here is {name.bram}.", "Voici {name.odile}.", "{name.odile}"),
    (NAME, "fr", "You see Bram.", "Tu vois Odile.", "Odile"),
    (NAME, "fr", "You see Bram Tully.", "Tu vois Bram Tilley.", "Tilley"),
    (NAME, "de", "Bram Tully sings.", "Odile Tully singt.", "Odile"),
    (NAME, "fr", "Bram Tully sings.", "Pierre Tully chante.", "Pierre"),
    (NAME, "fr", "You see Odile.", "Tu vois Odette.", "Odette"),
    (NAME, "de", "You see Odile.", "Du siehst Odette.", "Odette"),
    (NAME, "fr", "You see Bram.", "Tu vois Jean.", "Jean"),
    (NAME, "fr", "Here is the hat of Bram.", "Voici le chapeau d'Henri.", "Henri"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "language", "was", "text", "at"), OTHER)
def test_what_says_something_else_is_found_where_it_stands(
    code: str, language: str, was: str, text: str, at: str
) -> None:
    (finding,) = found_in(was, text, language)
    assert finding.code == code
    assert finding.severity == "warning"
    assert finding.line[finding.caret :].startswith(at)


def test_a_label_that_leaves_out_whom_it_names_is_found() -> None:
    assert codes_in("Ask Bram about it", "Lui demander", key="choose") == [NAME]


def test_a_name_that_has_another_form_in_the_language_is_wanted_in_that_form() -> None:
    assert codes_in("Ask Odile Pepper", "Demander à Odile Pepper", key="choose", names=ODILE) == []
    (finding,) = found_in("Ask Odile Pepper", "Demander à Odile Piment", key="choose", names=ODILE)
    assert finding.mended.strip() == "Demander à Odile Poivre"


@pytest.mark.parametrize(
    ("was", "text", "mended"),
    [
        ("It weighs 80 kilograms.", "Elle pèse 90 kilos.", "Elle pèse 80 kilos."),
        ("It rang [bell].", "Elle a sonné [words].", "Elle a sonné [bell]."),
        ("odile: Hello.", "bram: Bonjour.", "odile: Bonjour."),
        ("{trust > 1: Yes|No}", "{trust > 2: Oui|Non}", "{trust > 1: Oui|Non}"),
        ("You see Bram Tully.", "Tu vois Bram Tilley.", "Tu vois Bram Tully."),
    ],
)
def test_what_can_only_be_meant_is_offered(was: str, text: str, mended: str) -> None:
    (finding,) = found_in(was, text)
    assert finding.mended.strip() == mended


def test_a_stale_translation_is_not_compared() -> None:
    file = "language: fr\nname: Some\ntexts:\n  scenes.s.text: { was: It is 3 May., text: Le 4 mai. }\n"
    found = findings({"pack.yaml": PACK % ("It is 5 May.", "Go"), "almanac.yaml": DOSSIER, "fr.yaml": file})
    assert [finding.code for finding in found if finding.spot.file == "fr.yaml"] == ["EW602"]


@pytest.mark.parametrize("pack", ["first-scene", "tests/packs/harbour"])
def test_our_own_translations_say_what_their_originals_say(pack: str) -> None:
    assert [
        str(finding) for finding in examine(pack)[1] if finding.code in (FIGURES, SOURCES, SPEAKERS, CONDITIONS, NAME)
    ] == []
