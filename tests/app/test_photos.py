"""Photos of a route: stored once, in order, with their rights; in sight as long as they run."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.photos import NewPhoto, ShownPhoto, add_photos, save_photos
from app.actions.publication import NotPublishable, publish_route, withdraw_route
from app.actions.restoring import restore_revision
from app.actions.revisions import Clash, Signed
from app.models import Part, Photo, Revision, Route
from app.photo_files import keep_files, photo_path
from app.pictures import WIDTHS, read_picture
from app.queries.parts import last_revision, part_version
from app.queries.photos import PhotoEnded, UnknownPhoto, public_photo
from gis.errors import GisError
from gis.vocabulary import Language
from tests.pictures import a_picture
from tests.stored import LATER, NOW, a_stored_route

TODAY = NOW.date()
KEYS = [letter * 64 for letter in "abc"]


def a_new_photo(key: str = KEYS[0], credit: str = "Anne") -> NewPhoto:
    return NewPhoto(key, 2400, 1600, credit)


def keys_of(route: Route) -> list[str]:
    return [one.photo.key[0] for one in route.photos]


def shown(route: Route, **changes: object) -> list[ShownPhoto]:
    """What is said of the photos of a route, in their order."""
    return [
        ShownPhoto(one.photo_id, **{"texts": {}, "credit": one.credit, **changes})  # type: ignore[arg-type]
        for one in route.photos
    ]


def test_photos_come_behind_those_that_are_there_each_once(session: Session) -> None:
    route = a_stored_route(session)
    assert add_photos(session, route, map(a_new_photo, KEYS[:2])) == 2
    assert add_photos(session, route, map(a_new_photo, KEYS)) == 1
    assert keys_of(route) == ["a", "b", "c"]
    assert [one.position for one in route.photos] == [1, 2, 3]


def test_one_picture_on_two_routes_is_stored_once(session: Session) -> None:
    for title in ("Une boucle", "Une autre"):
        add_photos(session, a_stored_route(session, title=title), [a_new_photo()])
    assert session.scalar(select(func.count()).select_from(Photo)) == 1


def test_photos_are_described_put_in_order_and_taken_off(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, map(a_new_photo, KEYS))
    first, _second, third = shown(route)
    end = TODAY + timedelta(days=12)
    said = ShownPhoto(
        third.photo_id, {Language.FR: "Le pont", Language.EN: " "}, "Luc", end, "AJ-7"
    )
    save_photos(session, route, [said, first])
    assert keys_of(route) == ["c", "a"]
    kept = route.photos[0]
    assert (kept.texts, kept.credit, kept.rights_end) == ({"fr": "Le pont"}, "Luc", end)
    assert kept.ajaris_id == "AJ-7"


def test_a_photo_that_is_not_on_the_route_is_refused(session: Session) -> None:
    route = a_stored_route(session)
    with pytest.raises(GisError, match=r"photo\.not_here"):
        save_photos(session, route, [ShownPhoto(12345, {})])


def test_words_that_are_too_long_are_refused(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, [a_new_photo()])
    for changes in ({"texts": {Language.FR: "a" * 501}}, {"credit": "a" * 201}):
        with pytest.raises(GisError, match=r"photo\.words_too_long"):
            save_photos(session, route, shown(route, **changes))


def test_who_has_not_seen_the_newest_photos_is_stopped(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, map(a_new_photo, KEYS[:2]))
    seen = part_version(session, route.id, Part.PHOTOS)
    mine = shown(route)[:1]
    add_photos(session, route, [a_new_photo(KEYS[2])])
    with pytest.raises(Clash):
        save_photos(session, route, mine, Signed(seen=seen))
    assert keys_of(route) == ["a", "b", "c"]


def test_a_photo_that_was_taken_off_comes_back_with_what_was_said_of_it(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, map(a_new_photo, KEYS[:2]))
    end = TODAY + timedelta(days=1)
    said = shown(route, texts={Language.FR: "Le pont"}, rights_end=end, ajaris_id="7")
    save_photos(session, route, said)
    with_both = last_revision(session, route.id, Part.PHOTOS)
    assert isinstance(with_both, Revision)
    save_photos(session, route, [])
    assert route.photos == []
    restore_revision(session, route, with_both)
    assert keys_of(route) == ["a", "b"]
    assert [one.texts for one in route.photos] == [{"fr": "Le pont"}] * 2
    assert {(one.rights_end, one.ajaris_id) for one in route.photos} == {(end, "7")}


def test_a_photo_without_credit_or_rights_keeps_a_route_from_publication(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, [a_new_photo(credit="")])
    with pytest.raises(NotPublishable, match=r"photo_without_credit"):
        publish_route(session, route, NOW)
    save_photos(session, route, shown(route, credit="Anne", rights_end=TODAY - timedelta(days=1)))
    with pytest.raises(NotPublishable, match=r"photo_rights_ended"):
        publish_route(session, route, NOW)


def test_the_files_of_a_picture_are_found_by_its_key(tmp_path: Path) -> None:
    picture = read_picture(a_picture())
    for _twice in range(2):
        keep_files(tmp_path, picture)
    for width in WIDTHS:
        kept = photo_path(tmp_path, picture.key, width)
        assert kept == tmp_path / "photos" / picture.key[:2] / f"{picture.key}-{width}.jpg"
        assert kept.read_bytes() == picture.files[width]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(WIDTHS)


def test_only_what_is_published_is_in_sight(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, [a_new_photo()])
    with pytest.raises(UnknownPhoto):
        public_photo(session, KEYS[0], TODAY)
    publish_route(session, route, NOW)
    assert public_photo(session, KEYS[0], TODAY).rights_end is None
    save_photos(session, route, [])
    assert public_photo(session, KEYS[0], TODAY).rights_end is None
    publish_route(session, route, LATER)
    with pytest.raises(UnknownPhoto):
        public_photo(session, KEYS[0], TODAY)


def test_what_is_withdrawn_is_out_of_sight(session: Session) -> None:
    route = a_stored_route(session)
    add_photos(session, route, [a_new_photo()])
    publish_route(session, route, NOW)
    withdraw_route(session, route, LATER)
    with pytest.raises(UnknownPhoto):
        public_photo(session, KEYS[0], TODAY)


@pytest.mark.parametrize(("days", "is_shown"), [(-1, True), (0, True), (1, False)])
def test_a_photo_is_in_sight_until_the_last_day_of_its_rights(
    session: Session, days: int, is_shown: bool
) -> None:
    route = a_stored_route(session)
    add_photos(session, route, [a_new_photo()])
    end = TODAY + timedelta(days=30)
    save_photos(session, route, shown(route, rights_end=end))
    publish_route(session, route, NOW)
    day = end + timedelta(days=days)
    if is_shown:
        assert public_photo(session, KEYS[0], day).rights_end == end
    else:
        with pytest.raises(PhotoEnded):
            public_photo(session, KEYS[0], day)


def test_of_two_routes_that_show_a_photo_the_longer_rights_count(session: Session) -> None:
    ends: list[date | None] = [TODAY, TODAY + timedelta(days=9)]
    for number, end in enumerate([*ends, None]):
        route = a_stored_route(session, title=f"Boucle {number}")
        add_photos(session, route, [a_new_photo()])
        save_photos(session, route, shown(route, rights_end=end))
        publish_route(session, route, NOW)
        assert public_photo(session, KEYS[0], TODAY).rights_end == end


def test_photos_are_stored_in_the_order_of_their_keys_and_shown_in_that_of_the_upload(
    session: Session,
) -> None:
    route = a_stored_route(session)
    add_photos(session, route, map(a_new_photo, reversed(KEYS)))
    stored = session.scalars(select(Photo.key).order_by(Photo.id)).all()
    assert list(stored) == KEYS
    assert keys_of(route) == ["c", "b", "a"]
