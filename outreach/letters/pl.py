"""Our mails in Polish."""

WORDS = {
    "code_subject": "kod {code}",
    "code_text": "Kod: {code}\n\nProszę wpisać go tam, gdzie pojawiła się prośba o kod. Kod jest "
    "ważny 15 minut.",
    "code_small": "To nie Państwa prośba? Najpewniej ktoś pomylił się we własnym adresie; nic nie "
    "trzeba robić.",
    "link_subject": "prosimy o potwierdzenie adresu e-mail",
    "link_text": "Prosimy o potwierdzenie, że ten adres e-mail należy do Państwa.",
    "link_button": "Potwierdzam adres",
    "link_small": "Link jest ważny 7 dni. Jeśli ten adres nie pochodzi od Państwa, nic nie trzeba "
    "robić i nic więcej nie przyjdzie.",
    "code_sms": "kod {code}. Ważny 15 minut.",
}
