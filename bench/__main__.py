"""make bench: every table, or those named (`make bench ARGS="reading serving"`)."""

import sys

from bench import feeds, reading, serving

TABLES = {"reading": reading.run, "serving": serving.run, "feeds": feeds.run}


def main() -> int:
    """Runs the tables named on the command line, by default all."""
    named = sys.argv[1:] or list(TABLES)
    if unknown := [name for name in named if name not in TABLES]:
        print(f"No table {', '.join(unknown)}; there are {', '.join(TABLES)}.", file=sys.stderr)
        return 2
    for name in named:
        TABLES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
