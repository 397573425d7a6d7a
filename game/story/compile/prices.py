"""The price of a choice, as it is shown with it: in the author's words, or made from what the choice costs."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definitions import ChoiceDef
from game.story.schema.prices import is_derived
from game.support.counts import counted

_SPANS = {
    15: "a quarter of an hour", 30: "half an hour", 45: "three quarters of an hour", 60: "an hour",
    90: "an hour and a half",
}  # fmt: skip
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "*{}[]|\\"})


def written_price(choice: ChoiceDef, defined: Definitions, found: Diagnostics) -> ScalarNode | None:
    """The words of the price of a choice; None where it has none, or none that can be made."""
    price = choice.price
    if price is None or not is_derived(price):
        return price
    costs = list(_costs(choice, defined))
    if not costs:
        mend = Model("price: a favour", price.spot.column)
        found.report(catalogue.NO_PRICE_TO_TELL, price.spot, mend=mend)
        return None
    return ScalarNode(", ".join(costs).translate(_SPECIAL), price.spot)


def _costs(choice: ChoiceDef, defined: Definitions) -> list[str]:
    """What the effects of the choice itself take away, in the order in which they are written."""
    costs: list[str] = []
    changes = {word.value: change for word, change in choice.changes}
    for word in choice.written:
        key = word.value
        if key == "minutes" and choice.minutes:
            costs.append(span_of_time(choice.minutes))
        elif key == "lose":
            costs.extend(defined.items[id_.value].name.value for id_ in choice.lose if id_.value in defined.items)
        elif key in changes and changes[key].operation == "-":
            measure = defined.measures[key]
            if not measure.hidden:
                name = measure.name.value if measure.name else key.replace("_", " ").capitalize()
                costs.append(f"{name} -{changes[key].amount}")
    return costs


def span_of_time(minutes: int) -> str:
    """Minutes as one speaks of them: `a quarter of an hour`, `20 minutes`, `2 hours and 5 minutes`."""
    if minutes in _SPANS:
        return _SPANS[minutes]
    hours, rest = divmod(minutes, 60)
    return " and ".join(counted(number, unit) for number, unit in ((hours, "hour"), (rest, "minute")) if number)
