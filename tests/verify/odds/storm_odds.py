"""The odds of a story by Storm, a probabilistic model checker: it is handed states and chances alone, in fractions."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from game.story.model.story import End
from game.verify.odds.player_model import PlayerModel
from game.verify.odds.story_chain import StoryChain, Target


def storm_odds(storm: Any, chain: StoryChain, model: PlayerModel, folder: Path) -> dict[Target, Fraction]:
    """How likely each ending is reached and each question asked. `storm` is the module; the model is left in a file."""
    targets = [target for target in chain.targets if target.kind in ("ending", "question")]
    path = folder / "story.prism"
    path.write_text(_prism(chain, model, targets), encoding="utf-8")
    program = storm.parse_prism_program(path)
    properties = storm.parse_properties("; ".join(f'P=? [F "t{number}"]' for number in range(len(targets))), program)
    built = storm.build_model[storm.Rational](program, properties)
    initial = built.initial_states[0]
    return {
        target: Fraction(str(storm.model_checking(built, asked).get_value(initial)))
        for target, asked in zip(targets, properties, strict=True)
    }


def _prism(chain: StoryChain, model: PlayerModel, targets: list[Target]) -> str:
    graph, chances = chain.graph, chain.chances(model)
    lines = ["dtmc", "module story", f" s : [0..{max(graph.nodes - 1, 1)}] init 0;"]
    for node in range(graph.nodes):
        row: dict[int, Fraction] = {}
        for edge in range(graph.first_edge[node], graph.first_edge[node + 1]):
            target, chance = int(graph.target[edge]), chances[graph.branch[edge]]
            row[target] = row.get(target, Fraction(0)) + chance
        ways = " + ".join(f"{chance.numerator}/{chance.denominator} : (s'={target})" for target, chance in row.items()
                          if chance)  # fmt: skip
        stays = f"1 : (s'={node})"
        lines.append(f" [] s={node} -> {ways or stays};")
    lines.append("endmodule")
    for number, target in enumerate(targets):
        there = _nodes(chain, target)
        lines.append(f'label "t{number}" = {" | ".join(f"s={node}" for node in there) or "false"};')
    return "\n".join(lines) + "\n"


def _nodes(chain: StoryChain, target: Target) -> list[int]:
    story, locations = chain.story, chain.steps.reduced.locations

    def is_there(location: int) -> bool:
        here = locations[location]
        if here is None:
            return False
        if target.kind == "question":
            return here.key.kind == "question" and chain.system.moves.question(here.key.question).id == target.id
        node = story.nodes[here.key.node] if here.key.kind == "ending" else None
        return isinstance(node, End) and node.ending == target.id

    return [node for node, location in enumerate(chain.graph.location.tolist()) if is_there(location)]
