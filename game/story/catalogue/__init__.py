"""Every message that loading a pack can give, each registered once, with an example that gives it.

The words are for someone who has never programmed: no "mapping", no "scalar", no "token".
"""

from game.story.catalogue.checks import FIXED_SEVERITY, UNKNOWN_CHECK, UNKNOWN_SEVERITY
from game.story.catalogue.conditions import (
    ALWAYS_TRUE,
    CONDITION_SYNTAX,
    CONDITION_TOO_LARGE,
    CONDITION_TYPES,
    NEVER_TRUE,
    UNKNOWN_NAME,
)
from game.story.catalogue.entry import CATALOGUE, Entry
from game.story.catalogue.files import (
    CONTROL_CHARACTER,
    FILE_TOO_LARGE,
    NO_SUCH_PACK,
    NOT_A_PACK,
    NOT_UTF8,
    OUTSIDE_PACK,
    TOO_MANY_FILES,
    UNREADABLE_FILE,
)
from game.story.catalogue.keys import (
    ASK_UNCLEAR,
    ASK_WORDS,
    BAD_CLOCK,
    BAD_ID,
    BAD_RANGE,
    DUPLICATE_ID,
    DUPLICATE_SECTION,
    EMPTY_VALUE,
    KEY_AMONG_IDS,
    MEASURE_TOO_FAR,
    MISSING_KEY,
    NO_CLOCK,
    NO_FIRST_LINE,
    NO_SECTION,
    NOT_A_CHANGE,
    NOT_A_NUMBER,
    NOT_A_TIME,
    NOT_YES_OR_NO,
    NOTHING_HAPPENS,
    OUTCOME_WITHOUT_ASK,
    RESERVED_NAME,
    SCENE_OR_SCENES,
    STAY_OUTSIDE_CHOICE,
    TWO_FLOWS,
    UNKNOWN_DIRECTION,
    UNKNOWN_KEY,
    WRONG_SHAPE,
)
from game.story.catalogue.lines import (
    BROKEN_FILE,
    COLON_IN_TEXT,
    COMMENT_AFTER_TEXT,
    DUPLICATE_KEY,
    LIST_ON_KEY_LINE,
    MISSING_COLON,
    MISSING_DASH,
    NOT_A_TABLE,
    ODD_SPACE,
    SHARED_PIECE,
    SPECIAL_START,
    TAB,
    TAGGED,
    TIGHT_COLON,
    TIGHT_DASH,
    TOO_DEEP,
    TWO_DOCUMENTS,
    UNCLOSED_BRACKET,
    UNCLOSED_QUOTE,
    UNKNOWN_ESCAPE,
    WIDE_COLON,
    WRONG_INDENT,
)
from game.story.catalogue.questions import (
    BAD_NUMBER_KEY,
    MARKED_BOTH,
    NO_GAP,
    NO_RIGHT_ANSWER,
    ONE_ANSWER_WITH_COMMA,
    QUESTION_KIND,
    QUESTION_TEXT,
    RIGHT_IS_LISTED_WRONG,
    SAME_ANSWER,
    TOO_FEW_ANSWERS,
)
from game.story.catalogue.references import (
    CALL_LOOP,
    CITATION_MISSING,
    DUPLICATE_CHOICE,
    GOTO_LOOP,
    NEVER_ACHIEVED,
    NO_ENDINGS,
    NO_LEAVING,
    NO_SCENES,
    SAME_EXIT,
    UNKNOWN_DOSSIER,
    UNKNOWN_ID,
    UNREACHABLE_SCENE,
)
from game.story.catalogue.sources import FACT_WITHOUT_SPEAKER, NO_DISCLAIMER, REAL_OR_FICTIONAL, REAL_PERSON_SPEAKS
from game.story.catalogue.texts import (
    NO_QUOTE,
    STRAY_BRACE,
    TOO_MANY_PARTS,
    UNCLOSED_BRACE,
    UNCLOSED_EMPHASIS,
    UNKNOWN_INSERT,
    UNKNOWN_SOURCE,
    UNKNOWN_SPEAKER,
)
from game.story.catalogue.translations import (
    MISSING_TRANSLATION,
    NOT_A_LANGUAGE,
    ORPHAN_TRANSLATION,
    STALE_TRANSLATION,
    TRANSLATION_SHAPE,
)
