"""The game in the language of whoever plays: catalogues of messages, and lists, numbers and dates in each language.

English is the language in which every sentence stands in the code, so that it needs no catalogue and starts at once.
"""
