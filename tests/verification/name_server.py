"""A real name server on a free port that answers what a test tells it."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

#: Records by domain and type; a domain without any is not there.
Zone = Mapping[str, Mapping[str, list[str]]]


class NameServer:
    """`silent`: it hears and says nothing. `asked` counts questions."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.silent = False
        self.asked = 0
        self.port = 0

    @contextmanager
    def open(self) -> Iterator[NameServer]:
        """Listen until the block ends."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
            listening.bind(("127.0.0.1", 0))
            self.port = listening.getsockname()[1]
            Thread(target=self._serve, args=(listening,), daemon=True).start()
            yield self
            listening.sendto(b"", listening.getsockname())

    def _serve(self, listening: socket.socket) -> None:
        while True:
            try:
                packet, sender = listening.recvfrom(4096)
            except OSError:
                return
            if not packet:
                return
            self.asked += 1
            if not self.silent:
                listening.sendto(self._answer(packet), sender)

    def _answer(self, packet: bytes) -> bytes:
        query = dns.message.from_wire(packet)
        asked = query.question[0]
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA | dns.flags.RA
        records = self.zone.get(asked.name.to_text(omit_final_dot=True))
        if records is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        elif found := records.get(dns.rdatatype.to_text(asked.rdtype)):
            answer.answer.append(
                dns.rrset.from_text_list(asked.name, 60, "IN", asked.rdtype, found)
            )
        return answer.to_wire()
