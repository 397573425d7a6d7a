"""How many columns of a terminal words take, and words cut to so many."""

from __future__ import annotations

from functools import lru_cache

from game.support.clusters import cluster_width, cluster_width_at_most, clusters, is_plain


@lru_cache(maxsize=4096)
def columns_of(words: str) -> int:
    """The columns that the words take: two for a wide character, none for an accent over another."""
    return len(words) if is_plain(words) else sum(map(cluster_width, clusters(words)))


@lru_cache(maxsize=4096)
def most_columns_of(words: str) -> int:
    """The columns that the words take where a terminal gives them the most."""
    return len(words) if is_plain(words) else sum(map(cluster_width_at_most, clusters(words)))


def in_columns(words: str) -> list[str]:
    """What stands in each column: a character with its accents; behind a wide one an empty column."""
    if is_plain(words):
        return list(words)
    columns: list[str] = []
    begun = ""
    for cluster in clusters(words):
        width = cluster_width(cluster)
        if width:
            columns += [begun + cluster, *[""] * (width - 1)]
            begun = ""
        elif columns:
            at = next(index for index in range(len(columns) - 1, -1, -1) if columns[index])
            columns[at] += cluster
        else:
            begun += cluster  # a mark for the direction of what follows
    return columns


def cut_to(words: str, width: int, ellipsis: str = "…") -> str:
    """The words in at most `width` columns, with `ellipsis` (one column) in the place of what is left out."""
    if columns_of(words) <= width:
        return words
    left, kept = max(width - 1, 0), []
    for cluster in clusters(words):
        left -= cluster_width(cluster)
        if left < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip(" ,.") + ellipsis if width > 0 else ""


def filled_to(words: str, width: int) -> str:
    """The words with spaces behind them up to this many columns."""
    return words + " " * (width - columns_of(words))
