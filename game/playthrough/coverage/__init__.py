"""What playthroughs reached of a story: scenes, choices, text branches, questions, answers, ways, places, endings.

`reached.Recorder` notes it turn by turn and needs the story alone. `survey.survey` reads the pack's definitions again
and knows everything that there is, with its spot. `measuring.measure` puts the two together, for the table on the
terminal, the page and the JSON.
"""
