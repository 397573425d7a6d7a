"""Names by which real people are recognised, whatever the language of the pack."""

from __future__ import annotations

NOBODY = frozenset((
    "article", "the article", "artikel", "der artikel", "l'article", "l’article", "artículo", "el artículo", "artykuł",
))  # fmt: skip
"""Who makes a claim when the article itself does: the format has `article`, and authors write what they are used to."""

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
    "Wladimir Putin", "Vladimir Poutine", "Vladímir Putin", "Władimir Putin", "Владимир Путин", "Володимир Путін",
    "Wolodymyr Selenskyj", "Volodímir Zelenski", "Wołodymyr Zełenski", "Владимир Зеленский", "Володимир Зеленський",
    "Dmitri Medwedew", "Dmitri Medvedev", "Dmitri Medvédev", "Dmitrij Miedwiediew", "Дмитрий Медведев",
    "Sergej Lawrow", "Sergueï Lavrov", "Serguéi Lavrov", "Siergiej Ławrow", "Сергей Лавров",
    "Boris Jelzin", "Boris Eltsine", "Borís Yeltsin", "Borys Jelcyn", "Борис Ельцин",
    "Michail Gorbatschow", "Mikhaïl Gorbatchev", "Mijaíl Gorbachov", "Michaił Gorbaczow", "Михаил Горбачёв",
    "Alexander Lukaschenko", "Alexandre Loukachenko", "Aleksandr Lukashenko", "Alaksandr Łukaszenka",
    "Александр Лукашенко", "Дональд Трамп", "Джо Байден", "Барак Обама", "Эмманюэль Макрон", "Ангела Меркель",
    "Олаф Шольц", "Фридрих Мерц", "Йенс Столтенберг", "Марк Рютте", "Реджеп Тайип Эрдоган", "Си Цзиньпин",
    "دونالد ترامب", "جو بايدن", "باراك أوباما", "فلاديمير بوتين", "إيمانويل ماكرون", "أنجيلا ميركل",
    "بنيامين نتنياهو", "رجب طيب أردوغان", "דונלד טראמפ", "ג'ו ביידן", "ולדימיר פוטין", "בנימין נתניהו",
    "नरेन्द्र मोदी", "नरेंद्र मोदी", "डोनाल्ड ट्रम्प", "व्लादिमीर पुतिन",
    "Jair Bolsonaro", "Javier Milei", "Kim Jong Un", "Bashar al-Assad", "Saddam Hussein", "Ali Khamenei", "Elon Musk",
)  # fmt: skip
"""People in public office, of whom an author may not think. `real_people:` of a pack names more."""

OFFICE_HOLDERS_UNSPACED = (
    "习近平", "習近平", "特朗普", "川普", "拜登", "奥巴马", "普京", "泽连斯基", "马克龙", "默克尔", "朔尔茨",
    "斯托尔滕贝格", "内塔尼亚胡", "埃尔多安", "莫迪", "トランプ", "バイデン", "オバマ", "プーチン", "ゼレンスキー",
    "マクロン", "メルケル", "ストルテンベルグ",
    "安倍晋三", "岸田文雄", "石破茂", "金正恩",
)  # fmt: skip
"""The same in Chinese and Japanese, which put no spaces between words."""
