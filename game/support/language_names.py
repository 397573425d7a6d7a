"""What languages are called, by themselves and in English: for messages, and for whoever writes a name for a tag."""

from __future__ import annotations

from game.support.language_tags import normalised_tag, primary_language

#: The name of a language in itself, and in English, by its tag.
_NAMES = {
    "ar": ("العربية", "Arabic"), "bg": ("Български", "Bulgarian"), "ca": ("Català", "Catalan"),
    "cs": ("Čeština", "Czech"), "cy": ("Cymraeg", "Welsh"), "da": ("Dansk", "Danish"), "de": ("Deutsch", "German"),
    "el": ("Ελληνικά", "Greek"), "en": ("English", "English"), "es": ("Español", "Spanish"),
    "et": ("Eesti", "Estonian"), "eu": ("Euskara", "Basque"), "fi": ("Suomi", "Finnish"), "fr": ("Français", "French"),
    "ga": ("Gaeilge", "Irish"), "he": ("עברית", "Hebrew"), "hi": ("हिन्दी", "Hindi"), "hr": ("Hrvatski", "Croatian"),
    "hu": ("Magyar", "Hungarian"), "is": ("Íslenska", "Icelandic"), "it": ("Italiano", "Italian"),
    "ja": ("日本語", "Japanese"), "ko": ("한국어", "Korean"), "la": ("Latina", "Latin"),
    "lb": ("Lëtzebuergesch", "Luxembourgish"), "lt": ("Lietuvių", "Lithuanian"), "lv": ("Latviešu", "Latvian"),
    "mk": ("Македонски", "Macedonian"), "nl": ("Nederlands", "Dutch"), "no": ("Norsk", "Norwegian"),
    "pl": ("Polski", "Polish"), "pt": ("Português", "Portuguese"), "ro": ("Română", "Romanian"),
    "ru": ("Русский", "Russian"), "sk": ("Slovenčina", "Slovak"), "sl": ("Slovenščina", "Slovenian"),
    "sq": ("Shqip", "Albanian"), "sr": ("Српски", "Serbian"), "sv": ("Svenska", "Swedish"),
    "tr": ("Türkçe", "Turkish"), "uk": ("Українська", "Ukrainian"), "zh": ("中文", "Chinese"),
}  # fmt: skip


def own_name(tag: str) -> str:
    """What the language calls itself, without its variety; the tag, where that is not known."""
    return _NAMES.get(primary_language(tag), (tag, tag))[0]


def english_name(tag: str) -> str:
    """What the language is called in English, with its tag where that says more: `German`, `German (de-AT)`."""
    usual = normalised_tag(tag) or tag
    known = _NAMES.get(primary_language(tag))
    if known is None:
        return f"“{usual}”"
    return known[1] if usual == primary_language(tag) else f"{known[1]} ({usual})"


def tag_of_name(name: str) -> str:
    """The tag of a language that is called so in English or by itself, such as `German` or `deutsch`; "" for others."""
    wanted = name.strip().casefold()
    return next((tag for tag, names in _NAMES.items() if wanted in (names[0].casefold(), names[1].casefold())), "")
