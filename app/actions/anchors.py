"""Anchors: a route's stages, steps and sections go with its line."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from app.models import Place, Route
from gis.along import Along
from gis.editing.anchors import Edit, Followed, apart_m
from gis.findings import Finding
from gis.vocabulary import Language, Severity

STEP_M = 20.0
"""An instruction names a junction, and is still read there within a junction's width."""
SECTION_M = 30.0
"""Two drawings of one path lie no farther apart than this, nor do the limits of a surface."""
STAGE_M = 100.0
"""A stage ends at a place, within a square's or a car park's width."""
LEAST_STAGE_M = 100.0
LEAST_SECTION_M = 10.0
"""Less than this, of what was more than twice as long, is a remainder of it."""

Following = Callable[[Sequence[float]], list[Followed]]
"""From metres along a line to metres along its edit, in the same order."""


def move_anchors(
    route: Route, old: Along, new: Along, following: Following | None = None
) -> list[Finding]:
    """Puts all that stands on a route's line where it belongs on an edit of it.

    What moved on the ground by more than its tolerance is marked and told; stages and sections
    that nothing is left of are removed and told; a step is never removed. `following` says where
    places went when the edit is known; else the two lines are compared.
    """
    followed = following or Edit(old, new).follow

    def follow(at_m: Sequence[float]) -> list[Followed]:
        found = followed([min(one, old.length_m) for one in at_m])
        return [Followed(min(one.at_m, new.length_m), one.moved_m) for one in found]

    return [
        *told_ends(old, new),
        *_move_stages(route, old, new, follow),
        *_move_steps(route, new, follow),
        *_move_sections(route, new, follow),
    ]


def keep_at_vertices(route: Route, old: Along, new: Along) -> None:
    """Leaves all that stands on a route between the same vertices, wherever each is now."""

    def now(at_m: float) -> float:
        return float(np.interp(at_m, old.at_m, new.at_m))

    for stage in route.stages:
        stage.end_m = now(stage.end_m)
    for step in route.steps:
        step.at_m = now(step.at_m)
    for section in route.sections:
        section.from_m, section.to_m = now(section.from_m), now(section.to_m)


def told_ends(old: Along, new: Along) -> Iterator[Finding]:
    """Whether the route begins or ends elsewhere than its texts say."""
    for key, was_m, now_m in (
        ("anchors.start_to_check", 0.0, 0.0),
        ("anchors.end_to_check", old.length_m, new.length_m),
    ):
        moved_m = apart_m(old, was_m, new, now_m)
        if moved_m > STAGE_M:
            yield found_at(key, new, now_m, distance_m=moved_m)


def _move_stages(route: Route, old: Along, new: Along, follow: Following) -> Iterator[Finding]:
    """Stage ends; the last is always the line's, and of those that fall together one stays."""
    if not route.stages:
        return
    stages = list(route.stages)
    were_m = [0.0, *(stage.end_m for stage in stages)]
    found = follow(were_m)
    found[0] = Followed(0.0, apart_m(old, 0.0, new, 0.0))
    found[-1] = Followed(new.length_m, apart_m(old, old.length_m, new, new.length_m))
    groups = [[0]]
    for index, (had_m, left_m) in enumerate(
        zip(_lengths(were_m), _lengths([one.at_m for one in found]), strict=True), start=1
    ):
        if left_m <= min(LEAST_STAGE_M, had_m / 2):
            groups[-1].append(index)
        else:
            groups.append([index])
    kept = [min(group, key=lambda index: found[index].moved_m) for group in groups]
    if kept[0]:
        route.start_place = stages[kept[0] - 1].end_place
    for number, (index, group) in enumerate(zip(kept[1:], groups[1:], strict=True), start=1):
        stage, is_last = stages[index - 1], len(stages) in group
        moved_m = (
            apart_m(old, were_m[index], new, new.length_m) if is_last else found[index].moved_m
        )
        stage.number = number
        stage.end_m = new.length_m if is_last else found[index].at_m
        if moved_m > STAGE_M:
            stage.to_check = True
        if moved_m > STAGE_M and not is_last:
            yield found_at(
                "anchors.stage_to_check",
                new,
                stage.end_m,
                number=number,
                name=name_of(stage.end_place),
                distance_m=moved_m,
            )
    for index, stage in enumerate(stages, start=1):
        if index not in kept[1:]:
            route.stages.remove(stage)
            yield found_at(
                "anchors.stage_lost", new, found[index].at_m, name=name_of(stage.end_place)
            )
    start_m = apart_m(old, were_m[kept[0]], new, 0.0)
    if route.stages and start_m > STAGE_M:
        route.stages[0].to_check = True
        if route.start_place:
            name = name_of(route.start_place)
            yield found_at("anchors.stages_start_to_check", new, 0.0, name=name, distance_m=start_m)


def _move_steps(route: Route, new: Along, follow: Following) -> Iterator[Finding]:
    found = follow([step.at_m for step in route.steps])
    for step, now in zip(route.steps, found, strict=True):
        step.at_m = now.at_m
        if now.moved_m > STEP_M:
            step.to_check = True
            yield found_at(
                "anchors.step_to_check", new, now.at_m, number=step.number, distance_m=now.moved_m
            )


def _move_sections(route: Route, new: Along, follow: Following) -> Iterator[Finding]:
    sections = list(route.sections)
    count = len(sections)
    found = follow([one.from_m for one in sections] + [one.to_m for one in sections])
    limits = zip(found[:count], found[count:], strict=True)
    for number, (section, (start, end)) in enumerate(zip(sections, limits, strict=True), start=1):
        left_m, had_m = end.at_m - start.at_m, section.to_m - section.from_m
        if left_m <= min(LEAST_SECTION_M, had_m / 2):
            route.sections.remove(section)
            yield found_at("anchors.section_lost", new, start.at_m, number=number, length_m=had_m)
            continue
        section.from_m, section.to_m = start.at_m, end.at_m
        for limit in (start, end):
            if limit.moved_m > SECTION_M:
                section.to_check = True
                yield found_at(
                    "anchors.section_to_check", new, limit.at_m,
                    number=number, distance_m=limit.moved_m,
                )  # fmt: skip


def _lengths(limits_m: Sequence[float]) -> list[float]:
    return [end_m - start_m for start_m, end_m in pairwise(limits_m)]


def name_of(place: Place) -> str:
    """A place's French name."""
    return str(place.texts[Language.FR]["name"])


def found_at(key: str, line: Along, at_m: float, **values: object) -> Finding:
    """What is to be said of a place, so many metres along a line."""
    lon, lat = line.point_at(at_m)
    return Finding(key, Severity.WARNING, at_m=at_m, lon=lon, lat=lat, values=values)
