"""The epilogues of a pack: parts of endings, each with a condition of its own."""

from __future__ import annotations

from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.model.story import Epilogue


def compiled_epilogues(defined: Definitions, flow: Flow) -> dict[str, Epilogue]:
    """All epilogues, in the order in which they are told. Reports endings that there are not."""
    made = {}
    for id_, definition in defined.epilogues.items():
        endings = tuple([word.value for word in definition.endings if flow.known("ending", word, defined.endings)])
        text = flow.text(definition.text, f"{id_}.text", None)
        made[id_] = Epilogue(id_, flow.formula(definition.when), text, endings)
    return made
