"""Steps: the numbered instructions along a route."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.revisions import UNSIGNED, Signed, revised
from app.models import Part, Route, Step
from gis.along import TOLERANCE_M
from gis.errors import GisError, LineError
from gis.vocabulary import Language

LONGEST_STEP = 2_000


def set_steps(
    session: Session,
    route: Route,
    steps: Sequence[tuple[float, Mapping[Language, str]]],
    signed: Signed = UNSIGNED,
    *,
    to_check: bool = False,
) -> None:
    """Gives a route its steps, each (metres along its line, texts), instead of those it had.

    `to_check` says that nobody has looked at them yet. A step whose French text was there
    before keeps its id, which feeds bear for ever; of those that say the same, in their order.
    Raises LineError where one is off the line or comes before the one above it, GisError
    where one has no French text, Clash when they have changed since they were seen.
    """
    with revised(session, route, Part.STEPS, signed):
        if route.line is None:
            raise LineError("line.empty")
        length_m = route.line.length_m
        before_m = 0.0
        for number, (at_m, texts) in enumerate(steps, start=1):
            _refuse_place(at_m, number, before_m, length_m)
            _refuse_words(texts, number)
            before_m = at_m
        before: dict[str, list[Step]] = {}
        for step in route.steps:
            before.setdefault(step.texts[Language.FR], []).append(step)
        route.steps[:] = [
            _placed(
                known.pop(0) if (known := before.get(texts[Language.FR])) else Step(),
                number,
                min(max(at_m, 0.0), length_m),
                texts,
                to_check,
            )
            for number, (at_m, texts) in enumerate(steps, start=1)
        ]


def add_step(
    session: Session,
    route: Route,
    at_m: float,
    texts: Mapping[Language, str],
    signed: Signed = UNSIGNED,
) -> None:
    """Adds an instruction at a distance along the line, after those that are not farther.

    Raises LineError where it is off the line, GisError where it has no French text or too long
    a one, Clash when they have changed since they were seen.
    """
    with revised(session, route, Part.STEPS, signed):
        if route.line is None:
            raise LineError("line.empty")
        length_m = route.line.length_m
        if not -TOLERANCE_M <= at_m <= length_m + TOLERANCE_M:
            raise LineError("line.place_outside", at_m=at_m, length_m=length_m)
        before = sum(step.at_m <= at_m for step in route.steps)
        _refuse_words(texts, before + 1)
        step = _placed(Step(), before + 1, min(max(at_m, 0.0), length_m), texts, to_check=False)
        route.steps.insert(before, step)
        for number, step in enumerate(route.steps, start=1):
            step.number = number


def _placed(
    step: Step, number: int, at_m: float, texts: Mapping[Language, str], to_check: bool
) -> Step:
    step.number, step.at_m, step.to_check = number, at_m, to_check
    step.texts = {str(language): words for language, words in texts.items()}
    return step


@dataclass(frozen=True)
class StepWords:
    """What an officer says of an instruction that is there: its words, whether it was checked."""

    id: int
    texts: Mapping[Language, str]
    to_check: bool = False


def reword_steps(
    session: Session, route: Route, kept: Sequence[StepWords], signed: Signed = UNSIGNED
) -> None:
    """Gives the instructions of a route other words, and drops those that are not `kept`.

    Each stays where it is on the line. Raises GisError where one is not the route's or has no
    French text, Clash when they have changed since they were seen.
    """
    with revised(session, route, Part.STEPS, signed):
        there = {step.id: step for step in route.steps}
        wanted = {}
        for words in kept:
            if words.id not in there:
                raise GisError("steps.unknown", id=words.id)
            _refuse_words(words.texts, there[words.id].number)
            wanted[words.id] = words
        route.steps[:] = [step for step in route.steps if step.id in wanted]
        for number, step in enumerate(route.steps, start=1):
            words = wanted[step.id]
            step.number, step.to_check = number, words.to_check
            step.texts = {str(one): said for one, said in words.texts.items() if said.strip()}


@dataclass(frozen=True)
class PlacedStep:
    """An instruction and its place: metres along the line. One that is not there yet has no id."""

    at_m: float
    texts: Mapping[Language, str]
    to_check: bool = False
    id: int | None = None


def place_steps(
    session: Session, route: Route, steps: Sequence[PlacedStep], signed: Signed = UNSIGNED
) -> None:
    """Gives a route these instructions, each where it is said to be, and drops its others.

    Raises as put_steps, LineError without a line, Clash when they have changed since they were
    seen.
    """
    with revised(session, route, Part.STEPS, signed):
        if route.line is None:
            raise LineError("line.empty")
        put_steps(route, steps, route.line.length_m)


def put_steps(route: Route, steps: Sequence[PlacedStep], length_m: float) -> None:
    """Puts these instructions on a line of that length, in the place of a route's own.

    Raises LineError where one is off the line or comes before the one above it, GisError where
    one is not the route's or has no French text; nothing is changed then.
    """
    there = {step.id: step for step in route.steps}
    before_m = 0.0
    for number, one in enumerate(steps, start=1):
        if one.id is not None and one.id not in there:
            raise GisError("steps.unknown", id=one.id)
        _refuse_place(one.at_m, number, before_m, length_m)
        _refuse_words(one.texts, number)
        before_m = one.at_m
    if len({one.id for one in steps if one.id}) < sum(one.id is not None for one in steps):
        raise GisError("steps.twice")
    route.steps[:] = [
        _placed(
            Step() if one.id is None else there[one.id],
            number,
            min(max(one.at_m, 0.0), length_m),
            {language: said for language, said in one.texts.items() if said.strip()},
            one.to_check,
        )
        for number, one in enumerate(steps, start=1)
    ]


def _refuse_place(at_m: float, number: int, before_m: float, length_m: float) -> None:
    if not -TOLERANCE_M <= at_m <= length_m + TOLERANCE_M:
        raise LineError("line.place_outside", at_m=at_m, length_m=length_m)
    if at_m < before_m:
        raise LineError("steps.out_of_order", number=number, at_m=at_m, before_m=before_m)


def _refuse_words(texts: Mapping[Language, str], number: int) -> None:
    if not texts.get(Language.FR, "").strip():
        raise GisError("steps.no_french", number=number)
    if any(len(said) > LONGEST_STEP for said in texts.values()):
        raise GisError("steps.too_long", number=number, longest=LONGEST_STEP)
