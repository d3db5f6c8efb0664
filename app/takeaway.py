"""What a map to take away needs of the site: colours, backdrop, figures and words."""

from functools import cache

from flask_babel import gettext as _

from app import here
from app.backdrop import backdrop_of
from app.config import ROOT
from app.figures import duration, kilometres, long_date, metres
from gis.formats.route_file import Drawing, Words
from gis.formats.track import Waypoint
from gis.sheets import RouteSheet, StageSheet
from gis.vocabulary import Language

TOKENS = ROOT / "app" / "static" / "css" / "tokens.css"


def drawing_of(
    sheet: RouteSheet,
    part: RouteSheet | StageSheet,
    halts: tuple[Waypoint, ...],
    language: Language,
) -> Drawing:
    """A route, or the stage of it that `part` is, with `halts` that are named on the map."""
    climb = [] if part.ascent_m is None else [f"↗ {metres(part.ascent_m)}"]
    return Drawing(
        language=language,
        practice=sheet.practices[0],
        colours=_colours(),
        backdrop=backdrop_of(here.settings()),
        halts=halts,
        figures=(kilometres(part.length_m), *climb, duration(part.duration_min)),
        words=_words(sheet, language),
    )


def _words(sheet: RouteSheet, language: Language) -> Words:
    return Words(
        map=_("Carte de l’itinéraire : %(title)s", title=sheet.text(language).title),
        start=_("Départ"),
        end=_("Arrivée"),
        profile=_("Altitude :"),
        online=_("La page de cet itinéraire, à jour"),
        updated=_("mis à jour le %(date)s", date=long_date(sheet.modified_at)),
        zoom_in=_("Zoomer"),
        zoom_out=_("Dézoomer"),
    )


@cache
def _colours() -> str:
    """The site's tokens, without the fonts before them: they are other files."""
    style = TOKENS.read_text("utf-8")
    return style[style.index(":root") :]
