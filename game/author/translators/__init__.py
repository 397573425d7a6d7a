"""Translations out of a pack and into it, for the tools of translators: PO files."""
