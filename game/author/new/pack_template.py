"""The story and the dossier that a new pack begins with. The gaps are filled by `pack_texts`."""

PACK_TEMPLATE = """\
# This is a whole story. Change anything, save, and run `eightwings check` on its folder: it names every mistake with
# its line and the way to put it right. Lines that begin with # are notes for you; the player never sees them.

# ── What the story is ─────────────────────────────────────────────────────────────────────────────────────
pack: $title
$language
about: $about
$author
# Shown before the story begins, and on every worksheet. When you build on a real article, name it here, with its date.
disclaimer: |
  $disclaimer

# The numbers that the story watches. They never leave their range.
measures:
  mood: { name: $mood, start: 2, min: 0, max: 5 }

# What the facts are about, as the notebook and the worksheet call it.
topics: { fern: $topic }

# ── Where it happens ──────────────────────────────────────────────────────────────────────────────────────
# The story begins in the first place. A story without places is possible too: delete this section, and every `at:`.
places:
  corridor:
    name: $corridor
    text: |
      $corridor_text
    glance: $corridor_glance
    # A direction, then the place there. The way back is made by itself.
    exits: { east: greenhouse }
  greenhouse:
    name: $greenhouse
    text: $greenhouse_text

# ── Who is there ──────────────────────────────────────────────────────────────────────────────────────────
# Say of everyone whether they are invented. Real people never speak invented words.
people:
  ottoline:
    name: Ottoline Brack
    role: $caretaker
    at: greenhouse
    fictional: true

# ── What happens ──────────────────────────────────────────────────────────────────────────────────────────
# Scenes wait at their place. Each has a text and choices; a choice can change things and lead on.
scenes:
  the_card:
    title: $card_title
    at: greenhouse
    text: $card_text
    choices:
      - choose: $read_card
        text: $card_says
        learn: fern_day               # the fact goes into the player's notebook
        mood: +1                      # a measure changes
      - choose: $leave_card
        text: $card_left

  the_rumour:
    title: $rumour_title
    at: greenhouse
    with: ottoline
    when: seen.the_card               # the scene is there only while this holds
    text: |
      $rumour_text

      ottoline: {knows.fern_day: $card_was_read|$card_was_not_read}
    ask: watering_day                 # the question stands below
    right:
      mood: +2
      text: |
        ottoline: $right_answer
    wrong:
      mood: -1
      text: $wrong_answer
    choices:
      - choose: $stay
        when: mood >= 3
        end: upright
      - choose: $tiptoe
        end: tiptoe

# ── What is asked ─────────────────────────────────────────────────────────────────────────────────────────
# Every question rests on a fact, so that the player can be shown where the answer comes from. The fact of this one
# stands in fern-card.yaml.
questions:
  watering_day:
    text: $question
    cites: fern_day
    answers:
      - right: $monday
        because: $monday_because
      - wrong: $sunday
        because: $sunday_because
      - wrong: $every_day
        because: $every_day_because
    because: $because

# ── How it ends ───────────────────────────────────────────────────────────────────────────────────────────
endings:
  upright:
    title: $upright
    text: $upright_text
  tiptoe:
    title: $on_tiptoe
    text: $on_tiptoe_text
"""

DOSSIER_TEMPLATE = """\
# A dossier: an article, or whatever else your story is built on, retold fact by fact in your own words.
# Questions cite these facts, texts point to them with [fern_day], and scenes put them into the notebook with `learn`.
dossier: fern_card
title: $dossier
# The article: its file name, its address, or where it was printed.
article: $article
# The time of which it tells.
as_of: $as_of
facts:
  fern_day:
    states: $states
    # Which paragraph says so, counted from 1.
    paragraph: 1
    # Who says so: the article itself, or the name of a person.
    by: article
    as_of: $as_of
    topics: [fern]
"""
