"""The tests: the specification of the game."""

from __future__ import annotations

import sys

for _finder in sys.meta_path:
    # The game brings a plugin, so pytest would rewrite the asserts of all its modules at each start, which takes
    # seconds. Only those of the tests have something to explain.
    getattr(_finder, "_must_rewrite", set()).discard("game")
    getattr(_finder, "_marked_for_rewrite_cache", {}).clear()
