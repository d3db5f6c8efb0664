"""What a page that draws saves: a line and its instructions, both or neither; a route in two."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.contributors import Taking, save_contributors
from app.models import Organisation, Revision, Route, RouteLine
from gis.along import along
from gis.vocabulary import ContributorRole, Role
from tests.app.api.conftest import Script, Scripts
from tests.builders import a_line
from tests.staged import LENGTH_M, a_staged_route, at_m
from tests.stored import a_stored_committee, a_stored_route

PLACES_M = [0.0, 3_000.0, 6_000.0, 9_000.0]


def sent(pieces: Any) -> dict[str, Any]:
    return {"type": "MultiLineString", "coordinates": pieces}


def the_line() -> list[list[list[float]]]:
    return [[list(position) for position in a_line().geoms[0].coords]]


def bent() -> list[list[list[float]]]:
    """The line with a vertex moved some 50 m north."""
    (piece,) = the_line()
    piece[100][1] += 0.0005
    return [piece]


@pytest.fixture
def officer(script: Scripts) -> Script:
    return script(Role.OFFICER)


@pytest.fixture
def route(committing: Session, owner: Organisation) -> Route:
    """Three stages, four instructions, two sections on twelve kilometres."""
    found = a_staged_route(committing, owner=owner)
    committing.commit()
    return found


def versions(script: Script, route: Route) -> tuple[int, int]:
    parts = script.get(f"/api/routes/{route.id}").json["parts"]
    return parts["line"]["version"], parts["steps"]["version"]


def the_steps(script: Script, route: Route) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = script.get(f"/api/routes/{route.id}/steps").json["steps"]
    return found


def put(script: Script, route: Route, body: dict[str, Any], version: int) -> Any:
    return script.send("PUT", f"/api/routes/{route.id}/drawing", body, version)


def counted(committing: Session) -> list[int | None]:
    committing.rollback()
    tables = (Route, RouteLine, Revision)
    return [committing.scalar(select(func.count()).select_from(table)) for table in tables]


def test_a_drawn_line_is_stored_and_what_stands_on_it_goes_along(
    officer: Script, route: Route
) -> None:
    line, steps = versions(officer, route)
    before = the_steps(officer, route)
    saved = put(officer, route, {"line": sent(bent())}, line)
    assert saved.status_code == 200
    assert saved.headers["ETag"] == f'"{line + 1}"'
    assert (saved.json["line_version"], saved.json["steps_version"]) == (line + 1, steps)
    stored = officer.get(f"/api/routes/{route.id}/line").json
    assert stored["coordinates"] == bent()
    for figure in ("length_m", "ascent_m", "descent_m", "findings"):
        assert saved.json[figure] == stored[figure]
    assert saved.json["steps"] == the_steps(officer, route)
    assert [one["id"] for one in saved.json["steps"]] == [one["id"] for one in before]
    longer_m = stored["length_m"] - LENGTH_M
    assert saved.json["steps"][3]["at_m"] == pytest.approx(before[3]["at_m"] + longer_m, abs=0.5)
    (newest, *_) = officer.get(f"/api/routes/{route.id}/revisions?part=line").json["revisions"]
    assert (newest["gesture"], newest["author"]) == ("saved", "Ada")


def test_instructions_are_placed_exactly_as_they_are_sent(officer: Script, route: Route) -> None:
    line, steps = versions(officer, route)
    first, second, third, _fourth = the_steps(officer, route)
    wanted = [
        {"id": first["id"], "at_m": 12.3456789, "texts": first["texts"], "to_check": False},
        {"id": None, "at_m": 1_000.1, "texts": {"fr": "Au puits.", "en": "At the well."},
         "to_check": False},
        {"id": third["id"], "at_m": 4_999.9, "texts": {"fr": "Autrement."}, "to_check": True},
        {"id": second["id"], "at_m": 4_999.9, "texts": second["texts"], "to_check": False},
    ]  # fmt: skip
    body = {"line": sent(bent()), "steps": {"seen": steps, "steps": wanted}}
    saved = put(officer, route, body, line).json
    new_id = saved["steps"][1]["id"]
    assert saved["steps"] == [{**one, "id": one["id"] or new_id} for one in wanted]
    assert new_id not in {one["id"] for one in (first, second, third, _fourth)}
    assert saved["steps"] == the_steps(officer, route)
    assert (saved["line_version"], saved["steps_version"]) == versions(officer, route)
    assert (saved["line_version"], saved["steps_version"]) == (line + 1, steps + 1)
    assert not [one for one in saved["findings"] if "step" in one["key"]]


def test_a_line_travelled_the_other_way_takes_everything_round(
    officer: Script, route: Route
) -> None:
    line, _steps = versions(officer, route)
    before = the_steps(officer, route)
    (piece,) = bent()
    saved = put(officer, route, {"line": sent([piece[::-1]]), "is_reversed": True}, line).json
    assert [one["id"] for one in saved["steps"]] == [one["id"] for one in before][::-1]
    assert all(one["to_check"] for one in saved["steps"])
    places_m = [saved["length_m"] - one["at_m"] for one in saved["steps"]][::-1]
    expected_m = [one["at_m"] for one in before]
    assert places_m == pytest.approx(expected_m, abs=saved["length_m"] - LENGTH_M + 0.5)
    words = officer.get(f"/api/routes/{route.id}/texts/fr").json
    assert (words["departure"], words["arrival"]) == ("Éauze", "Condom")
    stages = officer.get(f"/api/routes/{route.id}").json["parts"]["line"]["document"]["stages"]
    assert [one["to_check"] for one in stages] == [False, False, False]
    ends_m = [one["end_m"] for one in stages]
    longer_m = saved["length_m"] - LENGTH_M
    assert ends_m == pytest.approx([at_m(4), at_m(8) + longer_m, LENGTH_M + longer_m], abs=5)
    told = [one["key"] for one in saved["findings"]]
    assert told[:2] == ["anchors.reversed", "anchors.steps_reversed"]


def test_a_line_turned_round_takes_given_instructions_where_they_are_sent(
    officer: Script, route: Route
) -> None:
    line, steps = versions(officer, route)
    mirrored = [
        {**one, "at_m": LENGTH_M - one["at_m"], "to_check": False}
        for one in reversed(the_steps(officer, route))
    ]
    (piece,) = the_line()
    body = {
        "line": sent([piece[::-1]]),
        "is_reversed": True,
        "steps": {"seen": steps, "steps": mirrored},
    }
    saved = put(officer, route, body, line).json
    assert saved["steps"] == mirrored
    assert [one["key"] for one in saved["findings"]] == ["anchors.reversed"]


def test_a_line_that_is_the_one_before_is_no_new_version(
    officer: Script, route: Route, committing: Session
) -> None:
    line, steps = versions(officer, route)
    before = counted(committing)
    assert put(officer, route, {"line": sent(the_line())}, line).status_code == 200
    assert counted(committing) == before
    moved = [{**one, "at_m": one["at_m"] + 5} for one in the_steps(officer, route)]
    body = {"line": sent(the_line()), "steps": {"seen": steps, "steps": moved}}
    saved = put(officer, route, body, line).json
    assert saved["steps"] == moved
    assert (saved["line_version"], saved["steps_version"]) == (line, steps + 1)


def test_places_come_back_with_the_revision_that_has_them(officer: Script, route: Route) -> None:
    line, steps = versions(officer, route)
    placed = [
        {**one, "at_m": place_m}
        for one, place_m in zip(the_steps(officer, route), PLACES_M, strict=True)
    ]
    body = {"line": sent(bent()), "steps": {"seen": steps, "steps": placed}}
    assert put(officer, route, body, line).status_code == 200
    assert put(officer, route, {"line": sent(the_line())}, line + 1).status_code == 200
    address = f"/api/routes/{route.id}/revisions/line/{line + 1}/restore"
    assert officer.send("POST", address, version=line + 2).status_code == 200
    assert [one["at_m"] for one in the_steps(officer, route)] == PLACES_M


def test_a_route_without_a_line_gets_its_first_with_its_shape_and_instructions(
    officer: Script, committing: Session
) -> None:
    made = officer.send(
        "POST", "/api/routes", {"title": "Neuf", "kind": "pr", "practices": ["walking"]}
    ).json
    loop = [[[0.3, 43.9], [0.31, 43.9], [0.31, 43.91], [0.3, 43.9]]]
    step = {"id": None, "at_m": 800.0, "texts": {"fr": "À gauche."}, "to_check": False}
    body = {"line": sent(loop), "steps": {"seen": 0, "steps": [step]}}
    saved = officer.send("PUT", f"/api/routes/{made['id']}/drawing", body, 0)
    assert saved.status_code == 200
    assert (saved.json["line_version"], saved.json["steps_version"]) == (1, 1)
    assert [one["at_m"] for one in saved.json["steps"]] == [800.0]
    assert officer.get(f"/api/routes/{made['id']}/facts").json["shape"] == "loop"


def test_a_shape_that_was_read_off_the_line_goes_with_what_is_drawn(
    officer: Script, route: Route
) -> None:
    (piece,) = the_line()
    loop = [[*piece, [0.45, 43.95, 100.0], piece[0]]]
    line, _steps = versions(officer, route)
    assert put(officer, route, {"line": sent(loop)}, line).status_code == 200
    assert officer.get(f"/api/routes/{route.id}/facts").json["shape"] == "loop"


# Refused: nothing of it is stored


def test_whoever_drew_on_an_older_line_is_shown_the_newer_one(
    officer: Script, route: Route, committing: Session
) -> None:
    line, steps = versions(officer, route)
    faster = officer.send("PUT", f"/api/routes/{route.id}/line", sent(bent()), line)
    assert faster.status_code == 200
    before = counted(committing)
    body = {"line": sent(the_line()), "steps": {"seen": steps, "steps": []}}
    refused = put(officer, route, body, line)
    assert refused.status_code == 412
    assert (refused.json["part"], refused.json["key"]) == ("line", "revision.clash")
    assert (refused.json["mine"]["version"], refused.json["theirs"]["version"]) == (line, line + 1)
    assert counted(committing) == before
    assert len(the_steps(officer, route)) == 4


def test_instructions_that_somebody_else_changed_keep_the_line_from_being_stored(
    officer: Script, route: Route, committing: Session
) -> None:
    line, steps = versions(officer, route)
    own = the_steps(officer, route)
    reworded = [
        {"id": one["id"], "texts": {"fr": "Entre-temps."}, "to_check": False} for one in own
    ]
    address = f"/api/routes/{route.id}/steps"
    assert officer.send("PUT", address, {"steps": reworded}, steps).status_code == 200
    before = counted(committing)
    body = {"line": sent(bent()), "steps": {"seen": steps, "steps": own}}
    refused = put(officer, route, body, line)
    assert refused.status_code == 412
    assert refused.json["part"] == "steps"
    assert refused.json["mine"]["version"] == steps
    assert refused.json["theirs"]["version"] == steps + 1
    assert refused.headers["ETag"] == f'"{steps + 1}"'
    assert counted(committing) == before
    assert officer.get(f"/api/routes/{route.id}/line").json["coordinates"] == the_line()
    assert put(officer, route, {"line": sent(bent())}, line).status_code == 200


def step(**changes: Any) -> dict[str, Any]:
    fields = {"id": None, "at_m": 5.0, "texts": {"fr": "Tout droit."}, "to_check": False}
    return {**fields, **changes}


@pytest.mark.parametrize(
    ("steps", "key"),
    [
        ([step(at_m=90_000.0)], "line.place_outside"),
        ([step(at_m=9.0), step(at_m=8.0)], "steps.out_of_order"),
        ([step(texts={"en": "Left."})], "steps.no_french"),
        ([step(texts={"fr": " "})], "steps.no_french"),
        ([step(id=999_999)], "steps.unknown"),
        ("twice", "steps.twice"),
    ],
)
def test_instructions_that_cannot_stand_there_keep_the_line_from_being_stored(
    officer: Script, route: Route, committing: Session, steps: Any, key: str
) -> None:
    line, seen = versions(officer, route)
    own = the_steps(officer, route)
    sent_steps = [own[0], own[0]] if steps == "twice" else steps
    before = counted(committing)
    body = {"line": sent(bent()), "steps": {"seen": seen, "steps": sent_steps}}
    refused = put(officer, route, body, line)
    assert (refused.status_code, refused.json["key"]) == (422, key)
    assert refused.json["detail"].endswith(".")
    assert counted(committing) == before
    assert the_steps(officer, route) == own


def test_a_line_beyond_the_map_leaves_the_instructions_alone(
    officer: Script, route: Route, committing: Session
) -> None:
    line, seen = versions(officer, route)
    before = counted(committing)
    polar = sent([[[0.3, 86.0], [0.3, 86.1]]])
    body = {"line": polar, "steps": {"seen": seen, "steps": [step()]}}
    refused = put(officer, route, body, line)
    assert (refused.status_code, refused.json["key"]) == (422, "line.beyond_the_map")
    assert counted(committing) == before
    assert len(the_steps(officer, route)) == 4


def test_nothing_is_drawn_without_the_version_that_was_read(officer: Script, route: Route) -> None:
    body = {"line": sent(bent())}
    address = f"/api/routes/{route.id}/drawing"
    assert officer.send("PUT", address, body).status_code == 428


def test_only_who_may_edit_a_route_draws_it(
    script: Scripts, route: Route, committing: Session
) -> None:
    reader = script(Role.READER, name="Cy")
    elsewhere = a_stored_committee(committing, key="ot", name="OT")
    stranger = script(Role.OFFICER, organisation=elsewhere, name="Bo")
    body, cut = {"line": sent(bent())}, {"at_m": 6_000.0, "title": "La suite"}
    address = f"/api/routes/{route.id}"
    for other, status in ((reader, 403), (stranger, 404)):
        assert put(other, route, body, 1).status_code == status
        assert other.send("POST", f"{address}/split", cut, 1).status_code == status
    assert stranger.get(f"{address}/steps/proposed").status_code == 404
    assert reader.get(f"{address}/steps/proposed").status_code == 200


# Instructions by themselves


def test_instructions_are_moved_added_and_dropped_without_a_new_line(
    officer: Script, route: Route, committing: Session
) -> None:
    line, steps = versions(officer, route)
    first, *_others, last = the_steps(officer, route)
    wanted = [step(at_m=4.5), {**first, "at_m": 77.7}, {**last, "at_m": LENGTH_M}]
    saved = officer.send("PUT", f"/api/routes/{route.id}/steps", {"steps": wanted}, steps)
    assert saved.status_code == 200
    new_id = saved.json["steps"][0]["id"]
    assert saved.json["steps"] == [{**one, "id": one["id"] or new_id} for one in wanted]
    assert versions(officer, route) == (line, steps + 1)
    dropped = officer.send("PUT", f"/api/routes/{route.id}/steps", {"steps": []}, steps + 1)
    assert dropped.json["steps"] == []


@pytest.mark.parametrize("at_m", [None, 3.0])
def test_all_instructions_have_a_place_or_none(
    officer: Script, route: Route, at_m: float | None
) -> None:
    first, second, *_others = the_steps(officer, route)
    words = {"id": first["id"], "texts": first["texts"], "to_check": False}
    beside = step() if at_m is None else {**second, "at_m": at_m}
    if at_m is None:
        del beside["at_m"]
    address = f"/api/routes/{route.id}/steps"
    _line, seen = versions(officer, route)
    refused = officer.send("PUT", address, {"steps": [words, beside]}, seen)
    assert (refused.status_code, refused.json["key"]) == (422, "steps.some_without_place")
    assert len(the_steps(officer, route)) == 4


def test_what_a_line_suggests_is_told_in_three_languages_and_not_stored(
    officer: Script, owner: Organisation, committing: Session
) -> None:
    corner = [[0.37, 43.9], [0.39, 43.9], [0.39, 43.92]]
    bare = a_stored_route(committing, title="Coude", owner=owner, line=a_line(corner))
    committing.commit()
    answer = officer.get(f"/api/routes/{bare.id}/steps/proposed")
    assert answer.status_code == 200
    start, turn, end = answer.json["steps"]
    assert turn["texts"] == {
        "fr": "Tourner à gauche.", "en": "Turn left.", "es": "Girar a la izquierda.",
    }  # fmt: skip
    length_m = along(a_line(corner)).length_m
    assert (start["at_m"], end["at_m"]) == (0.0, pytest.approx(length_m, abs=30))
    assert all(one["to_check"] for one in answer.json["steps"])
    assert the_steps(officer, bare) == []


def test_a_route_without_a_line_suggests_nothing(officer: Script) -> None:
    made = officer.send(
        "POST", "/api/routes", {"title": "Neuf", "kind": "pr", "practices": ["walking"]}
    ).json
    refused = officer.get(f"/api/routes/{made['id']}/steps/proposed")
    assert (refused.status_code, refused.json["key"]) == (422, "publish.no_line")


# In two


def test_a_route_is_cut_in_two_and_each_part_keeps_what_stands_on_it(
    officer: Script, route: Route
) -> None:
    (piece,) = the_line()
    line, _steps = versions(officer, route)
    cut = officer.send(
        "POST", f"/api/routes/{route.id}/split", {"at_m": at_m(8), "title": "La suite"}, line
    )
    assert cut.status_code == 201
    assert cut.headers["ETag"] == f'"{line + 1}"'
    assert cut.json["line_version"] == line + 1
    draft = officer.get(cut.headers["Location"]).json
    assert (draft["id"], draft["slug"]) == (cut.json["route_id"], cut.json["slug"])
    assert (draft["title"], draft["state"]) == ("La suite", "draft")
    kept = officer.get(f"/api/routes/{route.id}/line").json["coordinates"]
    rest = officer.get(f"/api/routes/{draft['id']}/line").json["coordinates"]
    assert (kept, rest) == ([piece[:161]], [piece[160:]])
    revisions = officer.get(f"/api/routes/{draft['id']}/revisions").json["revisions"]
    assert {one["author"] for one in revisions if one["number"]} == {"Ada"}


def test_who_was_let_into_a_route_is_let_into_both_its_parts(
    script: Scripts, route: Route, committing: Session
) -> None:
    office = a_stored_committee(committing, key="ot", name="OT")
    taking = Taking(office.id, ContributorRole.CONTRIBUTOR, may_edit=True, does="Le balisage")
    save_contributors(committing, route, [taking])
    committing.commit()
    partner = script(Role.OFFICER, organisation=office, name="Bo")
    line, _steps = versions(partner, route)
    cut = partner.send(
        "POST", f"/api/routes/{route.id}/split", {"at_m": at_m(8), "title": "La suite"}, line
    )
    assert partner.get(cut.headers["Location"]).json["rights"] == ["edit", "see"]


@pytest.mark.parametrize(
    ("body", "behind", "status"),
    [
        ({"at_m": 6_000.0, "title": "La suite"}, 1, 412),
        ({"at_m": 90_000.0, "title": "La suite"}, 1, 412),
        ({"at_m": 0.0, "title": "La suite"}, 0, 422),
        ({"at_m": 90_000.0, "title": "La suite"}, 0, 422),
        ({"at_m": 6_000.0, "title": ""}, 0, 422),
        ({"at_m": 6_000.0, "title": "  "}, 0, 422),
        ({"at_m": -1.0, "title": "La suite"}, 0, 422),
        ({"at_m": 7e307, "title": "La suite"}, 0, 422),
    ],
)
def test_a_cut_that_cannot_be_made_leaves_one_route(
    officer: Script,
    route: Route,
    committing: Session,
    body: dict[str, Any],
    behind: int,
    status: int,
) -> None:
    line, _steps = versions(officer, route)
    before = counted(committing)
    refused = officer.send("POST", f"/api/routes/{route.id}/split", body, line - behind)
    assert refused.status_code == status
    assert refused.json["detail"].endswith(".")
    assert counted(committing) == before
