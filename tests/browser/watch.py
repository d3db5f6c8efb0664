"""A watch over what a public page must never do."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page


@dataclass
class Watch:
    """What a page did that a public page must never do."""

    own_host: str
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Starts watching."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.on("request", lambda request: self._request(request.url))
        page.on("response", lambda answer: self._answer(answer.status, answer.url))

    def assert_clean(self, context: BrowserContext) -> None:
        """No error, no failed or foreign request, no cookie."""
        assert self.console_errors == []
        assert self.foreign_requests == []
        assert self.failures == []
        assert context.cookies() == []

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def _request(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme in ("http", "https") and address.netloc != self.own_host:
            self.foreign_requests.append(url)

    def _answer(self, status: int, url: str) -> None:
        if status >= 400:
            self.failures.append(f"{status} {url}")


def serious_findings(page: Page) -> list[str]:
    """What axe finds serious or critical, with where."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['target']}"
        for one in violations
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
