"""What was missed comes back in any play of any pack as a plain model says, which knows nothing of instructions."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given

from game.engine import AnswerGiven, EndlessLoop, Turn, begin, choose, events, options
from game.engine.rules import asked_question
from game.story.model.position_variables import scenes_of_nodes
from game.story.model.story import Ask, Story
from tests.drawn_packs import MOVES, PACKS, PROFILE, SEEDS, right_words, story_from


@dataclass
class Model:
    """What was missed in a play, from its events alone.

    `waiting` is the family that comes back next, by its first form, if that is settled; `lasts` how each question was
    answered last.
    `opened` counts scenes that do not ask again themselves, `missed_at` and `waits_from` where that count stood.
    """

    story: Story
    lasts: dict[str, bool] = field(default_factory=dict)
    waiting: str = ""
    opened: int = 0
    waits_from: int = 0
    missed_at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scene_of = scenes_of_nodes(self.story)
        again = {
            index for index, node in enumerate(self.story.nodes) if type(node) is Ask and node.otherwise is not None
        }
        self.asking_again = {self.scene_of[index] for index in again}
        self.family_of = {id_: question.form_of or id_ for id_, question in self.story.questions.items()}
        asked = {
            id_ for index, node in enumerate(self.story.nodes) if type(node) is Ask and index not in again
            for id_ in node.questions
        }  # fmt: skip
        heads = [id_ for id_ in self.story.questions if self.family_of[id_] == id_]
        self.order = [head for head in heads if not asked.isdisjoint(self.members(head))]

    def members(self, head: str) -> list[str]:
        return [head, *(id_ for id_, of in self.family_of.items() if of == head and id_ != head)]

    def missed(self, head: str) -> bool:
        answers = [self.lasts[id_] for id_ in self.members(head) if id_ in self.lasts]
        return bool(answers) and not any(answers)

    def next_after(self, head: str) -> str:
        """The next missed family in the order of the bank, round and round, the same one last."""
        place = self.order.index(head)
        turns = [*self.order[place + 1 :], *self.order[: place + 1]]
        return next((other for other in turns if self.missed(other)), "")

    def answered(self, question: str, right: bool, again: bool) -> None:
        head = self.family_of[question]
        self.lasts[question] = right
        if not right:
            self.missed_at[head] = self.opened
        if again:
            self.waiting, self.waits_from = self.next_after(head), self.opened
        elif right and self.waiting == head:
            self.waiting, self.waits_from = "", self.opened
        elif self.missed(head) and self.waiting in ("", head):
            self.waiting, self.waits_from = head, self.opened


def follow(model: Model, before: Turn | None, turn: Turn) -> None:
    """Note the events of a turn, and hold what comes back against the model."""
    story = model.story
    for event in turn.events:
        match event:
            # A try after which another one follows does not count.
            case events.QuestionAnswered(question, right, again=False):
                assert before is not None
                asking = story.nodes[before.state.node]
                assert isinstance(asking, Ask)
                model.answered(question, right, again=asking.otherwise is not None)
            case events.SceneBegan(scene) if scene not in model.asking_again:
                model.opened += 1
            case _:
                pass
    question = asked_question(story, turn.state)
    if question is None or turn.state.node < 0:
        return
    asking = story.nodes[turn.state.node]
    newly = any(isinstance(event, events.QuestionAsked) for event in turn.events)
    if newly and isinstance(asking, Ask) and asking.otherwise is not None:
        head = model.family_of[question.id]
        assert head == (model.waiting or next(filter(model.missed, model.order)))
        model.waiting = head
        assert model.missed(head)
        assert model.opened - model.missed_at[head] >= 3
        fresh = [id_ for id_ in model.members(head) if id_ not in model.lasts]
        assert question.id == (fresh or [head])[0]


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_what_comes_back_in_any_play_is_what_the_model_says(written, seed, moves):
    story = story_from(written)
    model = Model(story)
    try:
        turn = begin(story, seed)
        follow(model, None, turn)
        for number in moves:
            offered = options(story, turn.state)
            if not offered:
                break
            right = asked_question(story, turn.state) is not None and number % 3 == 0
            action = AnswerGiven(right_words(story, turn.state)) if right else offered[number % len(offered)].id
            before, turn = turn, choose(story, turn.state, action)
            follow(model, before, turn)
            if story.comeback is None:
                continue
            memory = turn.state.memory
            number_of = story.comeback.returning.get(memory)
            assert (story.comeback.families[number_of - 1][0] if number_of else "") == model.waiting
            if any(map(model.missed, model.order)):
                assert story.comeback.since.get(memory) == min(3, model.opened - model.waits_from)
            else:
                assert not model.waiting
    except EndlessLoop as loop:
        assert loop.scene in story.scenes
