"""What an article is called in many languages: a statement of a dossier that says so says whose words it quotes."""

from __future__ import annotations

_ARTICLE = (
    "article", "artikel", "artikkel", "artículo", "artigo", "articol", "artykuł", "článek", "článk", "článok", "cikk",
    "makale", "άρθρο", "стать", "статт", "مقال", "כתבה", "लेख", "記事", "文章", "报道", "報道", "기사",
)  # fmt: skip


def names_article(statement: str) -> bool:
    """Whether a statement says that the article words it so."""
    told = statement.casefold()
    return any(word in told for word in _ARTICLE)
