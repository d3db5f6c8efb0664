"""make bench: every table, or those named (`make bench ARGS="reading serving"`)."""

import sys
from importlib import import_module

TABLES = ("reading", "judging", "serving", "feeds", "tiles", "editing")
"""Modules of this folder, imported one by one: none weighs on the memory of another."""


def main() -> int:
    """Runs the tables named on the command line, by default all."""
    named = sys.argv[1:] or list(TABLES)
    if unknown := [name for name in named if name not in TABLES]:
        print(f"No table {', '.join(unknown)}; there are {', '.join(TABLES)}.", file=sys.stderr)
        return 2
    for name in named:
        import_module(f"bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
