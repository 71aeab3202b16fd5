"""Whether a domain takes mail, as the domain name system tells. Never on a visitor's path."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dns.resolver import Resolver

#: Seconds for all questions about one domain.
TIMEOUT = 3.0
#: Seconds that an answer is remembered, and how many are.
REMEMBERED = 3600.0
MOST = 5_000
#: After so many silences in a row nobody is asked for so many seconds.
SILENCES, QUIET = 3, 60.0

#: "silent": nobody answered, so nothing is known.
Answer = Literal["takes_mail", "no_mail", "no_domain", "silent"]


@dataclass(slots=True)
class Domains:
    """Asks and remembers. `servers` are addresses of name servers; empty: the machine's own."""

    servers: tuple[str, ...] = ()
    port: int = 53
    _known: dict[str, tuple[float, Answer]] = field(default_factory=dict)
    _silences: int = 0
    _quiet_until: float = 0.0

    def ask(self, domain: str) -> Answer:
        """Whether mail to the domain has somewhere to go.

        RFC 5321 5.1: by its MX records, without any by its address; RFC 7505: a lone "." as its MX
        says that it takes none.
        """
        found = self._known.get(domain)
        if found is not None and time.monotonic() - found[0] < REMEMBERED:
            return found[1]
        if time.monotonic() < self._quiet_until:
            return "silent"
        answer = self._ask(domain)
        if answer == "silent":
            self._note_silence()
            return answer
        self._silences = 0
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[domain] = (time.monotonic(), answer)
        return answer

    def _note_silence(self) -> None:
        self._silences += 1
        if self._silences >= SILENCES:
            self._silences, self._quiet_until = 0, time.monotonic() + QUIET

    def _ask(self, domain: str) -> Answer:
        # Imported when needed: only the worker asks, and web processes have no room to waste.
        import dns.exception
        import dns.resolver

        try:
            resolver = self._resolver()
            try:
                found = resolver.resolve(domain, "MX", lifetime=TIMEOUT)
                hosts = [str(record.exchange) for record in found]
                return "no_mail" if hosts == ["."] else "takes_mail"
            except dns.resolver.NoAnswer:
                return self._by_address(resolver, domain)
        except dns.resolver.NXDOMAIN:
            return "no_domain"
        except (dns.exception.DNSException, OSError, ValueError):
            return "silent"

    def _by_address(self, resolver: Resolver, domain: str) -> Answer:
        import dns.resolver

        for kind in ("A", "AAAA"):
            try:
                resolver.resolve(domain, kind, lifetime=TIMEOUT)
                return "takes_mail"
            except dns.resolver.NoAnswer:
                continue
        return "no_mail"

    def _resolver(self) -> Resolver:
        import dns.resolver

        resolver = dns.resolver.Resolver(configure=not self.servers)
        if self.servers:
            resolver.nameservers = list(self.servers)
            resolver.port = self.port
        return resolver
