"""What topics are called: names of topics that there are not, and topics without a name in a translated pack."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model, replaced_by
from game.story.compile.collecting import Definitions
from game.story.model.story import Story
from game.support.counts import first_names
from game.support.similarity import nearest


def check_topic_names(defined: Definitions, story: Story, learned: set[str], found: Diagnostics) -> None:
    """Report names of what nothing is about, and in a pack of several languages topics that cannot be translated."""
    if defined.pack is None:
        return
    asked = {topic for question in story.questions.values() for topic in question.topics}
    known = asked.union(*(fact.topics for fact in story.facts.values()))
    for word, _ in defined.pack.topics:
        if word.value not in known:
            near = nearest(word.value, known - story.topics.keys())
            suggestion = f"Did you mean `{near}`?" if near else "Remove it."
            found.report(
                catalogue.TOPIC_OF_NOTHING, word.spot, mend=replaced_by(near), topic=word.value, suggestion=suggestion
            )
    shown = asked.union(*(story.facts[id_].topics for id_ in learned))
    unnamed = sorted(shown - story.topics.keys())
    if unnamed and defined.languages:
        spot = next((word.spot for word in defined.pack.written if word.value == "topics"), defined.pack.spot)
        lines = Model(f"topics:\n  {unnamed[0]}: {unnamed[0].replace('_', ' ').capitalize()}", 1)
        topics = first_names([f"`{topic}`" for topic in unnamed])
        found.report(catalogue.TOPIC_WITHOUT_NAME, spot, mend=lines, topics=topics)
