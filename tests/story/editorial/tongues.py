"""What one and the same small pack says in German, French, Spanish and Polish, and what is wrong in each with a fault.

The sound texts have what only looks like a fault by the rules of another language: `Today`, `admits` and `claims`
are names in them.
"""

from __future__ import annotations

from typing import NamedTuple


class Tongue(NamedTuple):
    """The texts of the pack in a language, and what stands in their place when something is wrong."""

    code: str
    disclaimer: str
    #: What the facts state, and the words that Olga Brandt really said.
    bell: str
    words: str
    quote: str
    ferry: str
    #: What a scene tells, and what a player can do there.
    story: str
    label: str
    #: How heavy the bell is, asked for a number, and with options.
    weight: str
    options: tuple[str, str, str]
    reason: str
    #: By code, texts of the scene, of the label, of a question that is asked for a number, of one with options.
    told: dict[str, str]
    labels: dict[str, str]
    asked: dict[str, str]
    reasons: dict[str, str]
    third_options: dict[str, str]
    chosen: dict[str, str]
    #: What stands in the disclaimer that does not say that it is fiction.
    no_fiction: str
    #: A question for what Olga Brandt called the harbour, and the same with whose view it is.
    view: str
    view_owned: str
    stubborn: str
    #: A right answer that only is in a form in which no other is: a denial.
    denial: str
    hint: str
    #: A thing in emphasis, with its article; empty where the language has none.
    thing: str


GERMAN = Tongue(
    code="de",
    disclaimer="Frei erfunden, nach einem Hafenblatt von Anfang 1921.",
    bell="Die Glocke wiegt 80 Kilogramm und wurde 1899 gegossen. Sie hängt am Café Today.",
    words="Bürgermeisterin Olga Brandt nannte den Hafen „klein, aber stur“ und will einen zweiten Kai.",
    quote="klein, aber stur",
    ferry="Der Artikel urteilt, dass die Fähre zu spät kommt. Viele Leute sagen es, fügt er hinzu.",
    story="Olga Brandt nannte den Hafen „klein, aber stur“ [words]. »So ist es«, sagt der "
    "Schreiber am 5. Mai; er fürchtet das Meer und admits claims.",
    label="Lesen, was Olga Brandt sagte",
    weight="Wie schwer war die Glocke?",
    options=("80 Kilogramm", "60 Kilogramm", "90 Kilogramm"),
    reason="Das Hafenblatt nennt ihr Gewicht.",
    told={
        "EW901": "„Wir brauchen keine Fähre“, sagte Bürgermeisterin Olga Brandt [words].",
        "EW902": "Neben dem Zettel über Olga Brandt [words] hängt „nie wieder“.",
        "EW903": "„Klein, aber stur“, sagte Olga Brandt.",
        "EW906": "Im Jahr 1912 wurde die Glocke gewogen [bell].",
        "EW910": "Brandts Boot liegt am Kai.",
        "EW911": "Heimlich fürchtet Olga Brandt das Meer.",
        "EW912": "Olga Brandt liebt den Hafen. Sie nannte ihn stur [words].",
        "EW922": "Olga Brandt behauptete, der Hafen sei stur [words].",
    },
    labels={"EW908": "Mit Bürgermeisterin Brandt sprechen"},
    asked={"EW921": "Wie schwer ist die Glocke jetzt?", "EW965": "Wie schwer ist die Glocke von 80 Kilogramm?"},
    reasons={"EW923": "Viele Experten meinen, dass sie schwer ist."},
    third_options={"EW954": "Keine der genannten Antworten"},
    chosen={"EW959": "Welches Gewicht hat die Glocke nicht?"},
    no_fiction="Nach einem Hafenblatt von Anfang 1921.",
    view="Wie ist der Hafen?",
    view_owned="Wie ist der Hafen nach Ansicht Brandts?",
    stubborn="stur",
    denial="Keine Glocke",
    hint="Es sind 80 Kilogramm.",
    thing="ein *Ofen*",
)

FRENCH = Tongue(
    code="fr",
    disclaimer="Histoire inventée, d’après une gazette du début de 1921.",
    bell="La cloche pèse 80 kilogrammes et fut fondue en 1899. Elle pend devant le café Today.",
    words="La maire Olga Brandt a qualifié le port de « petit mais têtu » et veut un second quai.",
    quote="petit mais têtu",
    ferry="L’article juge que le bac est en retard. Beaucoup le disent, ajoute-t-il.",
    story="Olga Brandt a qualifié le port de « petit mais têtu » [words]. « C’est ainsi », dit le "
    "greffier, qui craint la mer et admits claims.",
    label="Lire les mots d’Olga Brandt",
    weight="Combien pesait la cloche ?",
    options=("80 kilogrammes", "60 kilogrammes", "90 kilogrammes"),
    reason="La gazette donne son poids.",
    told={
        "EW901": "— Nous n’avons pas besoin d’un bac, a déclaré la maire Olga Brandt.",
        "EW902": "À côté du mot sur Olga Brandt [words] pend « plus jamais ».",
        "EW903": "« Petit mais têtu », dit Olga Brandt.",
        "EW906": "En 1912 la cloche fut pesée [bell].",
        "EW910": "Une barque d’Olga Brandt attend au quai.",
        "EW911": "Olga Brandt craint secrètement la mer.",
        "EW912": "Olga Brandt aime le port. Elle l’a dit têtu [words].",
        "EW922": "Olga Brandt a avoué que le port est têtu [words].",
    },
    labels={"EW908": "Demander conseil, puis parler à la maire Olga Brandt"},
    asked={
        "EW921": "Combien pèse la cloche aujourd’hui ?",
        "EW965": "Combien pèse la cloche de 80 kilogrammes ?",
    },
    reasons={"EW923": "Les experts estiment qu’elle est lourde.", "EW907": "Elle fut fondue à Anvers."},
    third_options={"EW954": "Aucune de ces réponses"},
    chosen={"EW959": "Quel poids n’est pas celui de la cloche ?"},
    no_fiction="D’après une gazette du début de 1921.",
    view="Comment est le port ?",
    view_owned="Comment est le port selon Olga Brandt ?",
    stubborn="têtu",
    denial="Aucune cloche",
    hint="Ce sont 80 kilogrammes.",
    thing="un *poêle*",
)

SPANISH = Tongue(
    code="es",
    disclaimer="Historia inventada, según una gaceta de principios de 1921.",
    bell="La campana pesa 80 kilogramos y se fundió en 1899. Cuelga ante el café Today.",
    words="La alcaldesa Olga Brandt llamó al puerto «pequeño pero terco» y quiere un segundo muelle.",
    quote="pequeño pero terco",
    ferry="El artículo juzga que el transbordador llega tarde. Muchos lo dicen, añade.",
    story="Olga Brandt llamó al puerto «pequeño pero terco» [words]. «Así es», dice el escribano, "
    "que teme el mar y admits claims.",
    label="Leer las palabras de Olga Brandt",
    weight="¿Cuánto pesaba la campana?",
    options=("80 kilogramos", "60 kilogramos", "90 kilogramos"),
    reason="La gaceta da su peso.",
    told={
        "EW901": "—No necesitamos un transbordador —dijo la alcaldesa Olga Brandt—.",
        "EW902": "Junto a la nota sobre Olga Brandt [words] cuelga «nunca más».",
        "EW903": "«Pequeño pero terco», dijo Olga Brandt.",
        "EW906": "En 1912 se pesó la campana [bell].",
        "EW910": "Una barca de Olga Brandt espera en el muelle.",
        "EW911": "Olga Brandt teme en secreto el mar.",
        "EW912": "Olga Brandt ama el puerto. Lo llamó terco [words].",
        "EW922": "Olga Brandt confesó que el puerto es terco [words].",
    },
    labels={"EW908": "Hablar con la alcaldesa Olga Brandt"},
    asked={"EW921": "¿Cuánto pesa ahora la campana?", "EW965": "¿Cuánto pesa la campana de 80 kilogramos?"},
    reasons={"EW923": "Según los expertos, es pesada.", "EW907": "Se fundió en Amberes."},
    third_options={"EW954": "Ninguna de las anteriores"},
    chosen={"EW959": "¿Qué peso no es el de la campana?"},
    no_fiction="Según una gaceta de principios de 1921.",
    view="¿Cómo es el puerto?",
    view_owned="¿Cómo es el puerto según Olga Brandt?",
    stubborn="terco",
    denial="Ninguna campana",
    hint="Son 80 kilogramos.",
    thing="una *estufa*",
)

POLISH = Tongue(
    code="pl",
    disclaimer="Historia zmyślona, oparta na gazecie z początku 1921 roku.",
    bell="Dzwon waży 80 kilogramów i odlano go w 1899 roku. Wisi przed kawiarnią Today.",
    words="Burmistrz Olga Brandt nazwała port „mały, ale uparty” i chce drugiego nabrzeża.",
    quote="mały, ale uparty",
    ferry="Artykuł ocenia, że prom się spóźnia. Wielu tak mówi, dodaje.",
    story="Olga Brandt nazwała port „mały, ale uparty” [words]. „Tak już jest”, mówi pisarz, "
    "który boi się morza i admits claims.",
    label="Przeczytaj słowa Olgi Brandt",
    weight="Ile ważył dzwon?",
    options=("80 kilogramów", "60 kilogramów", "90 kilogramów"),
    reason="Gazeta podaje jego wagę.",
    told={
        "EW901": "— Nie potrzebujemy promu — powiedziała burmistrz Olga Brandt.",
        "EW902": "Obok notatki o Oldze Brandt [words] wisi „nigdy więcej”.",
        "EW903": "„Mały, ale uparty”, powiedziała Olga Brandt.",
        "EW906": "W 1912 roku zważono dzwon [bell].",
        "EW910": "Łódź Olgi Brandt stoi przy nabrzeżu.",
        "EW911": "Olga Brandt skrycie boi się morza.",
        "EW912": "Olga Brandt kocha port. Nazwała go upartym [words].",
        "EW922": "Olga Brandt rzekomo nazwała port upartym [words].",
    },
    labels={"EW908": "Porozmawiaj z burmistrz Olgą Brandt"},
    asked={"EW921": "Ile teraz waży dzwon?", "EW965": "Ile waży dzwon o wadze 80 kilogramów?"},
    reasons={"EW923": "Eksperci uważają, że jest ciężki.", "EW907": "Odlano go w Antwerpii."},
    third_options={"EW954": "Żadna z powyższych"},
    chosen={"EW959": "Jakiej wagi nie ma dzwon?"},
    no_fiction="Oparta na gazecie z początku 1921 roku.",
    view="Jaki jest port?",
    view_owned="Jaki jest port zdaniem Olgi Brandt?",
    stubborn="uparty",
    denial="Żaden dzwon",
    hint="To 80 kilogramów.",
    thing="",
)

TONGUES = (GERMAN, FRENCH, SPANISH, POLISH)
