"""Instructions in words, and steps proposed from what the register knows around a line."""

from collections.abc import Iterator, Mapping
from math import inf

import pytest
import shapely
from flask import Flask
from sqlalchemy.orm import Session

from app.actions.cues import propose_steps
from app.actions.places import add_places
from app.actions.steps import set_steps
from app.cues import NUMBERED, OTHERWISE_NUMBERED, TOWARDS, TURNS, UNNUMBERED, instruction
from app.models import Place, Route, Viewpoint
from app.queries.cues import route_instructions
from gis.cues import Bend, Cue, CueKind, Instruction, OtherRoute, Side
from gis.errors import GisError, LineError
from gis.sheets import PlaceText
from gis.vocabulary import Language, PlaceKind, RouteKind, ViewpointState
from tests.builders import a_line, a_place_sheet
from tests.grid import drawn, points
from tests.stored import a_published_route, a_stored_route

CROSSROADS = """
              n
              |   v
    w---------x-------e
              |
              s
"""
GR65 = OtherRoute("GR®65", RouteKind.GR, {Language.FR: "Via Podiensis"}, a_line())
V82 = OtherRoute("V82", RouteKind.VELOROUTE, {Language.FR: "Vallée de la Baïse"}, a_line())
LOOP = OtherRoute(
    "",
    RouteKind.LOCAL_LOOP,
    {Language.FR: "Autour de Condom", Language.EN: "Around Condom"},
    a_line(),
)


def in_french(app: Flask, *cues: Cue) -> str:
    with app.app_context():
        return instruction(cues, Language.FR)


def a_turn(at_m: float = 100, bend_deg: int = -90) -> Cue:
    side = Side.LEFT if bend_deg < 0 else Side.RIGHT
    return Cue(CueKind.TURN, at_m, 1, bend_deg, side)


def meeting(kind: CueKind, route: OtherRoute, at_m: float = 110) -> Cue:
    return Cue(kind, at_m, 1, route=route)


def a_spur() -> Cue:
    """150 m there and back, from where a_turn() is."""
    return Cue(CueKind.SPUR, 250, 3, 180, length_m=151)


def passing(kind: PlaceKind, name: str, side: Side | None = None) -> Cue:
    place = a_place_sheet(kind=kind, texts={Language.FR: PlaceText(name)})
    return Cue(CueKind.PLACE, 150, 1, side=side, place=place)


@pytest.mark.parametrize(
    ("deg", "words"),
    [
        (-45, "Obliquer à gauche."),
        (90, "Tourner à droite."),
        (-130, "Prendre franchement à gauche."),
        (170, "Suivre l’épingle à droite."),
    ],
)
def test_a_turn_is_said_by_how_much_it_turns(app: Flask, deg: int, words: str) -> None:
    assert in_french(app, a_turn(bend_deg=deg)) == words


@pytest.mark.parametrize(
    ("cues", "words"),
    [
        ((a_turn(), a_turn(150, 60)), "Tourner à gauche, puis tourner à droite."),
        ((meeting(CueKind.CROSS, GR65),), "Continuer tout droit au croisement du GR®65."),
        (
            (meeting(CueKind.CROSS, GR65), meeting(CueKind.CROSS, V82)),
            "Continuer tout droit au croisement du GR®65 et de la véloroute V82.",
        ),
        ((a_turn(), meeting(CueKind.CROSS, GR65)), "Tourner à gauche au croisement du GR®65."),
        ((meeting(CueKind.JOIN, GR65, 80), a_turn()), "Tourner à gauche pour suivre le GR®65."),
        (
            (a_turn(), meeting(CueKind.LEAVE, V82)),
            "Tourner à gauche en quittant la véloroute V82.",
        ),
        ((meeting(CueKind.JOIN, LOOP),), "Rejoindre l’itinéraire « Autour de Condom »."),
        ((meeting(CueKind.LEAVE, GR65),), "Quitter le GR®65."),
        ((a_turn(), meeting(CueKind.LEAVE, GR65, 180)), "Tourner à gauche. Quitter le GR®65."),
        ((passing(PlaceKind.TOWN, "Ancienne gare"),), "Passer par : Ancienne gare."),
        ((passing(PlaceKind.TOWN, "Lialores", Side.LEFT),), "À gauche : Lialores."),
        (
            (passing(PlaceKind.HERITAGE, "Cathédrale de Lectoure", Side.RIGHT),),
            "À droite : Cathédrale de Lectoure.",
        ),
        (
            (passing(PlaceKind.WATER, "Saint-Jacques"), passing(PlaceKind.SHELTER, "Abri du Bois")),
            "Passer par : Saint-Jacques (point d’eau) et Abri du Bois.",
        ),
        (
            (passing(PlaceKind.TOWN, "Pujo", Side.LEFT), passing(PlaceKind.TOWN, "Orx")),
            "À gauche : Pujo. Passer par : Orx.",
        ),
        ((a_spur(),), "Faire un aller-retour de 150 m."),
        (
            (a_turn(), a_spur(), a_turn(bend_deg=90)),
            "Tourner à gauche pour un aller-retour de 150 m, puis tourner à droite.",
        ),
        (
            (Cue(CueKind.GAP, 9, inf, length_m=444.4),),
            "Le tracé est interrompu sur 444 m : rejoindre la suite.",
        ),
        (
            (Cue(CueKind.START, 0, inf, 44, route=GR65),),
            "Départ : partir vers le nord-est en suivant le GR®65.",
        ),
        ((Cue(CueKind.U_TURN, 9, 1),), "Faire demi-tour par le même chemin."),
        ((Cue(CueKind.WINDING, 9, 1),), "Suivre le chemin, qui tourne plusieurs fois."),
        ((Cue(CueKind.START, 0, inf, 44),), "Départ : partir vers le nord-est."),
        (
            (Cue(CueKind.START, 0, inf, 359, place=passing(PlaceKind.TOWN, "Condom").place),),
            "Départ (Condom) : partir vers le nord.",
        ),
        ((Cue(CueKind.END, 0, inf),), "Arrivée."),
    ],
)
def test_an_instruction_reads_as_one_would_say_it(
    app: Flask, cues: Instruction, words: str
) -> None:
    assert in_french(app, *cues) == words


def test_a_route_is_called_as_in_the_readers_language(app: Flask) -> None:
    with app.app_context():
        assert "Around Condom" in instruction((meeting(CueKind.JOIN, LOOP),), Language.EN)
        assert "Autour de Condom" in instruction((meeting(CueKind.JOIN, LOOP),), Language.ES)


def test_every_bend_and_side_and_every_direction_has_its_words() -> None:
    assert set(TURNS) == {(bend, side) for bend in Bend for side in Side}
    assert len({str(words) for words in TOWARDS}) == 8


@pytest.mark.parametrize("articles", [*NUMBERED.values(), OTHERWISE_NUMBERED, UNNUMBERED])
def test_every_article_leaves_room_for_a_name(app: Flask, articles: tuple[str, str]) -> None:
    with app.app_context():
        for words in articles:
            assert "GR®65" in str(words) % {"name": "GR®65"}


def stored_route(session: Session, path: str, title: str, **changes: object) -> Route:
    line = drawn(CROSSROADS, path, every_m=90)
    return a_published_route(session, title=title, line=line, **changes)


def kinds_told(session: Session, route: Route, *, backwards: bool = False) -> list[CueKind]:
    found = route_instructions(session, route, backwards=backwards)
    return [cue.kind for cues in found for cue in cues]


def a_place_beside(session: Session, kind: PlaceKind, letter: str) -> Place:
    place = Place(
        key=f"{kind}-{letter}",
        kind=kind,
        geom=shapely.Point(*points(CROSSROADS)[letter]),
        texts={"fr": {"name": "Un lieu"}},
    )
    add_places(session, [place])
    return place


def test_other_published_routes_are_met(session: Session) -> None:
    stored_route(session, "nxs", "Chemin du nord", number="GR®65", kind=RouteKind.GR)
    route = stored_route(session, "wxe", "D’ouest en est")
    (_start, (cross,), _end) = route_instructions(session, route)
    assert cross.kind == CueKind.CROSS
    assert cross.route is not None
    assert (cross.route.number, cross.route.kind) == ("GR®65", RouteKind.GR)
    assert cross.route.titles == {Language.FR: "Chemin du nord"}


def test_the_comparison_with_other_routes_can_be_watched(session: Session) -> None:
    stored_route(session, "nxs", "Chemin du nord", number="GR®65", kind=RouteKind.GR)
    route = stored_route(session, "wxe", "D’ouest en est")
    seen: list[str] = []

    def watched(others: Iterator[OtherRoute]) -> Iterator[OtherRoute]:
        for other in others:
            seen.append(other.number)
            yield other

    (_start, (cross,), _end) = route_instructions(session, route, watched=watched)
    assert cross.kind == CueKind.CROSS
    assert seen == ["GR®65"]


def test_drafts_and_the_route_itself_are_not_met(session: Session) -> None:
    a_stored_route(session, title="Brouillon", line=drawn(CROSSROADS, "nxs"))
    route = stored_route(session, "wxe", "D’ouest en est")
    assert kinds_told(session, route) == [CueKind.START, CueKind.END]


def test_places_beside_the_line_are_told(session: Session) -> None:
    route = stored_route(session, "wxe", "D’ouest en est")
    a_place_beside(session, PlaceKind.TOWN, "v")
    a_place_beside(session, PlaceKind.LODGING, "x")
    (_start, (passed,), _end) = route_instructions(session, route)
    assert (passed.kind, passed.side) == (CueKind.PLACE, Side.LEFT)
    (_start, (passed,), _end) = route_instructions(session, route, backwards=True)
    assert (passed.kind, passed.side) == (CueKind.PLACE, Side.RIGHT)


def test_a_viewpoint_that_is_only_identified_is_not_told(session: Session) -> None:
    route = stored_route(session, "wxe", "D’ouest en est")
    place = a_place_beside(session, PlaceKind.VIEWPOINT, "x")
    viewpoint = Viewpoint(
        place_id=place.id,
        bearing_deg=0,
        from_deg=0,
        to_deg=90,
        orientation_table=False,
        state=ViewpointState.IDENTIFIED,
    )
    session.add(viewpoint)
    session.flush()
    assert CueKind.PLACE not in kinds_told(session, route)
    viewpoint.state = ViewpointState.VALIDATED
    session.flush()
    assert CueKind.PLACE in kinds_told(session, route)


def worded(cues: Instruction) -> Mapping[Language, str]:
    return dict.fromkeys(Language, " ".join(cue.kind for cue in cues))


def test_proposed_steps_are_stored_to_be_checked(session: Session) -> None:
    route = stored_route(session, "wxn", "Vers le nord")
    propose_steps(session, route, worded)
    assert [(step.number, round(step.at_m, -2), step.to_check) for step in route.steps] == [
        (1, 0, True),
        (2, 1_000, True),
        (3, 1_400, True),
    ]
    assert [step.texts["es"] for step in route.steps] == ["start", "turn", "end"]


def test_steps_that_somebody_wrote_are_kept_unless_they_are_to_be_replaced(
    session: Session,
) -> None:
    route = stored_route(session, "wxn", "Vers le nord")
    set_steps(session, route, [(0, {Language.FR: "Partir."})])
    with pytest.raises(GisError, match="already_there"):
        propose_steps(session, route, worded)
    assert [step.texts["fr"] for step in route.steps] == ["Partir."]
    propose_steps(session, route, worded, replace=True)
    assert len(route.steps) == 3


def test_a_route_without_a_line_has_nothing_to_propose(session: Session) -> None:
    route = a_stored_route(session)
    route.line = None
    session.flush()
    with pytest.raises(LineError, match="no_line"):
        propose_steps(session, route, worded)
