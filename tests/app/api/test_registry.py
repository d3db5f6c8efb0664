"""The editors' JSON: reading with a version, writing over it, being refused."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.contributors import Taking, hand_over, save_contributors
from app.models import Organisation, Route, RouteLine, RouteState
from gis.vocabulary import ContributorRole, Role
from tests.app.api.conftest import Script, Scripts
from tests.stored import a_stored_committee

LINE = {"type": "MultiLineString", "coordinates": [[[0.3, 43.9, 100], [0.31, 43.9, 110]]]}
EDITOR = (Role.OFFICER, Role.VALIDATOR)


@pytest.fixture
def editor(script: Scripts) -> Script:
    return script(*EDITOR)


def words(editor: Script, route: Route, language: str = "fr") -> dict[str, Any]:
    return editor.get(f"/api/routes/{route.id}/texts/{language}").json


def test_a_route_is_read_with_the_version_of_each_part(editor: Script, route: Route) -> None:
    found = editor.get(f"/api/routes/{route.id}").json
    assert found["title"] == "Les remparts"
    assert found["rights"] == ["edit", "publish", "see"]
    assert found["parts"]["line"]["version"] == 1
    assert found["parts"]["text.fr"] == {
        "version": 0,
        "document": {
            key: value for key, value in words(editor, route).items() if key != "is_up_to_date"
        },
    }


def test_what_is_written_is_what_is_read_next(editor: Script, route: Route) -> None:
    address = f"/api/routes/{route.id}/texts/en"
    body = {**words(editor, route, "en"), "title": "The ramparts", "is_up_to_date": True}
    saved = editor.send("PUT", address, body, 0)
    assert saved.status_code == 200
    assert saved.headers["ETag"] == '"1"'
    assert saved.json == editor.get(address).json == body


def test_facts_travel_both_ways_unchanged(editor: Script, route: Route) -> None:
    address = f"/api/routes/{route.id}/facts"
    body = {**editor.get(address).json, "difficulty": 3, "stated": {"ascent_m": 120}}
    assert editor.send("PUT", address, body, 0).json == body
    assert editor.get(address).headers["ETag"] == '"1"'


def test_nothing_is_written_without_the_version_that_was_read(editor: Script, route: Route) -> None:
    refused = editor.send("PUT", f"/api/routes/{route.id}/texts/fr", words(editor, route))
    assert refused.status_code == 428
    assert refused.content_type == "application/problem+json"


def test_who_comes_second_is_shown_both_versions(editor: Script, route: Route) -> None:
    address = f"/api/routes/{route.id}/texts/fr"
    first = {**words(editor, route), "title": "Premier"}
    assert editor.send("PUT", address, first, 0).status_code == 200
    refused = editor.send("PUT", address, {**first, "title": "Second"}, 0)
    assert refused.status_code == 412
    assert refused.headers["ETag"] == '"1"'
    assert refused.json["key"] == "revision.clash"
    assert refused.json["mine"]["version"] == 0
    assert refused.json["mine"]["document"]["title"] == "Second"
    assert refused.json["theirs"]["version"] == 1
    assert refused.json["theirs"]["author"] == "Ada"
    assert refused.json["theirs"]["document"]["title"] == "Premier"
    assert words(editor, route)["title"] == "Premier"


def test_a_version_that_never_was_is_refused(editor: Script, route: Route) -> None:
    refused = editor.send("PUT", f"/api/routes/{route.id}/texts/fr", words(editor, route), 7)
    assert refused.status_code == 412
    assert refused.json["theirs"]["version"] == 0
    assert refused.json["theirs"]["document"]["title"] == "Les remparts"


def test_a_route_begins_with_its_line_or_not_at_all(editor: Script, committing: Session) -> None:
    made = editor.send(
        "POST",
        "/api/routes",
        {"title": "Le tour", "kind": "pr", "practices": ["walking"], "line": LINE},
    )
    assert made.status_code == 201
    found = editor.get(made.headers["Location"]).json
    assert found["parts"]["text.fr"]["version"] == found["parts"]["line"]["version"] == 1
    assert found["slug"] == "le-tour"
    flat = {"type": "MultiLineString", "coordinates": [[[300000, 43.9], [300100, 43.9]]]}
    refused = editor.send(
        "POST",
        "/api/routes",
        {"title": "Perdu", "kind": "pr", "practices": ["walking"], "line": flat},
    )
    assert refused.status_code == 422
    assert committing.scalar(select(func.count()).select_from(Route)) == 1


def test_a_new_line_is_a_new_version_and_words_make_none(
    editor: Script, route: Route, committing: Session
) -> None:
    def count() -> int | None:
        return committing.scalar(select(func.count()).select_from(RouteLine))

    editor.send("PUT", f"/api/routes/{route.id}/texts/fr", words(editor, route), 0)
    assert count() == 1
    saved = editor.send("PUT", f"/api/routes/{route.id}/line", LINE, 1)
    assert saved.status_code == 200
    assert saved.json["coordinates"] == LINE["coordinates"]
    assert saved.headers["ETag"] == '"2"'
    assert count() == 2


def test_a_revision_is_restored_as_a_new_one(editor: Script, route: Route) -> None:
    address = f"/api/routes/{route.id}/texts/fr"
    editor.send("PUT", address, {**words(editor, route), "title": "Autrement"}, 0)
    listed = editor.get(f"/api/routes/{route.id}/revisions?part=text.fr").json
    assert [one["number"] for one in listed["revisions"]] == [1, 0]
    restored = editor.send("POST", f"/api/routes/{route.id}/revisions/text.fr/0/restore", version=1)
    assert restored.json["version"] == 2
    assert words(editor, route)["title"] == "Les remparts"


def test_a_route_is_sent_published_and_withdrawn(
    editor: Script, route: Route, committing: Session
) -> None:
    address = f"/api/routes/{route.id}"
    french = {"languages": ["fr"]}
    assert editor.send("POST", f"{address}/validation", french, 0).status_code == 200
    published = editor.send("POST", f"{address}/publication", french, 1)
    assert published.json["state"] == "published"
    assert editor.send("POST", f"{address}/publication", french, 1).status_code == 412
    withdrawn = editor.send("DELETE", f"{address}/publication", version=2)
    assert withdrawn.json["state"] == "withdrawn"
    committing.refresh(route)
    assert route.state == RouteState.WITHDRAWN


def test_only_what_was_read_is_published(editor: Script, route: Route) -> None:
    address = f"/api/routes/{route.id}"
    read = editor.get(f"{address}/publication").json["seal"]
    body = {**words(editor, route), "title": "Entre-temps"}
    assert editor.send("PUT", f"{address}/texts/fr", body, 0).status_code == 200
    wish = {"languages": ["fr"], "seal": read}
    refused = editor.send("POST", f"{address}/publication", wish, 0)
    assert (refused.status_code, refused.json["key"]) == (422, "publish.unseen")
    wish["seal"] = editor.get(f"{address}/publication").json["seal"]
    assert editor.send("POST", f"{address}/publication", wish, 0).status_code == 200


def test_what_a_route_lacks_is_told_in_words(editor: Script, route: Route) -> None:
    found = editor.get(f"/api/routes/{route.id}/completeness").json
    assert 0 < found["percent"] < 100
    assert "complete.description" in {one["key"] for one in found["missing"]}


def test_what_lacks_something_is_refused_with_every_reason(editor: Script) -> None:
    made = editor.send(
        "POST", "/api/routes", {"title": "Nu", "kind": "pr", "practices": ["walking"]}
    )
    refused = editor.send(
        "POST", f"{made.headers['Location']}/publication", {"languages": ["fr"]}, 0
    )
    assert refused.status_code == 422
    assert {one["key"] for one in refused.json["reasons"]} == {
        "publish.no_line",
        "publish.no_start",
        "publish.no_end",
    }


def test_each_role_does_what_it_may(script: Scripts, route: Route, committing: Session) -> None:
    stranger = script(*EDITOR, organisation=a_stored_committee(committing, key="x"), name="Bo")
    reader, officer = script(Role.READER, name="Cy"), script(Role.OFFICER, name="Di")
    address = f"/api/routes/{route.id}"
    assert stranger.get(address).status_code == 404
    assert stranger.get("/api/routes").json["total"] == 0
    assert reader.get(address).json["rights"] == ["see"]
    body = words(officer, route)
    assert reader.send("PUT", f"{address}/texts/fr", body, 0).status_code == 403
    assert officer.send("PUT", f"{address}/texts/fr", body, 0).status_code == 200
    publishing = ("POST", f"{address}/publication", {"languages": ["fr"]}, 0)
    assert officer.send(*publishing).status_code == 403


def test_routes_are_found_by_words_state_and_owner(editor: Script, route: Route) -> None:
    editor.send("PUT", f"/api/routes/{route.id}/texts/fr", words(editor, route), 0)
    editor.send(
        "PUT",
        f"/api/routes/{route.id}/texts/fr",
        {**words(editor, route), "title": "Les rémparts de Lectoure"},
        0,
    )
    for query, total in {
        "q=REMPARTS": 1,
        "q=lectoure+remparts": 1,
        "q=autre": 0,
        "q=%25": 1,
        "state=draft": 1,
        "state=published": 0,
        "own=true": 1,
        "page=2": 1,
    }.items():
        assert editor.get(f"/api/routes?{query}").json["total"] == total, query
    assert editor.get("/api/routes?page=0").status_code == 400
    assert editor.get("/api/routes?colour=red").status_code == 400
    assert editor.get("/api/routes?q=%00").status_code == 400


def test_who_was_let_in_takes_no_route_by_going_back(
    script: Scripts, route: Route, committing: Session, owner: Organisation
) -> None:
    office = a_stored_committee(committing, key="ot", name="OT")
    save_contributors(committing, route, [Taking(office.id, ContributorRole.CO_PILOT)])
    hand_over(committing, route, office)
    hand_over(committing, route, owner)
    committing.commit()
    address = f"/api/routes/{route.id}/revisions/contributors/{{}}/restore"
    partner, officer = script(Role.OFFICER, organisation=office, name="Bo"), script(Role.OFFICER)
    assert partner.get(f"/api/routes/{route.id}").json["rights"] == ["edit", "see"]
    for number in (1, 2):
        assert partner.send("POST", address.format(number), version=3).status_code == 403
    assert officer.send("POST", address.format(2), version=3).status_code == 403
    assert officer.send("POST", address.format(0), version=3).status_code == 200
    boss = script(Role.ADMINISTRATOR, Role.OFFICER, name="Eve")
    assert boss.send("POST", address.format(2), version=4).status_code == 200
    committing.refresh(route)
    assert route.owner_id == office.id


def test_a_shape_that_was_read_off_the_line_goes_with_it(editor: Script, route: Route) -> None:
    loop = [[0.3, 43.9], [0.4, 43.9], [0.4, 43.95], [0.3, 43.9]]
    sent = editor.send("PUT", f"/api/routes/{route.id}/line", {**LINE, "coordinates": [loop]}, 1)
    assert sent.status_code == 200
    assert editor.get(f"/api/routes/{route.id}/facts").json["shape"] == "loop"
    listed = editor.get(f"/api/routes/{route.id}/revisions?part=line").json["revisions"]
    assert listed[0]["gesture"] == "saved"


def test_nothing_is_verified_ahead_of_time(editor: Script, route: Route) -> None:
    address = f"/api/routes/{route.id}/facts"
    body = {**editor.get(address).json, "verified_on": "2999-01-01"}
    refused = editor.send("PUT", address, body, 0)
    assert (refused.status_code, refused.json["key"]) == (422, "facts.verified_later")
