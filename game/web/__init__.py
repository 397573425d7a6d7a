"""The HTML client: a play as a browser sees it. Served to a class, static in a page, or in a test, it is the same.

Nothing here knows of a network. A host holds a `WebPlay`, hands it what a browser sends, and sends what it renders.
"""
