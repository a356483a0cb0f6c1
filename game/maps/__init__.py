"""Maps of stories: what is written on them, in any language, and how they are drawn."""
