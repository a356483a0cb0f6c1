"""Let `python -m game` do what `sarika` does."""

from game.commands import main

raise SystemExit(main())
