"""Rules about transcripts; `game.story.transcripts` finds what breaks them."""

from game.story.rules.rule import Rule

TRANSCRIPT_RULES = (
    Rule(
        "SA501",
        "plays-differently",
        "error",
        "A transcript says what somebody wanted to happen; a change of the story broke it.",
        "asleep:\n  - wolf: Good morning!\n  - ending: asleep\n",
        "asleep:\n  - wolf: Hi!\n  - ending: asleep\n",
        "transcript",
    ),
)
