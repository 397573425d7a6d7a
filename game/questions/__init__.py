"""The kinds of questions: how each is shown, answered, graded and keyed. One kind a module, all of them in `kinds`."""
