"""German."""

from __future__ import annotations

from game.story.editorial.words.lint_words import LintWords, each_phrase, each_word

_SAYING = (
    "sagen|sagten|glauben|glaubten|meinen|meinten|finden|fanden|behaupten|behaupteten|denken|dachten|halten|hielten|"
    "warnen|warnten|fürchten|fürchteten|vermuten|vermuteten|sehen|sahen|erwarten|erwarteten|kritisieren|kritisierten"
)
_VOICES = (
    "Experten|Expertinnen|Kritiker|Beobachter|Analysten|Kommentatoren|Historiker|Fachleute|Insider|Anhänger|Gegner"
)
_OF_ALL = "heißt|hieß|sagt|sagte|weiß|wusste|glaubt|meint|munkelt"

GERMAN_WORDS = LintWords(
    code="de",
    speaking=each_word("""
        sage sagt sagte sagten gesagt erzählt erzählte fragt fragte gefragt antwortet antwortete geantwortet
        erwidert erwiderte entgegnet entgegnete ruft rief gerufen schreit schrie flüstert flüsterte murmelt
        murmelte kündigt kündigte angekündigt erklärt erklärte ergänzt ergänzte betont betonte beharrt beharrte
        warnt warnte gewarnt nennt nannte genannt schreibt schrieb geschrieben verspricht versprach versprochen
        bemerkt bemerkte bemerkten kommentiert kommentierte meint meinte gemeint mahnt mahnte lobt lobte
        kritisiert kritisierte spricht sprach gesprochen äußert äußerte geäußert verkündet verkündete fügt fügte
        formuliert formulierte zitiert so laut
    """),
    pronouns=("er", "sie"),
    adverbs=each_word("""
        hat hatte habe hätte ist war wird würde soll sollte will wollte kann könnte muss musste darf sich es
        dann noch auch schon nur immer nie oft heimlich insgeheim wirklich eigentlich sehr zutiefst tief wohl
        vielleicht offenbar sicher sicherlich natürlich einfach bald heute damals daraufhin leise laut plötzlich
        selbst wieder dazu darüber nicht ja jetzt zuerst zuletzt schließlich gestern dort hier da nun still
        schweigend
    """),
    auxiliaries=each_word("hat hatte habe soll will wird würde"),
    thinking=each_word("""
        hofft hoffte fürchtet fürchtete befürchtet befürchtete glaubt glaubte denkt dachte wünscht wünschte
        bereut bereute liebt liebte hasst hasste verachtet verachtete beabsichtigt beabsichtigte bezweifelt
        bezweifelte ahnt ahnte träumt träumte sorgt sorgte beneidet beneidete bevorzugt bevorzugte ersehnt
        ersehnte genießt genoss fühlt fühlte spürt spürte schämt schämte ärgert ärgerte freut freute sehnt
        sehnte misstraut misstraute
    """),
    feelings=each_word("""
        wütend ängstlich besorgt beschämt bitter gelangweilt verwirrt begeistert verzweifelt enttäuscht verlegen
        neidisch erschrocken froh glücklich gekränkt verletzt unsicher eifersüchtig einsam nervös beleidigt
        zufrieden stolz erleichtert traurig überrascht entsetzt müde unglücklich eitel zornig verärgert
    """),
    being=each_word("ist war fühlt fühlte wirkt wirkte scheint schien wird wurde bleibt blieb"),
    inner_things=each_word("""
        Ehrgeiz Wut Verachtung Wunsch Traum Neid Furcht Angst Gefühl Gefühle Hass Herz Hoffnung Absicht
        Absichten Eifersucht Sehnsucht Laune Stimmung Motiv Motive Beweggrund Beweggründe Stolz Zorn Grund
        Gründe Reue Geheimnis Scham Gedanke Gedanken Ziel Ziele Eitelkeit Wünsche Träume Ängste
    """),
    inner_qualities=each_word("""
        eigener eigene eigenes geheimer geheime geheimes geheimen innerer innere inneres innerste innerster
        wahrer wahre wahres wahren wirklicher wirkliche wirkliches eigentlicher eigentliche eigentliches tiefste
        tiefster tiefstes verborgener verborgene persönlicher persönliche
    """),
    prepositions=each_word("""
        von vom mit über für bei an zu nach gegen ohne um durch aus auf vor hinter neben zwischen wegen
    """),
    verb_before_name=True,
    given_names=each_word("""
        Annette Bärbel Birgit Brigitte Christa Christoph Dieter Dirk Doris Eberhard Elke Florian Frauke Fritz
        Gabriele Georg Gisela Günter Günther Hannelore Heike Heinrich Heinz Holger Horst Ingrid Jakob Joachim
        Jörg Josef Jürgen Katharina Katrin Klaus Kurt Ludwig Lutz Markus Matthias Monika Norbert Olga Petra
        Philipp Rainer Ralf Renate Rolf Sabine Stefan Steffen Susanne Torsten Ulrich Ulrike Uwe Volker Werner
        Wolfram
    """),
    titles=each_word("""
        präsident präsidentin bundespräsident bundespräsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin
        minister ministerin außenminister außenministerin verteidigungsminister verteidigungsministerin
        premierminister premierministerin ministerpräsident ministerpräsidentin staatssekretär generalsekretär
        generalsekretärin general admiral oberst hauptmann senator senatorin bürgermeister bürgermeisterin
        oberbürgermeister oberbürgermeisterin botschafter botschafterin kommissar kommissarin herr herrn frau dr
        prof doktor professor professorin papst prinz prinzessin könig königin
    """),
    dealings=frozenset(each_phrase("""
        fragen, frag, frage, befragen, befrage, bitten, bitte, anrufen, ruf, rufe, rufen, treffen, triff,
        begleiten, begleite, besuchen, besuche, ansprechen, sprechen, sprich, reden, rede, überzeugen,
        überzeuge, überreden, überrede, warnen, warne, bedrohen, bedrohe, erpressen, erpresse, bestechen,
        besteche, angreifen, greif, verhaften, verhafte, schlagen, schlag, küssen, küsse, umarmen, umarme,
        töten, töte, erschießen, erschieß, vergiften, vergifte, retten, rette, helfen, hilf, folgen, folge,
        grüßen, grüß, grüße, begrüßen, begrüße, einladen, lade, lad, schreiben, schreib, schreibe, danken,
        danke, stoppen, stoppe, aufhalten, halte, unterbrechen, unterbrich, beleidigen, beleidige, auslachen,
        verspotten, verspotte, interviewen, interviewe, wählen, wähle, stimmen, stimme, stimm, anflehen, flehe,
        zeigen, zeig, zeige, erinnern, erinnere, winken, winke, zuwinken, warten, warte, streiten, streite,
        tanzen, tanze, verhandeln, verhandle, telefonieren, telefoniere, überfallen, kontaktieren, kontaktiere,
        entführen, entführe, anbieten, biete, befehlen, befiehl, gehorchen, gehorche
    """)),
    links=each_word("mit an auf bei zu gegen für"),
    verb_last=True,
    belongings=each_word("""
        Regierung Regierungen Team Besuch Reise Zeit Ära Artikel Rede Zitat Worte Satz Bild Foto Büro
    """),
    invented=each_phrase("""
        fiktion, fiktiv, fiktive, fiktiver, fiktives, fiktiven, erfunden, erfundene, erfundener, erfundenes,
        erfundenen, erfindung, frei erfunden, ausgedacht, erdacht, erdichtet
    """),
    dated=("damals", "zu dieser zeit", "zu jener zeit", r"stand\s+\w+"),
    relative_times=each_phrase("""
        jetzt, nun, heute, heutzutage, zurzeit, zur zeit, derzeit, gegenwärtig, momentan, im moment, kürzlich,
        neulich, letztens, vor kurzem, unlängst, jüngst, gestern, morgen, dieses jahr, in diesem jahr,
        letztes jahr, im letzten jahr, nächstes jahr, im nächsten jahr, diesen monat, letzten monat,
        nächsten monat, diese woche, letzte woche, nächste woche, bisher, bis jetzt, bis heute,
        in den letzten jahren, in den letzten monaten, vor einem jahr, vor einem monat, vor einer woche,
        seit kurzem, seit neuestem, aktuell
    """),
    ageing=each_phrase("""
        neue, neuer, neuen, neues, neuem, jetzige, jetziger, jetzigen, derzeitige, derzeitiger, derzeitigen,
        gegenwärtige, gegenwärtiger, gegenwärtigen, aktuelle, aktueller, aktuellen, amtierende, amtierender,
        amtierenden, heutige, heutiger, heutigen, künftige, künftiger, künftigen, scheidende, scheidender,
        scheidenden
    """),
    relative_offices=each_phrase("""
        regierung, botschafter, botschafterin, vorsitzende, vorsitzender, kanzler, kanzlerin, bundeskanzler,
        bundeskanzlerin, chef, chefin, befehlshaber, oberbefehlshaber, könig, königin, bürgermeister,
        bürgermeisterin, gouverneur, minister, ministerin, außenminister, außenministerin,
        verteidigungsminister, verteidigungsministerin, amt, präsident, präsidentin, premierminister,
        premierministerin, ministerpräsident, ministerpräsidentin, generalsekretär, generalsekretärin, regeln,
        ziel
    """),
    loaded_verbs=each_phrase("""
        behauptet, behauptete, behaupteten, behaupten, gesteht, gestand, gestanden, eingestanden, eingeräumt,
        prahlt, prahlte, prahlten, protzt, protzte, angeblich, angebliche, angeblicher, angebliches,
        angeblichen, vorgeblich, faselt, faselte, hetzt, hetzte, jammert, jammerte, unterstellt, unterstellte,
        schwadroniert, schwadronierte
    """),
    loaded_nouns=each_phrase("""
        regime, regimes, sogenannt, sogenannte, sogenannter, sogenanntes, sogenannten, marionettenregierung,
        marionettenstaat, schurkenstaat, schurkenstaaten, kriegstreiber, kriegstreiberin, kriegstreiberei,
        handlanger, lakai, lakaien, steigbügelhalter, schmarotzer, trittbrettfahrer, linksextrem, rechtsextrem,
        linksradikal, rechtsradikal, linksradikale, rechtsradikale, extremist, extremisten, fanatiker,
        propaganda, globalist, globalisten, eliten, schläger, lügenpresse, systempresse, altparteien, gutmensch,
        gutmenschen, fake news, hexenjagd, woke, schneeflocke, schneeflocken, blutrünstig, reich des bösen,
        kriegsmaschine, aggressorstaat, verräter, verräterin, tyrann, tyrannen, diktator, diktatoren, despot,
        despoten, machtclique
    """),
    unnamed=(
        rf"(?:viele|einige|manche|die meisten|mehrere|wenige|zahlreiche)\s+(?:Menschen|Leute|Politiker|Stimmen|"
        rf"{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"(?:viele|einige|manche|die meisten|andere)\s+(?:{_SAYING})",
        rf"(?:{_SAYING})\s+(?:viele|einige|manche|die meisten|andere|{_VOICES})",
        rf"(?:{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"(?:{_VOICES})n?\s+zufolge",
        rf"(?:es|man)\s+(?:{_OF_ALL})|(?:heißt|hieß)\s+es",
        r"(?:allgemein|weithin|gemeinhin)\s+(?:bekannt|anerkannt|angenommen|geglaubt)",
        r"(?:jeder|alle)\s+(?:weiß|wissen|glaubt|glauben|sagt|sagen)",
    ),
    unnamed_signs=each_phrase("""
        viele, einige, manche, die, mehrere, wenige, zahlreiche, andere, experten, expertinnen, kritiker,
        kritikern, beobachter, beobachtern, analysten, kommentatoren, historiker, historikern, fachleute,
        fachleuten, insider, anhänger, gegner, es, man, allgemein, weithin, gemeinhin, jeder, alle
    """),
    unnamed_doing=frozenset(
        f"{_SAYING}|{_OF_ALL}|zufolge|bekannt|anerkannt|angenommen|geglaubt|wissen".split("|")
    ),
    judging=each_phrase("""
        artikel urteilt, artikel findet, artikel beschreibt, artikel hält, artikel meint, artikel glaubt,
        artikel argumentiert
    """),
    according=each_phrase("""
        laut, zufolge, nach ansicht, nach meinung, nach angaben, artikel, quelle, presseschau, autor, autorin,
        verfasser, verfasserin, zeitung, dossier, bericht, urteil, sagt, sagte, nennt, nannte, beschreibt,
        beschrieb
    """),
    numbers={
        "null": "0", "eins": "1", "zwei": "2", "zwo": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6",
        "sieben": "7", "acht": "8", "neun": "9", "zehn": "10", "elf": "11", "zwölf": "12", "dreizehn": "13",
        "vierzehn": "14", "fünfzehn": "15", "sechzehn": "16", "siebzehn": "17", "achtzehn": "18",
        "neunzehn": "19", "zwanzig": "20", "dreißig": "30", "vierzig": "40", "fünfzig": "50", "sechzig": "60",
        "siebzig": "70", "achtzig": "80", "neunzig": "90", "hundert": "100",
    },
    times={
        "hundert": 100, "tausend": 1_000, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9,
        "milliarden": 10**9, "mrd": 10**9, "billion": 10**12, "billionen": 10**12, "dutzend": 12,
    },
    shares={
        "hälfte": 2, "halb": 2, "halbe": 2, "halben": 2, "halbes": 2, "drittel": 3, "viertel": 4, "fünftel": 5,
        "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9, "zehntel": 10, "hundertstel": 100,
    },
    ordinals={
        "einmal": 1, "einzige": 1, "einziger": 1, "einziges": 1, "einzigen": 1, "nur": 1, "allein": 1, "zweimal": 2,
        "doppelt": 2, "doppelte": 2, "verdoppelt": 2, "beide": 2, "beiden": 2, "paar": 2, "dreimal": 3, "dreifach": 3,
        "null": 0, "kein": 0, "keine": 0, "keinen": 0, "nie": 0, "niemand": 0, "nichts": 0, "ein": 1, "eine": 1,
        "einen": 1, "jahrhundert": 100, "jahrzehnt": 10,
    },
    units={
        "length": {"millimeter millimetern": "1", "zentimeter zentimetern": "10", "meter metern": "1000",
                   "kilometer kilometern": "1000000"},
        "mass": {"gramm": "1", "kilo kilogramm": "1000", "tonne tonnen": "1000000"},
        "volume": {"milliliter millilitern": "1", "zentiliter": "10", "liter litern": "1000"},
        "time": {"sekunde sekunden": "1", "minute minuten": "60", "stunde stunden": "3600", "tag tage tagen": "86400",
                 "woche wochen": "604800"},
        "years": {"monat monate monaten": "1", "jahr jahre jahren": "12", "jahrzehnt jahrzehnte jahrzehnten": "120",
                  "jahrhundert jahrhunderte jahrhunderten": "1200"},
    },
    percent=("prozent", r"v\.\s?h\."),
    worked_out=(
        r"mehr|weniger|unterschied|differenz|gesamt\w*|insgesamt|zusammen|summe|zwischen|nach|vor|später|früher|älter",
        r"jünger|länger|kürzer|übrig|bleiben|bleibt|durchschnitt\w*|schnitt|mal|doppelt|hälfte|anteil|prozent|verhältnis",
        r"wie (?:alt|lange|weit)|um wie ?viel\w*|gestiegen|stieg|wuchs|gewachsen|gesunken|sank|fiel|gerundet|runde",
        r"berechne|rechne|ausrechnen",
    ),
    counting=(r"wie ?viele?", "anzahl", "zahl der"),
    conjunctions=("und", "oder", "sowie"),
    all_or_none=(
        r"(?:alle|keine?[rs]?|beide|jede)\s+(?:davon|(?:der\s+)?(?:oben\s+)?(?:genannten|antworten|aussagen|drei|beiden|"
        r"optionen|möglichkeiten)(?:\s+antworten)?)(?:\s+(?:ist|sind|stimmt|stimmen)(?:\s+\w+)?)?",
        r"(?:alle|alles|beide|beides|keine[rs]?|nichts)(?:\s+(?:davon|oben genannte))?"
        r"(?:\s+(?:ist|sind)\s+(?:richtig|falsch|wahr|korrekt)|\s+(?:stimmt|stimmen))?",
        r"(?:sowohl\s+)?[abc]\s+(?:und|oder|als auch|&)\s+[abcd]",
        r"weder\s+noch",
    ),
    asking=(r"welch\w+", "wer", "wen", "wem", "wessen", "wo", "wann", "was", "wohin", "woher", "worin", "woran"),
    denying=("nicht", r"kein\w*", "nie", "niemals", "außer", "ausgenommen"),
    clause_ends=(r"[,;.?!:]",),
    denials=("nicht", r"kein\w*", "nie", "niemals", "niemand", "nichts", "weder", "nirgends"),
    empty=each_word("""
        der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach von
        vom vor zu zum zur für über um durch als wie ist war sind waren wird wurde wurden hat hatte haben es er
        sie ihr sein seine ihre sich laut artikel nicht auch so dieser diese dieses welcher welche welches
    """),
    determiners=each_word("""
        der die das den dem des ein eine einen einem einer eines kein keine keinen sein seine seinen ihr ihre
        ihren mein meine dein deine euer eure unser unsere dieser diese dieses diesen
    """),
    abbreviations=("Dr", "Prof", "Hr", "Fr", "St", "Nr", "B", "bzw", "ca", "vgl"),
    ordinals_have_point=True,
)  # fmt: skip
