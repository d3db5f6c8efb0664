"""Rearranged: stages, steps and sections of a line whose parts follow in another order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.actions.anchors import STAGE_M, found_at, move_anchors, name_of, told_ends
from app.models import Route, Section
from gis.along import TOLERANCE_M, Along
from gis.editing.rearranged import Stretch, ending_on, is_closed, parts, starting_on, stretches
from gis.findings import Finding
from gis.vocabulary import Severity


def take_along(route: Route, old: Along, new: Along) -> list[Finding]:
    """Puts all that stands on a route's line where it belongs on another line of the route."""
    if moved := stretches(old, new):
        return [*told_ends(old, new), *rearrange_anchors(route, new, moved)]
    return move_anchors(route, old, new)


def rearrange_anchors(route: Route, new: Along, made_of: Sequence[Stretch]) -> Iterator[Finding]:
    """Leaves all that stands on a route where it is on the ground, in the order of the new line.

    Stages go from each place to the next in that order. Written instructions on what is
    travelled the other way now are to be checked.
    """
    _rearrange_sections(route, made_of)
    yield from _rearrange_stages(route, new, made_of)
    yield from _rearrange_steps(route, made_of)


def _rearrange_steps(route: Route, made_of: Sequence[Stretch]) -> Iterator[Finding]:
    reversed_count = 0
    for step in route.steps:
        stretch = starting_on(made_of, step.at_m)
        step.at_m = stretch.place(step.at_m)
        if stretch.is_reversed:
            step.to_check = True
            reversed_count += 1
    route.steps.sort(key=lambda step: step.at_m)
    for number, step in enumerate(route.steps, start=1):
        step.number = number
    if reversed_count:
        values = {"count": reversed_count}
        yield Finding("anchors.steps_reversed", Severity.WARNING, values=values)


def _rearrange_sections(route: Route, made_of: Sequence[Stretch]) -> None:
    """A section becomes several where its parts lie apart now."""
    for section in list(route.sections):
        (section.from_m, section.to_m), *others = parts(made_of, section.from_m, section.to_m)
        route.sections += [_like(section, from_m, to_m) for from_m, to_m in others]
    route.sections.sort(key=lambda section: section.from_m)


def _rearrange_stages(route: Route, new: Along, made_of: Sequence[Stretch]) -> Iterator[Finding]:
    """The same places in their new order; on a loop the last one is where it starts, too."""
    stages = list(route.stages)
    if not stages:
        return
    start = route.start_place or stages[0].end_place
    ends = [(starting_on(made_of, 0.0).place(0.0), start, stages[0].to_check)]
    for stage in stages:
        at_m = ending_on(made_of, stage.end_m).place(stage.end_m)
        ends.append((at_m, stage.end_place, stage.to_check))
    ends.sort(key=lambda end: end[0])
    passed = ends
    apart = [one for one, behind in pairwise(ends) if behind[0] - one[0] > TOLERANCE_M]
    ends = [*apart, ends[-1]]
    last_m, last_place, is_last_unsure = ends[-1]
    if is_closed(new) and ends[0][0] > TOLERANCE_M:
        ends.insert(0, (last_m - new.length_m, last_place, is_last_unsure))
    (start_m, route.start_place, is_start_unsure), *others = ends
    for stage in stages[len(others) :]:
        route.stages.remove(stage)
    for number, (stage, end) in enumerate(zip(route.stages, others, strict=True), start=1):
        stage.number = number
        stage.end_m, stage.end_place, stage.to_check = end
    kept = [place for _, place, _ in ends]
    for at_m, place, _ in passed:
        if place not in kept:
            yield found_at("anchors.stage_lost", new, at_m, name=name_of(place))
    if not others:
        return
    route.stages[-1].end_m = new.length_m
    route.stages[-1].to_check |= new.length_m - last_m > STAGE_M
    route.stages[0].to_check |= is_start_unsure
    if abs(start_m) > STAGE_M:
        route.stages[0].to_check = True
        values = {"name": name_of(route.start_place), "distance_m": abs(start_m)}
        yield found_at("anchors.stages_start_to_check", new, 0.0, **values)


def _like(section: Section, from_m: float, to_m: float) -> Section:
    return Section(
        from_m=from_m,
        to_m=to_m,
        way_type=section.way_type,
        surface=section.surface,
        traffic=section.traffic,
        state=section.state,
        to_check=section.to_check,
    )
