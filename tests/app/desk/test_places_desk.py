"""The places along a route: listed, added, described, moved, shared."""

import pytest
import shapely
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.places import add_places
from app.actions.publication import publish_route
from app.actions.routes import set_line
from app.actions.texts import save_text
from app.models import Change, ChangeKind, Organisation, Place, Route, Viewpoint
from gis.sheets import RouteText as Words
from gis.vocabulary import Language, PlaceKind, Role, ViewpointState
from tests.app.desk.conftest import SignedIn
from tests.app.desk.forms import form_of, send, words
from tests.builders import a_line
from tests.stored import NOW, a_stored_committee, a_stored_route, a_stored_town


def a_fountain(session: Session, lon: float = 0.4, name: str = "Fontaine") -> Place:
    fountain = Place(
        key=f"fontaine-{name}-{lon}",
        kind=PlaceKind.WATER,
        geom=shapely.Point(lon, 43.9005),
        texts={"fr": {"name": name}},
    )
    add_places(session, [fountain])
    session.commit()
    return fountain


def page_of(route: Route) -> str:
    return f"/bureau/itineraires/{route.id}/lieux"


def test_places_are_listed_along_the_line_with_the_other_routes_that_show_them(
    route: Route, committee: Organisation, committing: Session, signed_in: SignedIn
) -> None:
    a_stored_route(committing, owner=committee, title="Tour du château")
    a_fountain(committing, 0.45, "Seconde")
    a_fountain(committing, 0.4, "Première")
    said = words(signed_in(Role.OFFICER).get(page_of(route)))
    assert said.index("Première") < said.index("Seconde")
    assert "2,4" in said and "Tour du château" in said


def test_a_viewpoint_is_added_and_partners_are_told_once_it_is_public(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER, Role.VALIDATOR)
    address = f"{page_of(route)}/ajouter"
    form = form_of(anne, f"{address}?type=viewpoint", address)
    seen = {"name-fr": "Belvédère", "name-en": "Lookout", "lat": "43,9002", "lon": "0,41"}
    view = {"towards": "180", "width": "90", "state": "identified"}
    added = send(anne, form, **seen, **view)
    assert added.status_code == 303
    assert "pas encore public" in words(anne.get(added.location))
    place = committing.scalars(select(Place).where(Place.kind == PlaceKind.VIEWPOINT)).one()
    viewpoint = committing.get_one(Viewpoint, place.id)
    assert (viewpoint.bearing_deg, viewpoint.from_deg, viewpoint.to_deg) == (180, 135, 225)
    assert place.texts == {"fr": {"name": "Belvédère"}, "en": {"name": "Lookout"}}
    changes = select(Change.kind).where(Change.subject_id == place.id)
    assert committing.scalars(changes).all() == []
    form = form_of(anne, f"{page_of(route)}/{place.id}")
    shown = send(anne, form, state="validated")
    assert shown.status_code == 303
    assert "points de vue le montre dès maintenant" in words(anne.get(shown.location))
    committing.expire_all()
    assert viewpoint.state == ViewpointState.VALIDATED
    assert committing.scalars(changes).all() == [ChangeKind.PUBLISHED]


def test_latitude_and_longitude_taken_for_each_other_are_refused(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, fountain = signed_in(Role.OFFICER), a_fountain(committing)
    form = form_of(anne, f"{page_of(route)}/{fountain.id}")
    answer = send(anne, form, lat=form.fields["lon"], lon=form.fields["lat"])
    assert answer.status_code == 422
    assert "inversées" in words(answer)
    committing.expire_all()
    assert fountain.geom.x == 0.4


@pytest.mark.parametrize(
    ("field", "typed"),
    [("lat", "nan"), ("lon", "1e3"), ("lat", "99"), ("name-fr", ""), ("name-fr", "x" * 121)],
)
def test_what_is_no_place_is_refused(
    route: Route, committing: Session, signed_in: SignedIn, field: str, typed: str
) -> None:
    anne, fountain = signed_in(Role.OFFICER), a_fountain(committing)
    form = form_of(anne, f"{page_of(route)}/{fountain.id}")
    assert send(anne, form, **{field: typed}).status_code == 422
    committing.expire_all()
    assert fountain.texts == {"fr": {"name": "Fontaine"}}


def test_two_who_describe_one_place_see_both_versions(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, paul = signed_in(Role.OFFICER, name="Anne"), signed_in(Role.OFFICER, name="Paul")
    fountain = a_fountain(committing)
    page = f"{page_of(route)}/{fountain.id}"
    hers, his = form_of(anne, page), form_of(paul, page)
    assert send(anne, hers, **{"name-fr": "Fontaine d’Anne"}).status_code == 303
    answer = send(paul, his, **{"name-fr": "Fontaine de Paul"})
    assert answer.status_code == 412
    assert "Fontaine d’Anne" in words(answer)
    assert "Fontaine de Paul" in answer.get_data(as_text=True)
    committing.expire_all()
    assert fountain.texts["fr"]["name"] == "Fontaine d’Anne"


def test_a_place_elsewhere_is_not_described_from_here(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, far = signed_in(Role.OFFICER), a_fountain(committing, 0.9)
    assert anne.get(f"{page_of(route)}/{far.id}").status_code == 404
    assert anne.post(f"{page_of(route)}/{far.id}", seen="2026-01-01").status_code == 404


def test_the_start_is_a_town_near_the_first_point(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, condom = signed_in(Role.OFFICER), a_stored_town(committing, "Condom", 0.371, 43.905)
    committing.commit()
    form = form_of(anne, page_of(route), f"{page_of(route)}/depart")
    assert send(anne, form, start=condom.id).status_code == 303
    committing.expire_all()
    assert route.start_place_id == condom.id


def test_a_long_list_is_paged(route: Route, committing: Session, signed_in: SignedIn) -> None:
    add_places(
        committing,
        [
            Place(
                key=f"eau-{number}",
                kind=PlaceKind.WATER,
                geom=shapely.Point(0.38 + number / 1000, 43.9),
                texts={"fr": {"name": f"Eau {number}"}},
            )
            for number in range(60)
        ],
    )
    committing.commit()
    anne = signed_in(Role.OFFICER)
    assert "page 1 sur 2" in words(anne.get(page_of(route)))
    assert "Eau 59" in words(anne.get(f"{page_of(route)}?page=2&type=water"))
    assert committing.scalar(select(func.count(Place.id))) == 60


def test_who_may_not_publish_makes_no_viewpoint_public(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne = signed_in(Role.OFFICER)
    address = f"{page_of(route)}/ajouter"
    form = form_of(anne, f"{address}?type=viewpoint", address)
    assert "state" not in form.fields
    view = {
        "name-fr": "Belvédère",
        "lat": "43,9002",
        "lon": "0,41",
        "towards": "180",
        "width": "90",
    }
    assert send(anne, form, **view, state="promoted").status_code == 303
    viewpoint = committing.scalars(select(Viewpoint)).one()
    assert viewpoint.state == ViewpointState.IDENTIFIED
    page = f"{page_of(route)}/{viewpoint.place_id}"
    zoe = signed_in(Role.OFFICER, Role.VALIDATOR, name="Zoé")
    send(zoe, form_of(zoe, page), state="validated")
    assert send(anne, form_of(anne, page), **{"name-fr": "Table du château"}).status_code == 303
    committing.expire_all()
    assert viewpoint.state == ViewpointState.VALIDATED


@pytest.mark.parametrize("field", ["towards", "width"])
def test_a_view_that_is_no_number_is_refused(route: Route, signed_in: SignedIn, field: str) -> None:
    anne = signed_in(Role.OFFICER)
    address = f"{page_of(route)}/ajouter"
    form = form_of(anne, f"{address}?type=viewpoint", address)
    seen = {"name-fr": "Belvédère", "lat": "43,9002", "lon": "0,41", field: "abc"}
    answer = send(anne, form, **seen)
    assert answer.status_code == 422
    assert "Belvédère" in answer.get_data(as_text=True)


def test_a_start_chosen_on_a_line_that_has_changed_since_is_not_stored(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    anne, condom = signed_in(Role.OFFICER), a_stored_town(committing, "Condom", 0.371, 43.905)
    committing.commit()
    form = form_of(anne, page_of(route), f"{page_of(route)}/depart")
    set_line(committing, route, a_line([(0.37, 43.9), (0.39, 43.91)]))
    committing.commit()
    assert send(anne, form, start=condom.id).status_code == 412
    committing.expire_all()
    assert route.start_place_id is None


def test_of_the_routes_of_others_only_what_is_public_is_told(
    route: Route, committing: Session, signed_in: SignedIn
) -> None:
    others = a_stored_committee(committing, key="lot", name="Le Lot")
    theirs = a_stored_route(committing, owner=others, title="Sentier public")
    publish_route(committing, theirs, NOW)
    save_text(committing, theirs, Language.FR, Words("Projet secret"))
    a_stored_route(committing, owner=others, title="Brouillon secret")
    fountain = a_fountain(committing)
    anne = signed_in(Role.OFFICER)
    for page in (page_of(route), f"{page_of(route)}/{fountain.id}"):
        said = words(anne.get(page))
        assert "Sentier public" in said
        assert "secret" not in said
