"""The demonstration's places, providers and labels."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import shapely
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.places import add_places
from app.actions.providers import add_provider, award_label
from app.models import Label, LabelScheme, Place, Provider
from gis.vocabulary import LabelState, PlaceKind

SCHEME = "accueil-velo"


def load_places(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the places and providers of `data/demo`; yields how many they are."""
    demo: dict[str, Any] = json.loads((data / "demo" / "places.json").read_text("utf-8"))
    add_places(session, [_place(entry) for entry in demo["places"]])
    scheme = session.scalars(select(LabelScheme).where(LabelScheme.key == SCHEME)).one()
    for entry in demo["providers"]:
        fields = ("address", "phone", "email", "website")
        provider = Provider(**{field: entry[field] for field in fields})
        add_provider(session, _place(entry), provider)
        if entry["label"]:
            provider.labels.append(_label(provider, scheme, entry["label"]))
    session.flush()
    yield f"{len(demo['places'])} lieux, {len(demo['providers'])} prestataires"


def _place(entry: dict[str, Any]) -> Place:
    return Place(
        key=entry["key"],
        kind=PlaceKind(entry["kind"]),
        geom=shapely.Point(entry["lon"], entry["lat"]),
        texts=entry["texts"],
        is_demo=True,
    )


def _label(provider: Provider, scheme: LabelScheme, entry: dict[str, Any]) -> Label:
    """A label awarded when the entry says, and then as far in its life as the entry says."""
    label = Label(scheme=scheme, number=entry["number"])
    if entry["awarded_on"]:
        award_label(provider, label, date.fromisoformat(entry["awarded_on"]))
    label.state = LabelState(entry["state"])
    return label
