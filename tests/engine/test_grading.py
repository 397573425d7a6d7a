"""Which answers in one's own words are right. Tables: what the key is, what was typed, what comes of it."""

from __future__ import annotations

import pytest

from game.engine.grading import grade
from game.grading.languages import language
from game.grading.normal_form import normalised
from game.grading.quantities import quantities

RIGHT, SPELLING, WRONG, UNCLEAR = "right", "right but for its spelling", "wrong", "unclear"


@pytest.fixture
def graded(story_of):
    """Grades words against a question whose keys are given in YAML; `more` are other sections of the pack."""

    def grade_words(keys: str, words: str, more: str = "{}", order: tuple[int, ...] = ()) -> str:
        text = "" if "cloze" in keys else "text: Well?, "
        story = story_of(f"""
            questions:
              q: {{ cites: bread, {text}{keys} }}
            people: {more}
            scenes: {{ main: {{ ask: q }} }}
        """)
        question = story.questions["q"]
        verdict = grade(story, question, words, order or tuple(range(len(question.parts))))
        assert verdict.right or not verdict.spelling, "a wrong answer is not one that is right but for its spelling"
        if verdict.unclear:
            assert not verdict.right
            return UNCLEAR
        return SPELLING if verdict.right and verdict.spelling else RIGHT if verdict.right else WRONG

    return grade_words


# ── Typed answers ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "words", "verdict"),
    [
        # case, spaces, punctuation
        ("Brussels", "brussels", RIGHT),
        ("Brussels", "  BRUSSELS!  ", RIGHT),
        ("Brussels", "“Brussels”.", RIGHT),
        ("front office", "front-office", RIGHT),
        ("the founder's desk", "founders desk", RIGHT),
        ("the founder’s desk", "founder's desk", RIGHT),
        ("US", "U.S.", RIGHT),
        # accents
        ("Québec", "quebec", RIGHT),
        ("Quebec", "Québec", RIGHT),
        ("Straße", "STRASSE", RIGHT),
        # articles and the like in front
        ("the beam", "beam", RIGHT),
        ("beam", "a beam", RIGHT),
        ("beam", "It was the beam", RIGHT),
        ("1949", "in 1949", RIGHT),
        ("The", "the", RIGHT),
        # digits are exact
        ("Article 5", "article 5", RIGHT),
        ("Article 5", "Article Five", RIGHT),
        ("Article 5", "Article V", RIGHT),
        ("Article 5", "Article 4", WRONG),
        ("Article 5", "Article IV", WRONG),
        ("Article 5", "Article 55", WRONG),
        ("Article 5", "Article", WRONG),
        ("Article 5", "Artcle 5", SPELLING),
        ("Article 5", "Artcle 4", WRONG),
        ("1949", "1949", RIGHT),
        ("1949", "1948", WRONG),
        ("4 April 1949", "4th April 1949", RIGHT),
        ("4 April 1949", "4 Apirl 1949", SPELLING),
        # number words
        ("eight wings", "8 wings", RIGHT),
        ("8 wings", "Eight wings", RIGHT),
        ("eight wings", "nine wings", WRONG),
        ("seventy years", "70 years", RIGHT),
        # slips of spelling: none below five letters, one below ten, then two
        ("Iran", "Iran", RIGHT),
        ("Iran", "Iren", WRONG),
        ("Paris", "Pariss", SPELLING),
        ("Paris", "Pairs", WRONG),  # a word of its own
        ("Paris", "Prais", SPELLING),
        ("Paris", "Priss", WRONG),
        ("Stoltenberg", "Stoltenbreg", SPELLING),
        ("Stoltenberg", "Stolenbreg", SPELLING),
        ("Stoltenberg", "Stolnbreg", WRONG),
        # the lengths at which one slip more is forgiven: five letters and ten, each letter of the key counted
        ("Oslo", "Osla", WRONG),
        ("Osloo", "Oslao", SPELLING),
        ("Edinburg", "Edimborg", WRONG),
        ("Edinburgs", "Edinbergs", SPELLING),
        ("Edinburgs", "Edimbergs", WRONG),
        ("Edinburghs", "Edimberghs", SPELLING),
        ("Edinburghs", "Edimbarghz", WRONG),
        ("ten chairs", "tan cheirs", WRONG),  # a number word is a number: the key has eight characters
        # each kind of slip counts as one
        ("Brussels", "Brusels", SPELLING),
        ("Brussels", "Brusssels", SPELLING),
        ("Brussels", "Brussals", SPELLING),
        ("Brussels", "Burssels", SPELLING),
        ("Brussels", "Burssel", WRONG),
        # something else altogether
        ("Brussels", "Mons", WRONG),
        ("Brussels", "?", WRONG),
        ("Brussels", "Brussels and Mons", WRONG),
    ],
)
def test_a_typed_answer(graded, key, words, verdict):
    assert graded(f'answer: "{key}"', words) == verdict


@pytest.mark.parametrize("words", ["United Kingdom", "the UK", "Britain", "Britian"])
def test_any_of_the_accepted_answers_is_right(graded, words):
    assert graded("answer: [United Kingdom, UK, Britain]", words) in (RIGHT, SPELLING)


@pytest.mark.parametrize(
    ("key", "not_", "words", "verdict"),
    [
        ("Slovenia", "Slovakia", "Slovenia", RIGHT),
        ("Slovenia", "Slovakia", "Slovakia", WRONG),
        ("Slovenia", "Slovakia", "Sloveniaa", SPELLING),
        ("Jan Roos", "Jan Ross", "Jan Ross", WRONG),
        ("Jan Roos", "Jan Ross", "Jan Rooos", SPELLING),
        ("Jan Roos", "Jan Ross", "Jan Rocs", WRONG),  # as near to the one as to the other
        ("Iran", "Iraq", "Iran", RIGHT),
        ("Iran", "Iraq", "Iraq", WRONG),
        ("Iran", "Iraq", "Irak", WRONG),
        ("Article 5", "Article 4", "article four", WRONG),
    ],
)
def test_a_slip_is_not_forgiven_when_a_wrong_answer_is_as_near(graded, key, not_, words, verdict):
    assert graded(f"answer: {key}, not: {not_}", words) == verdict


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("{}", SPELLING),
        ("{ marta: { name: Martha Lind, fictional: true } }", WRONG),
        ("{ marta: { name: Marta Lind, fictional: true } }", SPELLING),
        ("{ marta: { name: Somebody Else, fictional: true } }", SPELLING),
    ],
)
def test_a_slip_is_not_forgiven_when_another_name_of_the_story_is_as_near(graded, more, verdict):
    assert graded("answer: Marta Lind", "Martha Lind", more) == verdict


@pytest.mark.parametrize(
    ("key", "words", "verdict"),
    [
        ("Jan Roots", "Jan Roos", WRONG),  # as the almanac calls somebody, and so as near as can be
        ("Jan Roots", "Jan Roofs", WRONG),  # a letter away from either
        ("Jan Roots", "Jan Rootz", SPELLING),  # one from the key, two from the other
        ("Jan Roots", "Jan Roots", RIGHT),
        ("Jan Roos", "Jan Roose", SPELLING),  # the key itself is nobody else
    ],
)
def test_a_slip_is_not_forgiven_when_somebody_who_is_quoted_is_as_near(graded, key, words, verdict):
    assert graded(f"answer: {key}", words) == verdict


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("places: { town: { name: Mortha Lind } }", WRONG),
        ("places: { town: { name: Elsewhere } }", SPELLING),
        ("items: { boat: { name: Mortha Lind } }", WRONG),
        ("items: { boat: { name: A boat } }", SPELLING),
    ],
)
def test_a_slip_is_not_forgiven_when_a_place_or_an_item_is_as_near(story_of, more, verdict):
    story = story_of(f"""
        questions:
          q: {{ text: Well?, cites: bread, answer: Martha Lind }}
        {more}
        scenes: {{ main: {{ ask: q }} }}
    """)
    given = grade(story, story.questions["q"], "Mortha Lind", ())
    assert given.right == given.spelling == (verdict == SPELLING)


@pytest.mark.parametrize(("other", "verdict"), [("Sloveria", WRONG), ("Portugal", SPELLING)])
def test_a_slip_is_not_forgiven_when_it_answers_another_question(story_of, other, verdict):
    story = story_of(f"""
        questions:
          q: {{ text: Well?, cites: sky, answer: Slovenia }}
          r: {{ text: Well?, cites: sky, answer: {other} }}
        scenes: {{ main: {{ ask: q }} }}
    """)
    given = grade(story, story.questions["q"], "Sloveria", ())
    assert given.right == given.spelling == (verdict == SPELLING)


# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "words", "verdict"),
    [
        ("8", "8", RIGHT),
        ("8", " 8. ", RIGHT),
        ("8", "8.0", RIGHT),
        ("8", "+8", RIGHT),
        ("8", "08", RIGHT),
        ("8", "eight", RIGHT),
        ("8", "Eight wings", RIGHT),
        ("8", "It has 8 wings", RIGHT),
        ("8", "9", WRONG),
        ("8", "80", WRONG),
        ("8", "nine", WRONG),
        ("1949", "1949", RIGHT),
        ("1949", "1948", WRONG),
        ("2.5", "2.5", RIGHT),
        ("2.5", "2,5", RIGHT),
        ("2.5", "2.50 kg", RIGHT),
        ("2.5", "25", WRONG),
        ("2.5", "2", WRONG),
        ("0.125", "0,125", RIGHT),
        ("0.5", ".5", RIGHT),
        ("5", ".5", WRONG),
        ("80", "80 kg", RIGHT),
        ("80", "80kg", RIGHT),
        ("80", "80%", WRONG),  # another unit,
        ("32000", "32,000", RIGHT),
        ("32000", "32 000", RIGHT),
        ("32000", "32'000 people", RIGHT),
        ("1250000", "1,250,000", RIGHT),
        ("1250000", "1 250 000", RIGHT),
        ("32", "32,000", WRONG),
        ("-5", "-5", RIGHT),
        ("-5", "5", WRONG),
        ("5", "-5", WRONG),
        ("90", "ninety", RIGHT),
        ("8", "many", UNCLEAR),
        ("8", "8 or 9", UNCLEAR),
        ("8", "seven or eight", UNCLEAR),
        ("8", "1948-1949", UNCLEAR),
        ("8", "?", UNCLEAR),
    ],
)
def test_a_number(graded, key, words, verdict):
    assert graded(f'number: "{key}", unit: kg', words) == verdict


@pytest.mark.parametrize(
    ("key", "words", "verdict"),
    [
        # three digits behind a separator are thousands; fewer or more are not
        ("1000", "1,000", RIGHT),
        ("1000", "1'000", RIGHT),
        ("1000", "1’000", RIGHT),
        ("1000", "1 000", RIGHT),
        ("1000", "1.000", WRONG),
        ("1", "1.000", RIGHT),
        ("1000000", "1,000,000", RIGHT),
        ("1000000", "1,000,00", UNCLEAR),
        ("1.5", "1,5", RIGHT),
        ("1.55", "1,55", RIGHT),
        ("1555", "1,555", RIGHT),
        ("1.5555", "1,5555", RIGHT),
        ("0.555", "0,555", RIGHT),  # nothing begins with no thousands
        ("555", "0,555", WRONG),
        ("10555", "10,555", RIGHT),
        # signs
        ("-3", "−3", RIGHT),
        ("-3", "minus 3", RIGHT),
        ("3", "x-3", RIGHT),  # a hyphen behind a letter is none
        ("0", "-0", RIGHT),
        ("0", "zero", RIGHT),
        # words: each to twenty, then tens
        ("19", "nineteen", RIGHT),
        ("20", "twenty", RIGHT),
        ("30", "thirty", RIGHT),
        ("80", "eighty", RIGHT),
        ("1", "one", RIGHT),
        ("1", "none", WRONG),
        ("3", "3 or three", RIGHT),  # digits count before words
        ("6", "a dozen", WRONG),
    ],
)
def test_a_number_at_the_edges(graded, key, words, verdict):
    assert graded(f'number: "{key}"', words) == verdict


@pytest.mark.parametrize(
    ("roman", "digits"),
    [("ii", 2), ("iii", 3), ("iv", 4), ("v", 5), ("vi", 6), ("vii", 7), ("viii", 8), ("ix", 9), ("x", 10)],
)
def test_a_roman_numeral_is_the_number_that_it_is(graded, roman, digits):
    assert graded(f"answer: Article {digits}", f"article {roman.upper()}") == RIGHT
    assert graded(f"answer: Article {digits % 10 + 1}", f"article {roman}") == WRONG
    assert graded(f"answer: Chapter {digits}", f"chapter {roman}") == RIGHT


@pytest.mark.parametrize(
    ("key", "words"),
    [("2", "two hundred"), ("10", "ten thousand"), ("3", "three million"), ("20", "twenty-one"), ("5", "minus five")],
)
def test_a_number_word_that_is_part_of_another_number_is_not_right(graded, key, words):
    assert graded(f"number: {key}", words) in (WRONG, UNCLEAR)


def test_a_number_is_read_however_long_it_is():
    assert quantities("9" * 6000, language("en"))[0].value > 0


# ── Multiple choice ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("The sky", RIGHT), ("sky!", RIGHT), ("the sea", WRONG), ("the moon", UNCLEAR), ("1", UNCLEAR), ("ski", UNCLEAR)],
)
def test_a_multiple_choice_answer_in_words(graded, words, verdict):
    assert graded("answers: [{ right: The sky }, { wrong: The sea }, { wrong: Bread }]", words) == verdict


def test_an_answer_typed_just_as_it_stands_there_is_that_answer(graded):
    answers = "answers: [{ wrong: In 2014 }, { right: By 2014 }, { wrong: Never }]"
    assert graded(answers, "By 2014") == RIGHT
    assert graded(answers, "In 2014") == WRONG


# ── Gaps ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cloze", "words", "verdict"),
    [
        ("It has [eight] wings.", "eight", RIGHT),
        ("It has [eight] wings.", "8", RIGHT),
        ("It has [eight] wings.", "the eight", RIGHT),
        ("It has [eight] wings.", "nine", WRONG),
        ("Chaired by [the United Kingdom|Britain] alone.", "United Kingdom", RIGHT),
        ("Chaired by [the United Kingdom|Britain] alone.", "britain", RIGHT),
        ("Chaired by [the United Kingdom|Britain] alone.", "Untied Kingdom", SPELLING),
        ("From [Paris] to [Brussels].", "Paris; Brussels", RIGHT),
        ("From [Paris] to [Brussels].", "Paris, Brussels", RIGHT),
        ("From [Paris] to [Brussels].", "Paris/Brussels", RIGHT),
        ("From [Paris] to [Brussels].", "Paris Brussels", RIGHT),
        ("From [Paris] to [Brussels].", "Paris; Brusels", SPELLING),
        ("From [Paris] to [Brussels].", "Brussels; Paris", WRONG),
        ("From [Paris] to [Brussels].", "Paris; Mons", WRONG),
        ("From [Paris] to [Brussels].", "Brusels; Mons", WRONG),
        ("From [Paris] to [Brussels].", "Pariz; Mons", WRONG),
        ("From [Paris] to [Brussels].", "Pariz; Brusels", SPELLING),
        ("From [Paris] to [Brussels].", "Paris", UNCLEAR),
        ("From [Paris] to [Brussels].", "Paris; Brussels; Mons", UNCLEAR),
        ("From [Paris] to [Brussels].", "Paris;", UNCLEAR),
        ("From [Paris] to [Brussels].", "; Brussels", UNCLEAR),
        ("From [Paris] to [Brussels].", "to Paris Brussels", RIGHT),
        ("From [Paris, France] to [Mons].", "Paris, France; Mons", RIGHT),
        ("Just [one, two].", "one, two", RIGHT),
    ],
)
def test_a_text_with_gaps(graded, cloze, words, verdict):
    assert graded(f'cloze: "{cloze}"', words) == verdict


# ── Order and pairs ──────────────────────────────────────────────────────────────────────────────────────

SHOWN = (2, 0, 1)  # the third part stands at a, the first at b, the second at c: b c a is right


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("b c a", RIGHT), ("bca", RIGHT), ("B, C, A", RIGHT), ("b-c-a.", RIGHT), ("2 3 1", RIGHT), ("2 > 3 > 1", RIGHT),
        ("a b c", WRONG), ("c b a", WRONG), ("1 2 3", WRONG),
        ("b c", UNCLEAR), ("b c a a", UNCLEAR), ("b b a", UNCLEAR), ("b c d", UNCLEAR), ("0 1 2", UNCLEAR),
        ("b, then c, then a", UNCLEAR), ("231", UNCLEAR), ("noon", UNCLEAR), ("?", UNCLEAR), ("9" * 5000, UNCLEAR),
    ],
)  # fmt: skip
def test_parts_in_order(graded, words, verdict):
    assert graded("order: [dawn, noon, dusk]", words, order=SHOWN) == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("1b 2c 3a", RIGHT), ("1-b, 2-c, 3-a", RIGHT), ("1: B; 2: C; 3: A", RIGHT), ("3a 1b 2c", RIGHT),
        ("1=b 2=c 3=a", RIGHT), ("1) b 2) c 3) a", RIGHT), ("1. b 2. c 3. a", RIGHT), ("b c a", RIGHT), ("bca", RIGHT),
        ("1a 2b 3c", WRONG), ("a b c", WRONG), ("1c 2b 3a", WRONG),
        ("1b 2c", UNCLEAR), ("1b 1c 3a", UNCLEAR), ("1b 2b 3a", UNCLEAR), ("1b 2c 4a", UNCLEAR), ("b c", UNCLEAR),
        ("1b 2c 3d", UNCLEAR), ("Ann one", UNCLEAR), ("?", UNCLEAR), ("9" * 5000 + "a 2b 3c", UNCLEAR),
    ],
)  # fmt: skip
def test_pairs(graded, words, verdict):
    assert graded("match: { Ann: one, Ben: two, Cay: three }", words, order=SHOWN) == verdict


@pytest.mark.parametrize(
    ("keys", "words", "sentence"),
    [
        ("order: [dawn, noon, dusk]", "?", "Write the letters a to c in the right order, each once."),
        ("order: [dawn, dusk]", "?", "Write the letters a to b in the right order, each once."),
        (
            "match: { Ann: one, Ben: two, Cay: three }", "?",
            "Write a letter for each number, each once, for example: 1a 2b 3c.",
        ),
        ("cloze: From [Paris] to [Mons].", "Paris", "There are 2 gaps. Write the words for them with semicolons"),
        ("cloze: From [Paris].", " ", "Write the missing word or words."),
        ("number: 3", "?", "The answer is one number. Write it in digits, for example 3."),
        ("answer: Mons", "x" * 10_000, "That is too long for an answer: "),
        (
            "answers: [{ right: Rain }, { wrong: Sun }, { wrong: Snow }]", "?",
            "That is none of the answers. Give the number of one of them.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_graded_says_what_to_write(story_of, keys, words, sentence):
    text = "" if "cloze" in keys else "text: Well?, "
    written = keys.replace("cloze: ", 'cloze: "') + '"' * ("cloze" in keys)
    story = story_of(f"""
        questions:
          q: {{ cites: bread, {text}{written} }}
        scenes: {{ main: {{ ask: q }} }}
    """)
    question = story.questions["q"]
    assert grade(story, question, words, tuple(range(len(question.parts)))).unclear.startswith(sentence)


@pytest.mark.parametrize("words", ["1b 3d", "2a 4c", "1a 4d", "1 b"])
def test_pairs_that_leave_a_number_out_are_unclear(graded, words):
    assert graded("match: { Ann: one, Ben: two, Cay: three, Dan: four }", words) == UNCLEAR


@pytest.mark.parametrize("words", ["b a c", "c a b"])
def test_pairs_with_the_same_partner_may_be_exchanged(graded, words):
    shown = (1, 0, 2)
    assert graded("match: { Ann: one, Ben: two, Cay: one }", words, order=shown) == RIGHT


# ── Plain words ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The Élysée—it's old!", "elysee its old"),
        ("the", "the"),
        ("The the", "the"),
        ("in the beginning", "beginning"),
        ("one_two", "1 2"),
        ("Article IX, paragraph v", "article 9 paragraph 5"),
        ("x", "x"),
        ("", ""),
    ],
)
def test_plain_words(words, shown):
    assert normalised(words) == shown
