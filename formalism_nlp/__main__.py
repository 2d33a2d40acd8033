"""``python -m formalism_nlp`` is the command ``formalism``."""

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
