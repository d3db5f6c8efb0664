"""Two officers on one part: both versions side by side, and what to keep of each."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from flask.typing import ResponseReturnValue

from app.actions.revisions import Clash, Signed
from app.database import db
from app.desk.comparing.wording import marked
from app.desk.route_pages import done_at, route_page
from app.desk.sent import Fields
from app.models import Part, Route
from app.queries.parts import part_version

NOTHING: Fields = MappingProxyType({})


@dataclass(frozen=True)
class ClashField:
    """A field that differs; `mine` and `theirs` as forms send them, `shown` as people read them.

    `chosen` is the version that alone differs from what both had before; neither where both do.
    """

    name: str
    label: str
    mine: str
    theirs: str
    shown_mine: str
    shown_theirs: str
    chosen: str
    is_long: bool


@dataclass(frozen=True)
class Versions:
    """The fields of a part: what somebody sends, what is stored now, what they had seen."""

    mine: Fields
    theirs: Fields
    before: Fields


def differing(
    versions: Versions,
    label: Callable[[str], str],
    shown: Callable[[str, str], str] = lambda _name, value: value,
    long: Collection[str] = (),
) -> Iterator[ClashField]:
    """The fields of which two versions differ, in the order of the form."""
    for name in {**versions.theirs, **versions.mine}:
        mine, theirs = versions.mine.get(name, ""), versions.theirs.get(name, "")
        if mine == theirs:
            continue
        before = versions.before.get(name, "")
        chosen = "mine" if theirs == before else "theirs" if mine == before else ""
        yield ClashField(
            name,
            label(name),
            mine,
            theirs,
            shown(name, mine),
            shown(name, theirs),
            chosen,
            name in long,
        )


def clash_page(
    route: Route,
    clash: Clash,
    tab: str,
    versions: Versions,
    fields: Collection[ClashField],
    along: Fields = NOTHING,
    back: str = "",
) -> ResponseReturnValue:
    """Nothing was stored: a page asks which version of each field to keep.

    It is sent to `tab`, with the fields that are the same in both and what goes `along`; who
    keeps theirs goes `back`, to the tab unless it is told.
    """
    open_names = {field.name for field in fields}
    same = {name: value for name, value in versions.mine.items() if name not in open_names}
    page = route_page(
        "desk/clash.html",
        route,
        theirs=clash.theirs,
        fields=fields,
        kept={**same, **along},
        marked=marked,
        tab=tab,
        back=back or tab,
    )
    return page, 412


def saved_at(
    endpoint: str, route: Route, part: Part, signed: Signed, **address: object
) -> ResponseReturnValue:
    """Leads back to a page after a save, which may have changed nothing."""
    is_same = part_version(db.session, route.id, part) == signed.seen
    return done_at(endpoint, route, "same" if is_same else "saved", **address)
