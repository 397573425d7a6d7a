"""From definitions to a story: names resolved, conditions and texts parsed, the graph of nodes built and checked."""
