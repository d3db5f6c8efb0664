"""Links: the absolute addresses that feeds and files write."""

from dataclasses import dataclass

from gis.vocabulary import Language


@dataclass(frozen=True)
class Links:
    """Addresses under `public_url` (no trailing slash)."""

    public_url: str

    def route_page(self, slug: str, language: Language = Language.FR) -> str:
        """The page of a route."""
        return f"{self.public_url}/{language}/itineraires/{slug}"

    def route_file(self, slug: str, extension: str) -> str:
        """A route as a file."""
        return f"{self.public_url}/itineraires/{slug}.{extension}"
