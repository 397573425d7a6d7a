"""Polish."""

from __future__ import annotations

from game.story.editorial.words.lint_words import LintWords, each_phrase, each_word

_SAYING = (
    "mówi|mówią|mówiło|mówili|uważa|uważają|uważało|uważali|sądzi|sądzą|sądziło|sądzili|twierdzi|twierdzą|twierdziło|"
    "twierdzili|myśli|myślą|wierzy|wierzą|obawia|obawiają|ostrzega|ostrzegają|krytykuje|krytykują|widzi|widzą"
)
_VOICES = "eksperci|krytycy|obserwatorzy|analitycy|komentatorzy|historycy|specjaliści|zwolennicy|przeciwnicy|fachowcy"
_OF_VOICES = "ekspertów|krytyków|obserwatorów|analityków|komentatorów|historyków|specjalistów|wielu|niektórych"
_OF_ALL = "mówi|mówiło|uważa|sądzi|twierdzi|wiadomo|przypuszcza"

POLISH_WORDS = LintWords(
    code="pl",
    speaking=each_word("""
        mówi mówił mówiła powie powiedział powiedziała pyta pytał pytała zapytał zapytała spytał spytała
        odpowiada odpowiadał odpowiedział odpowiedziała odparł odparła odrzekł odrzekła rzekł rzekła krzyczy
        krzyknął krzyknęła szepcze szepnął szepnęła mruczy mruknął mruknęła ogłasza ogłosił ogłosiła oświadcza
        oświadczył oświadczyła dodaje dodał dodała wyjaśnia wyjaśnił wyjaśniła tłumaczy tłumaczył tłumaczyła
        ostrzega ostrzegł ostrzegła ostrzegał ostrzegała nazywa nazwał nazwała pisze pisał pisała napisał
        napisała stwierdza stwierdził stwierdziła obiecuje obiecał obiecała zauważa zauważył zauważyła komentuje
        skomentował skomentowała podkreśla podkreślił podkreśliła zapewnia zapewnił zapewniła zapowiada
        zapowiedział zapowiedziała przyznaje wspomina wspomniał wspomniała opowiada opowiedział opowiedziała
    """),
    adverbs=each_word("""
        się już też także jeszcze tylko zawsze nigdy często skrycie potajemnie naprawdę bardzo chyba może pewnie
        oczywiście po prostu wtedy potem zaraz dziś dzisiaj wczoraj cicho głośno nagle sam sama znowu nie w
        duchu tu tam więc jednak wreszcie
    """),
    adverb_endings=("nie",),
    thinking=each_word("""
        boi bał bała obawia obawiał obawiała wierzy wierzył wierzyła myśli myślał myślała pragnie pragnął
        pragnęła żałuje żałował żałowała kocha kochał kochała nienawidzi nienawidził nienawidziła gardzi gardził
        gardziła zamierza zamierzał zamierzała wątpi wątpił wątpiła podejrzewa podejrzewał podejrzewała marzy
        marzył marzyła martwi martwił martwiła zazdrości zazdrościł zazdrościła woli wolał wolała wyobraża
        wyobrażał wyobrażała cieszy cieszył cieszyła wstydzi wstydził wstydziła tęskni czuje czuł czuła łudzi
    """),
    feelings=each_word("""
        zły zła wściekły wściekła zaniepokojony zaniepokojona zawstydzony zawstydzona zgorzkniały zgorzkniała
        znudzony znudzona zmieszany zmieszana zachwycony zachwycona zrozpaczony zrozpaczona rozczarowany
        rozczarowana zazdrosny zazdrosna przestraszony przestraszona szczęśliwy szczęśliwa zraniony zraniona
        niepewny niepewna samotny samotna zdenerwowany zdenerwowana obrażony obrażona zadowolony zadowolona
        dumny dumna smutny smutna zaskoczony zaskoczona przerażony przerażona zmęczony zmęczona nieszczęśliwy
        nieszczęśliwa próżny próżna
    """),
    being=each_word("jest był była czuje czuł czuła wydaje wydawał wydawała staje stał stała bywa"),
    prepositions=each_word("od do dla o z ze na w we przy przez przed za bez u po między wobec"),
    verb_before_name=True,
    given_names=each_word("""
        Agnieszka Aleksander Aleksandra Aneta Bartosz Beata Bogdan Bogusław Bożena Bronisław Czesław Dariusz
        Dorota Elżbieta Ewa Franciszek Grażyna Grzegorz Halina Hanna Henryk Ignacy Irena Iwona Jacek Jadwiga
        Jakub Janina Janusz Jarosław Jerzy Joanna Józef Julian Justyna Katarzyna Kazimierz Krystyna Krzysztof
        Lech Leszek Ludwik Łukasz Maciej Małgorzata Marcin Marek Mariusz Mateusz Michał Mieczysław Mikołaj
        Mirosław Monika Natalia Olga Paweł Piotr Przemysław Rafał Roman Ryszard Sławomir Stanisław Stefan Sylwia
        Szymon Tadeusz Teresa Tomasz Urszula Waldemar Wanda Wiesława Witold Władysław Wojciech Zbigniew Zofia
        Zygmunt
    """),
    titles=each_word("""
        prezydent prezydenta prezydentka premier premiera premierka minister ministra ministerka kanclerz
        kanclerza sekretarz sekretarza generalny generalnego generał generała admirał admirała pułkownik kapitan
        senator senatora senatorka burmistrz burmistrza burmistrzyni gubernator ambasador ambasadora ambasadorka
        komisarz pan pana panu panem pani panią dr prof doktor profesor papież papieża książę księżna król króla
        królowa królową szef szefa szefowa
    """),
    dealings=frozenset(each_phrase("""
        zapytać, zapytaj, spytać, spytaj, pytać, pytaj, wypytać, poprosić, poproś, prosić, proś, zadzwonić,
        zadzwoń, zatelefonować, zatelefonuj, spotkać, spotkaj, odwiedzić, odwiedź, zagadnąć, zagadnij,
        porozmawiać, porozmawiaj, rozmawiać, rozmawiaj, mówić, mów, powiedzieć, powiedz, przekonać, przekonaj,
        namówić, namów, ostrzec, ostrzeż, zagrozić, zagroź, szantażować, szantażuj, przekupić, przekup,
        zaatakować, zaatakuj, aresztować, aresztuj, uderzyć, uderz, pocałować, pocałuj, objąć, obejmij, zabić,
        zabij, otruć, otruj, uratować, uratuj, pomóc, pomóż, pójść, iść, przywitać, przywitaj, powitać, powitaj,
        pozdrowić, pozdrów, zaprosić, zaproś, napisać, napisz, pisać, pisz, podziękować, podziękuj, zatrzymać,
        zatrzymaj, powstrzymać, powstrzymaj, przerwać, przerwij, obrazić, obraź, wyśmiać, wyśmiej, głosować,
        głosuj, błagać, błagaj, pokazać, pokaż, przypomnieć, przypomnij, pomachać, pomachaj, poczekać, poczekaj,
        czekać, negocjować, negocjuj, skontaktować, porwać, porwij, zaoferować, śledzić, śledź, posłuchać,
        posłuchaj
    """)),
    links=each_word("do z ze na dla od się przed za"),
    belongings=each_word("rząd rządu administracja administracji"),
    invented=each_phrase("""
        fikcja, fikcją, fikcji, fikcyjny, fikcyjna, fikcyjne, fikcyjni, fikcyjnych, zmyślony, zmyślona,
        zmyślone, zmyśleni, wymyślony, wymyślona, wymyślone, wymyśleni, wymyślonych, zmyślenie
    """),
    dated=("wówczas", "wtedy", "w tym czasie", "w tamtym czasie", "ówczesn[a-z]*", "stan na"),
    relative_times=each_phrase("""
        teraz, dziś, dzisiaj, obecnie, aktualnie, niedawno, ostatnio, w tej chwili, w chwili obecnej, wczoraj,
        jutro, w tym roku, w zeszłym roku, w ubiegłym roku, w przyszłym roku, w tym miesiącu,
        w zeszłym miesiącu, w ubiegłym miesiącu, w przyszłym miesiącu, w tym tygodniu, w zeszłym tygodniu,
        w ubiegłym tygodniu, w przyszłym tygodniu, dotychczas, jak dotąd, do tej pory, w ostatnich latach,
        w ostatnich miesiącach, rok temu, miesiąc temu, tydzień temu, od niedawna
    """),
    ageing=each_phrase("""
        nowy, nowa, nowe, nowego, nowej, obecny, obecna, obecne, obecnego, obecnej, aktualny, aktualna,
        aktualnego, aktualnej, urzędujący, urzędująca, dzisiejszy, dzisiejsza, przyszły, przyszła, ustępujący,
        ustępująca
    """),
    relative_offices=each_phrase("""
        administracja, administracji, ambasador, ambasadora, kanclerz, kanclerza, szef, szefa, szefowa, dowódca,
        dowódcy, rząd, rządu, król, króla, królowa, burmistrz, burmistrza, gubernator, gubernatora, minister,
        ministra, premier, premiera, prezydent, prezydenta, sekretarz, sekretarza, sekretarz generalny,
        przewodniczący, przewodnicząca, zasady, cel
    """),
    loaded_verbs=each_phrase("""
        przyznał się, przyznała się, przyznaje się, rzekomo, rzekomy, rzekoma, rzekome, chełpi się, chełpił się,
        chełpiła się, przechwala się, przechwalał się, przechwalała się, insynuuje, insynuował, insynuowała,
        wmawia, wmawiał, wmawiała, bredzi, bredził, bredziła, biadoli, utyskuje, wyznał, wyznała
    """),
    loaded_nouns=each_phrase("""
        reżim, reżimu, reżimem, reżimowi, reżimy, tak zwany, tak zwana, tak zwane, tak zwani, tzw,
        marionetkowy rząd, marionetkowe państwo, państwo bandyckie, podżegacz wojenny, podżegacze wojenni,
        siepacz, siepacze, poplecznik, poplecznicy, popleczników, pachołek, pachołki, sługus, sługusi, pasożyt,
        pasożyty, darmozjad, darmozjady, skrajna lewica, skrajna prawica, ekstremista, ekstremistka,
        ekstremiści, fanatyk, fanatycy, propaganda, propagandy, propagandę, globalista, globaliści, elity, zbir,
        zbiry, zbirów, polowanie na czarownice, krwiożerczy, krwiożercza, imperium zła, machina wojenna,
        zdrajca, zdrajcy, zdrajców, tyran, tyrani, tyrana, dyktator, dyktatora, dyktatorzy, despota, despoci
    """),
    unnamed=(
        rf"(?:wielu|niektórzy|niektóre|kilku|liczni|większość)\s+(?:ludzi|polityków|osób|głosów|{_VOICES}|{_OF_VOICES})"
        rf"\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"(?:wielu|niektórzy|inni|większość|kilku)\s+(?:{_SAYING})",
        rf"(?:{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"(?:zdaniem|według|w opinii)\s+(?:wielu\s+|niektórych\s+)?(?:{_OF_VOICES})",
        rf"(?:{_OF_ALL})\s+się",
        r"(?:powszechnie|ogólnie)\s+(?:wiadomo|uznaje|uważa|przyjęto|znany|znana|znane)",
        r"(?:wszyscy|każdy)\s+(?:wiedzą|wie|mówią|mówi|uważają|sądzą)",
    ),
    unnamed_signs=each_phrase("""
        wielu, niektórzy, niektóre, kilku, liczni, większość, inni, eksperci, krytycy, obserwatorzy, analitycy,
        komentatorzy, historycy, specjaliści, zwolennicy, przeciwnicy, fachowcy, zdaniem, według, w, mówi,
        mówiło, uważa, sądzi, twierdzi, wiadomo, przypuszcza, powszechnie, ogólnie, wszyscy, każdy
    """),
    unnamed_doing=frozenset(
        f"{_SAYING}|{_OF_ALL}|{_OF_VOICES}|uznaje|przyjęto|znany|znana|znane|wiedzą|wie".split("|")
    ),
    judging=each_phrase("""
        artykuł ocenia, artykuł uważa, artykuł opisuje, artykuł uznaje, artykuł sądzi, artykuł twierdzi
    """),
    according=each_phrase("""
        według, zdaniem, w opinii, artykuł, artykułu, źródło, źródła, przegląd prasy, autor, autora, autorka,
        autorki, gazeta, gazety, dossier, raport, raportu, mówi, powiedział, powiedziała, nazywa, nazwał,
        nazwała, opisuje, opisał, opisała
    """),
    capitals_are_names=True,
    calendar=each_word("Wielkanoc Boże Narodzenie Pan Pani"),
    numbers={
        "zero": "0", "dwa": "2", "dwie": "2", "dwóch": "2", "trzy": "3", "trzech": "3", "cztery": "4",
        "czterech": "4", "pięć": "5", "pięciu": "5", "sześć": "6", "sześciu": "6", "siedem": "7",
        "siedmiu": "7", "osiem": "8", "ośmiu": "8", "dziewięć": "9", "dziewięciu": "9", "dziesięć": "10",
        "dziesięciu": "10", "jedenaście": "11", "dwanaście": "12", "trzynaście": "13", "czternaście": "14",
        "piętnaście": "15", "szesnaście": "16", "siedemnaście": "17", "osiemnaście": "18",
        "dziewiętnaście": "19", "dwadzieścia": "20", "trzydzieści": "30", "czterdzieści": "40",
        "pięćdziesiąt": "50", "sześćdziesiąt": "60", "siedemdziesiąt": "70", "osiemdziesiąt": "80",
        "dziewięćdziesiąt": "90", "sto": "100",
    },
    times={
        "sto": 100, "tysiąc": 1_000, "tysiące": 1_000, "tysięcy": 1_000, "tys": 1_000, "milion": 10**6,
        "miliony": 10**6, "milionów": 10**6, "mln": 10**6, "miliard": 10**9, "miliardy": 10**9, "miliardów": 10**9,
        "mld": 10**9, "bilion": 10**12, "biliony": 10**12, "bilionów": 10**12, "tuzin": 12,
    },
    shares={
        "połowa": 2, "połowę": 2, "połowy": 2, "pół": 2, "trzecia": 3, "trzecią": 3, "trzecie": 3, "ćwierć": 4,
        "czwarta": 4, "czwarte": 4, "czwartych": 4, "piąta": 5, "piąte": 5, "piątych": 5, "szósta": 6, "siódma": 7,
        "ósma": 8, "dziewiąta": 9, "dziesiąta": 10, "setna": 100,
    },
    ordinals={
        "zero": 0, "żaden": 0, "żadna": 0, "żadne": 0, "nigdy": 0, "nikt": 0, "nic": 0, "raz": 1, "jeden": 1,
        "jedna": 1, "jedno": 1, "jedyny": 1, "jedyna": 1, "jedyne": 1, "pierwszy": 1, "pierwsza": 1, "pierwsze": 1,
        "pierwszym": 1,
        "dwa": 2, "dwie": 2, "dwóch": 2, "dwaj": 2, "dwoje": 2, "oba": 2, "obie": 2, "obaj": 2, "drugi": 2, "druga": 2,
        "drugie": 2, "dwukrotnie": 2, "podwójny": 2, "para": 2, "pary": 2, "trzy": 3, "trzech": 3, "trzej": 3,
        "troje": 3, "trzeci": 3, "trzykrotnie": 3, "cztery": 4, "czterech": 4, "pięć": 5, "pięciu": 5, "sześć": 6,
        "sześciu": 6, "siedem": 7, "siedmiu": 7, "osiem": 8, "ośmiu": 8, "dziewięć": 9, "dziewięciu": 9, "dziesięć": 10,
        "dziesięciu": 10, "jedenaście": 11, "dwanaście": 12, "trzynaście": 13, "czternaście": 14, "piętnaście": 15,
        "szesnaście": 16, "siedemnaście": 17, "osiemnaście": 18, "dziewiętnaście": 19, "dwadzieścia": 20,
        "trzydzieści": 30, "czterdzieści": 40, "pięćdziesiąt": 50, "sześćdziesiąt": 60, "siedemdziesiąt": 70,
        "osiemdziesiąt": 80, "dziewięćdziesiąt": 90, "sto": 100, "wiek": 100, "stulecie": 100, "dekada": 10,
    },
    units={
        "length": {"milimetr milimetry milimetrów": "1", "centymetr centymetry centymetrów": "10",
                   "metr metry metrów": "1000", "kilometr kilometry kilometrów": "1000000"},
        "mass": {"gram gramy gramów": "1", "kilo kilogram kilogramy kilogramów": "1000", "tona tony ton": "1000000"},
        "volume": {"mililitr mililitry mililitrów": "1", "litr litry litrów": "1000"},
        "time": {"sekunda sekundy sekund": "1", "minuta minuty minut": "60", "godzina godziny godzin": "3600",
                 "dzień dni": "86400", "tydzień tygodnie tygodni": "604800"},
        "years": {"miesiąc miesiące miesięcy": "1", "rok lata lat roku": "12", "dekada dekady dekad": "120",
                  "wiek wieki wieków stulecie": "1200"},
    },
    percent=(r"procent\w*", "proc"),
    worked_out=(
        r"więcej|mniej|różnic\w*|łącznie|razem|sum\w*|między|po|przed|pozost\w*|zosta\w*|średni\w*|razy|dwukrotnie",
        r"połow\w*|częś\w*|procent\w*|stosun\w*|ile lat|o ile|wzros\w*|wzrós\w*|spad\w*|zaokrągl\w*|oblicz\w*|policz",
        r"starsz\w*|młodsz\w*|dłuż\w*|krót\w*|później|wcześniej",
    ),
    counting=("ile", "ilu", "liczba", "liczbę"),
    conjunctions=("i", "oraz", "lub", "albo"),
    all_or_none=(
        r"(?:wszystkie|żadn[ae]|obie|oba|każda)\s+(?:z\s+)?(?:powyższych|powyższe|odpowiedzi|wymienionych|nich|tych|"
        r"opcji)(?:\s+(?:odpowiedzi|powyżej))?(?:\s+(?:jest|są)\s+\w+)?",
        r"(?:wszystkie|żadn[ae]|obie|oba|wszystko|nic)(?:\s+(?:z tego|powyższe))?(?:\s+(?:jest|są)\s+(?:poprawn[ae]|"
        r"prawdziw[ae]|dobre|złe|fałszyw[ae]|błędn[ae]))?",
        r"(?:zarówno\s+)?[abc]\s+(?:i|oraz|lub|jak i|&)\s+[abcd]",
    ),
    asking=(r"któr\w+", "kto", "kogo", "komu", "gdzie", "kiedy", "co", r"jak[iąae]\w*"),
    denying=("nie", "nigdy", r"żad\w+", "oprócz", "prócz", "z wyjątkiem"),
    clause_ends=(r"[,;.?!:]",),
    denials=("nie", "nigdy", "nikt", "nic", r"żad\w+", "ani"),
    empty=each_word("""
        i oraz lub albo a w we z ze na do od o u za po przed przez dla przy pod nad jest był była było były są
        się to ten ta te tego tej tych jego jej ich co kto który która które że jak według artykuł artykułu
    """),
    abbreviations=("dr", "prof", "gen", "im", "św", "ul", "tzw", "np", "m", "r"),
)  # fmt: skip
