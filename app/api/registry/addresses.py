"""The variable parts of addresses: numbers that the database can hold, words that it knows."""

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

from app.models import Part

HIGHEST = 999_999_999
PART = "<any({}):part>".format(", ".join(f'"{part}"' for part in Part))
ROUTE = "<id:route_id>"
NUMBER = "<id:number>"


class IdConverter(BaseConverter):
    """`<id:…>` in an address: at most nine digits; any other word there is no address."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)


def know_ids(state: BlueprintSetupState) -> None:
    """Makes `<id:…>` known to the application, before addresses use it."""
    state.app.url_map.converters["id"] = IdConverter
