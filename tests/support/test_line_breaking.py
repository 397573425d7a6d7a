"""Where a line may end: what UAX #14 says of Chinese, Japanese, French and Thai, by what comes of it."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.support.clusters import clusters
from game.support.columns import columns_of, most_columns_of
from game.support.line_breaking import breaks_like_english, line_starts, wrapped_lines

CHINESE = (
    "在海边的小镇上，有一座古老的港口办公室；每天早晨，书记都会打开窗户。「今天的天气真好」，"
    "她说（因为信件很多）、算账！"
)
JAPANESE = "彼女は「こんにちは」と言った。コンピューターのスーパーマーケットへ行きましょう！そして、色々な……"
THAI = "ภาษาไทยเป็นภาษาที่มีการเขียนโดยไม่เว้นวรรคระหว่างคำ และเว้นวรรคระหว่างประโยคให้น้ำ"
HINDI = "हिन्दी में क्षेत्र और नमस्ते दुनिया प्रत्येक स्त्री"
KOREAN = "한국어는 띄어쓰기를 합니다 그래서 줄바꿈이 다릅니다"
ARABIC = "مرحبا بكم في مكتب الميناء، أين الكاتبة؟"


def lines_of(text: str, width: int) -> list[str]:
    lines = wrapped_lines(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    return lines


@pytest.mark.parametrize("width", range(8, 41))
@pytest.mark.parametrize("text", [CHINESE, JAPANESE])
def test_chinese_and_japanese_break_between_characters_and_fill_the_line(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert not any(line[0] in "。、，；！？」）ー…々〻ょゃっ" for line in lines[1:])
    assert not any(line[-1] in "「（" for line in lines[:-1])
    assert sum(map(columns_of, lines[:-1])) >= 0.75 * width * len(lines[:-1])


@pytest.mark.parametrize("width", range(8, 41))
@pytest.mark.parametrize("text", [THAI, HINDI, KOREAN, ARABIC, "👩‍👩‍👧👩‍👩‍👧👍🏽🇩🇪🇫🇷 ❤️" * 3, "e\u0301" * 50])
def test_nothing_that_is_written_as_one_character_is_divided(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert all(most_columns_of(line) <= width for line in lines)
    assert [cluster for line in lines for cluster in clusters(line) if cluster != " "] == [
        cluster for cluster in clusters(text) if cluster != " "
    ]


def test_thai_ends_a_line_at_a_space_and_divides_what_is_too_long_before_a_syllable() -> None:
    assert lines_of("สวัสดี ครับ ผม", 7) == ["สวัสดี", "ครับ ผม"]
    for width in range(8, 30):
        lines = lines_of(THAI, width)
        assert not any(line[0] in "ะาำ่้ๆ" for line in lines[1:])
        assert not any(line[-1] in "เแโใไ" for line in lines[:-1])


def test_korean_and_hindi_keep_their_words() -> None:
    for text in (KOREAN, HINDI):
        assert " ".join(lines_of(text, 12)) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Il dit : « Non ! » et sort.", 12, ["Il dit :", "« Non ! » et", "sort."]),
        (
            "Il dit\u202f: «\u00a0Non\u202f!\u00a0» et sort.",
            12,
            ["Il dit\u202f:", "«\u00a0Non\u202f!\u00a0» et", "sort."],
        ),
        ("Vraiment ? Oui.", 9, ["Vraiment", "? Oui."]),  # there is no room for both
        ("Es sind 5\u00a0Boote da.", 11, ["Es sind", "5\u00a0Boote da."]),
        ("1921年に80kgの鐘", 8, ["1921年に", "80kgの鐘"]),
        ("价格：￥100，折扣50%。", 12, ["价格：", "￥100，折扣", "50%。"]),
        ("中文and English混排", 10, ["中文and", "English混", "排"]),
    ],
)
def test_what_belongs_together_stays_together(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width) == lines


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=200), st.integers(1, 60))
def test_plain_english_is_wrapped_as_it_always_was(text: str, width: int) -> None:
    if breaks_like_english(text):
        begun = text.lstrip() if width < 2 else text  # textwrap would not come past a space without room
        assert wrapped_lines(text, width, "> ", "  ") == textwrap.wrap(
            begun, width, initial_indent="> ", subsequent_indent="  ", break_on_hyphens=False
        )


def test_a_line_that_is_narrower_than_its_indent_has_no_place_for_spaces() -> None:
    assert wrapped_lines("  a b", 1, "> ", "") == ["> a", "b"]
    assert wrapped_lines("  ", 1, "> ", "") == []


@given(st.text(alphabet="ab é漢字。「」ーก้ำเ👩\u200d🇩🇪́ \u00a0«»?", max_size=80), st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    starts = line_starts(text, width)
    assert starts == sorted(set(starts))
    lines = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    widest = max(map(most_columns_of, clusters(text)), default=0)  # it may be wider than the line
    assert all(most_columns_of(line.rstrip()) <= max(width, widest) for line in lines)
    assert "".join(lines) == text


def test_indents_count_by_their_columns() -> None:
    assert wrapped_lines("漢字かなカナ", 8, "一. ", "    ") == ["一. 漢字", "    かな", "    カナ"]
    assert wrapped_lines("", 10, "> ") == []
    assert wrapped_lines("漢字\nかな", 20) == ["漢字 かな"]


def test_what_is_too_long_runs_over_where_nothing_may_be_divided() -> None:
    assert line_starts("né abcdefghijklm né", 5, fold=False) == [3, 17]
