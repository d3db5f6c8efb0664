"""Steps: the numbered instructions along a route."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.models import Route, Step
from gis.along import TOLERANCE_M
from gis.errors import GisError, LineError
from gis.vocabulary import Language


def set_steps(
    session: Session, route: Route, steps: Sequence[tuple[float, Mapping[Language, str]]]
) -> None:
    """Gives a route its steps, each (metres along its line, texts), instead of those it had.

    Raises LineError where one is off the line or comes before the one above it, GisError
    where one has no French text.
    """
    if route.line is None:
        raise LineError("line.empty")
    length_m = route.line.length_m
    before_m = 0.0
    for number, (at_m, texts) in enumerate(steps, start=1):
        if not -TOLERANCE_M <= at_m <= length_m + TOLERANCE_M:
            raise LineError("line.place_outside", at_m=at_m, length_m=length_m)
        if at_m < before_m:
            raise LineError("steps.out_of_order", number=number, at_m=at_m, before_m=before_m)
        if not texts.get(Language.FR, "").strip():
            raise GisError("steps.no_french", number=number)
        before_m = at_m
    route.steps.clear()
    session.flush()
    route.steps += [
        Step(number=number, at_m=min(max(at_m, 0.0), length_m), texts=dict(texts))
        for number, (at_m, texts) in enumerate(steps, start=1)
    ]
    session.flush()
