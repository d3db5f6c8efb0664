"""Blocking: what keeps a route from being published."""

from collections.abc import Collection, Iterator
from datetime import date

from app.models import Route, RouteState
from gis.along import TOLERANCE_M
from gis.findings import Finding
from gis.vocabulary import Language, Severity


def blocking_reasons(
    route: Route, today: date, languages: Collection[Language] = (Language.FR,)
) -> tuple[Finding, ...]:
    """What keeps a route from being published in some languages; empty when nothing does.

    A translation goes alone: it asks for nothing but its title, and for French in public sight.
    """
    keys = [
        *_lacking_words(route, languages),
        *_undrawable(route),
        *(_lacking_facts(route, today) if Language.FR in languages else ()),
    ]
    reasons = [Finding(key, Severity.ERROR, values=values) for key, values in keys]
    return (*reasons, *(_blocking_findings(route) if Language.FR in languages else ()))


def _lacking_words(
    route: Route, languages: Collection[Language]
) -> Iterator[tuple[str, dict[str, object]]]:
    text = route.text(Language.FR)
    if Language.FR in languages:
        if text is None or not text.title.strip():
            yield "publish.no_name", {}
        if text is None or not text.departure.strip():
            yield "publish.no_start", {}
        if text is None or not text.arrival.strip():
            yield "publish.no_end", {}
    elif route.state != RouteState.PUBLISHED:
        yield "publish.french_first", {}
    for language in languages:
        words = route.text(language)
        if language != Language.FR and (words is None or not words.title.strip()):
            yield "publish.no_title_in", {"language": language}


def _undrawable(route: Route) -> Iterator[tuple[str, dict[str, object]]]:
    """What even a sheet that nobody publishes cannot do without."""
    if not route.practices:
        yield "publish.no_practice", {}
    if route.line is None:
        yield "publish.no_line", {}


def _lacking_facts(route: Route, today: date) -> Iterator[tuple[str, dict[str, object]]]:
    lacks = {
        "publish.stages_off_line": _are_stages_off(route),
        "publish.details_off_line": _are_details_off(route),
        "publish.no_licence": not route.licence,
    }
    yield from ((key, {}) for key, is_lacking in lacks.items() if is_lacking)
    for photo in route.photos:
        if not photo.credit.strip():
            yield "publish.photo_without_credit", {"number": photo.position}
        if photo.rights_end and photo.rights_end < today:
            yield "publish.photo_rights_ended", {"number": photo.position, "on": photo.rights_end}


def _are_stages_off(route: Route) -> bool:
    """Whether the stages were cut on another line than the present one."""
    if not route.stages or route.line is None:
        return False
    return abs(route.stages[-1].end_m - route.line.length_m) > TOLERANCE_M


def _are_details_off(route: Route) -> bool:
    """Whether a step or a section lies beyond the end of the line."""
    if route.line is None:
        return False
    farthest_m = [step.at_m for step in route.steps] + [part.to_m for part in route.sections]
    return max(farthest_m, default=0.0) > route.line.length_m + TOLERANCE_M


def _blocking_findings(route: Route) -> list[Finding]:
    found = [Finding(**finding) for finding in (route.line.findings if route.line else [])]
    return [
        finding
        for finding in found
        if finding.severity == Severity.ERROR
        and not (finding.key == "line.gap" and route.declared_gaps)
    ]
