"""The demonstration's territories: approximate communes and EPCI."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.territories import import_territories
from app.models import Territory
from gis.sources.territories import read_territories
from gis.vocabulary import TerritoryKind

NAMES = {
    TerritoryKind.DEPARTEMENT: "Départements",
    TerritoryKind.EPCI: "Intercommunalités",
    TerritoryKind.COMMUNE: "Communes",
}


def load_territories(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the territories of `data/demo`; yields what they are.

    Kinds of which there are true limits already are left alone.
    """
    content = (data / "demo/territories.geojson").read_text("utf-8")
    features: list[dict[str, Any]] = json.loads(content)["features"]
    true_kinds = set(session.scalars(select(Territory.kind).where(~Territory.is_demo).distinct()))
    for kind, name in NAMES.items():
        if kind in true_kinds:
            continue
        chosen = [feature for feature in features if feature["properties"]["kind"] == kind]
        collection = json.dumps({"type": "FeatureCollection", "features": chosen})
        records = read_territories(collection.encode(), kind)
        _count, comparing = import_territories(session, records, is_demo=True)
        for _line_id in comparing:
            pass
        yield f"{name} (limites approximatives) : {len(records)}"
