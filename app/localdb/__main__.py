"""python -m app.localdb status | url | stop | reset | restore DUMP."""

import argparse
import sys
from pathlib import Path

from app.localdb import FOLDER, LocalDatabaseError, database_url, reset, restore, stop
from app.localdb.place import cluster


def main(arguments: list[str] | None = None) -> int:
    """Obey one command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m app.localdb")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("status", help="say whether the private PostGIS runs (exit 3 if not)")
    commands.add_parser("url", help="print the address of its database")
    commands.add_parser("stop", help="stop it, unless a command uses it")
    commands.add_parser("reset", help="erase it, after a typed confirmation")
    loading = commands.add_parser("restore", help="load a dump into a new cluster")
    loading.add_argument("dump", type=Path)
    asked = parser.parse_args(arguments)
    try:
        match asked.command:
            case "status":
                up = cluster(FOLDER).answers()
                print("running" if up else "stopped")
                return 0 if up else 3
            case "url":
                print(database_url())
            case "stop" if not stop():
                print("The private PostGIS keeps running: another command uses it.")
            case "reset":
                return _reset()
            case "restore":
                kept = restore(asked.dump)
                print(f"{asked.dump} is loaded." + (f" The old files are in {kept}." * bool(kept)))
    except LocalDatabaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _reset() -> int:
    print(f"This erases the database in {FOLDER}. Dumps in {FOLDER.parent / 'dumps'} stay.")
    try:
        answer = input("Type `erase` to go on: ")
    except EOFError:
        answer = ""
        print()
    if answer.strip() != "erase":
        print("Nothing was erased.")
        return 1
    reset()
    print("Erased: `make run` starts from nothing.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
