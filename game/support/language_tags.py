"""Tags of languages (BCP 47, RFC 5646): one spelling for each, which of them are asked for, and which fits best.

A pack, a command line and an environment write the same language in different ways: `de-AT`, `de_at`, `de_AT.UTF-8`.
Only what `normalised_tag` makes of them is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

#: The language of a pack that does not say in which one it is written.
DEFAULT = "en"
#: Language, extended language, script, region, variants, extensions, private use.
_TAG = re.compile(
    r"([a-z]{2,3})((?:-[a-z]{3}){0,3})(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?"
    r"((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)((?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*)(-x(?:-[a-z0-9]{1,8})+)?\Z"
)
_LONGEST = 100
#: What locales say behind an `@` of the script.
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}
#: Chinese is written in two scripts, and most tags of it name only a region.
_CHINESE = {"TW": "Hant", "HK": "Hant", "MO": "Hant", "CN": "Hans", "SG": "Hans"}
#: The variables in which a locale stands: the first that says anything counts.
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def normalised_tag(text: str) -> str | None:
    """The tag in its usual spelling, such as `de`, `pt-BR`, `zh-Hant`; None for what is no tag of a language.

    Capital letters and `_` make no difference. Only the form is checked, not whether there is such a language.
    """
    is_short = len(text) <= _LONGEST and text.isascii()  # some letters outside it become small letters inside
    found = _TAG.match(text.strip().replace("_", "-").lower()) if is_short else None
    if found is None:
        return None
    language, extended, script, region, variants, extensions, private = (part or "" for part in found.groups())
    return f"{language}{extended}{script[:2].upper()}{script[2:]}{region.upper()}{variants}{extensions}{private}"


def primary_language(tag: str) -> str:
    """The language alone, without script and region: `pt` of `pt_BR`; empty for what is no tag."""
    return (normalised_tag(tag) or "").partition("-")[0]


def languages_wanted(environment: Mapping[str, str]) -> list[str]:
    """The tags of the languages that the environment asks for, the best first; none where it says nothing.

    `LANGUAGE` is a list with colons between, and comes before the locale, which is the first of `LC_ALL`, `LC_MESSAGES`
    and `LANG` that is set. `C` and `POSIX` name no language.
    """
    listed = environment.get("LANGUAGE", "").split(":")
    locale = next((environment[name] for name in _LOCALES if environment.get(name)), "")
    tags = [_tag_of_locale(name) for name in listed]
    wanted = [tag for tag in tags if tag] or [tag for tag in [_tag_of_locale(locale)] if tag]
    return list(dict.fromkeys(wanted))


def best_of(wanted: Iterable[str], available: Iterable[str]) -> str | None:
    """The first of the wanted languages that is available, as `available` spells it; None when none of them is.

    A language that is not there in this variety is looked for without it (`de-AT` finds `de`), and last in any other
    variety that is written in the same script (`de` finds `de-AT`). What is no tag is passed over.
    """
    there: dict[str, str] = {}
    for spelled in available:
        tag = normalised_tag(spelled)
        if tag is not None:
            there.setdefault(tag, spelled)
    for wish in wanted:
        tag = normalised_tag(wish)
        if tag is None:
            continue
        for shorter in _ever_shorter(tag):
            if shorter in there:
                return there[shorter]
        for other, spelled in there.items():
            if primary_language(other) == primary_language(tag) and _share_a_script(tag, other):
                return spelled
    return None


def _tag_of_locale(name: str) -> str | None:
    """The tag of a locale such as `de_AT.UTF-8@euro`; None for `C`, and for what is none."""
    spelled, _, modifier = name.strip().partition("@")
    spelled = spelled.partition(".")[0]
    tag = normalised_tag(spelled)
    script = _SCRIPTS.get(modifier.lower())
    if tag is None or script is None:
        return tag
    language, _, rest = tag.partition("-")
    return normalised_tag("-".join(part for part in (language, script, rest) if part))


def _ever_shorter(tag: str) -> Iterator[str]:
    """The tag, and what is left when its last parts are taken away one by one (the lookup of RFC 4647, 3.4)."""
    parts = tag.split("-")
    if parts[0] == "zh" and _script_of(tag) and not any(len(part) == 4 for part in parts):
        yield tag
        parts = ["zh", _script_of(tag), *parts[1:]]
    while parts:
        shorter = "-".join(parts)
        if _share_a_script(shorter, tag):
            yield shorter
        parts.pop()
        if len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()  # what announces an extension says nothing alone


def _script_of(tag: str) -> str:
    """The script that a tag names, or that its region tells; empty where neither is so."""
    language, *parts = tag.split("-")
    named = next((part for part in parts if len(part) == 4 and part.isalpha()), "")
    if named or language != "zh":
        return named
    return next((_CHINESE[part] for part in parts if part in _CHINESE), "")


def _share_a_script(tag: str, other: str) -> bool:
    mine, theirs = _script_of(tag), _script_of(other)
    return not mine or not theirs or mine == theirs
