"""Page objects: what a visitor sees and does, in the site's own words."""

import re
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, expect


class MapPage:
    """A page with a map."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.map = page.locator("#map")

    def wait_for_map(self) -> None:
        """Until the script's map stands in the place of the drawing."""
        expect(self.map).to_have_class("map is-live", timeout=30_000)

    def expect_routes_drawn(self, number: int) -> None:
        """Until the map shows as many routes."""
        expect(self.map).to_have_attribute("data-drawn", str(number), timeout=30_000)


class HomePage(MapPage):
    """The map of all routes and their list."""

    def __init__(self, page: Page, base: str, language: str = "fr") -> None:
        super().__init__(page)
        self.address = f"{base}/{language}/"
        self.cards = page.locator(".card")
        self.total = page.locator(".total")

    def open(self, query: str = "") -> "HomePage":
        """Opens it, filtered by a query string."""
        self.page.goto(self.address + query)
        return self

    def choose_practice(self, name: str) -> None:
        """Chooses a practice among the chips."""
        self.page.get_by_role("radio", name=name, exact=True).check(force=True)
        self.expect_settled()

    def choose_length(self, name: str) -> None:
        """Chooses one of the lengths on offer."""
        self.page.get_by_label("Longueur").select_option(label=name)
        self.expect_settled()

    def expect_settled(self) -> None:
        """Until the list is the one that was asked for."""
        expect(self.page.locator("#results")).not_to_have_attribute("aria-busy", "true")

    def search(self, words: str) -> None:
        """Types words, as a visitor would, and waits for the list that answers them."""
        self.page.get_by_role("searchbox").press_sequentially(words)
        expect(self.page).to_have_url(re.compile(f"[?&]q={re.escape(quote_plus(words))}(&|$)"))
        self.expect_settled()

    def expect_cards(self, number: int) -> None:
        """Until the list has as many cards, and its total says so."""
        expect(self.cards).to_have_count(number)
        expect(self.total).to_contain_text(f"{number} itinéraire")

    def card(self, title: str) -> Locator:
        """The card of a route."""
        return self.cards.filter(has_text=title)

    def open_route(self, title: str) -> "RoutePage":
        """Follows a card to its route."""
        self.page.get_by_role("link", name=title).click()
        return RoutePage(self.page)


class RoutePage(MapPage):
    """One route."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.title = page.get_by_role("heading", level=1)
        self.profile = page.locator("#profile .profile-picture")
        self.stages = page.locator(".stages tbody tr")
        self.download_button = page.get_by_role("link", name="Télécharger le GPX")

    def open(self, base: str, slug: str, language: str = "fr") -> "RoutePage":
        """Opens it by its address."""
        self.page.goto(f"{base}/{language}/itineraires/{slug}")
        return self

    def download_gpx(self) -> str:
        """The text of the file behind the primary button."""
        with self.page.expect_download() as downloading:
            self.download_button.click()
        return Path(downloading.value.path()).read_text("utf-8")
