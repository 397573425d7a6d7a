"""Playing: every way to do something, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.app.screens.title_screen import TitleScreen
from game.app.widgets import story_log
from game.app.widgets.choices import Choices
from game.app.widgets.offer_panel import OfferPanel
from game.app.widgets.story_log import StoryLog
from game.play.session import Session
from game.record.journal import JournalError, Step, read_play
from game.record.locations import CURRENT
from game.story.model.story import Story

from .conftest import screen_text

SIZE = (80, 24)


def session(app: EightWings) -> Session:
    assert isinstance(app.screen, GameScreen)
    return app.screen.session


def place(app: EightWings) -> str:
    here = session(app).place
    assert here is not None
    return here.id


async def type_line(pilot: Pilot[int], words: str) -> None:
    """Type words and press Enter."""
    await pilot.press(*(sign if sign != " " else "space" for sign in words), "enter")


def told_briefly(app: EightWings) -> str:
    """What is told above the line now."""
    return app.screen.query_one(OfferPanel).notice


async def test_a_whole_game_can_be_played_to_its_end_with_the_keyboard_alone(title: EightWings) -> None:
    async with title.run_test(size=SIZE) as pilot:
        await pilot.press("enter")  # New game is highlighted
        await pilot.pause()
        await pilot.press("1")  # Go and ask
        await type_line(pilot, "go loft")
        assert place(title) == "loft"
        await type_line(pilot, "take lamp")
        await type_line(pilot, "go boat")
        assert place(title) == "boat"
        await pilot.press("enter")  # Lift the tarpaulin is highlighted
        await type_line(pilot, "cover it again")
        assert session(title).is_over
        shown = screen_text(title)
        assert "The end: Silence" in shown
        assert "1  How it went, and where it turned" in shown
        assert "2  Begin a new game" in shown
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert "Building: 5 of 5 places." in screen_text(title)


async def test_after_the_end_a_new_game_can_begin_and_the_old_play_is_kept(game: EightWings, plays: Path) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await end_it(pilot)
        assert session(game).is_over
        await pilot.press("2")
        await pilot.pause()
        assert not session(game).is_over
        assert len(session(game).played) == 1
    assert len(list(plays.glob("*.play.yaml"))) == 2


async def test_after_the_end_the_title_can_be_shown_again(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await end_it(pilot)
        await pilot.press("4")
        await pilot.pause()
        assert isinstance(game.screen, TitleScreen)
        assert "Continue" not in screen_text(game)


async def end_it(pilot: Pilot[int]) -> None:
    await pilot.press("1")
    for line in ("go loft", "take lamp", "go boat", "lift tarpaulin", "cover it again"):
        await type_line(pilot, line)


async def test_a_digit_chooses_at_once(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("2")
        assert session(game).steps()[-1].saw == "Sleep ten more minutes"


async def test_a_digit_that_is_not_offered_changes_nothing(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("7", "enter")
        assert len(session(game).played) == 1
        assert "There is no number 7 here" in told_briefly(game)


async def test_a_choice_beyond_nine_is_reached_by_its_number_and_enter(written: Callable[[str], EightWings]) -> None:
    choices = "".join(f"  - choose: Number {number}\n    end: e{number}\n" for number in range(1, 13))
    endings = "".join(f"  e{number}: Ending {number}.\n" for number in range(1, 13))
    app = written(f"pack: Many\nscenes:\n  one:\n    text: Many.\n    choices:\n{indent(choices)}endings:\n{endings}")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        assert not session(app).is_over
        await pilot.press("2", "enter")
        assert "Ending 12." in screen_text(app)


async def test_a_digit_chooses_at_once_where_no_longer_number_can_be_meant(
    written: Callable[[str], EightWings],
) -> None:
    choices = "".join(f"  - choose: Number {number}\n    end: e{number}\n" for number in range(1, 13))
    endings = "".join(f"  e{number}: Ending {number}.\n" for number in range(1, 13))
    app = written(f"pack: Many\nscenes:\n  one:\n    text: Many.\n    choices:\n{indent(choices)}endings:\n{endings}")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        assert "Ending 3." in screen_text(app)


def indent(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


async def test_arrows_and_enter_take_the_highlighted_choice(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("down", "enter")
        assert session(game).steps()[-1].saw == "Sleep ten more minutes"


async def test_the_highlight_goes_round_the_ends(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("up", "enter")
        assert session(game).steps()[-1].saw == "Sleep ten more minutes"


async def test_a_click_takes_a_choice(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.click(Choices, offset=(5, 1))
        await pilot.pause()
        assert session(game).steps()[-1].saw == "Sleep ten more minutes"


async def test_typed_words_do_what_they_say(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_line(pilot, "north")
        assert place(game) == "office"
        await type_line(pilot, "talk to ines")
        assert "Ines Moreau: The bell is gone." in screen_text(game)


async def test_words_that_mean_nothing_leave_the_state_and_are_answered(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        before = session(game).state
        await type_line(pilot, "dance wildly")
        assert session(game).state == before
        assert "does not lead anywhere here" in told_briefly(game)


async def test_looking_is_no_step(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_line(pilot, "look")
        assert len(session(game).played) == 2
        assert "The quay (The shore, ground floor)" in screen_text(game)


async def to_the_test(pilot: Pilot[int]) -> None:
    """To the question how heavy the bell is, which wants a number in words of one's own."""
    for key in ("1", "1", "1", "1"):  # ask, north, talk, about the bell
        await pilot.press(key)
    await type_line(pilot, "let her test")


async def test_digits_are_an_answer_while_a_question_wants_words(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_test(pilot)
        assert session(game).wants_words
        await type_line(pilot, "80")
        shown = screen_text(game)
        assert session(game).steps()[-1].answer == "80"
        assert "Right: 80 kg." in shown
        assert "Source: [" in shown
        assert "The harbour bell weighs 80 kilograms." not in shown  # folded, and `sources` opens it
        await type_line(pilot, "sources")
        assert "Source: The harbour bell weighs 80 kilograms." in screen_text(game)


async def test_a_wrong_answer_is_told_in_words_with_the_key(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_test(pilot)
        await type_line(pilot, "12")
        shown = screen_text(game)
        assert "▌ “12” is not it. The answer: 80 kg." in shown


async def test_enter_alone_does_not_give_a_question_up(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_test(pilot)
        await pilot.press("enter")
        assert session(game).question is not None


async def test_the_notebook_can_be_opened_during_a_question_by_arrows_and_by_word(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_test(pilot)
        await pilot.press("down", "enter")
        assert session(game).steps()[-1].do == "lookup"
        assert "Your notebook says: The harbour bell weighs 80 kilograms." in screen_text(game)
        await type_line(pilot, "undo")
        await type_line(pilot, "notebook")
        assert session(game).steps()[-1].do == "lookup"


async def test_an_answer_that_cannot_be_graded_is_refused_and_nothing_changes(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await to_the_test(pilot)
        before = session(game).state
        await type_line(pilot, "heavy")
        assert session(game).state == before
        assert session(game).question is not None


async def test_undo_takes_the_last_step_back_and_says_so(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        before = session(game).state
        await type_line(pilot, "north")
        await type_line(pilot, "undo")
        assert session(game).state == before
        shown = screen_text(game)
        assert "Taken back: North: The harbour office" in shown
        assert "1 N  Harbour office" in shown


async def test_undo_at_the_beginning_says_that_there_is_nothing(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await type_line(pilot, "undo")
        assert "there is nothing to take back" in screen_text(game)


async def test_quit_and_continue_leads_to_the_same_state(game: EightWings, harbour: Story, plays: Path) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_line(pilot, "north")
        state = session(game).state
        await type_line(pilot, "quit")
    assert game.return_code == 0
    again = EightWings(harbour, plays)
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "1  Continue: The harbour office, 08:00, 2 steps" in screen_text(again)
        await pilot.press("1")
        await pilot.pause()
        assert session(again).state == state
        assert "The harbour office ──" in screen_text(again)


async def test_every_step_is_on_disk_before_the_next(game: EightWings, plays: Path) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        assert [step.saw for step in read_play(plays / CURRENT)[1]] == ["Go and ask"]
        await pilot.press("1")
        assert [step.do for step in read_play(plays / CURRENT)[1]][1:] == ["go:north"]


async def test_a_copy_saved_under_a_name_can_be_loaded_from_the_title(
    game: EightWings, harbour: Story, plays: Path
) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_line(pilot, "save by the water")
        assert "Saved as “by the water”" in screen_text(game)
        state = session(game).state
        await type_line(pilot, "north")
    again = EightWings(harbour, plays)
    async with again.run_test(size=SIZE) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "1  by-the-water: The quay, 08:00, 1 step. " in screen_text(again)
        await pilot.press("1")
        await pilot.pause()
        assert session(again).state == state
    assert (plays / "by-the-water.play.yaml").exists()


async def test_a_step_that_cannot_be_written_is_told_and_does_not_happen(game: EightWings) -> None:
    def full(step: Step) -> None:
        raise JournalError("The disk is full.")

    async with game.run_test(size=SIZE) as pilot:
        before = session(game).state
        journal = session(game).journal
        assert journal is not None
        journal.append = full  # type: ignore[method-assign]
        await pilot.press("1")
        assert session(game).state == before
        assert "The disk is full." in screen_text(game)


async def test_a_play_that_cannot_be_opened_is_told_on_the_title(harbour: Story, plays: Path) -> None:
    plays.mkdir(parents=True)
    (plays / CURRENT).write_text("nonsense", encoding="utf-8")
    app = EightWings(harbour, plays)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1")
        assert isinstance(app.screen, TitleScreen)
        assert "is no play of Eight Wings" in " ".join(screen_text(app).split())


async def test_a_play_open_elsewhere_is_told_on_the_title(harbour: Story, plays: Path, game: EightWings) -> None:
    app = EightWings(harbour, plays)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1")
        assert isinstance(app.screen, TitleScreen)
        assert "is open in another window" in " ".join(screen_text(app).split())


MARKUP = """\
pack: '[red]Loud[/red] [/]'
about: '[b]'
scenes:
  one:
    text: '\\[red]not red\\[/] \\[@click=app.quit]x'
    choices:
      - choose: '\\[/] \\[bold]'
        end: e
endings:
  e: { title: '[/b]', text: 'Done \\[/].' }
"""


async def test_text_of_a_pack_is_shown_as_it_is_never_as_markup(written: Callable[[str], EightWings]) -> None:
    app = written(MARKUP)
    async with app.run_test(size=SIZE) as pilot:
        shown = screen_text(app)
        assert "[red]not red[/] [@click=app.quit]x" in shown
        assert "1  [/] [bold]" in shown
        await pilot.press("1")
        assert "[/b]" in screen_text(app)
        await pilot.press("4")
        await pilot.pause()
        assert "[RED]LOUD[/RED] [/]" in screen_text(app).replace(" ", "").replace("[/RED][/]", "[/RED] [/]")


async def test_signs_that_steer_a_terminal_are_not_passed_on() -> None:
    from game.app.prose import safe_words

    assert safe_words("a\x1b[31mb\x07c\x9bd\u202ee\nf") == "a␛[31mb␇c�d�e\nf"


async def test_the_beginning_of_a_long_turn_stays_in_view(written: Callable[[str], EightWings]) -> None:
    paragraphs = "\\n\\n".join(f"Paragraph {number}." for number in range(1, 31))
    app = written(
        "pack: Long\nscenes:\n  one:\n    text: Begin.\n    choices:\n      - choose: Read\n"
        f'        text: "{paragraphs}"\n        choices: [{{choose: Stop, end: e}}]\nendings: {{e: Over.}}\n'
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        shown = screen_text(app)
        assert "> Read" in shown.splitlines()[1]
        assert "Paragraph 1." in shown
        assert "Paragraph 30." not in shown
        await pilot.press("pagedown")
        assert "Paragraph 1." not in screen_text(app).splitlines()[1:10]


async def test_a_short_turn_leaves_what_went_before_in_view(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        shown = screen_text(game)
        assert "You wake to a silence" in shown
        assert "> Go and ask" in shown


async def test_the_log_forgets_its_oldest_paragraphs(game: EightWings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_log, "KEPT_PARAGRAPHS", 20)
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        for _ in range(20):
            await pilot.press("l", "enter")
        log = game.screen.query_one(StoryLog)
        assert 10 < sum(block.paragraphs for block in log.blocks) <= 20
        assert log.max_scroll_y > 0


async def test_fast_typing_never_meets_an_older_state(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1", "1", "1", "1", *"let", "space", *"her", "space", *"test", "enter", "8", "0", "enter")
        assert session(game).steps()[-1].answer == "80"


async def test_escape_empties_the_line(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("x", "y", "escape", "2")
        assert session(game).steps()[-1].saw == "Sleep ten more minutes"


async def test_ctrl_c_does_not_end_the_game(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+c")
        assert game.is_running
        assert isinstance(game.screen, GameScreen)


async def test_ctrl_q_ends_it_and_the_play_is_kept(game: EightWings, harbour: Story, plays: Path) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        state = session(game).state
        await pilot.press("ctrl+q")
    header, steps = read_play(plays / CURRENT)
    assert Session.resume(harbour, header.seed, steps, None)[0].state == state


async def test_enter_reads_on_before_it_chooses(written: Callable[[str], EightWings]) -> None:
    long = "\n\n".join(f"      Paragraph {number}." for number in range(1, 30))
    choices = indent("  - choose: On\n    end: e\n")
    endings = "endings:\n  e: The end.\n"
    app = written(f"pack: Long\nscenes:\n  one:\n    text: |\n{long}\n    choices:\n{choices}{endings}")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Enter or PgDn" in screen_text(app)
        while "Enter or PgDn" in screen_text(app):
            assert not session(app).is_over
            await pilot.press("enter")
            await pilot.pause()
        assert "Paragraph 29." in screen_text(app)
        await pilot.press("enter")
        assert session(app).is_over


async def test_the_notebook_is_not_free_during_a_question(game: EightWings) -> None:
    async with game.run_test(size=(120, 40)) as pilot:
        for words in ("go and ask", "go office", "talk to ines", "ask about the bell", "let her test you"):
            await type_line(pilot, words)
        assert session(game).question is not None
        before = session(game).state
        await pilot.press("f3")
        assert isinstance(game.screen, GameScreen)
        assert "has its price" in screen_text(game)
        assert "Notebook: 2" not in screen_text(game)
        assert session(game).state == before


async def test_a_play_that_goes_on_tells_of_its_last_turns_only_what_they_changed(
    game: EightWings, harbour: Story, plays: Path
) -> None:
    async with game.run_test(size=(100, 60)) as pilot:
        await to_the_test(pilot)
        await type_line(pilot, "80")
        assert "▲ Trust 3" in screen_text(game)
        await type_line(pilot, "quit")
    again = EightWings(harbour, plays)
    async with again.run_test(size=(100, 60)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        shown = screen_text(again)
        assert shown.count("▲ Trust 3") == 1
        assert "▼" not in shown
