"""Steps proposed from a route's line: a draft, for an officer to check."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, lock_route
from app.actions.steps import set_steps
from app.models import Route
from app.queries.cues import Watched, route_instructions
from gis.cues import Instruction, starts_m
from gis.errors import GisError
from gis.vocabulary import Language


def propose_steps(
    session: Session,
    route: Route,
    worded: Callable[[Instruction], Mapping[Language, str]],
    *,
    replace: bool = False,
    watched: Watched = iter,
    signed: Signed = UNSIGNED,
) -> tuple[Instruction, ...]:
    """Gives a route without steps those that its line suggests, all to be checked.

    `worded` says an instruction in each language; `watched` is as in route_instructions.
    Raises GisError where there are steps already, unless they are to be replaced, LineError
    without a line, and Clash when the steps have changed since they were seen.
    """
    lock_route(session, route)
    if route.steps and not replace:
        raise GisError("steps.already_there", count=len(route.steps))
    told = route_instructions(session, route, watched=watched)
    proposed = [(starts_m(cues), worded(cues)) for cues in told]
    set_steps(session, route, proposed, signed, to_check=True)
    return told
