"""Our mails in German."""

WORDS = {
    "code_subject": "Ihr Code ist {code}",
    "code_text": "Ihr Code ist {code}\n\nGeben Sie ihn dort ein, wo Sie danach gefragt wurden. Er "
    "gilt 15 Minuten.",
    "code_small": "Sie haben keinen Code angefordert? Dann hat sich jemand bei der Adresse "
    "vertippt; Sie müssen nichts tun.",
    "link_subject": "bitte bestätigen Sie Ihre E-Mail-Adresse",
    "link_text": "Bitte bestätigen Sie, dass dies Ihre E-Mail-Adresse ist.",
    "link_button": "Adresse bestätigen",
    "link_small": "Der Link gilt 7 Tage. Sie haben uns diese Adresse nicht gegeben? Dann müssen "
    "Sie nichts tun, und es kommt nichts weiter.",
    "code_sms": "Ihr Code ist {code}. Er gilt 15 Minuten.",
    "receipt_subject": "dem haben Sie zugestimmt",
    "receipt_text": "Vielen Dank. Sie haben diese Adresse bestätigt, und dem haben Sie "
    "zugestimmt, Wort für Wort. Bewahren Sie diese Mail als Beleg auf.",
    "receipt_day": "Zugestimmt am {day}",
    "receipt_links": "Für Sie, jederzeit",
    "receipt_button": "Ansehen oder widerrufen",
    "receipt_small": "Sie können jederzeit widerrufen, hier oder mit der Abmelde-Schaltfläche "
    "Ihres Mailprogramms. Sie haben dem nicht zugestimmt? Widerrufen Sie, und es kommt nichts "
    "weiter.",
}
