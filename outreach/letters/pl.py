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
    "receipt_subject": "to Państwa zgody",
    "receipt_text": "Dziękujemy. Ten adres jest potwierdzony, a poniżej znajdują się Państwa "
    "zgody, słowo w słowo. Tę wiadomość warto zachować jako potwierdzenie.",
    "receipt_day": "Zgoda z dnia {day}",
    "receipt_links": "Do wykorzystania w każdej chwili",
    "receipt_button": "Zobacz lub cofnij",
    "receipt_small": "Zgodę można cofnąć w każdej chwili, tutaj albo przyciskiem rezygnacji w "
    "programie pocztowym. To nie Państwa zgoda? Proszę ją cofnąć, a nic więcej nie przyjdzie.",
}
