"""What stands behind `price:` where the price is to be made from what the choice costs."""

from __future__ import annotations

from game.story.model.yaml_nodes import ScalarNode

_DERIVED = frozenset(("true", "yes", "on"))


def is_derived(price: ScalarNode) -> bool:
    """Whether the price is to be made: `price: true`."""
    return price.value.casefold() in _DERIVED
