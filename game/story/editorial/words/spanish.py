"""Spanish."""

from __future__ import annotations

from game.story.editorial.words.lint_words import LintWords, each_phrase, each_word

_SAYING = (
    "dicen|decían|piensan|pensaban|creen|creían|opinan|opinaban|afirman|afirmaban|consideran|consideraban|sostienen|"
    "temen|temían|advierten|aseguran|juzgan|ven|critican"
)
_VOICES = "expertos|críticos|observadores|analistas|comentaristas|historiadores|especialistas|partidarios|opositores"
_OF_ALL = "dice|decía|cree|creía|sabe|sabía|piensa|comenta|rumorea"

SPANISH_WORDS = LintWords(
    code="es",
    speaking=each_word("""
        dice decía dijo dicho dijeron pregunta preguntaba preguntó responde respondía respondió contesta
        contestaba contestó replica replicaba replicó grita gritaba gritó susurra susurraba susurró murmura
        murmuraba murmuró anuncia anunciaba anunció anunciado declara declaraba declaró declarado añade añadía
        añadió añadido insiste insistía insistió explica explicaba explicó explicado advierte advertía advirtió
        advertido llama llamaba llamó llamado califica calificaba calificó calificado escribe escribía escribió
        escrito afirma afirmaba afirmó afirmado promete prometía prometió prometido comenta comentaba comentó
        comentado señala señalaba señaló señalado asegura aseguraba aseguró asegurado subraya subrayaba subrayó
        recuerda recordaba recordó cuenta contaba contó exclama exclamaba exclamó sostiene sostenía sostuvo
        según
    """),
    adverbs=each_word("""
        ha había habría haya es era será va quiere puede debe no se le les lo la ya también aún todavía siempre
        nunca jamás sólo solo muy quizá quizás entonces luego después pronto hoy ayer apenas tal vez en secreto
        bien mismo misma tampoco así aquí allí
    """),
    adverb_endings=("mente",),
    thinking=each_word("""
        teme temía cree creía piensa pensaba desea deseaba anhela anhelaba lamenta lamentaba ama
        amaba odia odiaba detesta detestaba desprecia despreciaba duda dudaba sospecha sospechaba sueña soñaba
        envidia envidiaba prefiere prefería imagina imaginaba disfruta disfrutaba siente sentía alegra alegraba
        preocupa preocupaba arrepiente arrepentía avergüenza
    """),
    feelings=each_word("""
        furioso furiosa enfadado enfadada enojado enojada ansioso ansiosa avergonzado avergonzada amargado
        amargada confundido confundida encantado encantada desesperado desesperada decepcionado decepcionada
        celoso celosa asustado asustada contento contenta feliz herido herida inseguro insegura nervioso
        nerviosa ofendido ofendida orgulloso orgullosa aliviado aliviada triste sorprendido sorprendida aterrado
        aterrada cansado cansada infeliz preocupado preocupada vanidoso vanidosa envidioso envidiosa
    """),
    being=each_word("es era está estaba parece parecía siente sentía queda quedó anda andaba"),
    prepositions=each_word("de del a con por para sobre contra sin hacia ante tras entre"),
    verb_before_name=True,
    given_names=each_word("""
        Alberto Alejandra Alejandro Alfonso Álvaro Andrés Antonia Beatriz Carmen Cristina Diego Eduardo Elena
        Enrique Ernesto Esteban Eugenia Federico Felipe Fernando Gabriela Gonzalo Guillermo Gustavo Ignacio Inés
        Irene Isabel Jaime Javier Jesús Joaquín Jorge Josefa Julio Lucía Luisa Manuel Manuela Mariano Marta
        Miguel Mónica Olga Pilar Rafael Ramón Raúl Ricardo Roberto Rocío Rodrigo Sergio Soledad Teresa Vicente
        Yolanda
    """),
    titles=each_word("""
        presidente presidenta primer primera ministro ministra canciller secretario secretaria general almirante
        coronel capitán senador senadora alcalde alcaldesa gobernador gobernadora embajador embajadora comisario
        comisaria sr sra señor señora don doña dr dra doctor doctora papa príncipe princesa rey reina exteriores
        defensa
    """),
    dealings=frozenset(each_phrase("""
        preguntar, pregunta, pregúntale, interrogar, interroga, llamar, llama, llámale, encontrar, encuentra,
        acompañar, acompaña, abordar, aborda, hablar, habla, convencer, convence, persuadir, persuade, advertir,
        advierte, avisar, avisa, amenazar, amenaza, chantajear, chantajea, sobornar, soborna, atacar, ataca,
        detener, detén, golpear, golpea, besar, besa, abrazar, abraza, matar, mata, envenenar, envenena, salvar,
        salva, ayudar, ayuda, seguir, sigue, saludar, saluda, invitar, invita, escribir, escribe,
        dar las gracias, agradecer, interrumpir, interrumpe, insultar, insulta, burlarse, entrevistar,
        entrevista, votar por, vota por, votar contra, vota contra, suplicar, suplica, mostrar, muestra,
        enseñar, enseña, recordar, recuerda, esperar, espera, negociar, negocia, discutir, discute, telefonear,
        telefonea, contactar, contacta, secuestrar, secuestra, ofrecer, ofrece, obedecer, obedece, decir, di,
        pedir, pide, visitar, visita
    """)),
    links=each_word("a al con"),
    belongings=each_word("gobierno administración"),
    invented=each_phrase("""
        ficción, ficticio, ficticia, ficticios, ficticias, inventado, inventada, inventados, inventadas,
        imaginario, imaginaria, imaginarios, imaginarias, invención
    """),
    dated=("entonces", "en aquel momento", "en aquella época", "por entonces", r"a fecha de"),
    relative_times=each_phrase("""
        ahora, hoy, hoy en día, hoy día, actualmente, recientemente, últimamente, en la actualidad,
        en este momento, de momento, ayer, mañana, este año, el año pasado, el año próximo, el próximo año,
        este mes, el mes pasado, el próximo mes, esta semana, la semana pasada, la próxima semana, hasta ahora,
        hasta la fecha, en los últimos años, en los últimos meses, hace poco, hace un año, hace un mes,
        hace una semana
    """),
    ageing=each_phrase("nuevo, nueva, nuevos, nuevas, actual, actuales, futuro, futura"),
    ageing_behind=each_phrase("actual, actuales, entrante, saliente, en funciones"),
    relative_offices=each_phrase("""
        administración, embajador, embajadora, canciller, jefe, jefa, comandante, gobierno, rey, reina, alcalde,
        alcaldesa, gobernador, gobernadora, ministro, ministra, primer ministro, primera ministra, presidente,
        presidenta, secretario, secretaria, secretario general, secretaria general, reglas, objetivo
    """),
    loaded_verbs=each_phrase("""
        admite, admitía, admitió, admitido, confiesa, confesaba, confesó, confesado, alega, alegaba, alegó,
        alegado, presume, presumía, presumió, alardea, alardeaba, alardeó, se jacta, se jactaba, se jactó,
        insinúa, insinuaba, insinuó, supuestamente, presuntamente, pretende hacer creer, despotrica,
        despotricaba, lloriquea
    """),
    loaded_nouns=each_phrase("""
        régimen, regímenes, supuesto, supuesta, supuestos, supuestas, autodenominado, autodenominada,
        mal llamado, mal llamada, gobierno títere, estado títere, estado canalla, estados canallas, belicista,
        belicistas, caudillo, secuaz, secuaces, compinche, compinches, lacayo, lacayos, gorrón, gorrones,
        parásito, parásitos, ultraderecha, ultraizquierda, extremista, extremistas, fanático, fanática,
        fanáticos, fanáticas, propaganda, globalista, globalistas, élites, matón, matones, noticias falsas,
        caza de brujas, woke, sanguinario, sanguinaria, imperio del mal, maquinaria de guerra, traidor,
        traidora, traidores, tirano, tiranos, dictador, dictadores, déspota, déspotas
    """),
    unnamed=(
        rf"(?:muchos|muchas|algunos|algunas|varios|varias|numerosos|la mayoría de los)\s+"
        rf"(?:personas|políticos|voces|{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"(?:muchos|muchas|algunos|algunas|varios|otros|la mayoría)\s+(?:{_SAYING})",
        rf"(?:{_SAYING})\s+(?:muchos|muchas|algunos|algunas|varios|otros|(?:los\s+)?(?:{_VOICES}))",
        rf"(?:{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"según\s+(?:los\s+|algunos\s+|muchos\s+)?(?:{_VOICES})",
        rf"se\s+(?:{_OF_ALL})",
        r"(?:ampliamente|generalmente|comúnmente)\s+(?:aceptado|reconocido|conocido|considerado|admitido)",
        r"todo\s+el\s+mundo\s+(?:sabe|dice|piensa|cree)|todos\s+(?:saben|dicen|piensan|creen)",
    ),
    unnamed_signs=each_phrase("""
        muchos, muchas, algunos, algunas, varios, varias, numerosos, la, otros, expertos, críticos,
        observadores, analistas, comentaristas, historiadores, especialistas, partidarios, opositores, según,
        se, ampliamente, generalmente, comúnmente, todo, todos, dicen, creen, piensan, opinan, afirman,
        consideran, sostienen, temen
    """),
    unnamed_doing=frozenset(
        f"{_SAYING}|{_OF_ALL}|{_VOICES}|saben|aceptado|reconocido|conocido|considerado|admitido".split("|")
    ),
    judging=each_phrase("""
        artículo juzga, artículo opina, artículo describe, artículo considera, artículo piensa, artículo cree,
        artículo sostiene
    """),
    according=each_phrase("""
        según, de acuerdo con, en opinión de, artículo, fuente, revista de prensa, autor, autora, periódico,
        diario, dossier, informe, dice, dijo, llama, llamó, califica, calificó, describe, describió
    """),
    capitals_are_names=True,
    calendar=each_word("Navidad Pascua Don Doña"),
    numbers={
        "cero": "0", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7",
        "ocho": "8", "nueve": "9", "diez": "10", "once": "11", "doce": "12", "trece": "13", "catorce": "14",
        "quince": "15", "dieciséis": "16", "diecisiete": "17", "dieciocho": "18", "diecinueve": "19",
        "veinte": "20", "treinta": "30", "cuarenta": "40", "cincuenta": "50", "sesenta": "60", "setenta": "70",
        "ochenta": "80", "noventa": "90", "cien": "100", "ciento": "100",
    },
    times={
        "cien": 100, "cientos": 100, "mil": 1_000, "miles": 1_000, "millón": 10**6, "millones": 10**6,
        "millardo": 10**9, "millardos": 10**9, "billón": 10**12, "billones": 10**12, "docena": 12, "docenas": 12,
    },
    shares={
        "mitad": 2, "medio": 2, "media": 2, "tercio": 3, "tercios": 3, "tercera": 3, "cuarto": 4, "cuartos": 4,
        "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "séptimo": 7, "octavo": 8, "noveno": 9, "décimo": 10,
        "décima": 10, "centésimo": 100,
    },
    ordinals={
        "primero": 1, "primera": 1, "primer": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercer": 3, "único": 1,
        "única": 1, "solo": 1, "sola": 1, "doble": 2, "duplicado": 2, "ambos": 2, "ambas": 2, "par": 2, "triple": 3,
        "cero": 0, "ningún": 0, "ninguno": 0, "ninguna": 0, "nunca": 0, "nadie": 0, "nada": 0, "un": 1, "una": 1,
        "siglo": 100, "siglos": 100, "década": 10,
    },
    units={
        "length": {"milímetro milímetros": "1", "centímetro centímetros": "10", "metro metros": "1000",
                   "kilómetro kilómetros": "1000000"},
        "mass": {"gramo gramos": "1", "kilo kilos kilogramo kilogramos": "1000", "tonelada toneladas": "1000000"},
        "volume": {"mililitro mililitros": "1", "centilitro centilitros": "10", "litro litros": "1000"},
        "time": {"segundo segundos": "1", "minuto minutos": "60", "hora horas": "3600", "día días": "86400",
                 "semana semanas": "604800"},
        "years": {"mes meses": "1", "año años": "12", "década décadas": "120", "siglo siglos": "1200"},
    },
    percent=(r"por\s+ciento", "porciento"),
    worked_out=(
        r"más|menos|diferencia|total|juntos|juntas|suma|entre|después|antes|quedan?|promedio|media|veces|doble|mitad",
        r"parte|porcentaje|proporción|qué edad|cuántos años|cuánto más|aument\w*|crec\w*|subi\w*|baj\w*|disminu\w*",
        r"redonde\w*|calcul\w*|mayor|menor",
    ),
    counting=(r"cuánt[oa]s", "número de"),
    conjunctions=("y", "e", "o", "u"),
    all_or_none=(
        r"(?:todas|todos|ningun[oa]|amb[oa]s|cualquiera)\s+(?:de\s+)?(?:l[oa]s\s+)?(?:anteriores|respuestas|opciones|dos|"
        r"ell[oa]s|est[oa]s)(?:\s+(?:anteriores))?(?:\s+(?:es|son)\s+\w+)?",
        r"(?:todas|todos|ningun[oa]|amb[oa]s|las dos|los dos)(?:\s+(?:es|son)\s+(?:correct[oa]s?|verdader[oa]s?|"
        r"fals[oa]s?|ciert[oa]s?))?",
        r"(?:todo|nada)\s+(?:lo anterior|de lo anterior|de eso|eso)",
        r"(?:tanto\s+)?[abc]\s+(?:y|o|como|&)\s+[abcd]",
    ),
    asking=(r"cuál(?:es)?", "quién", "quiénes", "dónde", "cuándo", "qué"),
    denying=("no", "nunca", "jamás", r"ningun[oa]|ningún", "excepto", "salvo"),
    clause_ends=(r"[,;.!?:]", r"\bdonde\b", r"\bcuando\b", r"\bporque\b", r"\bcuy[oa]\b"),
    denials=("no", "nunca", "jamás", "nadie", "nada", r"ningun[oa]|ningún", "ni", "tampoco"),
    empty=each_word("""
        el la los las un una unos unas lo de del a al y e o u en con por para sobre es era son eran fue fueron
        ha había han se su sus le les que qué según artículo como este esta estos estas ese esa cuál cuáles está
        están
    """),
    determiners=each_word("""
        el la los las un una unos unas del al su sus mi mis tu tus nuestro nuestra este esta estos estas ese esa
    """),
    abbreviations=("Sr", "Sra", "Dr", "Dra", "D", "Gral", "Sto", "Sta"),
)  # fmt: skip
