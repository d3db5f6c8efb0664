"""What somebody chose for each route of a file, as the form says it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from werkzeug.datastructures import MultiDict

from app.actions.imports import Wishes
from app.desk.route.facts_form import LICENCES
from app.digits import number_of
from gis.sheets import LICENCE_OUVERTE, LicenceSheet
from gis.vocabulary import Practice, RouteKind

REDISTRIBUTABLE = {"yes": True, "no": False}
"""Where nothing is said, it goes by the kind of route."""
NEW_STAGE = 0
"""Instead of the number of a stage: one behind the last."""


class Becomes(StrEnum):
    """What one route of a file becomes."""

    ROUTE = "route"
    LINE = "line"
    STAGE = "stage"
    VARIANT = "variant"
    ACCESS = "access"
    LINK = "link"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Choice:
    """What one route of a file becomes, and in which other route.

    `route_id` was found by the words `asked`, `called` are those of now. `seen` is the version
    of that route's line that was shown, `agreed` what was said would happen. `repairs` are
    numbers of findings, None before anybody was asked.
    """

    becomes: Becomes = Becomes.ROUTE
    title: str = ""
    called: str = ""
    asked: str = ""
    route_id: int | None = None
    stage: int | None = None
    repairs: frozenset[int] | None = None
    seen: int | None = None
    agreed: str = ""

    @property
    def key(self) -> str:
        """What somebody agrees to: this, in that route, with these repairs."""
        ticked = ",".join(map(str, sorted(self.repairs or ())))
        return f"{self.becomes}/{self.route_id}/{self.stage}/{ticked}"


@dataclass(frozen=True)
class ForAll:
    """What holds for every new route of a file; `of` names the bytes that were shown."""

    grouped: str = ""
    mend: bool = False
    of: str = ""
    wishes: Wishes = field(default_factory=Wishes)


def for_all(form: MultiDict[str, str]) -> ForAll:
    """Reads it; what is unknown is as if it had not been said."""
    kind = form.get("kind", "")
    practices = form.getlist("practice")
    licence = form.get("licence", "")
    wishes = Wishes(
        kind=RouteKind(kind) if kind in list(RouteKind) else RouteKind.PR,
        practices=tuple(one for one in Practice if one in practices),
        licence=LicenceSheet(licence, LICENCES[licence])
        if licence in LICENCES
        else LICENCE_OUVERTE,
        redistributable=REDISTRIBUTABLE.get(form.get("redistributable", "")),
    )
    return ForAll(
        grouped=form.get("grouped", ""),
        mend="mend" in form,
        of=form.get("of", ""),
        wishes=wishes,
    )


def choice_of(form: MultiDict[str, str], number: int) -> Choice:
    """What was chosen for one route; the defaults where nothing was sent."""
    becomes = form.get(f"becomes-{number}", "")
    if becomes not in list(Becomes):
        return Choice()
    choice = Choice(
        becomes=Becomes(becomes),
        title=" ".join(form.get(f"title-{number}", "").replace("\0", "").split()),
        called=form.get(f"called-{number}", "").replace("\0", "").strip(),
        asked=form.get(f"asked-{number}", ""),
        route_id=number_of(form.get(f"route-{number}", "")),
        stage=number_of(form.get(f"stage-{number}", "")),
        repairs=frozenset(
            offer
            for one in form.getlist(f"repair-{number}")
            if (offer := number_of(one)) is not None
        ),
        seen=number_of(form.get(f"seen-{number}", "")),
        agreed=form.get(f"agreed-{number}", ""),
    )
    return choice if choice.asked == choice.called else replace(choice, route_id=None, stage=None)
