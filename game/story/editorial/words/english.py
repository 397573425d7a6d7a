"""English."""

from __future__ import annotations

from game.story.editorial.words.lint_words import LintWords, each_phrase, each_word

_SAYING = "say|said|think|believe|argue|hold|claim|feel|agree|call|fear|warn|see"
_DONE = "said|believed|thought|known|claimed|felt|argued|agreed|reported|understood|rumoured"
_ALSO_DONE = "seen|regarded|considered|held|accepted"
_VOICES = "experts|critics|observers|analysts|commentators|historians"

ENGLISH_WORDS = LintWords(
    code="en",
    speaking=each_word("""
        say says said saying tell tells told ask asks asked answer answers answered reply replies replied shout
        shouts shouted whisper whispers whispered murmur murmurs murmured mutter mutters muttered announce
        announces announced declare declares declared add adds added insist insists insisted explain explains
        explained warn warns warned cry cries cried call calls called write writes wrote state states stated
        promise promises promised remark remarks remarked comment comments commented
    """),
    pronouns=("he", "she"),
    adverbs=each_word("""
        actually again already also always certainly clearly deeply even just merely never now obviously often
        only perhaps privately probably quietly really secretly very so too quite rather silently simply soon
        still strongly surely then truly do does did has had have may might must not will would could should
    """),
    adverb_endings=("ly",),
    thinking=each_word("""
        think thinks thought hope hopes hoped fear fears feared want wants wanted wish wishes wished feel feels
        felt believe believes believed regret regrets regretted love loves loved hate hates hated despise
        despises despised intend intends intended doubt doubts doubted suspect suspects suspected dream dreams
        dreamed dreamt worry worries worried resent resents resented envy envies envied dislike dislikes
        disliked prefer prefers preferred imagine imagines imagined know knows knew dread dreads dreaded crave
        craves craved desire desires desired plot plots plotted enjoy enjoys enjoyed decides decided
    """),
    feelings=each_word("""
        afraid angry anxious ashamed bitter bored confused delighted desperate disappointed eager embarrassed
        envious frightened furious glad happy hurt insecure jealous lonely nervous offended pleased proud
        relieved sad scared sorry surprised terrified tired unhappy upset vain worried
    """),
    being=each_word("""
        is was feels felt looks looked seems seemed grows grew gets got becomes became
    """),
    inner_things=each_word("""
        ambition anger contempt desire dream envy fear feeling hatred heart hope intention jealousy longing mind
        mood motive pride rage reason regret secret shame thought aim vanity wish
    """),
    inner_qualities=each_word("own secret inner true real deepest hidden personal"),
    titles=each_word("""
        president prime minister secretary general secretary-general chancellor mr mrs ms dr sir admiral senator
        mayor governor colonel captain foreign defence defense ambassador commissioner pope prince princess king
        queen
    """),
    dealings=frozenset(each_phrase("""
        accuse, approach, arrest, ask, attack, beg, blackmail, bribe, call, command, contact, convince, embrace,
        fire, follow, force, get, greet, help, hit, hug, insult, interrupt, interview, introduce, invite,
        kidnap, kill, kiss, let, make, meet, meet with, mock, obey, offer, order, persuade, phone, photograph,
        poison, push, remind, rescue, ring, scold, send, shoot, shout at, show, slap, stop, talk to, speak to,
        speak with, talk with, telephone, tell, text, thank, threaten, vote for, vote against, wait for, warn,
        write to, have, whisper to, wave to, wave at, argue with, dance with, shake hands with
    """)),
    belongings=each_word("""
        administration government team visit trip era article speech quotation words sentence picture photograph
    """),
    invented=each_phrase("""
        fiction, fictional, fictitious, invented, invention, imaginary, imagined, made up, made-up
    """),
    dated=(r"at (?:that|the) time", "as of"),
    relative_times=each_phrase("""
        now, nowadays, today, these days, currently, recently, lately, at present, at the moment, right now,
        yesterday, tomorrow, this year, last year, next year, this month, last month, next month, this week,
        last week, next week, so far, until now, up to now, in recent years, in recent months, not long ago,
        years ago, months ago, weeks ago, days ago, a year ago, a month ago, a week ago
    """),
    ageing=each_phrase("new, current, present, incoming, outgoing"),
    relative_offices=each_phrase("""
        administration, ambassador, chair, chancellor, chief, commander, government, head, king, leader, mayor,
        governor, minister, office, president, prime minister, queen, rules, secretary, secretary-general,
        target, goal
    """),
    loaded_verbs=each_phrase("""
        admit, admits, admitted, admitting, claim, claims, claimed, claiming, boast, boasts, boasted, brag,
        brags, bragged, confess, confesses, confessed, concede, concedes, conceded, allege, alleges, alleged,
        allegedly, purport, purports, purported, rant, rants, ranted, whine, whines, whined, blather, crow,
        crows, crowed, insinuate, insinuates, insinuated
    """),
    loaded_nouns=each_phrase("""
        regime, regimes, so-called, puppet state, puppet government, rogue state, warmonger, warmongers,
        warmongering, strongman, strongmen, cronies, henchman, henchmen, apologist, apologists, freeloader,
        freeloaders, freeloading, free-rider, free-riders, deadbeat, deadbeats, far-left, far-right, hard-left,
        hard-right, extremist, extremists, fanatic, fanatics, propaganda, brainwashed, globalist, globalists,
        elites, thug, thugs, fake news, witch hunt, woke, snowflake, snowflakes, bloodthirsty, evil empire,
        war machine, aggressor nation, traitor, traitors, tyrant, tyrants, dictator, dictators
    """),
    unnamed=(
        rf"(?:many|some|most|several|few|numerous)\s+(?:people|{_VOICES}|scholars|politicians|voices)"
        rf"\s+(?:\w+\s+)?(?:{_SAYING})",
        r"(?:many|some|most|several|others)\s+(?:say|said|think|believe|argue|claim|agree)",
        rf"(?:{_VOICES}|insiders|supporters|opponents)\s+(?:\w+\s+)?(?:{_SAYING})",
        rf"it\s+is\s+(?:\w+\s+)?(?:{_DONE})",
        rf"(?:widely|generally|commonly)\s+(?:{_DONE}|{_ALSO_DONE})",
        r"everyone\s+(?:knows|agrees|thinks|believes)",
        r"people\s+(?:say|think|believe)",
    ),
    unnamed_signs=each_phrase("""
        many, some, most, several, few, numerous, others, experts, critics, observers, analysts, commentators,
        historians, insiders, supporters, opponents, widely, generally, commonly, everyone, people, it
    """),
    unnamed_doing=frozenset(f"{_SAYING}|{_DONE}|{_ALSO_DONE}|knows|agrees|thinks|believes".split("|")),
    judging=each_phrase("""
        article judges, article finds, article describes, article considers, article thinks, article believes,
        article argues
    """),
    according=each_phrase("""
        according to, article, source, press review, author, newspaper, dossier, report, judge, says, said, say,
        calls, called, describes, described
    """),
    capitals_are_names=True,
    calendar=each_word("""
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
        August September October November December Christmas Easter
    """),
    numbers={
        "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
        "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
        "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
        "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
    },
    times={
        "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6,
        "mio": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "mrd": 10**9, "trillion": 10**12, "dozen": 12,
        "thousands": 1_000,
    },
    shares={
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
        "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "ninth": 9, "tenth": 10, "tenths": 10,
        "hundredth": 100,
    },
    ordinals={
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "twentieth": 20, "once": 1, "single": 1, "only": 1, "sole": 1, "twice": 2, "double": 2, "doubled": 2, "both": 2,
        "pair": 2, "couple": 2, "thrice": 3, "triple": 3, "tripled": 3, "zero": 0, "none": 0, "no": 0, "never": 0,
        "nobody": 0, "nothing": 0, "a": 1, "an": 1, "century": 100, "centuries": 100, "decade": 10, "score": 20,
    },
    units={
        "length": {"millimetre millimeter millimetres millimeters": "1",
                   "centimetre centimeter centimetres centimeters": "10",
                   "metre meter metres meters": "1000", "kilometre kilometer kilometres kilometers": "1000000"},
        "mass": {"gram gramme grams grammes": "1", "kilo kilogram kilogramme kilos kilograms kilogrammes": "1000",
                 "tonne ton tonnes tons": "1000000"},
        "volume": {"millilitre milliliter millilitres milliliters": "1", "centilitre centilitres": "10",
                   "litre liter litres liters": "1000"},
        "time": {"second seconds": "1", "minute minutes": "60", "hour hours": "3600", "day days": "86400",
                 "week weeks": "604800"},
        "years": {"month months": "1", "year years": "12", "decade decades": "120", "century centuries": "1200"},
    },
    percent=(r"per\s+cent", "percent"),
    worked_out=(
        "more|less|fewer|difference|total|altogether|together|combined|sum|all in all|between|after|before|later",
        r"earlier|older|younger|longer|shorter|left|remain\w*|average|times|twice|half|share|per ?cent|percentage",
        r"ratio|how (?:old|long|far)|how many years|by how (?:much|many)|rise|rose|grow|grew|increase\w*|fall|fell",
        r"decrease\w*|rounded|round|calculate|work out|compute",
    ),
    counting=("how many", "number of", "count"),
    conjunctions=("and", "or"),
    all_or_none=(
        r"(?:all|none|both|neither|any|each|every one)\s+of\s+(?:the\s+)?(?:above|these|those|them|answers|options|two|"
        r"other answers)",
        r"(?:all|none|both)\s+(?:the\s+)?(?:above|answers|options)(?:\s+(?:is|are)\s+\w+)?",
        r"(?:all|both|neither|none)(?:\s+(?:is|are)\s+(?:right|wrong|correct|true))?",
        r"(?:both\s+)?[abc]\s+(?:and|or|&)\s+[abcd]",
        r"(?:any|none|all)\s+of\s+it",
    ),
    denials=("not", "no", "never", "none", "nobody", "nothing", "neither", "cannot", r"[^\W\d_]+n['’]t"),
    empty=each_word("""
        a about according an and are article as at be been by did do does for from had has have he her his in is
        it its of on or says she that the their them they this to was were with
    """),
    determiners=each_word("""
        the a an his her my your our their this that these those its one
    """),
    abbreviations=("Mr", "Mrs", "Ms", "Dr", "St", "Gen"),
)  # fmt: skip
