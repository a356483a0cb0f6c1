"""What translators see of their words: pictures of the game, and a page to look through them."""
