"""Label schemes as the public reads them, who awards them, and the routes that they are for."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import LabelScheme, Organisation, Snapshot
from app.models.organisation import OrganisationKind
from app.queries.beside import title_in
from gis.sheets import OrganisationSheet
from gis.vocabulary import Language, PlaceKind, RouteKind


@dataclass(frozen=True)
class PublicScheme:
    """A label's rules in one language; `criteria` are by kind of place, those of all at None."""

    name: str
    kinds: tuple[PlaceKind, ...]
    reach_m: float
    validity_years: int
    criteria: dict[PlaceKind | None, tuple[str, ...]]


@dataclass(frozen=True)
class NamedRoute:
    """A public route by its address, its title and the language of that, its line's length."""

    slug: str
    title: str
    language: Language
    line_id: int
    length_m: float


def public_scheme(session: Session, key: str, language: Language) -> PublicScheme | None:
    """A scheme's rules in one language, or in French; None where no scheme has that key."""
    scheme = session.scalars(select(LabelScheme).where(LabelScheme.key == key)).one_or_none()
    if scheme is None:
        return None
    return PublicScheme(
        name=_in(scheme.names, language),
        kinds=tuple(PlaceKind(kind) for kind in scheme.kinds),
        reach_m=scheme.reach_m,
        validity_years=scheme.validity_years,
        criteria={
            None if kind == "all" else PlaceKind(kind): tuple(_in(one, language) for one in listed)
            for kind, listed in scheme.criteria.items()
        },
    )


def committee(session: Session) -> OrganisationSheet | None:
    """The tourism committee that keeps this register: the first one there is."""
    found = session.scalars(
        select(Organisation)
        .where(Organisation.kind == OrganisationKind.COMMITTEE)
        .order_by(Organisation.id)
        .limit(1)
    ).one_or_none()
    return OrganisationSheet(found.id, found.name, found.website) if found else None


def veloroutes(session: Session, language: Language) -> tuple[NamedRoute, ...]:
    """The public véloroutes, in alphabetical order."""
    rows = session.execute(
        select(Snapshot.slug, *title_in(language), Snapshot.line_id, Snapshot.length_m)
        .where(Snapshot.current, Snapshot.kind == RouteKind.VELOROUTE)
        .order_by(Snapshot.sort_key, Snapshot.id)
    )
    return tuple(
        NamedRoute(row.slug, row.title, Language(row.language), row.line_id, row.length_m)
        for row in rows
    )


def _in(texts: dict[str, str], language: Language) -> str:
    return texts.get(language) or texts[Language.FR]
