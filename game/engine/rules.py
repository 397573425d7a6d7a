"""The rules of the game: how a play begins, what can be done, and what follows from doing it.

This is the one definition of what a choice does. Everything is a function of the story and the state.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.engine import chance, events
from game.engine.state import Action, AnswerGiven, EndlessLoop, Option, Refused, State, Turn
from game.story.program import (
    ROAMING,
    Apply,
    Ask,
    Call,
    Choice,
    Effect,
    Exit,
    Goto,
    Leave,
    Offer,
    Place,
    Question,
    Scene,
    Show,
    Story,
)

#: A turn that passes more nodes than this never comes to an end.
MAX_NODES_IN_A_TURN = 2_000

_WRONG, _RIGHT = 1, 2


def begin(story: Story, seed: int = 0) -> Turn:
    """The first turn of a play. The same seed gives the same play, whatever the machine."""
    memory = story.layout.start
    run = _Run(story, State(memory, ROAMING, (), chance.fixed(seed, story.id), seed))
    if story.start_scene:
        run.enter(story.scenes[story.start_scene])
    else:
        run.settle()
    return run.turn()


def options(story: Story, state: State) -> tuple[Option, ...]:
    """Everything that the player can do now, in the order in which it is offered. Empty when the play is over.

    For a question that wants words of one's own, an `AnswerGiven` is possible beside the options.
    """
    if state.node == ROAMING:
        return tuple(_roaming_options(story, state.memory))
    node = story.nodes[state.node]
    if isinstance(node, Offer):
        return tuple(Option(one.id, "choice", one.label, one.id) for one in _offered(node, state.memory))
    if isinstance(node, Ask):
        return tuple(_question_options(story, state))
    return ()


def is_over(story: Story, state: State) -> bool:
    """Whether nothing more can be done."""
    return not options(story, state)


def asked_question(story: Story, state: State) -> Question | None:
    """The question that is waiting for an answer, or None."""
    if state.node == ROAMING or not isinstance(story.nodes[state.node], Ask):
        return None
    return story.questions[story.question_order[story.asking.get(state.memory) - 1]]


def answer_order(story: Story, state: State, question: Question) -> tuple[int, ...]:
    """The order in which the parts of a question are shown in this play: answers, or what is to be put in order."""
    length = len(question.answers or question.parts)
    order = chance.shuffled(state.seed, question.id, length)
    if question.kind == "order" and order == tuple(range(length)):
        return order[1:] + order[:1]
    return order


def choose(story: Story, state: State, action: Action) -> Turn:
    """What follows from an action in this state.

    Raises Refused when the action is not possible now, EndlessLoop when the story would never come to a choice.
    """
    run = _Run(story, state)
    if isinstance(action, AnswerGiven):
        _answer(run, action.words)
        return run.turn()
    option = next((one for one in options(story, state) if one.id == action), None)
    if option is None:
        raise Refused(f"`{action}` is not possible now.")
    match option.kind:
        case "choice":
            node = story.nodes[state.node]
            assert isinstance(node, Offer)  # noqa: S101 - choices are offered nowhere else
            chosen = next(one for one in node.choices if one.id == option.id)
            run.count(chosen)
            run.follow(chosen.target)
        case "scene":
            run.enter(story.scenes[option.subject])
        case "go":
            run.go(_exit(_here(story, state.memory), option.subject))
        case "take":
            item = story.items[option.subject]
            run.apply(Effect(item.carried, "set", 1, "give", item.id))
            assert item.taken is not None  # noqa: S101 - only what lies at a place is offered
            run.memory = item.taken.put(run.memory, 1)
            run.settle()
        case "answer":
            question = asked_question(story, state)
            assert question is not None  # noqa: S101 - answers are offered nowhere else
            chosen_answer = next(one for one in question.answers if one.id == option.subject)
            run.answered(question, chosen_answer.right, chosen_answer.words, chosen_answer.id, spelling=False)
        case "lookup":
            run.look_up()
        case _:
            question = asked_question(story, state)
            assert question is not None  # noqa: S101 - only a question can be passed
            run.answered(question, False, "", "", spelling=False, passed=True)
    return run.turn()


def _answer(run: _Run, words: str) -> None:
    question = asked_question(run.story, run.state)
    if question is None:
        raise Refused("Nothing was asked.")
    if not words.strip():
        raise Refused("The answer is empty.")
    from game.engine.grading import grade  # only answers in words need it

    verdict = grade(run.story, question, words, answer_order(run.story, run.state, question))
    if verdict.unclear:
        raise Refused(verdict.unclear)
    run.answered(question, verdict.right, words.strip(), verdict.answer, verdict.spelling)


def _here(story: Story, memory: int) -> Place:
    place = story.place_at(memory)
    assert place is not None  # noqa: S101 - ways exist between places only
    return place


def _exit(place: Place, direction: str) -> Exit:
    return next(one for one in place.exits if one.direction == direction)


def _can_open(scene: Scene, memory: int) -> bool:
    return (scene.again or not scene.visits.get(memory)) and (scene.when is None or bool(scene.when(memory)))


def _roaming_options(story: Story, memory: int) -> Iterator[Option]:
    place = story.place_at(memory)
    if place is None:
        return
    for id_ in place.scenes:
        scene = story.scenes[id_]
        if _can_open(scene, memory):
            yield Option(f"scene:{id_}", "scene", scene.title or id_.replace("_", " ").capitalize(), id_)
    for id_ in place.items:
        item = story.items[id_]
        if (
            item.taken is not None
            and not item.taken.get(memory)
            and not item.carried.get(memory)
            and (item.when is None or item.when(memory))
        ):
            yield Option(f"take:{id_}", "take", None, id_)
    for way in place.exits:
        if is_open(way, memory):
            yield Option(f"go:{way.direction}", "go", way.label, way.direction)


def is_open(way: Exit, memory: int) -> bool:
    """Whether one can go this way now."""
    return way.when is None or bool(way.when(memory))


def _offered(offer: Offer, memory: int) -> list[Choice]:
    possible = [
        one
        for one in offer.choices
        if (one.again or one.taken is None or not one.taken.get(memory)) and (one.when is None or one.when(memory))
    ]
    return [one for one in possible if not one.fallback] or possible


def _question_options(story: Story, state: State) -> Iterator[Option]:
    question = asked_question(story, state)
    assert question is not None  # noqa: S101 - the state stands at a question
    if question.kind == "choice":
        for index in answer_order(story, state, question):
            answer = question.answers[index]
            yield Option(f"answer:{answer.id}", "answer", answer.words, answer.id)
    if not story.looked_up.get(state.memory) and known_facts(story, state.memory, question):
        yield Option("lookup", "lookup", None, question.id)
    yield Option("pass", "pass", None, question.id)


def known_facts(story: Story, memory: int, question: Question) -> tuple[str, ...]:
    """The facts on which a question rests that are in the notebook."""
    return tuple(id_ for id_ in question.cites if story.facts[id_].known.get(memory))


class _Run:
    """One turn as it happens: the memory as it stands, and the events so far."""

    def __init__(self, story: Story, state: State) -> None:
        self.story, self.state = story, state
        self.memory, self.node, self.chance = state.memory, state.node, state.chance
        self.stack = list(state.stack)
        self.events: list[events.Event] = []
        self.passed = 0
        self.scene = ""

    def turn(self) -> Turn:
        """The turn, with the achievements whose conditions hold at its end."""
        for one in self.story.achievements.values():
            if one.when is not None and one.when(self.memory):
                self.apply(Effect(one.achieved, "set", 1, "achieve", one.id))
        state = State(self.memory, self.node, tuple(self.stack), self.chance, self.state.seed)
        return Turn(state, tuple(self.events))

    def enter(self, scene: Scene) -> None:
        """Open a scene and follow it."""
        self.follow(self.opened(scene))

    def opened(self, scene: Scene) -> int:
        self.scene = scene.id
        self.memory = scene.visits.put(self.memory, scene.visits.get(self.memory) + 1)
        self.events.append(events.SceneBegan(scene.id))
        return scene.start

    def follow(self, node: int) -> None:
        """Go from node to node until the player is asked something, walks about again, or the story ends."""
        story = self.story
        while True:
            self.passed += 1
            if self.passed > MAX_NODES_IN_A_TURN:
                raise EndlessLoop(self.scene)
            self.node = node
            match story.nodes[node]:
                case Show(text, following):
                    self.events.append(events.Passage(text, self.memory))
                    node = following
                case Apply(effects, following):
                    for effect in effects:
                        self.apply(effect)
                    node = following
                case Offer() as offer:
                    if _offered(offer, self.memory):
                        return
                    node = offer.next
                case Ask(questions):
                    self.ask(questions)
                    return
                case Call(scene, following):
                    self.stack.append(following)
                    node = self.opened(story.scenes[scene])
                case Goto(scene):
                    node = self.opened(story.scenes[scene])
                case Leave():
                    if self.stack:
                        node = self.stack.pop()
                        continue
                    self.events.append(events.SceneEnded())
                    opening = self.roam()
                    if opening is None:
                        return
                    node = self.opened(opening)
                case end:
                    self.stack.clear()
                    self.events.append(events.Passage(story.endings[end.ending].text, self.memory))
                    self.events.append(events.Ended(end.ending))
                    return

    def settle(self) -> None:
        """Walk about, and follow a scene that opens by itself."""
        opening = self.roam()
        if opening is not None:
            self.enter(opening)

    def roam(self) -> Scene | None:
        """Walk about: see the place on arrival. The result is the first scene that opens by itself now."""
        self.node = ROAMING
        arrived = self.story.arrived.get(self.memory)
        place = self.story.place_at(self.memory)
        if arrived:
            self.memory = self.story.arrived.put(self.memory, 0)
            for due in self.story.due:
                self.memory = due.put(self.memory, 1)
            if place is not None:
                self.arrive(place)
        for id_ in place.arrivals if place is not None else self.story.arrivals:
            scene = self.story.scenes[id_]
            if (scene.due is None or scene.due.get(self.memory)) and _can_open(scene, self.memory):
                if scene.due is not None:
                    self.memory = scene.due.put(self.memory, 0)
                return scene
        return None

    def arrive(self, place: Place) -> None:
        first = not place.visits.get(self.memory)
        self.memory = place.visits.put(self.memory, place.visits.get(self.memory) + 1)
        self.events.append(events.Arrived(place.id, first))
        text = place.text if first or place.glance is None else place.glance
        if text is not None and (first or place.glance is not None):
            self.events.append(events.Passage(text, self.memory))

    def go(self, way: Exit) -> None:
        clock, place = self.story.clock, self.story.place
        assert place is not None  # noqa: S101 - ways exist between places only
        self.memory = place.put(self.memory, self.story.places[way.to].number)
        self.memory = self.story.arrived.put(self.memory, 1)
        if clock is not None and way.minutes:
            self.apply(Effect(clock, "add", way.minutes, "time", "time"))
        self.settle()

    def count(self, choice: Choice) -> None:
        if choice.taken is not None:
            self.memory = choice.taken.put(self.memory, choice.taken.get(self.memory) + 1)

    def apply(self, effect: Effect) -> None:
        """One effect. A measure, and the clock, stop at the bounds of their ranges."""
        slot = effect.slot
        before = slot.get(self.memory)
        self.memory = slot.put(self.memory, before + effect.amount if effect.operation == "add" else effect.amount)
        after = slot.get(self.memory)
        if before == after:
            return
        match effect.kind:
            case "measure":
                self.events.append(events.Changed(effect.subject, before, after))
            case "time":
                self.events.append(events.TimePassed(before, after))
            case "learn":
                self.events.append(events.Learned(effect.subject))
            case "give":
                self.events.append(events.Received(effect.subject))
            case "lose":
                self.events.append(events.Lost(effect.subject))
            case "achieve":
                self.events.append(events.Achieved(effect.subject))
            case _:
                self.memory = self.story.arrived.put(self.memory, 1)
                self.events.append(events.Moved(effect.subject))

    def ask(self, questions: tuple[str, ...]) -> None:
        """Ask the question there is, or draw one: of those not yet asked while there are any."""
        story = self.story
        fresh = [id_ for id_ in questions if not story.questions[id_].outcome.get(self.memory)] or list(questions)
        drawn = 0
        if len(fresh) > 1:
            drawn, self.chance = chance.draw(self.chance, len(fresh))
        question = story.questions[fresh[drawn]]
        self.memory = story.asking.put(self.memory, question.number)
        self.memory = story.looked_up.put(self.memory, 0)
        self.events.append(events.Asked(question.id))

    def look_up(self) -> None:
        question = asked_question(self.story, self.state)
        assert question is not None  # noqa: S101 - offered during a question only
        self.memory = self.story.looked_up.put(self.memory, 1)
        facts = known_facts(self.story, self.memory, question)
        self.events.append(events.LookedUp(question.id, facts))
        for effect in self.story.lookup:
            self.apply(effect)

    def answered(
        self, question: Question, right: bool, given: str, answer: str, spelling: bool, passed: bool = False
    ) -> None:
        node = self.story.nodes[self.state.node]
        assert isinstance(node, Ask)  # noqa: S101 - answers are given to questions only
        self.memory = question.outcome.put(self.memory, _RIGHT if right else _WRONG)
        self.memory = self.story.asking.put(self.memory, 0)
        self.memory = self.story.looked_up.put(self.memory, 0)
        self.events.append(events.Answered(question.id, right, given, answer, spelling))
        self.follow(node.passed if passed else node.right if right else node.wrong)
