"""From definitions to a story: names resolved, flow built, every variable given its slot."""

from __future__ import annotations

from collections.abc import Iterator

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import CLOCK_LINE, Mend, Model
from game.story.compile.building import Building, in_order
from game.story.compile.choice_names import choice_names
from game.story.compile.collecting import Definitions
from game.story.compile.deadlines import compiled_deadlines
from game.story.compile.documents import compiled_documents
from game.story.compile.epilogues import compiled_epilogues
from game.story.compile.flow import Flow
from game.story.compile.graph_checks import check
from game.story.compile.known_names import RESERVED_NAMES
from game.story.compile.likelihoods import likelihoods
from game.story.compile.maps import compiled_map, compiled_waits
from game.story.compile.pack_names import PackNames
from game.story.compile.pack_size import check_memory, check_together
from game.story.compile.promised_balance import promised_balance
from game.story.compile.promises import statements
from game.story.compile.question_bank import Bank
from game.story.compile.returning_questions import comeback, comeback_variables, families
from game.story.compile.text_context import Counter
from game.story.compile.translation import written_language
from game.story.model.layout import Layout, Variable
from game.story.model.measures import Measure
from game.story.model.story import PARTLY, RIGHT, Achievement, Dossier, Ending, Fact, Scene, Story
from game.story.model.yaml_nodes import Spot
from game.story.schema.definition_schema import declared_keys
from game.story.schema.definitions import ChoiceDef, SceneDef
from game.support.fast_tuples import maker
from game.support.folding import folded_line

#: A measure may still be called `stands` or `before`, as in packs older than these: no dot follows it.
_RESERVED = (RESERVED_NAMES - {"before", "missed", "stands"}) | {
    "scene", *declared_keys(SceneDef), *declared_keys(ChoiceDef),
}  # fmt: skip


_new_variable = maker(Variable)


def compile_story(id_: str, fingerprint: str, defined: Definitions, found: Diagnostics) -> Story | None:
    """The story that these definitions make, or None after reporting why they make none."""
    if defined.pack is None:
        return None
    check_measures(defined, found)
    check_clock(defined, found)
    check_together(defined, found)
    layout = Layout()
    names = PackNames(defined, choice_names(defined), layout)
    flow = Flow(defined, names, layout, found)
    starts = {scene: flow.scene(scene, definition) for scene, definition in defined.scenes.items()}
    lookup, hint = flow.price(defined.pack.lookup), flow.price(defined.pack.hint)
    titles = {
        scene: flow.text(definition.title, f"{scene}.title", Counter(f"visits.{scene}", 0))
        if definition.title
        else None
        for scene, definition in defined.scenes.items()
    }
    conditions = {scene: flow.formula(definition.when) for scene, definition in defined.scenes.items()}
    looks = {scene: flow.named_texts(definition.look, f"{scene}.look") for scene, definition in defined.scenes.items()}
    building = Building(defined, names, flow, found)
    endings = {
        ending: Ending(
            ending,
            definition.title.value if definition.title else "",
            flow.text(definition.text, f"{ending}.text", None),
            flow.text(definition.closing, f"{ending}.closing", None) if definition.closing else None,
        )
        for ending, definition in defined.endings.items()
    }
    epilogues = compiled_epilogues(defined, flow)
    feats = {achievement: flow.formula(definition.when) for achievement, definition in defined.achievements.items()}
    disclaimer = flow.text(defined.pack.disclaimer, "disclaimer", None) if defined.pack.disclaimer else None
    deadlines = compiled_deadlines(defined, flow, found)
    map_style, waits = compiled_map(defined, flow, found), compiled_waits(defined, flow)
    documents = compiled_documents(defined, flow, found)
    stated = statements(defined, names, flow, found)
    balance = promised_balance(defined, flow, found)
    likely = likelihoods(defined, flow, found)
    bank = Bank(names, found)
    questions = {
        question: made
        for index, (question, definition) in enumerate(defined.questions.items())
        if (made := bank.question(question, index + 1, definition)) is not None
    }
    returning = families(defined, names, flow, stated, found)
    layout.add(variables(defined, names, building))
    layout.add(comeback_variables(returning))
    check_memory(defined, layout, found)
    for scene in defined.scenes.values():
        for kind, words, ids in (("place", scene.at, defined.places), ("person", scene.with_, defined.people)):
            for word in words:
                flow.known(kind, word, ids)
    start_place, start_scene = _start(defined, found)
    if found.has_errors:
        return None
    questions = {id_: question._replace(outcome=layout[f"answer.{id_}"]) for id_, question in questions.items()}
    scenes = {
        scene: Scene(
            id=scene, title=titles[scene],
            at=tuple([word.value for word in definition.at]),
            people=tuple([word.value for word in definition.with_]),
            when=conditions[scene], priority=definition.priority, on_arrival=definition.on_arrival,
            again=definition.again, visits=layout[f"visits.{scene}"], due=layout.get(f"due.{scene}"),
            start=starts[scene], file=definition.spot.file, line=definition.spot.line,
            look=looks[scene],
        )
        for scene, definition in defined.scenes.items()
    }  # fmt: skip
    ordered = in_order(scenes.values())
    pack = defined.pack
    nodes = flow.finish(tuple(id_ for family in returning for id_ in family))
    story = Story(
        id=pack.id.value if pack.id else id_, own_id=pack.id.value if pack.id else "",
        written_in=written_language(defined),
        confidence=pack.confidence,
        first_answers_stand=pack.answers is not None and pack.answers.value == "locked",
        title=pack.pack.value, about=pack.about.value if pack.about else "",
        author=pack.author.value if pack.author else "", disclaimer=disclaimer, fingerprint=fingerprint,
        language=defined.language, languages={code: files[0].name.value for code, files in defined.languages.items()},
        layout=layout, nodes=nodes, scenes=scenes, places=building.places(scenes), people=building.people(),
        items=building.items(), questions=questions, endings=endings, epilogues=epilogues,
        achievements={
            achievement: Achievement(
                achievement, definition.title.value, definition.text.value if definition.text else "",
                feats[achievement], definition.hidden, layout[f"achieved.{achievement}"],
            )
            for achievement, definition in defined.achievements.items()
        },
        measures={
            measure: Measure(
                measure, definition.name.value if definition.name else measure.replace("_", " ").capitalize(),
                layout[f"measure.{measure}"], definition.hidden, definition.stops_at_bounds,
                definition.remembered.value if definition.remembered else "",
                definition.about.value if definition.about else "",
            )
            for measure, definition in defined.measures.items()
        },
        facts=_facts(defined, layout), dossiers=_dossiers(defined),
        wings={word.value: name.value for word, name in pack.wings},
        topics={word.value: name.value for word, name in pack.topics},
        checkpoints={id_: scene.checkpoint.value for id_, scene in defined.scenes.items() if scene.checkpoint},
        start_scene=start_scene, start_place=start_place,
        arrivals=tuple(scene.id for scene in ordered if scene.on_arrival and not scene.at),
        lookup=flow.bound(lookup), hint=flow.bound(hint), clock=layout["time"] if pack.clock else None,
        place=layout["place"] if defined.places else None, place_order=tuple(defined.places),
        due=tuple(scene.due for scene in scenes.values() if scene.due is not None),
        asking=layout["asking"], looked_up=layout["looked_up"], arrived=layout["arrived"],
        hinted=layout.get("hinted"), tried=layout.get("tried"),
        question_order=tuple(defined.questions), promises=stated, balance=balance, deadlines=deadlines,
        comeback=comeback(returning, flow, layout, len(nodes)),
        documents=documents, map_style=map_style, waits=waits, likely=likely,
    )  # fmt: skip
    check(defined, story, found)
    return None if found.has_errors else story


def check_measures(defined: Definitions, found: Diagnostics) -> None:
    """Report measures whose range or name cannot be."""
    for id_, measure in defined.measures.items():
        if id_ in _RESERVED:
            found.report(catalogue.RESERVED_NAME, measure.spot, mend=Mend(f"{id_}_level"), id=id_)
        if not measure.min <= measure.start <= measure.max or measure.min == measure.max:
            start = next((word.spot for word in measure.written if word.value == "start"), None)
            nearest_start = str(min(max(measure.start, measure.min), measure.max))
            mend = (
                Mend(nearest_start, at=(start.line, start.column), behind=True)
                if start is not None and measure.min < measure.max
                else Model(f"{id_}: {{ start: 0, min: 0, max: 10 }}")
            )
            details = {"id": id_, "start": measure.start, "low": measure.min, "high": measure.max}
            found.report(catalogue.BAD_RANGE, measure.spot, mend=mend, **details)


def check_clock(defined: Definitions, found: Diagnostics) -> None:
    """Report a clock that could not run."""
    clock = defined.pack.clock if defined.pack else None
    if clock is not None and clock.end <= clock.start:
        start, end = (f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in (clock.start, clock.end))
        found.report(catalogue.BAD_CLOCK, clock.spot, mend=CLOCK_LINE, start=start, end=end)


def variables(defined: Definitions, names: PackNames, building: Building) -> Iterator[Variable]:
    """Every variable of the story with its range, in a fixed order."""

    def height(variable: str) -> int:
        return max(names.heights.get(variable, 1), 1)

    for id_, measure in defined.measures.items():
        yield Variable(f"measure.{id_}", measure.min, max(measure.max, measure.min), measure.start)
    clock = defined.pack.clock if defined.pack else None
    if clock is not None:
        yield Variable("time", clock.start, max(clock.end, clock.start), clock.start)
    if defined.places:
        start = defined.pack.start.value if defined.pack and defined.pack.start else ""
        yield Variable("place", 0, len(defined.places) - 1, names.place_index.get(start, 0))
    for place in defined.places:
        yield Variable(f"been.{place}", 0, height(f"been.{place}"))
    for item, lying in defined.items.items():
        yield Variable(f"has.{item}", 0, 1)
        if lying.at is not None:
            yield Variable(f"picked.{item}", 0, 1)
    for achievement in defined.achievements:
        yield Variable(f"achieved.{achievement}", 0, 1)
    for fact in defined.facts:
        yield Variable(f"knows.{fact}", 0, 1)
    for question in defined.questions:
        highest = names.ids.outcomes[question]
        yield Variable(f"answer.{question}", 0, highest if highest != PARTLY or question in names.partly else RIGHT)
    for scene in defined.scenes:
        variable = f"visits.{scene}"
        yield _new_variable((variable, 0, height(variable), 0))
    for scene, opening in defined.scenes.items():
        if opening.again and opening.on_arrival:
            yield Variable(f"due.{scene}", 0, 1)
    for variable in names.heights:
        if variable.startswith("taken."):
            yield _new_variable((variable, 0, height(variable), 0))
    yield Variable("asking", 0, len(defined.questions))
    yield Variable("looked_up", 0, 1)
    yield Variable("arrived", 0, 1, 1)
    most_hints = max((len(question.hints) for question in defined.questions.values()), default=0)
    if most_hints:
        yield Variable("hinted", 0, most_hints)
    most_tries = max((question.tries for question in defined.questions.values()), default=1)
    if most_tries > 1:
        yield Variable("tried", 0, most_tries - 1)


def _start(defined: Definitions, found: Diagnostics) -> tuple[str, str]:
    """The place and the scene with which the story begins; one of them may be empty."""
    start = defined.pack.start if defined.pack else None
    places, scenes = defined.places, defined.scenes
    if not scenes:
        if not found.broken_files and not found.refused_ids:
            mend = Model("scenes:\n  my_first_scene:\n    text: …", 1)
            found.report(catalogue.NO_SCENES, defined.pack.spot if defined.pack else Spot("", 1, 1), mend=mend)
        return "", ""
    if start is None:
        return (next(iter(places)), "") if places else ("", next(iter(scenes)))
    if start.value in places:
        return start.value, ""
    if start.value in scenes:
        return (next(iter(places)) if places else ""), start.value
    kind = "place" if places else "scene"
    if not found.excuses(start.value):
        from game.story.schema.unknown_ids import report_unknown_id  # only when something is wrong

        report_unknown_id(kind, start, places or scenes, defined, found)
    return "", ""


def _dossiers(defined: Definitions) -> dict[str, Dossier]:
    return {
        id_: Dossier(id_, number, dossier.title.value, dossier.article.value, dossier.as_of.value)
        for number, (id_, dossier) in enumerate(defined.dossiers.items(), 1)
    }


def _facts(defined: Definitions, layout: Layout) -> dict[str, Fact]:
    facts = {}
    for number, (id_, dossier) in enumerate(defined.dossiers.items(), 1):
        for word, _ in dossier.facts:
            fact = defined.facts[word.value]
            facts[word.value] = Fact(
                id=word.value, dossier=id_, number=number, states=folded_line(fact.states.value),
                paragraph=fact.paragraph, by=fact.by.value, quote=fact.quote.value if fact.quote else "",
                as_of=fact.as_of.value, topics=tuple(topic.value for topic in fact.topics),
                known=layout[f"knows.{word.value}"],
            )  # fmt: skip
    return facts
