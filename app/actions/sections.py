"""Sections: what the stretches of a route are made of."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.actions.revisions import revised
from app.models import Part, Route, Section
from gis.along import TOLERANCE_M
from gis.errors import LineError
from gis.sheets import SectionSheet


def set_sections(session: Session, route: Route, sections: Sequence[SectionSheet]) -> None:
    """Gives a route its sections, in order along its line, instead of those it had.

    What lies between two of them is unknown. Raises LineError where one is empty, off the
    line, or begins before the one above it ends.
    """
    with revised(session, route, Part.LINE):
        if route.line is None:
            raise LineError("line.empty")
        length_m = route.line.length_m
        before_m = 0.0
        for section in sections:
            for at_m in (section.from_m, section.to_m):
                if not -TOLERANCE_M <= at_m <= length_m + TOLERANCE_M:
                    raise LineError("line.place_outside", at_m=at_m, length_m=length_m)
            if section.to_m <= section.from_m:
                raise LineError("line.stretch_empty", from_m=section.from_m, to_m=section.to_m)
            if section.from_m < before_m:
                raise LineError("sections.overlap", from_m=section.from_m, before_m=before_m)
            before_m = section.to_m
        route.sections = [
            Section(
                from_m=max(section.from_m, 0.0),
                to_m=min(section.to_m, length_m),
                way_type=section.way_type,
                surface=section.surface,
                traffic=section.traffic,
                state=section.state,
            )
            for section in sections
        ]
