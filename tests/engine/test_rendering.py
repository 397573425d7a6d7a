"""What a text shows."""

from __future__ import annotations

import pytest

from game.engine import begin, choose, rendering
from game.engine.rendering import (
    Remembering,
    RenderedParagraph,
    Span,
    clock_time,
    render,
    render_passage,
    render_words,
    source_mark,
)
from game.story.model.story import ShowText


@pytest.fixture
def shown(story_of):
    """The paragraphs that a text shows at the beginning of a story in which a few things are so."""

    def show(text: str, seed: int = 0) -> tuple[RenderedParagraph, ...]:
        start = """
            measures: { trust: { start: 3 }, debt: { start: -2, min: -5 } }
            clock: { start: 08:05, end: 12:00 }
            places: { hall: { name: The hall } }
            people: { ana: { name: Ana Bell, fictional: true } }
            items: { lamp: a lamp }
            start: main
            scenes:
              main: { goto: other }
              other:
                text: |
        """
        story = story_of(start.rstrip() + "".join(f"\n{' ' * 20}{line}" for line in text.split("\n")))
        begun = story.scenes["other"].visits.put(story.layout.start, 1)
        return render(story, story.nodes[story.scenes["other"].start].text, begun, seed)

    return show


@pytest.fixture
def words_of(shown):
    return lambda text, seed=0: [paragraph.words for paragraph in shown(text, seed)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Plain words.", ["Plain words."]),
        ("One line\nand another.", ["One line and another."]),
        ("One paragraph.\n\nAnother.\n\n\nA third.", ["One paragraph.", "Another.", "A third."]),
        ("A list:\n- one\n- two", ["A list:\n- one\n- two"]),
        ("*light* and **strong** words", ["light and strong words"]),
        (r"\*no\* \{braces\} \[brackets] \| \\", [r"*no* {braces} [brackets] | \ ".strip()]),
        ("2 * 3", ["2 * 3"]),
        ("Trust {trust}, debt {debt}, sum {trust + debt * 2}.", ["Trust 3, debt -2, sum -1."]),
        ("It is {time}.", ["It is 08:05."]),
        ("{name.ana}, {name.hall}, {name.lamp}", ["Ana Bell, The hall, a lamp"]),
        ("{trust >= 3: Yes.|No.} {trust > 3: Yes.|No.}", ["Yes. No."]),
        ("{trust > 3: Never.} Always.", ["Always."]),
        ("Always {trust > 3: never} so.", ["Always so."]),
        ("Always. {trust > 3: Never.}", ["Always."]),
        ("{trust > 3: Never.}\n\nAlways.", ["Always."]),
        ("{trust > 3: Never.}", []),
        ("{time >= 08:00: Late.|Early.}", ["Late."]),
        ("{time >= 9:30: Late.|Early.}", ["Early."]),
        ("{time >= 08:00: It is: late.}", ["It is: late."]),
        ("{trust >= 3: {debt < 0: Both|One}|{~Never|At all}}.", ["Both."]),
        ("{trust >= 3: *light {trust}* [sky]}", ["light 3 [1.1]"]),
        ("The sea [sea].", ["The sea [1.2]."]),
        ("He said: {quote: saying}.", ["He said: “small but stubborn” [Jan Roos, 1.4]."]),
    ],
)
def test_a_text_shows(words_of, text, words):
    assert words_of(text) == words


def test_words_have_styles(shown):
    (paragraph,) = shown("Plain, *light*, **strong** [sky]. {quote: saying}")
    assert paragraph == RenderedParagraph(
        "",
        (
            Span("Plain, ", ""), Span("light", "emphasis"), Span(", ", ""), Span("strong", "strong"), Span(" ", ""),
            Span("[1.1]", "source"), Span(". ", ""), Span("“small but stubborn”", "quotation"),
            Span(" [Jan Roos, 1.4]", "source"),
        ),
    )  # fmt: skip


def test_styles_hold_inside_conditions_and_values(shown):
    (paragraph,) = shown("*Trust {trust >= 3: {trust}}*")
    assert {span.style for span in paragraph.spans} == {"emphasis"}
    assert paragraph.words == "Trust 3"


def test_a_paragraph_can_be_spoken_by_a_person(shown):
    assert shown("ana: You are early.\n\nShe laughs.\n\nnobody: this is told.") == (
        RenderedParagraph("ana", (Span("You are early.", ""),)),
        RenderedParagraph("", (Span("She laughs.", ""),)),
        RenderedParagraph("", (Span("nobody: this is told.", ""),)),
    )


def test_a_quotation_of_the_article_names_nobody(story_of):
    story = story_of("scenes: { main: { text: '{quote: saying}' } }")
    fact = story.facts["saying"]
    story.facts["saying"] = fact._replace(by="article")
    (paragraph,) = render(story, story.nodes[story.scenes["main"].start].text, story.layout.start, 0)
    assert paragraph.words == "“small but stubborn” [1.4]"


@pytest.mark.parametrize(
    ("written_in", "language", "quoted"),
    [
        ("", "", "“small but stubborn”"),
        ("de", "", "„small but stubborn“"),
        ("de", "fr", "«\u202fsmall but stubborn\u202f»"),
    ],
)
def test_a_quotation_stands_in_the_marks_of_the_language_of_the_story(story_of, written_in, language, quoted):
    story = story_of("scenes: { main: { text: '{quote: saying}' } }")
    story = story._replace(written_in=written_in, language=language)
    (paragraph,) = render(story, story.nodes[story.scenes["main"].start].text, story.layout.start, 0)
    assert paragraph.words == f"{quoted} [Jan Roos, 1.4]"


def test_a_source_mark_counts_dossiers_and_paragraphs(story_of):
    story = story_of("scenes: { main: { text: Here. } }")
    assert [source_mark(story, fact) for fact in ("sky", "bread")] == ["1.1", "1.3"]


def test_labels_have_no_source_marks_and_stand_on_one_line(story_of):
    story = story_of("""
        scenes:
          main: { text: "{&Look|Stare} *there* [sky]\\n\\n now.  " }
    """)
    text = story.nodes[story.scenes["main"].start].text
    assert render_words(story, text, story.layout.start, 0) == "Look there now."


@pytest.mark.parametrize(("minutes", "shown"), [(0, "00:00"), (485, "08:05"), (720, "12:00"), (1439, "23:59")])
def test_a_time_of_day(minutes, shown):
    assert clock_time(minutes) == shown


# ── Variations ───────────────────────────────────────────────────────────────────────────────────────────

ROUNDS = """
    scenes:
      main:
        text: "{0}"
        choices:
          - choose: "Round{{| again}}"
            again: true
            text: "Around {{once|twice|often}}."
            goto: main
"""


def rounds(play, times):
    seen = [play.shown[-1]]
    for _ in range(times - 1):
        play.take("round")
        seen.append(play.shown[-1])
    return seen


def with_rounds(text):
    return ROUNDS.format(text).replace('choose: "Round', 'id: round\n            choose: "Round')


def test_a_sequence_goes_on_at_each_visit_and_stays_at_its_last_text(play_of):
    assert rounds(play_of(with_rounds("{Once.|Again.|As always.}")), 5) == [
        "Once.", "Again.", "As always.", "As always.", "As always.",
    ]  # fmt: skip


def test_a_cycle_begins_again(play_of):
    assert rounds(play_of(with_rounds("{&Monday.|Tuesday.|Sunday.}")), 7) == [
        "Monday.", "Tuesday.", "Sunday.", "Monday.", "Tuesday.", "Sunday.", "Monday.",
    ]  # fmt: skip


def test_a_cycle_can_show_nothing_at_times(play_of):
    assert rounds(play_of(with_rounds("It rains{&| again}.")), 3) == ["It rains.", "It rains again.", "It rains."]


def test_a_draw_is_the_same_in_the_same_play(play_of):
    text = with_rounds("{~Rain.|Drizzle.|Wind.}")
    plays = [rounds(play_of(text, seed), 6) for seed in range(6)]
    assert plays == [rounds(play_of(text, seed), 6) for seed in range(6)]
    assert {words for play in plays for words in play} == {"Rain.", "Drizzle.", "Wind."}
    assert len({tuple(play) for play in plays}) > 1


def test_the_label_and_the_text_of_a_choice_count_how_often_it_was_taken(play_of):
    play = play_of(with_rounds("Here."))
    seen = []
    for _ in range(4):
        label = play.labels[0]
        play.take("round")
        seen.append((label, play.shown[0]))
    assert seen == [
        ("Round", "Around once."), ("Round again", "Around twice."),
        ("Round again", "Around often."), ("Round again", "Around often."),
    ]  # fmt: skip


def test_the_title_of_a_scene_counts_how_often_it_was_opened(play_of):
    play = play_of("""
        places: { hall: { name: The hall } }
        scenes: { rest: { at: hall, again: true, title: "Rest{| again}", text: "{First|Second} rest." } }
    """)
    assert play.labels == ["Rest"]
    assert play.take("Rest").shown == ["First rest."]
    assert play.take("Rest again").shown == ["Second rest."]


def test_the_texts_of_a_place_count_its_visits(play_of):
    play = play_of("""
        places:
          hall: { name: The hall, text: "{A hall|Never}.", glance: "{As before|As ever}.", exits: { north: yard } }
          yard: { name: The yard }
        scenes: { rest: { at: hall, text: Rest. } }
    """)
    seen = [play.shown, *(play.take("go:north", "go:south").shown for _ in range(3))]
    assert seen == [["A hall."], ["As before."], ["As ever."], ["As ever."]]


def test_a_text_that_is_shown_once_shows_the_first_of_a_sequence(play_of):
    play = play_of("endings: { quiet: '{One.|Two.} {&Odd.|Even.}' }\nscenes: { main: { end: quiet } }")
    assert play.shown == ["One. Odd."]


def test_a_text_that_is_shown_once_can_still_be_drawn(play_of):
    text = "endings: { quiet: '{~Rain.|Wind.}' }\nscenes: { main: { end: quiet } }"
    assert {play_of(text, seed).shown[0] for seed in range(12)} == {"Rain.", "Wind."}


def test_what_is_remembered_of_a_text_is_what_it_shows(story_of):
    story = story_of("""
        measures: { trust: { start: 1, max: 3 } }
        scenes:
          main:
            again: true
            text: "{knows.sky: You know|You do not know}, {trust} times. {One.|Two.|Three.} {~A|B|C|D|E|F}"
            choices: [ { choose: "Learn it", again: true, learn: sky, trust: +1, goto: main } ]
          other: { text: Always the same. }
        start: main
    """)
    texts = [node.text for node in story.nodes if isinstance(node, ShowText)]
    remembering = Remembering(story, render_passage)
    states = [begin(story, seed).state for seed in range(6)]
    states += [choose(story, state, "main/learn_it").state for state in states]
    states += [choose(story, state, "main/learn_it").state for state in states[6:]]
    for _ in range(2):
        for state in states:
            for text in texts:
                shown = render_passage(story, text, state.memory, state.seed)
                assert remembering(text, state.memory, state.seed) == shown
    assert len({remembering(texts[0], state.memory, state.seed) for state in states}) > 6


def test_of_too_many_memories_the_oldest_are_forgotten(story_of, monkeypatch):
    monkeypatch.setattr(rendering, "_REMEMBERED", 2)
    story = story_of("""
        measures: { trust: { start: 1, max: 9 } }
        scenes: { main: { text: "{trust}" } }
    """)
    text = next(node.text for node in story.nodes if isinstance(node, ShowText))
    slot = story.layout["measure.trust"]
    remembering = Remembering(story, render_passage)
    for _ in range(2):
        for trust in range(5):
            assert remembering(text, slot.put(story.layout.start, trust), 0) == str(trust)


def test_a_question_that_nobody_asks_shows_what_would_be_drawn(harbour):
    question = harbour.questions["bells_on_a_barge"]
    assert "{" in render_words(harbour, question.text, harbour.layout.start, 1)
