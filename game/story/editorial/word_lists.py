"""The words that the lint looks for, as data. Nearly all are English: in another language most rules find nothing."""

from __future__ import annotations

SPEAKING = frozenset((
    "say", "says", "said", "saying", "tell", "tells", "told", "ask", "asks", "asked", "answer", "answers", "answered",
    "reply", "replies", "replied", "shout", "shouts", "shouted", "whisper", "whispers", "whispered", "murmur",
    "murmurs", "murmured", "mutter", "mutters", "muttered", "announce", "announces", "announced", "declare",
    "declares", "declared", "add", "adds", "added", "insist", "insists", "insisted", "explain", "explains",
    "explained", "warn", "warns", "warned", "cry", "cries", "cried", "call", "calls", "called", "write", "writes",
    "wrote", "state", "states", "stated", "promise", "promises", "promised", "remark", "remarks", "remarked",
    "comment", "comments", "commented",
))  # fmt: skip
"""Verbs that put words into a mouth."""

THINKING = frozenset((
    "think", "thinks", "thought", "hope", "hopes", "hoped", "fear", "fears", "feared", "want", "wants", "wanted",
    "wish", "wishes", "wished", "feel", "feels", "felt", "believe", "believes", "believed", "regret", "regrets",
    "regretted", "love", "loves", "loved", "hate", "hates", "hated", "despise", "despises", "despised", "intend",
    "intends", "intended", "doubt", "doubts", "doubted", "suspect", "suspects", "suspected", "dream", "dreams",
    "dreamed", "dreamt", "worry", "worries", "worried", "resent", "resents", "resented", "envy", "envies", "envied",
    "dislike", "dislikes", "disliked", "prefer", "prefers", "preferred", "imagine", "imagines", "imagined", "know",
    "knows", "knew", "dread", "dreads", "dreaded", "crave", "craves", "craved", "desire", "desires", "desired",
    "plot", "plots", "plotted", "enjoy", "enjoys", "enjoyed", "decides", "decided",
))  # fmt: skip
"""Verbs for what goes on inside somebody."""

FEELINGS = frozenset((
    "afraid", "angry", "anxious", "ashamed", "bitter", "bored", "confused", "delighted", "desperate", "disappointed",
    "eager", "embarrassed", "envious", "frightened", "furious", "glad", "happy", "hurt", "insecure", "jealous",
    "lonely", "nervous", "offended", "pleased", "proud", "relieved", "sad", "scared", "sorry", "surprised",
    "terrified", "tired", "unhappy", "upset", "vain", "worried",
))  # fmt: skip
"""What somebody can be inside."""

INNER_THINGS = frozenset((
    "ambition", "anger", "contempt", "desire", "dream", "envy", "fear", "feeling", "hatred", "heart", "hope",
    "intention", "jealousy", "longing", "mind", "mood", "motive", "pride", "rage", "reason", "regret", "secret",
    "shame", "thought", "aim", "vanity", "wish",
))  # fmt: skip
"""What somebody can have inside; the plural is found too."""

INNER_QUALITIES = frozenset(("own", "secret", "inner", "true", "real", "deepest", "hidden", "personal"))

BEING = frozenset((
    "is", "was", "feels", "felt", "looks", "looked", "seems", "seemed", "grows", "grew", "gets", "got", "becomes",
    "became",
))  # fmt: skip

ADVERBS = frozenset((
    "actually", "again", "already", "also", "always", "certainly", "clearly", "deeply", "even", "just", "merely",
    "never", "now", "obviously", "often", "only", "perhaps", "privately", "probably", "quietly", "really", "secretly",
    "very", "so", "too", "quite", "rather", "silently", "simply", "soon", "still", "strongly", "surely", "then",
    "truly", "do", "does", "did", "has", "had", "have", "may", "might", "must", "not", "will", "would", "could",
    "should",
))  # fmt: skip
"""What may stand between a name and its verb."""

TITLES = (
    "President", "Prime Minister", "Secretary-General", "Secretary General", "Secretary", "General", "Chancellor",
    "Minister", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Admiral", "Senator", "Mayor",
    "Governor", "Colonel", "Captain", "Foreign Minister", "Defence Minister", "Defence Secretary",
    "Defense Secretary", "Ambassador", "Commissioner", "Pope", "Prince", "Princess", "King", "Queen",
)  # fmt: skip

DEALINGS = frozenset((
    "accuse", "approach", "arrest", "ask", "attack", "beg", "blackmail", "bribe", "call", "command", "contact",
    "convince", "embrace", "fire", "follow", "force", "get", "greet", "help", "hit", "hug", "insult", "interrupt",
    "interview", "introduce", "invite", "kidnap", "kill", "kiss", "let", "make", "meet", "meet with", "mock", "obey",
    "offer", "order", "persuade", "phone", "photograph", "poison", "push", "remind", "rescue", "ring", "scold",
    "send", "shoot", "shout at", "show", "slap", "stop", "talk to", "speak to", "speak with", "talk with",
    "telephone", "tell", "text", "thank", "threaten", "vote for", "vote against", "wait for", "warn", "write to",
    "have", "whisper to", "wave to", "wave at", "argue with", "dance with", "shake hands with",
))  # fmt: skip
"""What a player can do to somebody; before a real person's name this makes the person a part of the game."""

BELONGINGS = frozenset((
    "administration", "government", "team", "visit", "trip", "era", "article", "speech", "quotation", "words",
    "sentence", "picture", "photograph",
))  # fmt: skip
"""Behind a name these say that it is not about the person."""

RELATIVE_TIMES = (
    "now", "nowadays", "today", "these days", "currently", "recently", "lately", "at present", "at the moment",
    "right now", "yesterday", "tomorrow", "this year", "last year", "next year", "this month", "last month",
    "next month", "this week", "last week", "next week", "so far", "until now", "up to now", "in recent years",
    "in recent months", "not long ago", "years ago", "months ago", "weeks ago", "days ago", "a year ago",
    "a month ago", "a week ago",
)  # fmt: skip
"""Words that are wrong as soon as the world has moved on."""

RELATIVE_OFFICES = (
    "administration", "ambassador", "chair", "chancellor", "chief", "commander", "government", "head", "king",
    "leader", "mayor", "governor", "minister", "office", "president", "prime minister", "queen", "rules", "secretary",
    "secretary-general", "target", "goal",
)  # fmt: skip
"""What is `new`, `current` or `present` for a while only."""

AGEING = ("new", "current", "present", "incoming", "outgoing")
"""What an office is called for a while."""

LOADED_VERBS = (
    "admit", "admits", "admitted", "admitting", "claim", "claims", "claimed", "claiming", "boast", "boasts",
    "boasted", "brag", "brags", "bragged", "confess", "confesses", "confessed", "concede", "concedes", "conceded",
    "allege", "alleges", "alleged", "allegedly", "purport", "purports", "purported", "rant", "rants", "ranted",
    "whine", "whines", "whined", "blather", "crow", "crows", "crowed", "insinuate", "insinuates", "insinuated",
)  # fmt: skip
"""Words for speaking that judge the speaker. About invented people they are free."""

LOADED_NOUNS = (
    "regime", "regimes", "so-called", "puppet state", "puppet government", "rogue state", "warmonger", "warmongers",
    "warmongering", "strongman", "strongmen", "cronies", "henchman", "henchmen", "apologist", "apologists",
    "freeloader", "freeloaders", "freeloading", "free-rider", "free-riders", "deadbeat", "deadbeats", "far-left",
    "far-right", "hard-left", "hard-right", "extremist", "extremists", "fanatic", "fanatics", "propaganda",
    "brainwashed", "globalist", "globalists", "elites", "thug", "thugs", "fake news", "witch hunt", "woke",
    "snowflake", "snowflakes", "bloodthirsty", "evil empire", "war machine", "aggressor nation", "traitor",
    "traitors", "tyrant", "tyrants", "dictator", "dictators",
)  # fmt: skip
"""Words that take a side wherever they stand in a text that tells of the real world."""

_SAYING = (
    "say", "said", "think", "believe", "argue", "hold", "claim", "feel", "agree", "call", "fear", "warn", "see",
)  # fmt: skip
_DONE = (
    "said", "believed", "thought", "known", "claimed", "felt", "argued", "agreed", "reported", "understood",
    "rumoured", "seen", "regarded", "considered", "held", "accepted",
)  # fmt: skip

UNNAMED = (
    r"(?:many|some|most|several|few|numerous)\s+(?:people|experts|critics|observers|analysts|commentators|historians"
    rf"|scholars|politicians|voices)\s+(?:\w+\s+)?(?:{'|'.join(_SAYING)})",
    r"(?:many|some|most|several|others)\s+(?:say|said|think|believe|argue|claim|agree)",
    r"(?:experts|critics|observers|analysts|commentators|historians|insiders|supporters|opponents)\s+(?:\w+\s+)?"
    rf"(?:{'|'.join(_SAYING)})",
    rf"it\s+is\s+(?:\w+\s+)?(?:{'|'.join(_DONE[:11])})",
    rf"(?:widely|generally|commonly)\s+(?:{'|'.join(_DONE)})",
    r"everyone\s+(?:knows|agrees|thinks|believes)",
    r"people\s+(?:say|think|believe)",
)
"""Voices without an owner (patterns)."""

UNNAMED_SIGNS = (
    "many", "some", "most", "several", "few", "numerous", "others", "experts", "critics", "observers", "analysts",
    "commentators", "historians", "insiders", "supporters", "opponents", "widely", "generally", "commonly",
    "everyone", "people",
)  # fmt: skip
"""The words with which they begin, apart from `it is`."""

UNNAMED_DOING = frozenset((*_SAYING, *_DONE, "knows", "agrees", "thinks", "believes"))

JUDGING = (
    "article judges", "article finds", "article describes", "article considers", "article thinks", "article believes",
    "article argues",
)  # fmt: skip
"""How a dossier marks that a statement is the article's own judgement."""

ACCORDING = (
    "according to", "article", "source", "press review", "author", "newspaper", "dossier", "report", "judge", "says",
    "said", "say", "calls", "called", "describes", "described",
)  # fmt: skip
"""What a question says that asks for somebody's view."""

INVENTED = (
    "fiction", "fictional", "fictitious", "invented", "invention", "imaginary", "imagined", "made up", "made-up",
)  # fmt: skip
"""How a disclaimer says that the story did not happen."""

ALL_OR_NONE_WORDS = (
    r"(?:all|none|both|neither|any|each|every one)\s+of\s+(?:the\s+)?(?:above|these|those|them|answers|options|two|"
    r"other answers)",
    r"(?:all|none|both)\s+(?:the\s+)?(?:above|answers|options)(?:\s+(?:is|are)\s+\w+)?",
    r"(?:all|both|neither|none)(?:\s+(?:is|are)\s+(?:right|wrong|correct|true))?",
    r"(?:both\s+)?[abc]\s+(?:and|or|&)\s+[abcd]",
    r"(?:any|none|all)\s+of\s+it",
)
"""Options that are not answers but speak of the other options; the whole option has to be one of these patterns."""

CALENDAR = frozenset((
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Christmas", "Easter",
))  # fmt: skip
"""Names that need no source."""

EMPTY_WORDS = frozenset((
    "a", "about", "according", "an", "and", "are", "article", "as", "at", "be", "been", "by", "did", "do", "does",
    "for", "from", "had", "has", "have", "he", "her", "his", "in", "is", "it", "its", "of", "on", "or", "says", "she",
    "that", "the", "their", "them", "they", "this", "to", "was", "were", "with",
))  # fmt: skip
"""Words that do not make two questions differ."""

DETERMINERS = frozenset((
    "the", "a", "an", "his", "her", "my", "your", "our", "their", "this", "that", "these", "those", "its", "one",
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine",
    "sein", "seine", "ihr", "ihre", "mein", "meine", "dein", "deine",
    "le", "la", "les", "un", "une", "du", "son", "sa", "ses", "mon", "ma", "mes", "ton", "ta", "tes", "ce", "cette",
    "el", "los", "las", "una", "unos", "unas", "del", "su", "sus", "mi", "mis", "tu", "tus", "este", "esta",
))  # fmt: skip
"""What stands before a thing, in English, German, French and Spanish. A word that is only quoted has none mostly."""

NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
    "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
}  # fmt: skip

GIVEN_NAMES = frozenset((
    "Adam", "Alex", "Alexander", "Alexei", "Alexis", "Ali", "Alice", "Amy", "Ana", "Anders", "Andrea", "Andreas",
    "Andrew", "Andrzej", "Angela", "Ann", "Anna", "Anne", "Annalena", "Anthony", "Antonio", "Antony", "Arthur",
    "Barack", "Barbara", "Ben", "Benjamin", "Bernard", "Bernie", "Bill", "Bob", "Boris", "Carl", "Carlos",
    "Catherine", "Charles", "Chris", "Christian", "Christine", "Christopher", "Claudia", "Daniel", "David", "Dmitry",
    "Donald", "Edward", "Elizabeth", "Emily", "Emma", "Emmanuel", "Erik", "Ernst", "Eva", "Francis", "Frank", "Franz",
    "Frederick", "Friedrich", "Geert", "George", "Gerald", "Gerhard", "Giorgia", "Giuseppe", "Gordon", "Greta",
    "Hans", "Harold", "Harry", "Helen", "Helmut", "Henry", "Hillary", "Igor", "Ivan", "Jack", "James", "Jan", "Jane",
    "Jean", "Jens", "Jim", "Jimmy", "Joe", "Johan", "John", "Jonas", "José", "Joseph", "Juan", "Julia", "Kaja",
    "Kamala", "Karl", "Kate", "Keir", "Kim", "Konrad", "Lars", "Laura", "Leo", "Lisa", "Lloyd", "Louis", "Luis",
    "Lyndon", "Manfred", "Marco", "Margaret", "Maria", "Marie", "Marine", "Mario", "Martin", "Mary", "Matteo",
    "Mette", "Michael", "Michelle", "Mike", "Mikhail", "Mohammed", "Nancy", "Narendra", "Nicolas", "Nigel", "Nikita",
    "Olaf", "Otto", "Pablo", "Patrick", "Paul", "Pedro", "Pete", "Peter", "Philip", "Pierre", "Queen", "Recep",
    "Richard", "Rishi", "Robert", "Ronald", "Rosa", "Sandra", "Sanna", "Sarah", "Sergei", "Sergey", "Silvio", "Simon",
    "Stephen", "Steve", "Steven", "Susan", "Theresa", "Thomas", "Tim", "Tom", "Tony", "Ulf", "Ursula", "Viktor",
    "Vladimir", "Volodymyr", "Walter", "Wilhelm", "William", "Winston", "Wolfgang", "Xi", "Yuri",
)) - {"Queen"}  # fmt: skip
"""By these a person is recognised in the statements of a dossier. No name of a place is among them."""

NO_SURNAMES = frozenset((
    "Airport", "Avenue", "Baker", "Bank", "Best", "Black", "Brown", "Bush", "Carter", "Church", "Cook", "Court",
    "Cross", "Day", "Ford", "Green", "Hall", "Hill", "House", "King", "Long", "Major", "March", "Marshall", "May",
    "Memorial", "Moon", "Park", "Paul", "Peter", "Plan", "Price", "Rice", "Street", "Thomas", "University", "White",
    "Wood", "Young", "Article", "Day", "Island", "Prize",
))  # fmt: skip
"""Surnames that are words of the language too: such a person is recognised by the full name only."""

OFFICE_HOLDERS = (
    "Donald Trump", "Joe Biden", "Kamala Harris", "Barack Obama", "George Bush", "George W. Bush", "Bill Clinton",
    "Hillary Clinton", "Ronald Reagan", "Jimmy Carter", "Richard Nixon", "John Kennedy", "John F. Kennedy",
    "Harry Truman", "Pete Hegseth", "Marco Rubio", "JD Vance", "Mike Pence", "Antony Blinken", "Lloyd Austin",
    "Vladimir Putin", "Dmitry Medvedev", "Sergei Lavrov", "Sergey Lavrov", "Boris Yeltsin", "Mikhail Gorbachev",
    "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Petro Poroshenko", "Alexander Lukashenko", "Angela Merkel",
    "Olaf Scholz", "Friedrich Merz", "Gerhard Schröder", "Helmut Kohl", "Boris Pistorius", "Annalena Baerbock",
    "Frank-Walter Steinmeier", "Emmanuel Macron", "François Hollande", "Nicolas Sarkozy", "Jacques Chirac",
    "Charles de Gaulle", "Keir Starmer", "Rishi Sunak", "Liz Truss", "Boris Johnson", "Theresa May", "David Cameron",
    "Gordon Brown", "Tony Blair", "Margaret Thatcher", "Winston Churchill", "John Healey", "David Lammy",
    "Justin Trudeau", "Mark Carney", "Stephen Harper", "Giorgia Meloni", "Mario Draghi", "Silvio Berlusconi",
    "Matteo Renzi", "Pedro Sánchez", "Mariano Rajoy", "António Costa", "António Guterres", "Donald Tusk",
    "Andrzej Duda", "Mateusz Morawiecki", "Radosław Sikorski", "Lech Wałęsa", "Viktor Orbán", "Péter Magyar",
    "Robert Fico", "Zuzana Čaputová", "Petr Pavel", "Petr Fiala", "Václav Havel", "Klaus Iohannis", "Rumen Radev",
    "Kyriakos Mitsotakis", "Alexis Tsipras", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "Mark Rutte",
    "Dick Schoof", "Alexander De Croo", "Bart De Wever", "Charles Michel", "Luc Frieden", "Xavier Bettel",
    "Mette Frederiksen", "Lars Løkke Rasmussen", "Anders Fogh Rasmussen", "Jonas Gahr Støre", "Erna Solberg",
    "Jens Stoltenberg", "Ulf Kristersson", "Magdalena Andersson", "Sanna Marin", "Petteri Orpo", "Alexander Stubb",
    "Sauli Niinistö", "Kaja Kallas", "Kristen Michal", "Evika Siliņa", "Krišjānis Kariņš", "Gitanas Nausėda",
    "Ingrida Šimonytė", "Dalia Grybauskaitė", "Katrín Jakobsdóttir", "Kristrún Frostadóttir", "Ursula von der Leyen",
    "Jean-Claude Juncker", "Josep Borrell", "Jaap de Hoop Scheffer", "Javier Solana", "George Robertson",
    "Manfred Wörner", "Christopher Cavoli", "Philip Breedlove", "Curtis Scaparrotti", "Xi Jinping", "Narendra Modi",
    "Benjamin Netanyahu", "Kofi Annan", "Ban Ki-moon", "Shinzo Abe", "Fumio Kishida", "Yoon Suk Yeol",
    "Jair Bolsonaro", "Javier Milei", "Kim Jong Un", "Bashar al-Assad", "Saddam Hussein", "Ali Khamenei", "Elon Musk",
)  # fmt: skip
"""People in public office, of whom an author may not think. `real_people:` of a pack names more."""
