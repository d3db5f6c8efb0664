"""How much of a file is read: past these it is refused, whatever its format."""

from typing import Final

MAX_BYTES: Final = 50_000_000
MAX_POINTS: Final = 1_000_000
MAX_FEATURES: Final = 100_000
