"""Lodging: where a published line goes on too long without a labelled bed."""

from collections.abc import Sequence

from sqlalchemy import select

from app.models import RouteLine
from app.queries.beside import reaches_m
from app.queries.sheets import Reader
from gis.along import along
from gis.nearby import is_labelled_lodging, lodging_gaps, passages
from gis.sheets import ProviderAlong
from gis.vocabulary import PlaceKind


def lodging_gaps_along(
    session: Reader, line_id: int, length_m: float, providers: Sequence[ProviderAlong]
) -> tuple[tuple[float, float], ...]:
    """Stretches, from and to in metres along, that no labelled lodging of `providers` is on.

    Who is passed there and back is passed twice. The line is read only where one passage of
    each leaves a gap: more passages never make another.
    """
    lodgings = [one for one in providers if is_labelled_lodging(one)]
    gaps = lodging_gaps(lodgings, length_m)
    if not gaps or not lodgings:
        return gaps
    measured = along(
        session.execute(select(RouteLine.geom).where(RouteLine.id == line_id)).scalar_one()
    )
    every = passages(measured, lodgings, reaches_m(session)[PlaceKind.LODGING])
    return lodging_gaps([*lodgings, *every], length_m)
