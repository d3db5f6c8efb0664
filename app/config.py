"""Every setting, its default, its meaning; each is an environment variable BALISE_<NAME>."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from gis.vocabulary import Language

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Departement:
    """The territory that this register is for, as `data/departement.toml` describes it.

    `of` is the name after a preposition, by language; `bounds` are west, south, east, north
    in degrees; `backdrop` a GeoJSON drawn under the routes; `timezone` is where its days begin.
    """

    code: str
    name: str
    of: dict[Language, str]
    bounds: tuple[float, float, float, float]
    backdrop: str
    timezone: ZoneInfo

    def now(self) -> datetime:
        """The time that it is there."""
        return datetime.now(self.timezone)

    def today(self) -> date:
        """The day that it is there."""
        return self.now().date()

    @classmethod
    def read(cls, path: Path) -> "Departement":
        """Reads the TOML description."""
        words = tomllib.loads(path.read_text("utf-8"))
        return cls(
            code=words["code"],
            name=words["name"],
            of={Language(language): name for language, name in words["of"].items()},
            bounds=tuple(words["bounds"]),
            backdrop=words["backdrop"],
            timezone=ZoneInfo(words["timezone"]),
        )


class Settings(BaseSettings):
    """The settings of one running Balise."""

    model_config = SettingsConfigDict(env_prefix="BALISE_", frozen=True)

    database_url: str = Field(
        "", description="A PostGIS to use, as a SQLAlchemy or libpq URL; empty: the private one."
    )
    public_url: str = Field(
        "http://127.0.0.1:8000", description="Where the public reaches this site; no slash at end."
    )
    var: Path = Field(ROOT / "var", description="Where what is kept or computed lives.")
    departement_file: Path = Field(
        ROOT / "data" / "departement.toml", description="The territory this register is for."
    )
    basemap_tiles: str = Field(
        "", description="Raster tiles under the routes, as https://…/{z}/{x}/{y}.png; empty: none."
    )
    basemap_attribution: str = Field("", description="Whom the base map must credit, plain text.")
    altimetry_url: str = Field(
        "",
        pattern="^(https?://.+)?$",
        description="A service that speaks as IGN's altimetry; empty: nobody is asked.",
    )
    max_upload_mb: int = Field(50, description="The largest file taken, in megabytes.")
    trusted_proxies: int = Field(
        0, ge=0, description="How many proxies of yours stand before it and say who is asking."
    )

    @cached_property
    def departement(self) -> Departement:
        """The territory's description."""
        return Departement.read(self.departement_file)

    @property
    def spool(self) -> Path:
        """Where rendered files and feeds are kept."""
        return self.var / "spool"
