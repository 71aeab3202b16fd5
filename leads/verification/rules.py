"""What can be said of an address or number without asking anybody."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

#: Local parts that belong to a desk, not to a person: RFC 2142, and what companies of our languages
#: call their desks.
ROLES = frozenset(
    """
    abuse accounting accounts admin administrator all billing booking bookings careers contact
    customerservice dev ecommerce enquiries enquiry everyone feedback finance ftp general group
    hello help helpdesk hi hostmaster hr info information inquiries inquiry it jobs legal list mail
    mailbox mailer-daemon marketing media news newsletter no-reply noc noreply office operations
    order orders post postmaster press privacy purchasing recruiting recruitment reception root
    sale sales security service services shop spam staff subscribe support sysadmin team tech test
    undisclosed-recipients unsubscribe usenet uucp webmaster welcome www
    anfrage bestellung bewerbung buchhaltung datenschutz einkauf empfang kontakt kundenservice
    personal presse rechnung sekretariat verkauf vertrieb zentrale
    biuro dzial faktury handel handlowy ksiegowosc obsluga poczta praca rekrutacja reklamacje
    sekretariat serwis sklep sprzedaz zamowienia
    bilgi destek fatura iletisim ik insankaynaklari muhasebe musteri satis siparis
    accueil achats commande commercial comptabilite contacto contabilidad administracion
    atencion clientes compras empleo facturacion informacion pedidos prensa recepcion reservas
    rrhh secretaria soporte tienda ventas direction facturation recrutement secretariat vente
    """.split()
)


def is_written_well(address: str) -> bool:
    """Whether it is written as an address is (RFC 5322, RFC 6531)."""
    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def is_role(address: str) -> bool:
    """Whether it is a desk's: info@, sales@, biuro@."""
    local = address.rpartition("@")[0].casefold().partition("+")[0]
    return local in ROLES or local.replace("-", "").replace(".", "").replace("_", "") in ROLES


@cache
def _disposable() -> Set[str]:
    # A megabyte that only the worker needs.
    from disposable_email_domains import blocklist

    return blocklist


def is_disposable(domain: str) -> bool:
    """Whether the domain, or one it belongs to, gives out throw-away addresses."""
    parts = domain.casefold().strip(".").split(".")
    return any(".".join(parts[start:]) in _disposable() for start in range(len(parts) - 1))


def is_possible_number(number: str) -> bool:
    """Whether a number in E.164 can be given to a subscriber of its country."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
