"""What the chapters of the year share: the manager's browser, and where everything else is found."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from playwright.sync_api import Page

from agencies.models import User
from surveys.models import Round
from tests.mail_server import MailServer

LINK = re.compile(r"https?://\S+/invitation/\S+/")
LANGUAGES = ("th", "en")


@dataclass(frozen=True)
class Year:
    """`ega` is the manager's browser for the whole year; `stage` opens one for somebody else.

    `check` runs axe over a page.
    """

    ega: Page
    stage: Callable[[], Page]
    check: Callable[[Page], None]
    manager: User
    mail: MailServer
    folder: Path
    last: Round

    @property
    def code(self) -> str:
        """Of this year's round."""
        return str(self.last.year_be + 1)

    @property
    def round(self) -> Round:
        """This year's round as it is now."""
        return Round.objects.get(code=self.code)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """A failure says at which step of the year it came, and leaves a picture of the page."""
        try:
            yield
        except Exception as error:
            picture = self.folder / "failed.png"
            self.ega.screenshot(path=picture, full_page=True)
            error.add_note(f"At the step: {words}. The manager was at {self.ega.url}; see {picture}.")
            raise

    def look(self, name: str, page: Page | None = None) -> None:
        """Axe finds nothing on the page in either language, and pictures of it are kept."""
        shown = page or self.ega
        before = shown.get_attribute("html", "lang")
        for language in sorted(LANGUAGES, key=lambda each: each == before):
            self.speak(language, shown)
            self.check(shown)
            shown.screenshot(path=self.folder / f"{name}-{language}.png", full_page=True)

    def speak(self, language: str, page: Page) -> None:
        """Show the page again in this language, which the browser keeps."""
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": urljoin(page.url, "/")}]
        )
        page.reload()
        assert page.get_attribute("html", "lang") == language

    def invitation_of(self, address: str) -> str:
        """The link of the invitation that was mailed to that address."""
        bodies = [message.get_body(("plain",)) for to, message in self.mail.taken if to == address]
        found = [link for body in bodies if body for link in LINK.findall(body.get_content())]
        return str(found[-1])
