"""FEEDS: what partners take, whole, by the name it is served under."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gis.feeds.cirkwi import render_circuits, render_pois
from gis.feeds.links import Links


@dataclass(frozen=True)
class Feed:
    """One entry of FEEDS.

    `of` says which sheets `render` takes; the caller gives it redistributable ones only, one
    after the other, and gets the document in pieces. `title` is a message key. `schema` is
    the file in `gis/feeds/schemas` that the document is valid against, `documentation` a page
    about the format. `version` rises whenever the same sheets come out as other bytes.
    """

    name: str
    title: str
    media_type: str
    of: Literal["routes", "places"]
    render: Callable[[Iterable[Any], Links], Iterator[bytes]]
    version: int
    schema: str = ""
    documentation: str = ""


_CIRKWI = "https://geotrek.readthedocs.io/en/latest/user-manual/apis.html"

SCHEMAS = Path(__file__).parent / "schemas"
"""Where the schemas that feeds name lie."""

FEEDS: dict[str, Feed] = {
    feed.name: feed
    for feed in (
        Feed(
            name="cirkwi/circuits.xml",
            title="feed.cirkwi_circuits",
            media_type="application/xml",
            of="routes",
            render=render_circuits,
            version=2,
            schema="cirkwi.rng",
            documentation=_CIRKWI,
        ),
        Feed(
            name="cirkwi/pois.xml",
            title="feed.cirkwi_pois",
            media_type="application/xml",
            of="places",
            render=render_pois,
            version=1,
            schema="cirkwi.rng",
            documentation=_CIRKWI,
        ),
    )
}
