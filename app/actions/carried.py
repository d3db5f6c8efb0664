"""Carried: stages, steps and sections of a line that is cut, turned round, or appended."""

from functools import partial

from app.actions.anchors import move_anchors, told_ends
from app.models import Route, Section, Stage, Step
from gis.along import Along
from gis.editing.anchors import reversed_anchors, within_cut
from gis.findings import Finding
from gis.vocabulary import Severity

LOST = ("anchors.stage_lost", "anchors.section_lost")


def cut_anchors(from_m: float, to_m: float, route: Route, old: Along, new: Along) -> list[Finding]:
    """Puts all that stands on a route's line where it belongs on a stretch of it.

    A section is as true of a part of its own; an instruction beyond the stretch is kept at the
    end of it, to be checked.
    """
    for section in route.sections:
        if section.from_m < to_m and section.to_m > from_m:
            section.from_m, section.to_m = max(section.from_m, from_m), min(section.to_m, to_m)
    return move_anchors(route, old, new, partial(within_cut, old, from_m, to_m))


def part_anchors(from_m: float, to_m: float, route: Route, old: Along, new: Along) -> list[Finding]:
    """The same where another route has what is beyond the stretch: nothing of it is lost."""
    is_end = to_m >= old.length_m
    own = [step for step in route.steps if from_m <= step.at_m and (is_end or step.at_m < to_m)]
    for number, step in enumerate(own, start=1):
        step.number = number
    route.steps[:] = own
    told = cut_anchors(from_m, to_m, route, old, new)
    return [finding for finding in told if finding.key not in LOST]


def mirror_anchors(route: Route, old: Along, new: Along) -> list[Finding]:
    """Puts all that stands on a route's line where it belongs once that is reversed.

    A stage keeps its stretch; the names of departure and arrival change places. Written
    instructions are true one way only: they stay where they are on the ground, to be checked.
    """
    length_m = new.length_m
    _mirror_stages(route, length_m)
    for section in route.sections:
        limits_m = (section.to_m, section.from_m)
        section.from_m, section.to_m = reversed_anchors(length_m, limits_m)
    for number, step in enumerate(reversed(route.steps), start=1):
        (step.at_m,) = reversed_anchors(length_m, [step.at_m])
        step.number, step.to_check = number, True
    for text in route.texts:
        text.departure, text.arrival = text.arrival, text.departure
    told = [Finding("anchors.reversed", Severity.WARNING)]
    if route.steps:
        values = {"count": len(route.steps)}
        told.append(Finding("anchors.steps_reversed", Severity.WARNING, values=values))
    return told


def append_anchors(other: Route, route: Route, old: Along, new: Along) -> list[Finding]:
    """Puts copies of what stands on `other` behind a route's own, once its line is appended.

    Stages follow each other where both routes have some; where only the first has, its last
    one now ends with the line and is to be checked.
    """
    if route.stages and other.stages:
        copy_stages(other, route, old.length_m)
    elif route.stages:
        route.stages[-1].end_m, route.stages[-1].to_check = new.length_m, True
    copy_details(other, route, old.length_m)
    return list(told_ends(old, new))


def copy_stages(source: Route, target: Route, from_m: float = 0.0) -> None:
    """Gives a route the stages of another, from a distance along its own line."""
    last = len(target.stages)
    target.stages += [
        Stage(
            number=last + stage.number,
            end_place=stage.end_place,
            end_m=from_m + stage.end_m,
            to_check=stage.to_check,
        )
        for stage in source.stages
    ]


def copy_details(source: Route, target: Route, from_m: float = 0.0) -> None:
    """Gives a route the steps and sections of another, from a distance along its own line."""
    last = len(target.steps)
    target.steps += [
        Step(
            number=last + step.number,
            at_m=from_m + step.at_m,
            texts=step.texts,
            to_check=step.to_check,
        )
        for step in source.steps
    ]
    target.sections += [
        Section(
            from_m=from_m + section.from_m,
            to_m=from_m + section.to_m,
            way_type=section.way_type,
            surface=section.surface,
            traffic=section.traffic,
            state=section.state,
            to_check=section.to_check,
        )
        for section in source.sections
    ]


def _mirror_stages(route: Route, length_m: float) -> None:
    """The stages the other way; one to be checked may be so for either of its ends."""
    stages = list(route.stages)
    if not stages:
        return
    places = [route.start_place or stages[0].end_place, *(stage.end_place for stage in stages)]
    ends_m = reversed_anchors(length_m, [0.0, *(stage.end_m for stage in stages)])
    unsure = [stages[0].to_check, *(stage.to_check for stage in stages)]
    unsure[-2] |= stages[-1].to_check
    for index, stage in enumerate(stages):
        stage.number = len(stages) - index
        stage.end_place, stage.end_m, stage.to_check = places[index], ends_m[index], unsure[index]
    route.start_place = places[-1]
