"""Let `python -m game` do what `sarika` does."""

from game.commands import main

# Previews draw in several processes, each of which reads this file once more.
if __name__ == "__main__":
    raise SystemExit(main())
