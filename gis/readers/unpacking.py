"""An archive of several files -> Contents: all of their tracks, and a word on the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from gis.errors import ReadError
from gis.formats.track import Contents, Refused
from gis.readers.archive import Budget, Member, TooMuch, open_zip
from gis.readers.grouping import routes_apart
from gis.readers.raw_points import counted
from gis.readers.shapefile import PARTS, read_shapefile
from gis.readers.sniff import kind_of

MAX_DEPTH = 2
"""A KMZ or a zipped Shapefile within a zip is read, an archive within that is not."""
_ROUTE_FILES = frozenset(["gpx", "kml", "kmz", "tcx", "fit", "geojson", "gpkg", "shp"])
_BESIDE_A_SHAPEFILE = frozenset([*PARTS, "sbn", "sbx", "qix", "qpj", "qmd", "qml", "sld", "xml"])
# What is looked into only where a name promises a route.
_SELDOM = frozenset(["unknown", "empty", "jpeg", "png", "pdf", "html", "sqlite", "apple_double"])
_NO_ROUTE = frozenset(["file.other_xml", "json.not_geojson", "archive.damaged"])
# Beside a file of lines, what holds only points or areas is no failure.
_NO_LINE = frozenset(["tracks.only_waypoints", "tracks.only_areas", "features.no_line"])
_NAMES_SAID = 5

Reader = Callable[[bytes], Contents]
Parts = Mapping[str, Member]
"""The files that make one: a Shapefile's by extension, any other by ""."""


@dataclass
class _Found:
    """What the files of an archive gave so far."""

    contents: list[Contents] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    others: int = 0

    def take(self, path: PurePosixPath, within: "_Found") -> None:
        """Adds what a member gave, under its name."""
        for contents in within.contents:
            tracks = [replace(one, member=_below(path, one.member)) for one in contents.tracks]
            self.contents.append(replace(contents, tracks=tuple(tracks), refused=()))
            self._take_refused(path, contents.refused)
        self._take_refused(path, within.refused)
        gave = within.contents or within.refused
        self.others += within.others if gave else 1

    def refuse(self, path: PurePosixPath, error: ReadError) -> None:
        """Sets a member aside: with its name, unless nothing says that it is a route file."""
        if error.key in _NO_ROUTE and not _promises_a_route(path):
            self.others += 1
        else:
            self.refused.append(Refused(str(path), error))

    def _take_refused(self, path: PurePosixPath, refused: Sequence[Refused]) -> None:
        self.refused += [Refused(_below(path, one.name), one.error) for one in refused]


def read_archive(content: bytes, read: Reader) -> Contents:
    """The tracks of all route files of a zip or KMZ, each with the name of its `member`.

    `read` reads a file that is no archive. One that cannot be read is named in `refused`; those
    that are no route files, or hold no line, are counted (`archive.others`). Raises ReadError:
    `archive.…`, and what is wrong with the only route file of an archive.
    """
    found = _read(content, read, Budget(), 1)
    if found.contents:
        return _together(found)
    if len(found.refused) == 1:
        raise found.refused[0].error
    if found.refused:
        names = ", ".join(one.name for one in found.refused[:_NAMES_SAID])
        raise ReadError("archive.all_refused", count=len(found.refused), names=names)
    raise ReadError("archive.nothing", count=found.others)


def _read(content: bytes, read: Reader, budget: Budget, depth: int) -> _Found:
    if depth > MAX_DEPTH:
        raise ReadError("archive.too_deep", limit=MAX_DEPTH)
    found = _Found()
    for path, parts in _files(open_zip(content, budget)):
        try:
            found.take(path, _read_file(path, parts, read, budget, depth))
        except TooMuch:
            raise
        except ReadError as error:
            found.refuse(path, error)
    return found


def _read_file(
    path: PurePosixPath, parts: Parts, read: Reader, budget: Budget, depth: int
) -> _Found:
    """What one file gives; nothing for one that is no route file."""
    member = parts.get("") or parts["shp"]
    kind = kind_of(member.opening())
    if kind == "zip":
        return _read(member.read(), read, budget, depth + 1)
    if kind == "shapefile" and "shp" in parts:
        contents = read_shapefile({part: one.read() for part, one in parts.items()})
    elif kind in _SELDOM and not _promises_a_route(path):
        return _Found()
    else:
        contents = read(member.read())
    budget.take_points(sum(len(piece) for track in contents.tracks for piece in track.pieces))
    return _Found([contents])


def _files(members: Sequence[Member]) -> Iterator[tuple[PurePosixPath, Parts]]:
    """Each file of an archive, the several files of a Shapefile as one."""
    by_stem: dict[str, dict[str, Member]] = {}
    for member in members:
        if _suffix(member.path) in PARTS:
            by_stem.setdefault(_stem(member.path), {})[_suffix(member.path)] = member
    for member in members:
        beside = by_stem.get(_stem(member.path), {})
        suffix = _suffix(member.path)
        if "shp" not in beside or suffix not in _BESIDE_A_SHAPEFILE:
            yield member.path, {"": member}
        elif suffix == "shp":
            yield member.path, beside


def _together(found: _Found) -> Contents:
    """All contents as one; what is said of each of several files goes with its first track."""
    refused = tuple(one for one in found.refused if one.error.key not in _NO_LINE)
    others = found.others + len(found.refused) - len(refused)
    if len(found.contents) == 1:
        (contents,) = found.contents
    else:
        contents = Contents(
            tuple(track for contents in found.contents for track in routes_apart(contents))
        )
    findings = contents.findings
    if others:
        findings = (*findings, counted("archive.others", others))
    return replace(contents, findings=findings, refused=refused)


def _suffix(path: PurePosixPath) -> str:
    return path.suffix[1:].lower()


def _stem(path: PurePosixPath) -> str:
    return str(path.with_suffix("")).lower().removesuffix(".shp")


def _promises_a_route(path: PurePosixPath) -> bool:
    return _suffix(path) in _ROUTE_FILES


def _below(path: PurePosixPath, name: str) -> str:
    return f"{path}/{name}" if name else str(path)
