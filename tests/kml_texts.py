"""KML texts for tests."""

LINE = "0.58,43.64,150 0.59,43.65,151"


def kml(inside: str, before: str = "") -> bytes:
    return f'{before}<kml xmlns="http://www.opengis.net/kml/2.2">{inside}</kml>'.encode()


def line_string(coordinates: str = LINE) -> str:
    return f"<LineString><coordinates>{coordinates}</coordinates></LineString>"


def placemark(inside: str, name: str = "") -> str:
    return f"<Placemark><name>{name}</name>{inside}</Placemark>"
