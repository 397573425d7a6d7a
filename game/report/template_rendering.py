"""Templates become text here and nowhere else, so there is one escaping, and no page can go round it.

The words of a pack are a stranger's. Whatever a template shows is escaped; what gives orders to a terminal or turns the
direction of writing is shown as a mark (`game.support.safe_text`). There is no filter `safe`, and a name that nobody
handed over is an error. Templates of another room are rendered by the same rules (`render_template_in`); their own
words go through the catalogues, by `gettext` and its like.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from game.localisation.messages import gettext, language_used, ngettext, number_text, pgettext
from game.report.content_policies import policy_of_one_file
from game.support.counts import counted
from game.support.safe_text import safe_text, visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDER = Path(__file__).parent


def render_template(template: str, **values: object) -> str:
    """The text of a template of this room, with these values in it, and `language`: the one that is spoken.

    Raises `jinja2.UndefinedError` when the template uses a name or an attribute that there is not.
    """
    return environment().get_template(template).render(values, language=language_used())


def render_template_in(folder: Path, template: str, **values: object) -> str:
    """The text of a template that lies in another folder of the game, with these values in it.

    Raises `jinja2.UndefinedError` as `render_template` does.
    """
    return environment(folder).get_template(template).render(values)


@cache
def environment(folder: Path = _FOLDER) -> Environment:
    """What all templates of a room have in common; by default of this one."""
    # Whoever only plays writes no page, and need not wait for what makes one.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_without_harm,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # no template changes while the game runs
    )
    del environment.filters["safe"]
    environment.filters.update(
        counted=counted,
        decimal=_decimal,
        thousands=_thousands,
        visible=visible,
        whole=_whole,
    )
    environment.globals.update(
        content_policy=_content_policy,
        packaged=_packaged,
        gettext=gettext,
        ngettext=ngettext,
        pgettext=pgettext,
        language_used=language_used,
        number_text=number_text,
    )
    return environment


def _without_harm(value: object) -> object:
    """What a template shows, before it is escaped. Markup comes from templates alone, and is as it should be."""
    return safe_text(value) if type(value) is str else value


def _packaged(name: str) -> Markup:
    """A style sheet or script of this room, which stands in a page as it is."""
    from markupsafe import Markup

    return Markup((_FOLDER / name).read_text("utf-8"))  # noqa: S704 - a file of ours, with no word of a pack


def _content_policy(script: str | None) -> Markup:
    """The content policy of a page of this room, which stands in it as it is."""
    from markupsafe import Markup

    return Markup(policy_of_one_file(script))  # noqa: S704 - words of ours; of the script only its hash


def _decimal(number: float) -> str:
    """A coordinate, as exact as a drawing needs it."""
    return f"{number:.1f}"


def _whole(number: float) -> str:
    """A length as a whole number of pixels."""
    return f"{number:.0f}"


def _thousands(number: int) -> str:
    return f"{number:,}"
