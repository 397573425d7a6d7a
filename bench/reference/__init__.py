"""A second opinion on proofs: what can happen in a pack, found by playing it in every way there is.

Nothing here uses `game.verify`. Where a play can go is asked of the engine (`begin`, `options`, `choose`); what happens
inside a turn is told by a plain interpreter of the story's nodes (`turns.py`), written from docs/format.md, which must
come to the same states as the engine. `drawn.py` makes packs to try it on, `shrinking.py` makes failing ones small.
"""
