"""Whole plays by typing in another language, from the title to the worksheet: no English in what a pupil sees."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.app.screens.end_screen import EndScreen
from game.app.screens.game_screen import GameScreen
from game.author.handout.handout_export import ExportWishes, export_handout
from game.cli import main
from game.plain import PlainClient
from game.play.opening import Opened, begin_play, open_play
from game.play.session import Session
from game.play.spoken_language import speak_as
from game.record.locations import CURRENT, plays_folder
from game.story.packs import examine, load
from game.web.opened_pages import OPENED_PAGES
from game.web.web_play import WebPlay
from tests.app.conftest import found_out, screen_text
from tests.app.test_another_language import pieces
from tests.localisation.english_words import english_in, readable, words_of_pack
from tests.localisation.words_of_packs import words_of_translation

SCENES = Path(__file__).parent.parent / "scenes"
FIRST_SCENE = SCENES / "first-scene"
MARKET = Path(__file__).parent / "packs" / "mercado"
"""A pack that was written in Spanish."""

GERMAN = """\
hilfe
wo bin ich?
wer ist hier?
schau dich um
fragen, welche suppe
frag Odile nach der letzten Küchenhilfe
nicken, als tätest du das jeden Donnerstag
ziele
nimm die Tafel
rede mit Ivy
nach der Suppe fragen
was die Leute sagen
was sie weiß
etwas anderes
hol ihr einen Stuhl
ivy ihrer Schlange überlassen
geh nach Norden
geh in den Keller
schlag das Logbuch auf
lies die erste Seite
lies die Seite über den Topf
lies die Seite mit den Flecken
buch zuklappen
sieh dir die drei Kellen an
es zugeben
geh in den Garten
sprich mit Bram
um den Schlüssel bitten
auf niemanden
halte ihm die Bohne
die beiden allein lassen
was habe ich dabei?
betrachte den Schlüssel
geh zur Speisekammer
regale durchsuchen
schau hinter die Gerste
frag das Schaukelpferd
öffne das Glas ohne Etikett
gerste abstauben
karte
notizbuch
notizen kellen
leute
quelle 1.3
geh in den Garten
apfelbaum aussuchen
winter-herzogin
nimm den Apfel
geh in die Küche
koch die Suppe
wasser einfüllen
/notizbuch
neunzig Liter
gemüse hineingeben
dill zuerst
d b c a
zur Kelle greifen
1a 2b 3c
salz dazugeben
eine handvoll
reib den Apfel hinein
stand
rückgängig
wiederholen
wie spät ist es?
verlauf
geschichte alles
erfolge
enden
fristen
dokumente
quellen
einstellungen
einstellungen zeilenlänge kurz
thema morgen
speichern kurz vor zwölf
speichern test ein test
laden
setze dich hin
xyzzy
warte bis 11:40
das Ganze zur Suppe erklären und auf zwölf Uhr warten
hebe den Deckel
auswertung
speichern auswertung
speichern auswertung.md
wie lief es
bild
mitschrift
zurück zu
beenden
"""
FRENCH = """\
aide
où suis-je ?
qui est là ?
regarde autour de toi
demander quelle soupe
hocher la tête, comme si tu faisais ça tous les jeudis
que faire ?
prends l'ardoise
parle à Ivy
l'interroger sur la soupe
ce qu'on raconte
ce qu'elle sait
autre chose
va lui chercher une chaise
la laisser à sa file
va au nord
va au garde-manger
ouvre le cahier de bord
lis la première page
lis la page sur la marmite
lis la page pleine de taches
ferme le cahier
regarde les trois louches
avouer
va au potager
parle avec Bram
demander la clé du garde-manger
personne
lui tenir le haricot
les laisser à leur leçon
qu'est-ce que j'ai ?
examine la clé
va au garde-manger
fouille les étagères
regarde derrière l'orge
interroge le cheval à bascule
ouvre le bocal sans étiquette
épousseter l'orge
plan
carnet
notes louche
gens
source 1.3
va au potager
choisir un pommier
la duchesse d'hiver
prends la pomme
va à la cuisine
faire la soupe
la remplir d'eau
/carnet
quatre-vingt-dix litres
mettre les légumes
l'aneth d'abord
d b c a
y plonger une louche
1a 2b 3c
saler
une poignée
y râper la pomme
état
annuler
refaire
quelle heure est-il ?
histoire
histoire tout
succès
fins
échéances
documents
sources
réglages
réglages longueur des lignes courte
thème matin
enregistrer juste avant midi
enregistrer test un essai
charger
xyzzy
attends jusqu'à 11:40
décréter que c'est de la soupe, et attendre midi
soulève le couvercle
bilan
enregistrer bilan
enregistrer bilan.md
comment ça s'est passé
image
transcription
retour à
quitter
"""
SPANISH = """\
ayuda
¿dónde estoy?
¿quién está aquí?
mira alrededor
coge la cesta
toma la cesta
mira la cesta
¿qué llevo?
metas
lee el cartel
leer la parte de arriba
la parte de abajo
deja el cartel
habla con Tomás
con doce
pregúntale por la fuente
4.500 litros
mapa
notas pan
gente
ve a la panadería
habla con la panadera
mira el reloj
escucha los cuatro pasos
ayúdala a hacer un pan
pan pan pan
d a c b
pesa
estado
deshacer
rehacer
¿qué hora es?
historia
historia todo
logros
finales
plazos
documentos
fuentes
fuente 1.2
ajustes
ajustes longitud de las líneas corta
tema mañana
guardar antes de comer
guardar prueba una prueba
cargar
xyzzy
espera hasta las 9:40
lleva el pan a la plaza
balance
guardar balance
guardar balance.md
cómo fue
imagen
transcripción
volver a
salir
"""
_KEYS = {" ": "space", "/": "slash"}
PLAYS = {"de": GERMAN.splitlines(), "fr": FRENCH.splitlines(), "es": SPANISH.splitlines()}
PACKS = {"de": FIRST_SCENE, "fr": FIRST_SCENE, "es": MARKET}
ENDINGS = {"de": "Eine Suppe fürs Logbuch", "fr": "Une soupe à inscrire au cahier", "es": "Pan para la plaza"}
EACH = pytest.mark.parametrize("language", PLAYS)


def played_plainly(opened: Opened, plays: Path, typed: list[str]) -> str:
    """What the plain client says while these lines are typed, without them."""
    out = io.StringIO()
    PlainClient(opened, plays, io.StringIO("".join(f"{line}\n" for line in typed)), out).run()
    opened.session.close()
    return "\n".join(line for line in out.getvalue().splitlines() if not line.startswith("> "))


def found_english(shown: str, language: str, *others: object) -> list[str]:
    names = ("Français", "Deutsch")  # what the other languages of the pack call themselves
    pack = PACKS[language]
    told = words_of_pack(pack) if pack == MARKET else words_of_translation(pack, language)
    return english_in(shown, language, told, *PLAYS[language], *names, *others)


def test_no_line_of_a_play_is_a_number() -> None:
    assert not [line for typed in PLAYS.values() for line in typed if line.isdecimal()]


@EACH
def test_a_play_in_plain_mode(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    story = load(PACKS[language], language)
    speak_as(story)
    said = played_plainly(open_play(story, tmp_path / "plays", seed=1), tmp_path / "plays", PLAYS[language])
    assert ENDINGS[language] in said, said
    kept = [file.read_text("utf-8") for file in tmp_path.glob("*.*") if file.suffix in (".html", ".md")]
    assert len(kept) == 2
    assert found_english(said, language, *_paths(tmp_path)) == [], said


def _paths(folder: Path) -> list[object]:
    return [folder, "home plays config settings.toml current.play.yaml playthroughs eightwings", *folder.rglob("*")]


@EACH
async def test_a_play_on_the_screen(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    story = load(PACKS[language], language)
    speak_as(story)
    shown: list[str] = []
    title = EightWings(story, plays_folder(story.id))
    async with title.run_test(size=(100, 60)) as pilot:
        for key in ("", "a"):
            await pilot.press(*key)
            shown.append(screen_text(title))
    plays = plays_folder(story.id)
    app = EightWings(story, plays, begin_play(story, plays / CURRENT, 1))
    app.settings = app.settings._replace(pace="at-once")
    async with app.run_test(size=(100, 60)) as pilot:

        async def look(*keys: str) -> None:
            await pilot.press(*keys)
            await found_out(pilot)
            shown.append(screen_text(app))

        await look()
        for line in PLAYS[language]:
            await look(*(_KEYS.get(letter, letter) for letter in line), "enter")
            if isinstance(app.screen, EndScreen):
                break
            while not isinstance(app.screen, GameScreen):
                await pilot.press("escape")
        for keys in (("pagedown",), ("end",), ("s",), ("w",), ("h",), ("escape", "ctrl+p")):
            await look(*keys)
    said = "\n".join(shown)
    assert ENDINGS[language] in said, said
    assert found_english(said, language, *pieces(tmp_path, *tmp_path.rglob("*"))) == [], said


@EACH
def test_every_page_in_a_browser(language: str, tmp_path: Path) -> None:
    """At the beginning, after half of a play, and at its end."""
    story = load(PACKS[language], language)
    speak_as(story)
    play = WebPlay(Session(story, 1))
    lines = PLAYS[language]
    for number, line in enumerate(("", *lines)):
        play.take({"step": play.step, "typed": line})
        shown = OPENED_PAGES if number in (0, len(lines) // 2, len(lines)) else ()
        for name in ("", *shown):
            page = tmp_path / "page.html"
            page.write_text(play.page({"page": name}), "utf-8")
            words = readable(page)
            assert found_english(words, language, PACKS[language].name) == [], (name, line, words)


@EACH
def test_what_is_kept_of_a_play(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    story = load(PACKS[language], language)
    speak_as(story)
    played_plainly(open_play(story, tmp_path / "plays", seed=1), tmp_path / "plays", PLAYS[language])
    for file in (file for file in tmp_path.iterdir() if file.suffix in (".html", ".md", ".svg")):
        assert found_english(file.name, language) == []
        assert found_english(readable(file), language) == [], file.name


@EACH
def test_the_worksheet_and_its_key(language: str, tmp_path: Path) -> None:
    export_handout(str(PACKS[language]), ExportWishes(tmp_path / "sheets", language=language))
    files = sorted((tmp_path / "sheets").iterdir())
    assert len(files) == 4
    for file in files:
        assert found_english(file.stem.replace("-", " "), language) == []
        assert found_english(readable(file), language, PACKS[language].name) == [], file.name
        assert file.suffix == ".md" or f'lang="{language}"' in file.read_text("utf-8")


def test_english_is_found_where_it_is_left() -> None:
    assert found_english("Norden: Die Küche. Noted: 3 Fakten.", "de") == ["noted"]
    assert found_english("La cuisine, closed by Bram.", "fr") == ["by", "closed"]


def test_nothing_is_wrong_with_the_spanish_pack_and_its_playthrough_passes() -> None:
    story, findings = examine(str(MARKET))
    assert story is not None
    assert findings == ()
    assert {question.kind for question in story.questions.values()} == {"choice", "number", "order", "cloze"}
    (file,) = (MARKET / "playthroughs").iterdir()
    assert main(["test", str(file)]) == 0
