"""Contents -> routes: several tracks that are one route, or several routes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gis.findings import Finding
from gis.formats.track import Contents, Track
from gis.readers.chain import chained
from gis.vocabulary import Severity

_NAMES_SAID = 5


def routes_in(contents: Contents) -> tuple[Track, ...]:
    """One track per route, in the order of the file.

    Tracks that all follow on one another are pieces of one route (`tracks.one_route`); others
    are a route each (`tracks.several_routes`). What concerns the file goes with the first.
    """
    if len(contents.tracks) == 1:
        return (as_one_route(contents),)
    in_order = chained(contents.tracks)
    if in_order:
        joined = replace(contents, tracks=in_order)
        return (_with(as_one_route(joined), _said("tracks.one_route", Severity.NOTE, in_order)),)
    said = _said("tracks.several_routes", Severity.WARNING, contents.tracks)
    first, *others = (_with(track, said) for track in contents.tracks)
    return (_with(first, *contents.findings), *others)


def as_one_route(contents: Contents) -> Track:
    """All tracks as pieces of one route, in the order of the file, as they are.

    It has the file's name, else the tracks' own where they have but one; so the description.
    """
    tracks = contents.tracks
    return Track(
        pieces=tuple(piece for track in tracks for piece in track.pieces),
        name=contents.name or _only(track.name for track in tracks),
        description=contents.description or _only(track.description for track in tracks),
        findings=(*contents.findings, *_summed(tracks)),
        member=_only(track.member for track in tracks),
    )


def _said(key: str, severity: Severity, tracks: Sequence[Track]) -> Finding:
    ranked = enumerate(tracks[:_NAMES_SAID], start=1)
    names = ", ".join(track.name or f"#{rank}" for rank, track in ranked)
    return Finding(key, severity, values={"count": len(tracks), "names": names})


def _summed(tracks: Iterable[Track]) -> list[Finding]:
    """The findings of all tracks, those that only count summed up."""
    summed: dict[str, Finding] = {}
    others = []
    for finding in (finding for track in tracks for finding in track.findings):
        if finding.values.keys() != {"count"}:
            others.append(finding)
            continue
        before = summed.get(finding.key)
        count = sum(int(str(one.values["count"])) for one in (before, finding) if one)
        summed[finding.key] = replace(finding, values={"count": count})
    return [*summed.values(), *others]


def _with(track: Track, *findings: Finding) -> Track:
    return replace(track, findings=(*findings, *track.findings))


def _only(texts: Iterable[str]) -> str:
    """The text that all say, "" when they differ."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""
