"""HTML out: a map to take away, one page that asks the network for nothing."""

from gis.formats.route_file import RouteFile


def write_html(file: RouteFile) -> bytes:
    """The file as one page with its scripts, styles and line; the same bytes every time."""
    # folium brings pandas and half a second with it: only who wants a map waits for them.
    from gis.formats.takeaway.drawn import drawn_map
    from gis.formats.takeaway.page import Page

    return Page(drawn_map(file), file).render().encode()
