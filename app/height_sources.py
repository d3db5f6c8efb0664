"""What knows heights: the terrain models of `var/terrain`, then IGN’s service, if switched on."""

from app.altimetry import altimetry_at
from app.config import Settings
from app.terrain_files import terrain
from gis.terrain.heights import HeightSource


def height_sources(settings: Settings) -> tuple[HeightSource, ...]:
    """In the order in which they are asked; none where there is none."""
    url = settings.altimetry_url
    return (*terrain(settings), *((altimetry_at(url),) if url else ()))
