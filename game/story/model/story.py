"""The story, ready to be played: immutable, checked, everything that refers to something resolved.

What scenes do is a graph of *nodes*. The engine walks it; whoever wants to prove something about the story walks the
same graph. Nodes refer to each other by their index in `Story.nodes`.
"""

# No `from __future__ import annotations` here: a named tuple compiles each annotation that is a string, at every start.

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from game.story.model.comeback import ChooseReturning, Comeback
from game.story.model.deadlines import Deadline
from game.story.model.documents import StoryDocument
from game.story.model.drawn_number_values import Draws
from game.story.model.expressions import Formula
from game.story.model.layout import Layout, Slot
from game.story.model.mapped import MapStyle, WaitingAt
from game.story.model.measures import Measure
from game.story.model.promised import Balance, Likelihood, Promise
from game.story.model.text import NamedText, Text

ROAMING = -1
"""The node of a player who is in no scene, but walks about."""
#: On what an author can insist in a typed answer.
EXACT = ("accents", "case", "spelling")
WRONG, RIGHT, PARTLY, NEITHER = 1, 2, 3, 4
"""Values of a question's outcome; 0 while it was not answered."""

LEAVE = 0
"""The node where a scene is over. It is the first of every story."""


class Effect(NamedTuple):
    """A change of one variable. Adding stops at the bounds of the variable's range."""

    slot: Slot
    operation: Literal["add", "set"]
    amount: int
    kind: Literal["measure", "time", "learn", "give", "lose", "move", "achieve"]
    subject: str


class ShowText(NamedTuple):
    """A text is shown."""

    text: Text
    next: int


class Apply(NamedTuple):
    """Effects happen, in this order."""

    effects: tuple[Effect, ...]
    next: int


class Choice(NamedTuple):
    """Something that the player can do inside a scene. `taken` counts how often it was done; None: nobody asks.

    With `closed` it is shown while `when` does not hold, too, with this reason; `price` is shown behind its label.
    `flavour`: the author knows that nothing later depends on it.
    """

    id: str
    label: Text
    when: Formula | None
    taken: Slot | None
    again: bool
    fallback: bool
    target: int
    closed: Text | None = None
    price: Text | None = None
    flavour: bool = False


class Offer(NamedTuple):
    """The player chooses. When no choice can be offered the story goes on at `next`."""

    choices: tuple[Choice, ...]
    next: int


class Ask(NamedTuple):
    """A question is asked: the one there is, or one drawn from several. Its answer leads to `right` or `wrong`.

    Who gives up goes on at `passed`, an answer that is partly right at `partly`, if that does not count as wrong.
    With `otherwise` it asks again what was missed, and the story goes on there while nothing is due.
    """

    questions: tuple[str, ...]
    right: int
    wrong: int
    passed: int
    partly: int | None = None
    otherwise: int | None = None


class Call(NamedTuple):
    """Another scene is played; then the story goes on at `next`."""

    scene: str
    next: int


class Goto(NamedTuple):
    """The story goes on with another scene."""

    scene: str


class Leave(NamedTuple):
    """The scene is over: back to the scene that called it, or to walking about."""


class End(NamedTuple):
    """The story ends."""

    ending: str


StoryNode: TypeAlias = ShowText | Apply | Offer | Ask | ChooseReturning | Call | Goto | Leave | End


class Scene(NamedTuple):
    """A piece of story; its first node is `start`. `look`: what can be looked at while it runs.

    `due` is there for a scene that opens by itself again and again: set on arrival, cleared when the scene opens.
    """

    id: str
    title: Text | None
    at: tuple[str, ...]
    people: tuple[str, ...]
    when: Formula | None
    priority: int
    on_arrival: bool
    again: bool
    visits: Slot
    due: Slot | None
    start: int
    file: str
    line: int
    look: tuple[NamedText, ...] = ()


class Exit(NamedTuple):
    """A way out of a place. `when` None: always open."""

    direction: str
    to: str
    label: Text | None
    when: Formula | None
    closed: Text | None
    minutes: int


class Place(NamedTuple):
    """Where one can stand; `number` is its value in the variable `place`.

    Its scenes, highest priority first, are split into those offered and those that open by themselves (`arrivals`).
    """

    id: str
    number: int
    name: str
    text: Text | None
    glance: Text | None
    wing: str
    floor: int
    exits: tuple[Exit, ...]
    scenes: tuple[str, ...]
    arrivals: tuple[str, ...]
    items: tuple[str, ...]
    people: tuple[str, ...]
    visits: Slot
    look: tuple[NamedText, ...] = ()


class Person(NamedTuple):
    """Somebody in the building. `asked_about`: what one can ask about."""

    id: str
    name: str
    role: str
    at: str
    about: Text | None
    real: bool
    asked_about: tuple[NamedText, ...] = ()


class Item(NamedTuple):
    """Something that can be carried. It lies at `at` until it was taken there."""

    id: str
    name: str
    at: str
    about: Text | None
    when: Formula | None
    carried: Slot
    taken: Slot | None


class Answer(NamedTuple):
    """One of the answers of a multiple-choice question, with the feedback on it."""

    id: str
    words: str
    right: bool
    because: Text | None


QuestionKind: TypeAlias = Literal[
    "choice", "several", "true_false", "typed", "number", "cloze", "order", "match", "sort", "open"
]


class Question(NamedTuple):
    """An item of the question bank.

    `choice`: `answers`. `typed`: `accepted` variants of one answer, `rejected` near misses. `number`: one accepted
    decimal. `cloze`: `text` with gaps, and for each gap its accepted variants. `order`: `parts` in the right order.
    `match`: `parts` on the left and, at the same positions, `partners`. `several`: `answers`, some of them right.
    `true_false`: `accepted` is `true` or `false`, `answers` are reasons. `sort`: like `match`, with groups. `open`:
    `accepted` is a model answer, and nothing is wrong. A number may have limits: the key, the least and the most.

    `form` is the key by which it was written where several give the same kind, such as `year` or `strike`. `exact`: on
    what the author insists in a typed answer: `accents`, `case`, `spelling`. `shuffled`: whether its parts are.
    `verdict`: whether an answer is right or wrong at all; not so in an open question and a poll. `hints` are shown one
    after the other to whoever asks for them. `tries`: how many answers it takes.
    `draws`: the numbers that each play draws anew; `accepted` then holds one variant, and `game.engine.drawn_numbers`
    makes that of a play. `form_of`: the id of the question that asks the same in another form, or empty.
    """

    id: str
    kind: QuestionKind
    text: Text
    cites: tuple[str, ...]
    topics: tuple[str, ...]
    because: Text | None
    outcome: Slot
    number: int
    answers: tuple[Answer, ...] = ()
    accepted: tuple[tuple[str, ...], ...] = ()
    rejected: tuple[str, ...] = ()
    unit: str = ""
    parts: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    form: str = ""
    exact: tuple[str, ...] = ()
    shuffled: bool = True
    verdict: bool = True
    hints: tuple[Text, ...] = ()
    tries: int = 1
    draws: Draws | None = None
    form_of: str = ""

    @property
    def in_parts(self) -> bool:
        """Whether an answer can be partly right."""
        match self.kind:
            case "sort":
                return True
            case "order" | "match":  # of two, both are wrong or neither is
                return len(self.parts) > 2
            case "cloze":
                return len(self.accepted) > 1
            case "several":
                return sum(answer.right for answer in self.answers) > 1
            case "true_false":  # what is false can be known for the wrong reason
                return any(not answer.right for answer in self.answers)
        return False


class Ending(NamedTuple):
    """A way the story ends."""

    id: str
    title: str
    text: Text
    closing: Text | None = None

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its own texts, without those of epilogues, in the order in which they are shown."""
        return (self.text,) if self.closing is None else (self.text, self.closing)


class Epilogue(NamedTuple):
    """A part of these `endings` (none: of all), shown after their own text while `when` holds (None: always)."""

    id: str
    when: Formula | None
    text: Text
    endings: tuple[str, ...]

    def belongs_to(self, ending: str) -> bool:
        """Whether it is a part of this ending."""
        return not self.endings or ending in self.endings


class Achievement(NamedTuple):
    """Something that a player can be proud of. `when` None: only a scene gives it. It changes nothing else."""

    id: str
    title: str
    text: str
    when: Formula | None
    hidden: bool
    achieved: Slot


class Fact(NamedTuple):
    """One citable statement of a dossier. `paragraph` counts from 1; `known` is its slot in the notebook."""

    id: str
    dossier: str
    number: int
    states: str
    paragraph: int
    by: str
    quote: str
    as_of: str
    topics: tuple[str, ...]
    known: Slot


class Dossier(NamedTuple):
    """An article retold fact by fact; `number` counts the dossiers of the story from 1."""

    id: str
    number: int
    title: str
    article: str
    as_of: str


STREAM = "hq"
"""The stream of every pack that does not say what it is called: that of the main adventure, wherever the pack lies."""


class Story(NamedTuple):
    """A whole story. Everything is found by its id, in the order of the pack's files.

    `id` is what the pack says that it is called (`own_id`), or the name of its folder or file where it says nothing.
    `language` is the code of the one its texts are in, empty for the one in which the pack was written, which is
    `written_in` (empty where the pack does not say); `languages` are the others there are, with what each calls itself.
    `first_answers_stand`: going back changes no answer. `hint`: its price; `hinted`, `tried` count hints and answers.
    `confidence`: who answers says how sure they are before the verdict is shown. `checkpoints`: by scene, what the
    moment just before it is called. `map_style`: how the pack wants its map drawn; `waits`: who waits on it, and where.
    `topics`: what topics are called, by their ids, as far as the pack names them.
    """

    id: str
    title: str
    about: str
    author: str
    disclaimer: Text | None
    fingerprint: str
    language: str
    languages: dict[str, str]
    layout: Layout
    nodes: Sequence[StoryNode]
    scenes: Mapping[str, Scene]
    places: Mapping[str, Place]
    people: dict[str, Person]
    items: dict[str, Item]
    questions: Mapping[str, Question]
    endings: dict[str, Ending]
    epilogues: dict[str, Epilogue]
    achievements: dict[str, Achievement]
    measures: dict[str, Measure]
    facts: dict[str, Fact]
    dossiers: dict[str, Dossier]
    documents: Mapping[str, StoryDocument]
    wings: dict[str, str]
    topics: dict[str, str]
    checkpoints: dict[str, str]
    start_scene: str
    start_place: str
    arrivals: tuple[str, ...]
    lookup: tuple[Effect, ...]
    clock: Slot | None
    place: Slot | None
    place_order: tuple[str, ...]
    due: tuple[Slot, ...]
    asking: Slot
    looked_up: Slot
    arrived: Slot
    question_order: tuple[str, ...]
    promises: tuple[Promise, ...] = ()
    own_id: str = ""
    written_in: str = ""
    first_answers_stand: bool = False
    balance: Balance | None = None
    hint: tuple[Effect, ...] = ()
    hinted: Slot | None = None
    tried: Slot | None = None
    deadlines: tuple[Deadline, ...] = ()
    confidence: bool = False
    comeback: Comeback | None = None
    map_style: MapStyle | None = None
    waits: tuple[WaitingAt, ...] = ()
    likely: tuple[Likelihood, ...] = ()

    @property
    def language_of_texts(self) -> str:
        """The tag of the language its texts are in; empty where the pack does not say."""
        return self.language or self.written_in

    @property
    def stream(self) -> str:
        """The stream from which plays of it draw: together with the seed, it says what is drawn."""
        return self.own_id or STREAM

    def place_at(self, memory: int) -> Place | None:
        """Where the player stands; None in a story without places."""
        return self.places[self.place_order[self.place.get(memory)]] if self.place is not None else None
