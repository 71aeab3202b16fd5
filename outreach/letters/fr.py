"""Our mails in French."""

WORDS = {
    "code_subject": "votre code est {code}",
    "code_text": "Votre code est {code}\n\nSaisissez-le là où il vous est demandé. Il est valable "
    "15 minutes.",
    "code_small": "Vous n’avez pas demandé de code ? Quelqu’un s’est sans doute trompé d’adresse "
    "; vous n’avez rien à faire.",
    "link_subject": "merci de confirmer votre adresse e-mail",
    "link_text": "Merci de confirmer que cette adresse e-mail est bien la vôtre.",
    "link_button": "Confirmer mon adresse",
    "link_small": "Le lien est valable 7 jours. Vous ne nous avez pas donné cette adresse ? Vous "
    "n’avez rien à faire et ne recevrez rien d’autre.",
    "code_sms": "votre code est {code}. Il est valable 15 minutes.",
    "receipt_subject": "voici ce que vous avez accepté",
    "receipt_text": "Merci. Vous avez confirmé cette adresse, et voici ce que vous avez accepté, "
    "mot pour mot. Conservez cet e-mail comme reçu.",
    "receipt_day": "Accepté le {day}",
    "receipt_links": "À vous, quand vous voulez",
    "receipt_button": "Voir ou retirer",
    "receipt_small": "Vous pouvez revenir sur votre accord à tout moment, ici ou avec le bouton "
    "de désabonnement de votre messagerie. Vous n’avez rien accepté ? Retirez-le, et vous ne "
    "recevrez rien d’autre.",
}
