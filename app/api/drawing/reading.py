"""Reading: the lines of a file that was dropped on a drawing."""

from flask import Blueprint
from flask_babel import ngettext

from app.access import Access
from app.actions.imports import title_of
from app.api.drawing.answers import FileRead, LineRead, Unread
from app.api.drawing.bodies import FileName
from app.api.registry.bodies import Line
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.line_shapes import MOST_POINTS, coordinates_of, home
from app.figures import kilometres
from app.messages import sentence
from gis.along import along
from gis.checks import check_line
from gis.errors import GisError, ReadError
from gis.formats.track import Track
from gis.intake import NOWHERE
from gis.line import line_from
from gis.readers.grouping import routes_in
from gis.readers.reading import read_file
from gis.repairs import repaired

MOST_LINES = 50


@promises(
    Access.OFFICER,
    Contract("The lines of a file.", FileRead, takes_file=True, asks=FileName, is_large=True),
)
def read(asked: FileName, content: bytes) -> Answer:
    """The lines of a file as they are in it, and of which parts there are none; nothing is kept."""
    contents = read_file(content)
    tracks = routes_in(contents)
    shown = tracks[:MOST_LINES]
    if sum(len(piece) for track in shown for piece in track.pieces) > MOST_POINTS:
        raise ReadError("file.too_many_points", limit=MOST_POINTS)
    lines: list[LineRead] = []
    refused = [Unread(name=one.name, detail=sentence(one.error)) for one in contents.refused]
    for track in shown:
        name = title_of(track, asked.name)
        try:
            lines.append(_line(name, track))
        except GisError as error:
            refused.append(Unread(name=name, detail=sentence(error)))
    left_out = len(tracks) - len(shown)
    return Answer(FileRead(lines=lines, refused=refused[:MOST_LINES], left_out=left_out))


def _line(name: str, track: Track) -> LineRead:
    """A line of a file; one that is in metres, and could not be drawn, in degrees."""
    line, _noticed = line_from(track)
    findings = check_line(line, home())
    if nowhere := [one for one in findings if one.key in NOWHERE]:
        line = repaired(line, nowhere)
        findings = check_line(line, home())
    for finding in findings:
        if finding.key in NOWHERE:
            raise GisError(finding.key, **finding.values)
    remarks = ngettext(
        "%(shown)s remarque", "%(shown)s remarques", len(findings), shown=len(findings)
    )
    return LineRead(
        name=name,
        line=Line(type="MultiLineString", coordinates=coordinates_of(line)),
        detail=f"{kilometres(along(line).length_m)}, {remarks}",
    )


def add_to(api: Blueprint) -> None:
    """The address of this room."""
    api.add_url_rule("/api/drawing/read", "drawing_read", read, methods=["POST"])
