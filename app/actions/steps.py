"""Steps: the numbered instructions along a route."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.actions.routes import lock_route
from app.models import Route, Step
from gis.along import TOLERANCE_M
from gis.errors import GisError, LineError
from gis.vocabulary import Language


def set_steps(
    session: Session, route: Route, steps: Sequence[tuple[float, Mapping[Language, str]]]
) -> None:
    """Gives a route its steps, each (metres along its line, texts), instead of those it had.

    A step whose French text was there before keeps its id, which feeds bear for ever.
    Raises LineError where one is off the line or comes before the one above it, GisError
    where one has no French text.
    """
    lock_route(session, route)
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
    before: dict[str, Step | None] = {step.texts[Language.FR]: step for step in route.steps}
    route.steps[:] = [
        _placed(
            before.pop(texts[Language.FR], None) or Step(),
            number,
            min(max(at_m, 0.0), length_m),
            texts,
        )
        for number, (at_m, texts) in enumerate(steps, start=1)
    ]
    session.flush()


def _placed(step: Step, number: int, at_m: float, texts: Mapping[Language, str]) -> Step:
    step.number, step.at_m, step.to_check = number, at_m, False
    step.texts = {str(language): words for language, words in texts.items()}
    return step
