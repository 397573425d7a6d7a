"""What facts and questions are about, as it is called where players read it."""

from __future__ import annotations

from game.story.model.story import Story


def topic_name(story: Story, topic: str) -> str:
    """A topic as it stands inside a line: the name that the pack gives it, or else its id in words."""
    return story.topics.get(topic) or topic.replace("_", " ")


def topic_title(story: Story, topic: str) -> str:
    """A topic as it stands above what is about it."""
    return story.topics.get(topic) or topic.replace("_", " ").capitalize()
