"""`export --handout`: a worksheet for paper and its key, in HTML and Markdown, with everything shown as it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from game.author.handout.handout_export import ExportWishes, HandoutError, export_handout
from game.author.handout.markdown import as_markdown, escaped
from game.author.handout.worksheet import draw_questions, make_worksheet
from game.author.new.asking import tidy
from game.localisation.messages import in_language, interface_languages
from game.report.handout_page import Worksheet, handout_page, letter
from game.report.handout_words import key_file, worksheet_file
from game.story.model.story import Story
from game.story.packs import load

HARBOUR = str(Path(__file__).parent.parent / "packs" / "harbour")


class Page(HTMLParser):
    """The words and the elements of an HTML file."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def whole(story: Story, seed: int = 1) -> Worksheet:
    return make_worksheet(story, story.questions.values(), seed)


def test_every_kind_of_question_is_laid_out_for_paper(harbour: Story) -> None:
    sheet = as_markdown(whole(harbour), with_key=False)
    assert "How heavy is the harbour bell?\n\n*Write a number.*\n\n................ kg" in sheet
    assert "*Tick one box.*\n\n- ☐ a) " in sheet
    assert "*Number the boxes from 1 to 3 in the right order.*\n\n- ☐ flood" in sheet
    assert "*Write the answer on the line.*\n\n........................................" in sheet
    assert "The harbour is ................ (1)  but ................ (2) ." in sheet
    assert "| 1. The weight | ...... | a) " in sheet


def test_the_worksheet_tells_no_answer_no_reason_and_no_source(harbour: Story) -> None:
    for text in (as_markdown(whole(harbour), with_key=False), Page(handout_page(whole(harbour), with_key=False)).text):
        for told in (
            "Jan Ross",
            "stubborn|",
            "obstinate",
            "harbour almanac",
            "Its name is on the rim",
            "right",
            "80 kg",
        ):
            assert told not in text.replace("the right order", "").replace("the right letter", "")


def test_the_key_tells_the_answer_the_reasons_and_where_it_is_from(harbour: Story) -> None:
    for text in (as_markdown(whole(harbour), with_key=True), Page(handout_page(whole(harbour), with_key=True)).text):
        flat = " ".join(text.replace("*", "").replace("\\", "").split())
        assert "Answer: 80 kg" in flat
        assert "The Aldous foundry (right): Its name is on the rim." in flat
        assert "The Harlow works: They made the crane." in flat
        assert "The almanac names the foundry." in flat
        assert "Jan Roos (also right: Roos)" in flat
        assert "(1) small; (2) stubborn (also right: (2) obstinate)" in flat
        assert "The harbour bell weighs 80 kilograms." in flat
        source = "The harbour almanac; article almanac.txt, paragraph 2; according to Jan Roos; as of 1921"
        assert source in flat


def test_disclaimer_and_seed_stand_on_every_file(harbour: Story) -> None:
    sheet = whole(harbour, 7)
    for with_key in (False, True):
        for text in (as_markdown(sheet, with_key=with_key), Page(handout_page(sheet, with_key=with_key)).text):
            assert "invented" in text
            assert "seed 7" in text


def test_a_pack_without_a_disclaimer_names_what_it_rests_on(harbour: Story) -> None:
    text = as_markdown(whole(harbour._replace(disclaimer=None)), with_key=False)
    assert "invented story. Its questions rest on: The harbour almanac (as of 1921)." in text


def test_questions_are_grouped_by_topic_and_numbered_through(headquarters: Story) -> None:
    sheet = whole(headquarters)
    titles = [group.title for group in sheet.groups]
    assert len(titles) == len(set(titles)) > 1
    numbers = [task.number for group in sheet.groups for task in group.tasks]
    assert numbers == list(range(1, len(headquarters.questions) + 1))


def test_options_are_shuffled_so_that_the_key_has_no_place_of_its_own(headquarters: Story) -> None:
    positions = {
        next(at for at, reply in enumerate(task.key.replies) if reply.right)
        for group in whole(headquarters).groups
        for task in group.tasks
        if task.kind == "choice"
    }
    assert positions >= {0, 1, 2}


def test_the_numbers_and_letters_of_the_key_fit_the_sheet(harbour: Story, headquarters: Story) -> None:
    for story in (harbour, headquarters):
        for seed in range(5):
            for task in (task for group in whole(story, seed).groups for task in group.tasks):
                if task.kind == "order":
                    numbers = [int(word) for word in task.key.answer.split(" (")[0].split(", ")]
                    in_order = [words for _, words in sorted(zip(numbers, task.options, strict=True))]
                    assert in_order != list(task.options)
                    assert task.key.answer.endswith(", then ".join(in_order))
                if task.kind == "match":
                    for number, left in enumerate(task.left, 1):
                        found = re.search(rf"(?:^|; ){number}([a-h]) \(", task.key.answer)
                        assert found is not None
                        chosen = found[1]
                        right = task.right["abcdefgh".index(chosen)]
                        assert f"{number}{chosen} ({left}: {right})" in task.key.answer


def test_the_same_seed_gives_the_same_sheet_and_another_one_another(headquarters: Story) -> None:
    assert whole(headquarters, 3) == whole(headquarters, 3)
    assert whole(headquarters, 3).groups != whole(headquarters, 4).groups


def test_questions_are_drawn_by_topic_and_number(headquarters: Story) -> None:
    memorial = draw_questions(headquarters, "memorial", None, 1)
    assert memorial
    assert all("memorial" in fact.topics for fact in memorial)
    ten = draw_questions(headquarters, "", 10, 1)
    assert len({question.id for question in ten}) == 10
    assert ten == sorted(ten, key=lambda question: question.number)
    assert ten != draw_questions(headquarters, "", 10, 2)


def test_a_page_stands_alone_and_can_be_read_aloud(headquarters: Story) -> None:
    for with_key in (False, True):
        page = Page(handout_page(whole(headquarters), with_key=with_key))
        assert page.open == []
        names = [name for name, _ in page.elements]
        assert page.elements[0] == ("html", {"lang": "en"})
        assert not {"script", "link", "img", "iframe"} & set(names)
        policies = [given["content"] for _, given in page.elements if given.get("http-equiv")]
        assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"]
        assert names.count("h1") == 1
        assert names.count("h3") == len(headquarters.questions)
        ids = {given["id"] for _, given in page.elements if "id" in given}
        assert all(given["aria-labelledby"] in ids for _, given in page.elements if "aria-labelledby" in given)
        assert all("aria-label" in given for _, given in page.elements if given.get("role") == "img")


def test_no_question_is_split_between_two_pages(harbour: Story) -> None:
    html = handout_page(whole(harbour), with_key=False)
    assert "break-inside: avoid" in html.split(".task {")[1].split("}")[0]
    assert "size:" not in html.split("@page")[1].split("}")[0]
    # The number of a question is a heading in a grid; held to what follows, all questions would be on one page.
    held = [rule.split("}")[-1].strip() for rule in re.findall(r"([^{]*){[^{}]*break-after: avoid", html)]
    assert held == ["h2"]


SIGNS = st.text("<>&\"'*_`[]|\\#-+=1.~$ \n!ab", max_size=25) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=25
)


@settings(deadline=None)
@given(SIGNS)
@example("<script>alert(1)</script>")
@example("1. a")
@example("- [ ] a")
@example("&amp; ** _a_ | `b`")
@example("http://a.b/c_d")
def test_whatever_stands_in_a_pack_is_shown_and_does_nothing(typed: str) -> None:
    words = tidy(typed) or "x"
    story = load(HARBOUR)
    maker = story.questions["bell_maker"]
    answers = (maker.answers[0]._replace(words=words), *maker.answers[1:])
    sheet = make_worksheet(story._replace(title=words), [maker._replace(answers=answers)], 1)
    plain = Page(handout_page(make_worksheet(story, [maker], 1), with_key=True))
    page = Page(handout_page(sheet, with_key=True))
    assert [name for name, _ in page.elements] == [name for name, _ in plain.elements]
    assert page.text.count(words) >= 2
    assert shown_by_markdown(escaped(words)) == words


def shown_by_markdown(text: str) -> str:
    (paragraph,) = [token for token in MarkdownIt("commonmark").enable("table").parse(text) if token.type == "inline"]
    assert paragraph.children is not None
    assert {child.type for child in paragraph.children} <= {"text", "text_special"}
    return "".join(child.content for child in paragraph.children)


def test_letters_go_on_behind_z() -> None:
    assert [letter(at) for at in (0, 25, 26, 27, 52)] == ["a", "z", "aa", "ab", "ba"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_four_files_are_written_by_default(here: Path) -> None:
    export_handout(HARBOUR, ExportWishes())
    names = ["worksheet-key.html", "worksheet-key.md", "worksheet.html", "worksheet.md"]
    assert sorted(path.name for path in (here / "harbour-handout").iterdir()) == names


@pytest.mark.parametrize("language", interface_languages())
def test_in_every_language_the_files_have_names_that_every_system_takes(language: str) -> None:
    with in_language(language):
        names = (worksheet_file(), key_file())
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_one_file_is_written_when_out_is_one(here: Path) -> None:
    export_handout(HARBOUR, ExportWishes(out=here / "quiz.html"))
    export_handout(HARBOUR, ExportWishes(out=here / "answers.md", keys=(True,)))
    assert sorted(path.name for path in here.iterdir()) == ["answers.md", "quiz.html"]
    assert "Answer" not in (here / "quiz.html").read_text("utf-8")
    assert "**Answer:**" in (here / "answers.md").read_text("utf-8")


def test_what_was_changed_by_hand_is_replaced_only_by_force(here: Path) -> None:
    export_handout(HARBOUR, ExportWishes())
    export_handout(HARBOUR, ExportWishes())
    mine = here / "harbour-handout" / "worksheet.md"
    mine.write_text("mine")
    with pytest.raises(HandoutError, match="--force"):
        export_handout(HARBOUR, ExportWishes())
    assert mine.read_text() == "mine"
    export_handout(HARBOUR, ExportWishes(force=True))
    assert mine.read_text("utf-8").startswith("# The harbour office")


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (ExportWishes(topic="bel"), "Did you mean `bell`"),
        (ExportWishes(draw=0), "at least one question"),
        (ExportWishes(out=Path("file/below")), "cannot be written"),
    ],
)
def test_a_wish_that_cannot_be_is_a_sentence(here: Path, wishes: ExportWishes, sentence: str) -> None:
    (here / "file").write_text("a file")
    with pytest.raises(HandoutError, match=sentence):
        export_handout(HARBOUR, wishes)


def test_more_questions_than_there_are_give_all_and_say_so(here: Path) -> None:
    assert "There are only 7 to draw from." in export_handout(HARBOUR, ExportWishes(draw=60))


def test_a_pack_without_questions_has_no_worksheet(here: Path) -> None:
    (here / "a.yaml").write_text("pack: A\nscenes:\n  a: { text: Hello., end: b }\nendings: { b: Bye. }\n")
    with pytest.raises(HandoutError, match="“A” has no questions"):
        export_handout("a.yaml", ExportWishes())
