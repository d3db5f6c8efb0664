"""Contents -> routes: several tracks that are one route, or several routes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gis.findings import Finding
from gis.formats.track import Contents, Track
from gis.readers.chain import chained
from gis.readers.raw_points import counted
from gis.vocabulary import Severity

_NAMES_SAID = 5


def routes_in(contents: Contents) -> tuple[Track, ...]:
    """One track per route, in the order of the file.

    Tracks that all follow on one another are pieces of one route (`tracks.one_route`); others
    are a route each (`tracks.several_routes`).
    """
    if len(contents.tracks) == 1:
        return (as_one_route(contents),)
    in_order = chained(contents.tracks)
    if in_order:
        joined = replace(contents, tracks=in_order)
        return (_with(as_one_route(joined), _said("tracks.one_route", Severity.NOTE, in_order)),)
    said = _said("tracks.several_routes", Severity.WARNING, contents.tracks)
    return routes_apart(
        replace(contents, tracks=tuple(_with(one, said) for one in contents.tracks))
    )


def routes_apart(contents: Contents) -> tuple[Track, ...]:
    """A route per track; what concerns the file goes with the first."""
    first, *others = contents.tracks
    return (_with(first, *about_file(contents)), *others)


def about_file(contents: Contents) -> tuple[Finding, ...]:
    """What is to be said of a file beside its tracks, waypoints that no route takes among it."""
    if not contents.waypoints:
        return contents.findings
    return (*contents.findings, counted("waypoints.left_out", len(contents.waypoints)))


def as_one_route(contents: Contents) -> Track:
    """All tracks as pieces of one route, in the order of the file, as they are.

    A single track has its own name and description, else the file's. Several have the file's,
    else their own, each once.
    """
    tracks = contents.tracks
    names = _different(track.name for track in tracks)
    descriptions = _different(track.description for track in tracks)
    own_name, own_description = ", ".join(names[:_NAMES_SAID]), "\n\n".join(descriptions)
    if len(tracks) == 1:
        name, description = own_name or contents.name, own_description or contents.description
    else:
        name, description = contents.name or own_name, contents.description or own_description
    return Track(
        pieces=tuple(piece for track in tracks for piece in track.pieces),
        name=name,
        description=description,
        findings=(*about_file(contents), *_summed(tracks)),
        member=_only(track.member for track in tracks),
    )


def _said(key: str, severity: Severity, tracks: Sequence[Track]) -> Finding:
    ranked = enumerate(tracks[:_NAMES_SAID], start=1)
    names = ", ".join(track.name or f"#{rank}" for rank, track in ranked)
    return Finding(key, severity, values={"count": len(tracks), "names": names})


def _summed(tracks: Iterable[Track]) -> list[Finding]:
    """The findings of all tracks: those that only count summed up, those without place once."""
    summed: dict[str, Finding] = {}
    others = []
    for finding in (finding for track in tracks for finding in track.findings):
        if finding.values.keys() != {"count"}:
            if finding.at_m is not None or finding not in others:
                others.append(finding)
            continue
        before = summed.get(finding.key)
        count = sum(int(str(one.values["count"])) for one in (before, finding) if one)
        summed[finding.key] = replace(finding, values={"count": count})
    return [*summed.values(), *others]


def _with(track: Track, *findings: Finding) -> Track:
    return replace(track, findings=(*findings, *track.findings))


def _different(texts: Iterable[str]) -> list[str]:
    """Each text once, in order, without the empty one."""
    return [text for text in dict.fromkeys(texts) if text]


def _only(texts: Iterable[str]) -> str:
    """The text that all say, "" when they differ."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""
