"""The forms that a word of a name can take in a language: `Tuska` and `Tuskowi` of `Tusk`, `Brandts` of `Brandt`."""

from __future__ import annotations

from collections.abc import Iterator

#: By language, what may stand in the place of an ending: the ending ("" for a consonant at the end) and the others.
#: The first rule whose ending fits holds, and every rule of the same ending.
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "pl": (
        ("ski", "skiego skiemu skim"), ("cki", "ckiego ckiemu ckim"), ("dzki", "dzkiego dzkiemu dzkim"),
        ("ska", "skiej ską"), ("cka", "ckiej cką"), ("ia", "ii ię ią io"), ("ka", "ki ce kę ką ko"),
        ("ga", "gi dze gę gą go"), ("ra", "ry rze rę rą ro"), ("ła", "ły le łę łą ło"), ("ta", "ty cie tę tą to"),
        ("da", "dy dzie dę dą do"), ("sa", "sy sie sę są so"), ("na", "ny nie nę ną no"), ("a", "y i ie e ę ą o"),
        ("ek", "ka kowi kiem ku"), ("eł", "ła łowi łem le"), ("ie", "iego iemu im"), ("e", "ego emu em"),
        ("i", "iego iemu im"), ("y", "ego emu ym"), ("o", "y ie ę ą"), ("t", "ta towi tem cie"),
        ("d", "da dowi dem dzie"), ("r", "ra rowi rem rze"), ("ł", "ła łowi łem le"), ("k", "ka kowi kiem ku"),
        ("g", "ga gowi giem gu"),
        ("", "a owi em u ie"),
    ),
    "cs": (
        ("ský", "ského skému ským"), ("ová", "ové ovou"), ("á", "é ou"), ("a", "y ě u o ou ovi"),
        ("ek", "ka kovi kem ku"), ("ý", "ého ému ým"), ("", "a ovi em e u ě ův ova"),
    ),
    "sk": (
        ("ský", "ského skému ským"), ("ová", "ovej ovú ovou"), ("á", "ej ú ou"), ("a", "u ovi om y e ou"),
        ("ý", "ého ému ým"), ("", "a ovi om e u"),
    ),
    "ru": (
        ("ский", "ского скому ским ском"), ("ой", "ого ому ым ом"), ("ий", "ого ому им ом"), ("ая", "ой ую"),
        ("ия", "ии ию ией"), ("а", "ы и е у ой ою"), ("я", "и е ю ей"), ("й", "я ю ем е"), ("ь", "я ю ем е"),
        ("ов", "ова ову овым ове"), ("ев", "ева еву евым еве"), ("ин", "ина ину иным ине"), ("", "а у ом е ым"),
    ),
    "uk": (
        ("ський", "ського ському ським"), ("ий", "ого ому им"), ("ко", "ка ку ком кові ці"), ("а", "и і у ою"),
        ("я", "і ю єю ї"), ("й", "я ю єм ї єві"), ("", "а у ом і ові им"),
    ),
    "fi": (("nen", "sen sta selle sella seen"), ("", "n in ia a ä sta stä lle lla llä an en on ille ista")),
    "et": (("", "i a e u le iga ile ist ilt ga st"),),
    "hu": (("", "t et at ot nak nek val vel tól től hez hoz ról ről"),),
    "tr": (("", "ın in un ün ı i u ü a e da de dan den la le nın nin ya ye"),),
    "lt": (("as", "o ui ą u e"), ("is", "io iui į iu"), ("ė", "ės ei ę e"), ("a", "os ai ą"), ("us", "aus ui ų umi")),
    "lv": (("s", "a am u"), ("is", "a im i"), ("e", "es ei i"), ("a", "as ai u")),
}  # fmt: skip
#: Where the only form is a genitive in -s. Behind it stands what is somebody's.
_GENITIVE_IN_S = frozenset(("de", "da", "nb", "nn", "nl", "no", "sv"))
#: A shorter word is not inflected: too many others would look like it.
_SHORTEST = 3


def inflected(word: str, language: str) -> Iterator[str]:
    """The forms of a word of a name in a language, but for the one in which it is written."""
    if len(word) < _SHORTEST:
        return
    if language in _GENITIVE_IN_S:
        if word[-1] not in "sxzß":
            yield f"{word}s"
        return
    known = None
    for ending, others in _RULES.get(language, ()):
        if known is None and word.endswith(ending):
            known = ending
        if ending == known:
            yield from (word[: len(word) - len(ending)] + other for other in others.split())


def is_genitive_only(language: str) -> bool:
    """Whether the inflected form of a name says in this language whose something is, and nothing else."""
    return language in _GENITIVE_IN_S
