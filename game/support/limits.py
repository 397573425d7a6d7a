"""How large packs and plays may be: no class project comes near, and no stranger's file can go beyond.

With these, loading and checking any pack takes a stated time and memory; `bench/hostile.py` measures both.
"""

from __future__ import annotations

FILE_BYTES = 8_000_000
PACK_BYTES = 16_000_000
#: Story files of a pack, and whatever lies in its folders, story files or not.
FILES = 20_000
FOLDER_ENTRIES = 100_000
#: Words, lists and tables of a pack; those of the largest pack that was ever measured (10,000 scenes) are 320,000.
VALUES = 600_000
#: Languages of a pack: the whole story is made for each.
LANGUAGES = 10
#: Characters that are read while likely causes are tried for why files cannot be read; each file takes long.
EXPLAINED_CHARACTERS = 4_000_000
#: Items of one list: choices, answers, conditions.
ITEMS = 1_000
#: Characters of one value, and characters in it that begin something (`{ | [ *`), which cost more than letters.
TEXT_CHARACTERS = 40_000
TEXT_MARKS = 2_000
#: Levels of a file inside each other, braces in a text, and scenes' steps; far below what would trouble Python's stack.
DEPTH = 40
#: Findings of one kind that are kept, and of these the ones shown as text. The others are counted.
FINDINGS_OF_A_KIND = 1_000
FINDINGS_SHOWN = 200
#: Failures of one playthrough that are shown; and about so many characters, of one playthrough and of all together.
FAILURES_SHOWN = 200
FAILURE_CHARACTERS = 300_000
#: Names in a sentence, such as of what is offered or carried, and their characters.
NAMES_SHOWN = 100
NAME_CHARACTERS = 20_000
#: Characters of a part of a message, such as an id that somebody made up, and lines that are shown as they should be.
DETAIL_CHARACTERS = 600
MENDED_CHARACTERS = 20_000
#: A longer line is shown in part, and neither mended nor searched for the causes of a mistake.
LINE_CHARACTERS = 2_000
MENDED_LINES = 400
#: Known words that are compared with unknown ones while a pack is loaded; without it, much would be compared with much.
SIMILARITY_COMPARISONS = 4_000_000
#: Characters of texts with names, quotations or loaded words that are read closely; a text without any takes no time.
CLOSELY_READ = 2_000_000
#: Quotations of dossiers that are compared with those of a story; without it, the same few words would be everywhere.
QUOTATION_COMPARISONS = 2_000_000
#: Characters of texts with figures that are compared with their translations, in each language.
COMPARED_FIGURES = 500_000
WORD_CHARACTERS = 80
#: Scenes, items or people of one place, scenes that open by themselves anywhere, achievements with a condition.
TOGETHER = 5_000
#: Lines of all documents, which are looked at after each step, and wordings of one line.
DOCUMENT_LINES = 200
WORDINGS = 100
#: Bits of everything that a story remembers; those of ten thousand scenes are 37,000.
MEMORY_BITS = 200_000
#: What a playthrough may bring in all: characters that are told, and bytes of what is remembered after each step.
PLAYED_WEIGHT = 80_000_000
#: Bytes of what was remembered and told in a play that are kept at hand; what came before is played again when asked.
KEPT_WEIGHT = 80_000_000
#: Ways along scenes that are looked for to tell where a circle leads.
PATHS = 50
#: A play on disk: its size, and what it can hold.
PLAY_BYTES = 16_000_000
PLAY_STEPS = 100_000
#: All playthroughs of a pack that are looked at together, and how many can include each other.
PLAYTHROUGH_BYTES = 32_000_000
INCLUDES = 10
#: So often one may answer a question, if its author says so.
ANSWERS_TAKEN = 3
#: An answer in the player's own words. Comparing takes the square of its length.
ANSWER_CHARACTERS = 1_000
#: A line that the player types.
TYPED_CHARACTERS = 10_000
