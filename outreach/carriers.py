"""What mails and messages leave by, as the operator set it up; one for each app."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask, current_app

from outreach.domains import Domains
from outreach.mail import MailServer
from outreach.sms import ConsoleGateway, Gateway

_NAME = "lodestone-carriers"


@dataclass(frozen=True, slots=True)
class Carriers:
    """`public_url` is where visitors reach the site. Without a mail server mails wait; `shows`:
    they are printed meanwhile, for who builds on their own machine. `secret` signs the links to
    people's own pages."""

    public_url: str = ""
    mail: MailServer | None = None
    sms: Gateway = field(default_factory=ConsoleGateway)
    domains: Domains = field(default_factory=Domains)
    shows: bool = False
    secret: str = field(default="", repr=False)

    def reaches(self, channel: str) -> bool:
        """Whether something sent by `email` or `phone` has a way out now."""
        return channel == "phone" or self.mail is not None


def set_up(app: Flask, carriers: Carriers) -> None:
    """Let the app's mails and messages leave by these."""
    app.extensions[_NAME] = carriers


def carriers() -> Carriers:
    """The carriers of the running app."""
    found: Carriers = current_app.extensions.get(_NAME) or Carriers()
    return found
