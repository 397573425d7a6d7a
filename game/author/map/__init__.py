"""A pack as a picture: the floor plan, and which scene leads where. The model is `picture.py`; each form has a file."""
