"""Providers: stored, and awarded a scheme's label."""

from calendar import isleap
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.actions.places import add_places
from app.models import Label, LabelScheme, Place, Provider
from gis.errors import GisError
from gis.vocabulary import PROVIDER_KINDS, LabelState


class ProviderError(GisError):
    """A place cannot be a provider, or a provider cannot have a label."""


def add_provider(session: Session, place: Place, provider: Provider) -> None:
    """Stores a provider at its place. Raises ProviderError where nobody welcomes people there."""
    if place.kind not in PROVIDER_KINDS:
        raise ProviderError("provider.not_a_provider", name=place.texts["fr"]["name"])
    add_places(session, [place])
    provider.place = place
    session.add(provider)
    session.flush()


def award_label(provider: Provider, label: Label, awarded_on: date) -> None:
    """Makes a label one that is held from a day on, for as many years as its scheme says.

    Raises ProviderError where the scheme does not label such providers.
    """
    scheme: LabelScheme = label.scheme
    if provider.place.kind not in scheme.kinds:
        raise ProviderError("label.wrong_kind", name=provider.place.texts["fr"]["name"])
    label.state = LabelState.LABELLED
    label.awarded_on = awarded_on
    label.expires_on = last_day(awarded_on, scheme.validity_years)


def last_day(awarded_on: date, years: int) -> date:
    """The last day of a label: the eve of the day that it was awarded on, so many years later.

    >>> last_day(date(2025, 5, 4), 3).isoformat()
    '2028-05-03'
    """
    year = awarded_on.year + years
    if (awarded_on.month, awarded_on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return awarded_on.replace(year=year) - timedelta(days=1)
