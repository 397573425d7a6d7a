"""What an author promises about who reaches the best endings, checked."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.model.promised import Balance


def promised_balance(defined: Definitions, flow: Flow, found: Diagnostics) -> Balance | None:
    """What the pack promises; None where it promises nothing, or what cannot be understood, which is reported."""
    promise = defined.pack.balance if defined.pack is not None else None
    if promise is None:
        return None
    known = [word.value for word in promise.best if flow.known("ending", word, defined.endings)]
    if {"without_reading", "reader"}.isdisjoint(word.value for word in promise.written):
        mend = Model("balance: { best: my_ending, without_reading: 5 %, reader: 60 % }", 1)
        found.report(catalogue.BALANCE_WITHOUT_BOUND, promise.spot, mend=mend)
    strategies = dict.fromkeys(word.value for word in promise.strategies)
    return Balance(tuple(dict.fromkeys(known)), promise.without_reading, promise.reader, tuple(strategies))
