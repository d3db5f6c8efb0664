"""Writes docs/readers.md's table: what becomes of every real file beside the checkout."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_babel import Babel, force_locale

from app.messages import sentence
from gis.checks import check_line
from gis.errors import GisError
from gis.line import line_from
from gis.measure import length_m
from gis.readers.grouping import routes_in
from gis.readers.reading import read_file
from tools.tables import REAL_FILES, put_table

PAGE = Path("docs/readers.md")
FOLDERS = (
    "gpx-formats",
    "gpx-france",
    "kml",
    "tcx",
    "fit",
    "zip-upload",
    "hiking-lines",
    "schema_randonnee",
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: refused with a sentence, or its routes and what was noticed."""

    file: str
    refused: str = ""
    tracks: int = 0
    routes: int = 0
    pieces: int = 0
    points: int = 0
    length_m: float = 0.0
    noticed: tuple[str, ...] = ()


def outcomes(folder: Path = REAL_FILES) -> Iterator[Outcome]:
    """Every file of FOLDERS, in order."""
    for name in FOLDERS:
        for path in sorted((folder / name).iterdir()):
            yield outcome(path)


def outcome(path: Path) -> Outcome:
    """What becomes of a file. A sentence is in English, as a visitor of the documents reads."""
    name = f"{path.parent.name}/{path.name}"
    try:
        contents = read_file(path.read_bytes())
        routes = routes_in(contents)
        lines = [line_from(route) for route in routes]
    except GisError as error:
        return Outcome(name, refused=sentence(error))
    keys = {finding.key for route in routes for finding in route.findings}
    for line, noticed in lines:
        keys |= {finding.key for finding in (*noticed, *check_line(line))}
    keys |= {f"{refused.name}: {refused.error.key}" for refused in contents.refused}
    pieces = [piece for route in routes for piece in route.pieces]
    return Outcome(
        name,
        tracks=len(contents.tracks),
        routes=len(routes),
        pieces=len(pieces),
        points=sum(len(piece) for piece in pieces),
        length_m=sum(length_m(line) for line, _ in lines),
        noticed=tuple(sorted(keys)),
    )


def table(rows: list[Outcome]) -> str:
    """The rows in Markdown."""
    lines = [
        "| file | tracks | routes | pieces | points | km | noticed, or why it is refused |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for row in rows:
        if row.refused:
            lines.append(f"| {row.file} | | | | | | *{row.refused}* |")
            continue
        noticed = ", ".join(f"`{key}`" for key in row.noticed)
        lines.append(
            f"| {row.file} | {row.tracks} | {row.routes} | {row.pieces} | {row.points} "
            f"| {row.length_m / 1000:.2f} | {noticed} |"
        )
    return "\n".join(lines)


def written() -> str:
    """The table of all real files, its sentences in English."""
    app = Flask("app")
    Babel(app)
    with app.app_context(), force_locale("en"):
        return table(list(outcomes()))


if __name__ == "__main__":
    put_table(PAGE, written())
