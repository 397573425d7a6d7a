"""New files for people who write packs: asked for in two or three questions, checked before they are put in place."""
