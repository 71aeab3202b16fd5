"""The bot's words about codes: one dict a language, all with the same keys."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "question_email": "We have just mailed a six-digit code to {address}. What is it?",
        "question_phone": "We have just sent a six-digit code to {address}. What is it?",
        "help": "Nothing there? Look into the spam folder, or write “again” and we send another. "
        "You can also skip this for now.",
        "why": "So that what you get here reaches you and nobody else.",
        "right": "Thank you, that is confirmed.",
        "wrong": "That is not the code. It has six digits.",
        "old": "That code is over. We send you another one.",
        "send_again": "Send a new code",
        "again_in": "in {seconds} s",
        "again": "Another code is on its way.",
        "wait": "A code is on its way already. It can take a minute.",
        "later_email": "No problem. We have mailed you a link instead: one click confirms your "
        "address, within 7 days.",
        "later_phone": "No problem, we go on without it.",
        "too_many": "Several codes were sent there already, so no more for now. We go on "
        "without it.",
    },
    "tr": {
        "question_email": "{address} adresine altı haneli bir kod gönderdik. Kod nedir?",
        "question_phone": "{address} numarasına altı haneli bir kod gönderdik. Kod nedir?",
        "help": "Gelmedi mi? Spam klasörüne bakın ya da “tekrar” yazın, yenisini gönderelim. "
        "Şimdilik geçebilirsiniz de.",
        "why": "Burada aldıklarınız size, yalnızca size ulaşsın diye.",
        "right": "Teşekkürler, onaylandı.",
        "wrong": "Kod bu değil. Kod altı hanelidir.",
        "old": "Bu kodun süresi doldu. Yenisini gönderiyoruz.",
        "send_again": "Yeni kod gönder",
        "again_in": "{seconds} sn sonra",
        "again": "Yeni bir kod yolda.",
        "wait": "Bir kod zaten yolda. Gelmesi bir dakika sürebilir.",
        "later_email": "Sorun değil. Bunun yerine bir bağlantı gönderdik: 7 gün içinde tek tıkla "
        "adresinizi onaylayabilirsiniz.",
        "later_phone": "Sorun değil, onsuz devam ediyoruz.",
        "too_many": "Oraya birkaç kod gönderildi, şimdilik yenisini göndermiyoruz. Onsuz devam "
        "ediyoruz.",
    },
    "pl": {
        "question_email": "Na adres {address} poszedł właśnie sześciocyfrowy kod. Jaki to kod?",
        "question_phone": "Na numer {address} poszedł właśnie sześciocyfrowy kod. Jaki to kod?",
        "help": "Nic nie przyszło? Warto zajrzeć do spamu albo napisać „jeszcze raz”, a wyślemy "
        "kolejny. Można też to na razie pominąć.",
        "why": "Żeby to, co wyślemy, trafiło do Państwa i do nikogo innego.",
        "right": "Dziękujemy, potwierdzone.",
        "wrong": "To nie ten kod. Kod ma sześć cyfr.",
        "old": "Ten kod stracił ważność. Wysyłamy nowy.",
        "send_again": "Wyślij nowy kod",
        "again_in": "za {seconds} s",
        "again": "Kolejny kod jest w drodze.",
        "wait": "Kod jest już w drodze. Może to potrwać minutę.",
        "later_email": "Nie szkodzi. Wysłaliśmy zamiast tego link: jedno kliknięcie w ciągu 7 dni "
        "potwierdzi adres.",
        "later_phone": "Nie szkodzi, idziemy dalej bez tego.",
        "too_many": "Poszło tam już kilka kodów, więc na razie nie wysyłamy następnych. Idziemy "
        "dalej bez tego.",
    },
    "de": {
        "question_email": "Wir haben gerade einen sechsstelligen Code an {address} geschickt. "
        "Wie lautet er?",
        "question_phone": "Wir haben gerade einen sechsstelligen Code an {address} geschickt. "
        "Wie lautet er?",
        "help": "Nichts da? Sehen Sie im Spam-Ordner nach oder schreiben Sie „nochmal“, dann "
        "kommt ein neuer. Sie können das vorerst auch überspringen.",
        "why": "Damit das, was Sie hier bekommen, bei Ihnen ankommt und bei niemandem sonst.",
        "right": "Danke, das ist bestätigt.",
        "wrong": "Das ist nicht der Code. Er hat sechs Ziffern.",
        "old": "Dieser Code gilt nicht mehr. Wir schicken einen neuen.",
        "send_again": "Neuen Code senden",
        "again_in": "in {seconds} s",
        "again": "Ein neuer Code ist unterwegs.",
        "wait": "Ein Code ist schon unterwegs. Das kann eine Minute dauern.",
        "later_email": "Kein Problem. Wir haben stattdessen einen Link geschickt: Ein Klick "
        "innerhalb von 7 Tagen bestätigt Ihre Adresse.",
        "later_phone": "Kein Problem, es geht auch ohne.",
        "too_many": "Dorthin gingen schon mehrere Codes, daher vorerst keine weiteren. Es geht "
        "auch ohne.",
    },
    "es": {
        "question_email": "Acabamos de enviar un código de seis cifras a {address}. ¿Cuál es?",
        "question_phone": "Acabamos de enviar un código de seis cifras a {address}. ¿Cuál es?",
        "help": "¿No ha llegado? Mire en la carpeta de spam o escriba «otra vez» y enviamos otro. "
        "También puede saltarlo por ahora.",
        "why": "Para que lo que reciba aquí le llegue a usted y a nadie más.",
        "right": "Gracias, confirmado.",
        "wrong": "Ese no es el código. Tiene seis cifras.",
        "old": "Ese código ya no vale. Le enviamos otro.",
        "send_again": "Enviar otro código",
        "again_in": "en {seconds} s",
        "again": "Otro código está en camino.",
        "wait": "Ya hay un código en camino. Puede tardar un minuto.",
        "later_email": "No pasa nada. Le hemos enviado un enlace: con un clic en los próximos 7 "
        "días confirma su dirección.",
        "later_phone": "No pasa nada, seguimos sin ello.",
        "too_many": "Ya se han enviado varios códigos ahí, así que por ahora no enviamos más. "
        "Seguimos sin ello.",
    },
    "fr": {
        "question_email": "Nous venons d’envoyer un code à six chiffres à {address}. Quel est-il ?",
        "question_phone": "Nous venons d’envoyer un code à six chiffres au {address}. Lequel ?",
        "help": "Rien reçu ? Regardez dans les indésirables ou écrivez « encore » et nous en "
        "enverrons un autre. Vous pouvez aussi passer pour l’instant.",
        "why": "Pour que ce que vous recevez ici n’arrive qu’à vous.",
        "right": "Merci, c’est confirmé.",
        "wrong": "Ce n’est pas le code. Il a six chiffres.",
        "old": "Ce code n’est plus valable. Nous en envoyons un autre.",
        "send_again": "Envoyer un autre code",
        "again_in": "dans {seconds} s",
        "again": "Un autre code est en route.",
        "wait": "Un code est déjà en route. Cela peut prendre une minute.",
        "later_email": "Pas de souci. Nous vous avons envoyé un lien : un clic sous 7 jours "
        "confirmera votre adresse.",
        "later_phone": "Pas de souci, nous continuons sans.",
        "too_many": "Plusieurs codes y ont déjà été envoyés, nous n’en envoyons plus pour "
        "l’instant. Nous continuons sans.",
    },
}

#: What somebody types who wants another code, folded: any of these among few words.
AGAIN = frozenset(
    {"again", "resend", "another", "new", "tekrar", "yeniden", "yeni", "jeszcze", "ponownie"}
    | {"nowy", "nochmal", "nochmals", "erneut", "neu", "neuer", "neuen", "otra", "otro", "nuevo"}
    | {"reenviar", "encore", "autre", "nouveau", "renvoyer"}
)


def say_of_code(key: str, language: str) -> str:
    """The words for `key`, else in the base language, else in English."""
    return (WORDS.get(language.split("-")[0]) or WORDS["en"])[key]
