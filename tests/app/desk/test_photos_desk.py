"""The photos tab: sent, described, put in order, taken off; both versions when two did so."""

from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO

import pytest
from flask import Flask
from lxml import html as lxml_html
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, ShownPhoto, add_photos, save_photos
from app.models import Organisation, Part, Route
from app.photo_files import photo_path
from app.queries.parts import part_version
from gis.vocabulary import Language, Role
from tests.app.desk.conftest import Officer, SignedIn
from tests.pictures import a_picture, pixels
from tests.stored import a_stored_route

KEYS = [letter * 64 for letter in "abc"]


@pytest.fixture
def route(committing: Session, committee: Organisation) -> Route:
    """A draft of the committee's with three photos, whose files are nowhere."""
    route = a_stored_route(committing, owner=committee)
    add_photos(committing, route, [NewPhoto(key, 2400, 1600, key[0].upper()) for key in KEYS])
    committing.commit()
    return route


def tab(route: Route, more: str = "") -> str:
    return f"/bureau/itineraires/{route.id}/photos{more}"


def form(session: Session, route: Route, **changes: object) -> dict[str, object]:
    """What the form of the tab sends when nothing is changed in it."""
    session.expire_all()
    fields: dict[str, object] = {
        "version": part_version(session, route.id, Part.PHOTOS),
        "photo": [one.photo_id for one in route.photos],
    }
    for one in route.photos:
        fields[f"credit-{one.photo_id}"] = one.credit
    return {**fields, **changes}


def credits(session: Session, route: Route) -> str:
    """The first letters of the credits, in the order of the photos."""
    session.expire_all()
    return "".join(one.credit for one in route.photos)


def sent(officer: Officer, route: Route, *files: tuple[bytes, str]):  # type: ignore[no-untyped-def]
    pictures = [(BytesIO(content), name) for content, name in files]
    return officer.post(tab(route, "/ajouter"), pictures=pictures)


def test_pictures_that_are_sent_become_photos_of_the_route(
    app: Flask, signed_in: SignedIn, committing: Session, route: Route
) -> None:
    anne = signed_in(Role.OFFICER)
    answer = sent(
        anne, route, (a_picture(), "pont.jpg"), (a_picture("PNG", drawn=pixels(900)), "x")
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    assert [one.photo.width for one in route.photos[3:]] == [640, 900]
    new = route.photos[3].photo
    stored = photo_path(app.extensions["settings"].var, new.key, 480).read_bytes()
    shown = anne.get(f"/bureau/photos/{new.key}-480.jpg")
    assert (shown.mimetype, shown.data) == ("image/jpeg", stored)
    page = anne.get(answer.location).text
    assert f"/bureau/photos/{new.key}-480.jpg" in page


def test_of_what_is_sent_the_good_is_taken_and_the_rest_explained(
    signed_in: SignedIn, committing: Session, route: Route
) -> None:
    answer = sent(
        signed_in(Role.OFFICER), route, (a_picture(), "pont.jpg"), (b"<svg/>", "<b>plan.svg")
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "1 photo ajoutée." in answer.text
    assert "&lt;b&gt;plan.svg : Ce n’est pas une photo" in answer.text
    committing.expire_all()
    assert len(route.photos) == 4


def test_sending_nothing_or_what_is_there_says_so(signed_in: SignedIn, route: Route) -> None:
    anne = signed_in(Role.OFFICER)
    assert "Choisissez d’abord" in sent(anne, route, (b"", "")).text
    sent(anne, route, (a_picture(), "pont.jpg"))
    assert "déjà sur cet itinéraire" in sent(anne, route, (a_picture(), "pont.jpg")).text


def test_what_is_said_of_photos_is_stored(
    signed_in: SignedIn, committing: Session, route: Route
) -> None:
    number = route.photos[1].photo_id
    answer = signed_in(Role.OFFICER).post(
        tab(route),
        **form(committing, route)
        | {
            f"fr-{number}": "Le pont",
            f"en-{number}": "The bridge",
            f"rights_end-{number}": "2027-03-01",
            f"ajaris-{number}": "AJ-7",
        },
    )
    assert answer.status_code == HTTPStatus.SEE_OTHER
    committing.expire_all()
    kept = route.photos[1]
    assert kept.texts == {"fr": "Le pont", "en": "The bridge"}
    assert (kept.rights_end, kept.ajaris_id) == (date(2027, 3, 1), "AJ-7")


@pytest.mark.parametrize(
    ("gesture", "order"),
    [
        ("up 2", "ACB"),
        ("up 0", "ABC"),
        ("down 0", "BAC"),
        ("down 2", "ABC"),
        ("remove 1", "AC"),
        ("turn 9", "ABC"),
    ],
)
def test_buttons_put_photos_in_order_and_take_them_off(
    signed_in: SignedIn, committing: Session, route: Route, gesture: str, order: str
) -> None:
    verb, place = gesture.split()
    number = route.photos[int(place)].photo_id if int(place) < 3 else 999
    fields = form(committing, route, do=f"{verb} {number}")
    signed_in(Role.OFFICER).post(tab(route), **fields)
    assert credits(committing, route) == order


def test_a_date_that_cannot_be_read_is_refused_and_nothing_is_stored(
    signed_in: SignedIn, committing: Session, route: Route
) -> None:
    number = route.photos[0].photo_id
    fields = form(committing, route) | {f"rights_end-{number}": "le 3", f"credit-{number}": "Z"}
    answer = signed_in(Role.OFFICER).post(tab(route), **fields)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ce n’est pas une date : « le 3 »." in answer.text
    assert credits(committing, route) == "ABC"


def test_two_people_see_both_versions_and_choose(
    signed_in: SignedIn, committing: Session, route: Route
) -> None:
    mine = form(committing, route) | {f"credit-{route.photos[0].photo_id}": "Mien"}
    theirs = [ShownPhoto(one.photo_id, {Language.FR: "Pont"}, "T") for one in route.photos[:2]]
    save_photos(committing, route, theirs)
    add_photos(committing, route, [NewPhoto("d" * 64, 2400, 1600, "N")])
    committing.commit()
    anne = signed_in(Role.OFFICER)
    answer = anne.post(tab(route), **mine)
    assert answer.status_code == HTTPStatus.PRECONDITION_FAILED
    assert credits(committing, route) == "TTN"
    page = lxml_html.document_fromstring(answer.text)
    mine_words, their_words = (
        page.xpath(f'string(//section[@aria-labelledby="{name}"])') for name in ("mine", "theirs")
    )
    assert "Crédit : Mien" in mine_words
    assert "Crédit : Mien" not in their_words
    (chosen,) = [one for one in page.forms if "photo" in one.fields]
    again = [(name, value) for name, value in chosen.form_values() if name != "page_secret"]
    fields: dict[str, object] = {name: value for name, value in again if name != "photo"}
    fields["photo"] = [value for name, value in again if name == "photo"]
    assert anne.post(tab(route), **fields).status_code == HTTPStatus.SEE_OTHER
    assert credits(committing, route) == "MienBN"


def test_who_may_not_edit_reads(signed_in: SignedIn, committing: Session, route: Route) -> None:
    reader = signed_in(Role.READER)
    page = lxml_html.document_fromstring(reader.get(tab(route)).text)
    assert page.xpath('count(//ol[@class="photo-rows"]/li)') == 3
    assert not page.xpath("//main//form")
    refused = reader.post(tab(route), **form(committing, route))
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert sent(reader, route, (a_picture(), "pont.jpg")).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "droits finis depuis le"),
        (0, "les droits finissent ce soir"),
        (1, "les droits finissent dans 1 jour"),
        (12, "les droits finissent dans 12 jours"),
        (90, "droits jusqu’au"),
    ],
)
def test_the_end_of_rights_is_announced(
    app: Flask, signed_in: SignedIn, committing: Session, route: Route, days: int, words: str
) -> None:
    today = app.extensions["settings"].departement.today()
    one = route.photos[0]
    end = today + timedelta(days=days)
    save_photos(committing, route, [ShownPhoto(one.photo_id, {}, "A", end)])
    committing.commit()
    page = lxml_html.document_fromstring(signed_in(Role.OFFICER).get(tab(route)).text)
    (said,) = page.xpath('//ol[@class="photo-rows"]//span[contains(@class, "rights")]')
    assert words in " ".join(said.text_content().split())


def test_the_files_of_the_desk_are_for_those_who_are_signed_in(
    app: Flask, signed_in: SignedIn
) -> None:
    address = f"/bureau/photos/{KEYS[0]}-480.jpg"
    assert app.test_client().get(address).status_code == HTTPStatus.SEE_OTHER
    for unknown in (address, f"/bureau/photos/{KEYS[0]}-481.jpg", "/bureau/photos/..-480.jpg"):
        assert signed_in(Role.READER).get(unknown).status_code == HTTPStatus.NOT_FOUND
