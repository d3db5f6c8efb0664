"""FORMATS: the files a route or a stage can be had as, by extension."""

from gis.formats.geojson_writer import write_geojson
from gis.formats.gpx_writer import write_gpx
from gis.formats.html_writer import write_html
from gis.formats.kml_writer import write_kml
from gis.formats.route_file import Format

FORMATS: dict[str, Format] = {
    format.extension: format
    for format in (
        Format("gpx", "application/gpx+xml", write_gpx),
        Format("kml", "application/vnd.google-earth.kml+xml", write_kml),
        Format("geojson", "application/geo+json", write_geojson),
        Format("html", "text/html", write_html),
    )
}
