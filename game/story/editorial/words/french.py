"""French."""

from __future__ import annotations

from game.story.editorial.words.lint_words import LintWords, each_phrase, each_word

_SAYING = (
    "disent|disaient|pensent|pensaient|croient|croyaient|estiment|estimaient|affirment|affirmaient|jugent|jugeaient|"
    "craignent|craignaient|redoutent|soutiennent|prétendent|considèrent|trouvent|avertissent|critiquent"
)
_VOICES = "experts|critiques|observateurs|analystes|commentateurs|historiens|spécialistes|partisans|opposants|initiés"
_OF_ALL = "dit|disait|croit|croyait|pense|pensait|raconte|sait|murmure"

FRENCH_WORDS = LintWords(
    code="fr",
    speaking=each_word("""
        dit disait dira déclare déclarait déclaré demande demandait demandé répond répondait répondu réplique
        répliquait répliqué crie criait crié chuchote chuchotait chuchoté murmure murmurait murmuré annonce
        annonçait annoncé affirme affirmait affirmé ajoute ajoutait ajouté insiste insistait insisté explique
        expliquait expliqué avertit avertissait averti appelle appelait appelé qualifie qualifiait qualifié
        écrit écrivait promet promettait promis remarque remarquait remarqué commente commentait commenté lance
        lançait lancé estime estimait estimé souligne soulignait souligné rappelle rappelait rappelé précise
        précisait précisé confie confiait confié assure assurait assuré poursuit poursuivait conclut concluait
        selon
    """),
    pronouns=("il", "elle"),
    adverbs=each_word("""
        a avait aurait est était sera ait va veut peut doit ne n se s y en lui leur alors encore aussi déjà
        seulement toujours jamais souvent secrètement vraiment très bien peut-être sans doute bientôt aujourd
        hui ensuite puis tout bas enfin même plus pas ainsi hier soudain
    """),
    adverb_endings=("ment",),
    thinking=each_word("""
        espère espérait craint craignait redoute redoutait croit croyait pense pensait songe songeait souhaite
        souhaitait regrette regrettait aime aimait déteste détestait hait haïssait méprise méprisait doute
        doutait soupçonne soupçonnait rêve rêvait envie enviait préfère préférait imagine imaginait désire
        désirait savoure inquiète inquiétait réjouit réjouissait sent sentait ressent ressentait
    """),
    feelings=each_word("""
        furieux furieuse inquiet inquiète honteux honteuse amer amère perplexe ravi ravie désespéré désespérée
        déçu déçue gêné gênée envieux envieuse effrayé effrayée heureux heureuse blessé blessée jaloux jalouse
        seul seule nerveux nerveuse vexé vexée content contente fier fière soulagé soulagée triste surpris
        surprise terrifié terrifiée fatigué fatiguée malheureux malheureuse vaniteux vaniteuse
    """),
    being=each_word("est était semble semblait paraît paraissait devient devenait reste restait sent sentait"),
    prepositions=each_word("de d du à pour avec sur par contre chez sans vers devant derrière entre"),
    verb_before_name=True,
    given_names=each_word("""
        Alain Amélie André Antoine Aurélie Bernadette Bruno Camille Cécile Chantal Christophe Claire Claude
        Clément Denis Didier Dominique Édouard Élisabeth Élodie Émile Étienne Fabien François Françoise Frédéric
        Gabriel Geneviève Georges Gérard Gilles Guillaume Guy Henri Hélène Isabelle Jacques Jeanne Jérôme Joëlle
        Julien Laurent Léa Lionel Luc Lucie Madeleine Marc Margaux Mathieu Maurice Michel Michèle Monique
        Nathalie Olga Olivier Pascal Philippe Raymond Rémi René Roger Ségolène Serge Simone Sophie Stéphane
        Sylvie Thierry Valérie Véronique Victor Vincent Xavier Yves Yvette
    """),
    titles=each_word("""
        président présidente premier première ministre chancelier chancelière secrétaire général générale amiral
        colonel capitaine sénateur sénatrice maire gouverneur gouverneure ambassadeur ambassadrice commissaire m
        mme mlle monsieur madame dr docteur professeur pape prince princesse roi reine affaires étrangères
        défense
    """),
    dealings=frozenset(each_phrase("""
        demander, demande, demandez, interroger, interroge, interrogez, questionner, appeler, appelle, appelez,
        rencontrer, rencontre, rencontrez, accompagner, accompagne, aborder, aborde, parler, parle, parlez,
        discuter, discute, convaincre, convaincs, convainquez, persuader, persuade, avertir, avertis, prévenir,
        préviens, menacer, menace, menacez, corrompre, soudoyer, soudoie, attaquer, attaque, arrêter, arrête,
        frapper, frappe, embrasser, embrasse, tuer, tue, empoisonner, empoisonne, sauver, sauve, aider, aide,
        aidez, suivre, suis, saluer, salue, saluez, inviter, invite, invitez, écrire, écris, écrivez, remercier,
        remercie, interrompre, interromps, insulter, insulte, moquer, interviewer, interviewe, voter pour,
        vote pour, voter contre, vote contre, supplier, supplie, montrer, montre, rappeler, rappelle, attendre,
        attends, négocier, négocie, téléphoner, téléphone, téléphonez, contacter, contacte, contactez, enlever,
        enlève, offrir, offre, obéir, obéis, dire, dis, dites
    """)),
    links=each_word("à au aux avec"),
    belongings=each_word("gouvernement administration"),
    invented=each_phrase("""
        fiction, fictif, fictive, fictifs, fictives, inventé, inventée, inventés, inventées, imaginaire,
        imaginaires, imaginé, imaginée, imaginés, imaginées, invention
    """),
    dated=("à l['’]époque", "à ce moment-là", "alors", r"en date d\w+"),
    relative_times=each_phrase("""
        maintenant, aujourd'hui, aujourd’hui, de nos jours, actuellement, récemment, dernièrement, à présent,
        en ce moment, hier, demain, cette année, l'année dernière, l’année dernière, l'an dernier, l’an dernier,
        l'année prochaine, l’année prochaine, ce mois-ci, le mois dernier, le mois prochain, cette semaine,
        la semaine dernière, la semaine prochaine, jusqu'ici, jusqu’ici, jusqu'à présent, jusqu’à présent,
        ces dernières années, ces derniers mois, il y a un an, il y a un mois, il y a une semaine, depuis peu
    """),
    ageing=each_phrase("nouveau, nouvel, nouvelle, nouveaux, nouvelles, actuel, actuelle, futur, future"),
    ageing_behind=each_phrase("actuel, actuelle, actuels, actuelles, sortant, sortante, entrant, entrante"),
    relative_offices=each_phrase("""
        administration, ambassadeur, ambassadrice, chancelier, chancelière, chef, commandant, gouvernement, roi,
        reine, maire, gouverneur, ministre, premier ministre, première ministre, président, présidente,
        secrétaire, secrétaire général, secrétaire générale, règles, objectif
    """),
    loaded_verbs=each_phrase("""
        avoue, avouait, avoué, admet, admettait, admis, prétend, prétendait, prétendu, prétendument, concède,
        concédait, concédé, confesse, confessait, confessé, se vante, se vantait, fanfaronne, fanfaronnait,
        insinue, insinuait, insinué, allègue, alléguait, éructe, vocifère, divague, geint
    """),
    loaded_nouns=each_phrase("""
        soi-disant, prétendus, prétendue, prétendues, gouvernement fantoche, régime fantoche, état fantoche,
        état voyou, états voyous, va-t-en-guerre, homme fort, sbire, sbires, acolytes, valet, valets, profiteur,
        profiteurs, resquilleur, resquilleurs, parasite, parasites, ultragauche, ultradroite, extrémiste,
        extrémistes, fanatique, fanatiques, propagande, mondialiste, mondialistes, élites, voyou, voyous,
        fausses nouvelles, chasse aux sorcières, woke, wokiste, wokistes, sanguinaire, empire du mal,
        machine de guerre, traître, traîtres, tyran, tyrans, dictateur, dictateurs, despote, despotes
    """),
    unnamed=(
        rf"(?:beaucoup|certains|plusieurs|nombre|la plupart)\s+(?:de |d['’]|des )?(?:gens|personnes|voix|politiques|"
        rf"{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"(?:beaucoup|certains|plusieurs|d['’]autres|d['’]aucuns|la plupart)\s+(?:{_SAYING})",
        rf"(?:{_VOICES})\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"selon\s+(?:les|des|certains|plusieurs)\s+(?:{_VOICES})",
        rf"on\s+(?:{_OF_ALL})",
        r"il\s+(?:est|était)\s+(?:\w+\s+)?(?:dit|connu|admis|reconnu|entendu)",
        r"(?:largement|généralement|communément)\s+(?:admis|reconnu|connu|accepté|considéré)",
        r"(?:tout le monde|chacun)\s+(?:sait|dit|pense|croit)",
    ),
    unnamed_signs=each_phrase("""
        beaucoup, certains, plusieurs, nombre, la, autres, aucuns, experts, critiques, observateurs, analystes,
        commentateurs, historiens, spécialistes, partisans, opposants, initiés, selon, on, il, largement,
        généralement, communément, tout, chacun, d
    """),
    unnamed_doing=frozenset(
        f"{_SAYING}|{_OF_ALL}|{_VOICES}|connu|admis|reconnu|entendu|accepté|considéré".split("|")
    ),
    judging=each_phrase("""
        article juge, article estime, article décrit, article considère, article pense, article croit,
        article soutient
    """),
    according=each_phrase("""
        selon, d'après, d’après, article, source, revue de presse, auteur, autrice, auteure, journal, dossier,
        rapport, dit, déclare, appelle, qualifie, décrit, affirme
    """),
    capitals_are_names=True,
    calendar=each_word("Noël Pâques Monsieur Madame"),
    numbers={
        "zéro": "0", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7",
        "huit": "8", "neuf": "9", "dix": "10", "onze": "11", "douze": "12", "treize": "13", "quatorze": "14",
        "quinze": "15", "seize": "16", "vingt": "20",
        "trente": "30", "quarante": "40", "cinquante": "50", "soixante": "60", "cent": "100",
    },
    times={
        "cent": 100, "cents": 100, "mille": 1_000, "million": 10**6, "millions": 10**6, "milliard": 10**9,
        "milliards": 10**9, "billion": 10**12, "billions": 10**12, "douzaine": 12, "dizaine": 10, "vingtaine": 20,
        "centaine": 100, "millier": 1_000, "milliers": 1_000,
    },
    shares={
        "moitié": 2, "demi": 2, "demie": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5,
        "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "dixièmes": 10, "centième": 100,
    },
    ordinals={
        "premier": 1, "première": 1, "deuxième": 2, "second": 2, "seconde": 2, "troisième": 3, "quatrième": 4,
        "seul": 1, "seule": 1, "unique": 1, "double": 2, "doublé": 2, "deux": 2, "paire": 2, "triple": 3, "triplé": 3,
        "zéro": 0, "aucun": 0, "aucune": 0, "jamais": 0, "personne": 0, "rien": 0, "un": 1, "une": 1, "siècle": 100,
        "siècles": 100, "décennie": 10,
    },
    units={
        "length": {"millimètre millimètres": "1", "centimètre centimètres": "10", "mètre mètres": "1000",
                   "kilomètre kilomètres": "1000000"},
        "mass": {"gramme grammes": "1", "kilo kilos kilogramme kilogrammes": "1000", "tonne tonnes": "1000000"},
        "volume": {"millilitre millilitres": "1", "centilitre centilitres": "10", "litre litres": "1000"},
        "time": {"seconde secondes": "1", "minute minutes": "60", "heure heures": "3600", "jour jours": "86400",
                 "semaine semaines": "604800"},
        "years": {"mois": "1", "an ans année années": "12", "décennie décennies": "120", "siècle siècles": "1200"},
    },
    percent=(r"pour\s+cent", "pourcent"),
    worked_out=(
        r"plus|moins|différence|total|totale|ensemble|somme|entre|après|avant|reste\w*|moyenne|fois|double|moitié|part",
        r"pourcentage|rapport|quel âge|combien d['’]années|de combien|augment\w*|hausse|baiss\w*|diminu\w*|arrondi\w*",
        r"calcule\w*|plus tard|plus tôt|âgée?",
    ),
    counting=(r"combien", "nombre d"),
    conjunctions=("et", "ou", "ainsi que"),
    all_or_none=(
        r"(?:toutes?|tous|aucune?|les deux|chacune?)\s+(?:de\s+)?(?:ces|les|des|ses)\s+(?:réponses|options|"
        r"propositions|affirmations|deux)(?:\s+(?:ci-dessus|précédentes))?(?:\s+(?:est|sont)\s+\w+)?",
        r"(?:toutes?|tous|aucune?|les deux)(?:\s+(?:réponses))?(?:\s+(?:est|sont)\s+(?:correcte?s?|justes?|vraie?s?|"
        r"fausse?s?|bonnes?))?",
        r"(?:tout|rien)\s+(?:ce qui précède|de tout cela|de cela|cela)|tout ce qui précède|aucun(?:e)? des deux",
        r"(?:à la fois\s+)?[abc]\s+(?:et|ou|&)\s+[abcd]",
    ),
    asking=("lequel|laquelle|lesquels|lesquelles", r"quel(?:le)?s?", "qui", "où", "quand", "que", r"qu['’]est-ce"),
    denying=(r"n['’]\w+(?:-\w+)?\s+pas", r"ne\s+\w+(?:-\w+)?\s+pas", "jamais", r"aucune?", "sauf", "excepté", "hormis"),
    clause_ends=(r"[,;.?!:]", r"\bdont\b", r"\bparce\b", r"\blorsque\b"),
    denials=("ne", r"n['’]\w+", "pas", "jamais", r"aucune?", "personne", "rien", "ni", "non"),
    empty=each_word("""
        le la les l un une des du de d à au aux et ou en dans sur sous par pour avec est était sont étaient a
        avait ont avaient il elle ils elles ce cet cette ces son sa ses leur leurs qui que qu se s selon article
        comme dit y quel quelle quels quelles été
    """),
    determiners=each_word("""
        le la les l un une des du son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos ce cet cette
        ces
    """),
    abbreviations=("M", "MM", "Dr", "St", "Ste"),
)  # fmt: skip
