"""What would become of each route of a file: rehearsed before it is done, and then done."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from shapely import MultiLineString
from sqlalchemy.orm import Session

from app.actions.imported_lines import FromFile, append_stage, renew_line, renew_stage
from app.actions.imports import import_track
from app.actions.revisions import Signed
from app.actions.variants import add_variant
from app.desk.comparing.line_comparison import LinesDrawn, lines_drawn
from app.desk.imports.choices import NEW_STAGE, Becomes, Choice, ForAll
from app.desk.imports.found import Found, Reading
from app.messages import located_sentence, sentence
from app.models import Part, Person, Revision, Route, RouteLine
from app.queries.parts import last_revision
from app.queries.routes import working_line
from app.queries.uploads import route_to_edit, routes_called
from gis.along import along
from gis.editing.stretches import apart_m, ends_of
from gis.errors import GisError
from gis.findings import Finding
from gis.vocabulary import Language, VariantKind

MOVED = ("anchors.", "stages.", "heights.left_out", "line.gap_not_declared")
"""Findings on what a new line does to what stood on the one before."""


@dataclass(frozen=True)
class Plan:
    """What is to become of one route of a file, and what there is to say of it first.

    `problem` keeps it from being done; `candidates` are the routes that the words may mean;
    `told` is what would happen; `clash` is what somebody else did to the line meanwhile, and
    `drawn` their line with the one that would stand in its place.
    """

    found: Found
    choice: Choice
    problem: str = ""
    candidates: tuple[Route, ...] = ()
    route: Route | None = None
    told: tuple[str, ...] = ()
    was_m: float | None = None
    will_be_m: float | None = None
    drawn: LinesDrawn | None = None
    clash: Revision | None = None
    is_agreed: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether it may be done as it is."""
        return not self.problem and not self.clash and self.is_agreed


@dataclass(frozen=True)
class Planning:
    """Who imports, what they wish for all routes of the file, and how its tracks are read."""

    session: Session
    person: Person
    wishes: ForAll
    reading: Reading

    def plan(self, found: Found, choice: Choice) -> Plan:
        """What would become of one route of the file; nothing of it stays."""
        plan = Plan(found, choice)
        if choice.becomes == Becomes.NOTHING:
            return replace(plan, is_agreed=True)
        if found.refusal:
            return replace(plan, problem=found.refusal)
        if choice.becomes == Becomes.ROUTE:
            return replace(plan, is_agreed=True)
        return self._in_a_route(plan)

    def carry_out(self, plan: Plan, renewed: Collection[int] = ()) -> tuple[str, int] | None:
        """Does it: gives what became of which route. Raises GisError, and then nothing is done.

        Lines of the routes that this file has `renewed` already are taken as it left them.
        """
        choice, found = plan.choice, plan.found
        if choice.becomes == Becomes.NOTHING:
            return None
        if choice.becomes == Becomes.ROUTE:
            return "draft", self._new_route(found, choice)
        assert plan.route is not None
        if choice.becomes in (Becomes.LINE, Becomes.STAGE):
            is_known = plan.route.id in renewed
            self._renewed(replace(plan, choice=replace(choice, seen=None)) if is_known else plan)
            return "line", plan.route.id
        names = {Language.FR: choice.title or found.title}
        signed = Signed(self.person)
        kind = VariantKind(choice.becomes)
        add_variant(self.session, plan.route, kind, names, found.line, found.source, signed)
        return "variant", plan.route.id

    def _new_route(self, found: Found, choice: Choice) -> int:
        imported = import_track(
            self.session,
            found.track,
            found.file_name,
            self.person.organisation,
            replace(self.wishes.wishes, title=choice.title or found.title),
            home=self.reading.settings.departement.bounds,
            heights=self.reading.heights,
            mend=self.wishes.mend,
            repairs=self.reading.repairs(found.track, choice.repairs or frozenset()),
            signed=Signed(self.person),
        )
        return imported.route.id

    def _in_a_route(self, plan: Plan) -> Plan:
        """For what goes to a route that is there: which one, and what that would do."""
        plan = self._with_route(plan)
        route, choice = plan.route, plan.choice
        if route is None:
            return plan
        if choice.becomes == Becomes.STAGE:
            if not route.stages:
                return replace(plan, problem=sentence(GisError("stages.none_yet")))
            if choice.stage is None:
                plan = replace(plan, choice=replace(choice, stage=self._nearest_stage(plan)))
        if choice.becomes in (Becomes.LINE, Becomes.STAGE):
            plan = self._rehearsed(plan)
        return replace(plan, is_agreed=plan.choice.agreed == plan.choice.key)

    def _with_route(self, plan: Plan) -> Plan:
        choice = plan.choice
        if choice.route_id is not None:
            route = route_to_edit(self.session, self.person, choice.route_id)
            if route:
                return replace(plan, route=route)
        if not choice.called:
            return replace(plan, problem=_("Dites dans quel itinéraire : son nom ou son numéro."))
        routes = routes_called(self.session, self.person, choice.called)
        if not routes:
            return replace(
                plan,
                problem=_(
                    "Aucun itinéraire que vous pouvez modifier ne porte ce nom : « %(name)s ».",
                    name=choice.called,
                ),
            )
        if len(routes) > 1:
            problem = _("Plusieurs itinéraires portent ce nom : choisissez le bon.")
            return replace(plan, candidates=tuple(routes), problem=problem)
        return replace(plan, route=routes[0], choice=replace(choice, route_id=routes[0].id))

    def _nearest_stage(self, plan: Plan) -> int:
        """The stage whose ends lie nearest to those of the new line, either way round."""
        assert plan.route is not None
        measured = along(working_line(self.session, plan.route))
        first, last = ends_of(plan.found.line)
        best, from_m = (float("inf"), 1), 0.0
        for stage in plan.route.stages:
            to_m = min(stage.end_m, measured.length_m)
            start, end = measured.point_at(from_m), measured.point_at(to_m, before_gap=True)
            aside_m = min(
                apart_m(first, start) + apart_m(last, end),
                apart_m(last, start) + apart_m(first, end),
            )
            best, from_m = min(best, (aside_m, stage.number)), to_m
        return best[1]

    def _rehearsed(self, plan: Plan) -> Plan:
        """With what the new line would do to the route, the line that was seen, and by whom it
        was changed since."""
        route = plan.route
        assert route is not None
        last = last_revision(self.session, route.id, Part.LINE)
        version = last.number if last else 0
        seen, choice = plan.choice.seen, replace(plan.choice, seen=version)
        plan = replace(plan, choice=choice)
        if seen is not None and seen != version:
            plan = replace(plan, clash=last)
        was = (route.line.length_m, route.line.geom) if route.line else None
        try:
            told, will_be_m, will_be = _undone(self.session, lambda: self._renewed(plan))
        except GisError as error:
            return replace(plan, problem=sentence(error))
        plan = replace(plan, told=told, was_m=was[0] if was else None, will_be_m=will_be_m)
        return replace(plan, drawn=lines_drawn(was[1], will_be)) if plan.clash and was else plan

    def _renewed(self, plan: Plan) -> RouteLine:
        """The route with its new line, or its stage with it."""
        found, choice, route = plan.found, plan.choice, plan.route
        assert route is not None and found.intake is not None
        home = self.reading.settings.departement.bounds
        arrived = FromFile(found.line, found.source, found.intake.noticed)
        signed = Signed(self.person, choice.seen)
        if choice.becomes == Becomes.LINE:
            return renew_line(self.session, route, arrived, home, signed)
        if choice.stage == NEW_STAGE:
            return append_stage(self.session, route, arrived, home, signed)
        return renew_stage(self.session, route, choice.stage or 1, arrived, home, signed)


def _undone(
    session: Session, act: Callable[[], RouteLine]
) -> tuple[tuple[str, ...], float, MultiLineString]:
    """What a change says of itself, and the line that it gives; then it is taken back."""
    savepoint = session.begin_nested()
    try:
        stored = act()
        findings = [Finding(**one) for one in stored.findings]
        told = tuple(located_sentence(one) for one in findings if one.key.startswith(MOVED))
        return told, stored.length_m, stored.geom
    finally:
        savepoint.rollback()
