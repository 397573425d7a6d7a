"""The story and the dossier that a new pack begins with. `$title` and `$author` are filled in."""

PACK_TEMPLATE = """\
# This is a whole story. Change anything, save, and run `eightwings check` on its folder: it names every mistake with
# its line and the way to put it right. Lines that begin with # are notes for you; the player never sees them.

# ── What the story is ─────────────────────────────────────────────────────────────────────────────────────
pack: $title
about: A short story about a fern, a card and a rumour.
$author
# Shown before the story begins, and on every worksheet. When you build on a real article, name it here, with its date.
disclaimer: |
  This story is invented, and so is the card on the flowerpot. No fern was harmed.

# The numbers that the story watches. They never leave their range.
measures:
  mood: { name: Mood of the fern, start: 2, min: 0, max: 5 }

# ── Where it happens ──────────────────────────────────────────────────────────────────────────────────────
# The story begins in the first place. A story without places is possible too: delete this section, and every `at:`.
places:
  corridor:
    name: The corridor
    text: |
      A school corridor, long after the last bell. Someone has taped a note to the glass door in the east:
      *Our fern is poorly. Rumour says it wants coffee.*
    glance: The corridor, still smelling of floor polish.
    # A direction, then the place there. The way back is made by itself.
    exits: { east: greenhouse }
  greenhouse:
    name: The greenhouse
    text: It is warm, and everything drips. One fern hangs its head over the edge of its pot.

# ── Who is there ──────────────────────────────────────────────────────────────────────────────────────────
# Say of everyone whether they are invented. Real people never speak invented words.
people:
  ottoline:
    name: Ottoline Brack
    role: caretaker
    at: greenhouse
    fictional: true

# ── What happens ──────────────────────────────────────────────────────────────────────────────────────────
# Scenes wait at their place. Each has a text and choices; a choice can change things and lead on.
scenes:
  the_card:
    title: Read the card on the flowerpot
    at: greenhouse
    text: A plastic card sticks in the soil, behind a dead leaf.
    choices:
      - choose: Wipe it clean and read it
        text: "You rub it with your sleeve: one cup of water on Mondays, and not a drop besides. [fern_day]"
        learn: fern_day               # the fact goes into the player's notebook
        mood: +1                      # a measure changes
      - choose: Put the dead leaf back
        text: You tuck it in like a blanket. The fern does not thank you.

  the_rumour:
    title: Talk to the caretaker
    at: greenhouse
    with: ottoline
    when: seen.the_card               # the scene is there only while this holds
    text: |
      The caretaker holds a watering can in one hand and a coffee pot in the other.

      ottoline: {knows.fern_day: You read the card? Then tell me.|Nobody reads the card. I am about to guess.}
    ask: watering_day                 # the question stands below
    right:
      mood: +2
      text: |
        ottoline: So no coffee. What a relief for us both.
    wrong:
      mood: -1
      text: The fern drops a leaf, rather pointedly.
    choices:
      - choose: Stay and watch the fern
        when: mood >= 3
        end: upright
      - choose: Tiptoe out
        end: tiptoe

# ── What is asked ─────────────────────────────────────────────────────────────────────────────────────────
# Every question rests on a fact, so that the player can be shown where the answer comes from. The fact of this one
# stands in fern-card.yaml.
questions:
  watering_day:
    text: On which day does the fern want its cup of water?
    cites: fern_day
    answers:
      - right: On Monday
        because: The card says so, with an exclamation mark.
      - wrong: On Sunday
        because: On Sunday it wants to be left alone.
      - wrong: On every day
        because: That is how the last fern went.
    because: The card asks for one cup, on Mondays.

# ── How it ends ───────────────────────────────────────────────────────────────────────────────────────────
endings:
  upright:
    title: Upright
    text: The fern lifts its head by the width of a finger. The caretaker calls it a standing ovation.
  tiptoe:
    title: On tiptoe
    text: You close the glass door as softly as you can. Behind it, something green sighs.
"""

DOSSIER_TEMPLATE = """\
# A dossier: an article, or whatever else your story is built on, retold fact by fact in your own words.
# Questions cite these facts, texts point to them with [fern_day], and scenes put them into the notebook with `learn`.
dossier: fern_card
title: The card on the flowerpot
# The article: its file name, its address, or where it was printed.
article: the card in the pot
# The time of which it tells.
as_of: this spring
facts:
  fern_day:
    states: The fern gets one cup of water on Mondays, and none on other days.
    # Which paragraph says so, counted from 1.
    paragraph: 1
    # Who says so: the article itself, or the name of a person.
    by: article
    as_of: this spring
    topics: [fern]
"""
