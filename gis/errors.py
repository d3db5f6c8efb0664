"""GisError and its children: a message key and its values, for the door to put into words."""


class GisError(Exception):
    """Something in a file or a line cannot be used.

    `key` names the sentence (see `app/messages.py`), `values` fill it.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        filled = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.key} ({filled})" if filled else self.key


class ReadError(GisError):
    """The bytes are not what a reader can take."""


class LineError(GisError):
    """A line, or a place along it, is not usable as asked."""
