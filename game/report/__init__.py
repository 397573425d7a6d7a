"""Every page that is written for people: one frame, one escaping, one base style sheet, one content policy.

Whoever computes the data hands over the plain data that a page module declares; nothing here knows where it is from.
"""
