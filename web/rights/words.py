"""The words of a person's own page, in six languages, all with the same keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_EN = {
    "title": "What you agreed to",
    "intro": "Here is what you said yes to, in the words you saw. Take back what you like.",
    "agreed_on": "You agreed on {day}",
    "withdraw": "Withdraw what is ticked",
    "withdraw_note": "Nothing changes until you press the button.",
    "none_title": "Nothing is agreed to",
    "none_text": "There is nothing to withdraw. We use your data for no purpose you agreed to.",
    "done_title": "Withdrawn",
    "done_text": "We have noted it and will keep to it from now on.",
    "see_receipt": "Receipt of all your consents",
    "receipt_title": "Receipt of consents",
    "receipt_text": "For {address}, as of {day}.",
    "given": "Given",
    "refused": "Refused or withdrawn",
    "when": "When",
    "where": "On the page",
    "proof": "Confirmed by",
    "by_code": "a code typed into the conversation",
    "by_link": "a link in a mail",
    "version": "Version",
    "print": "Use your browser's print command to keep this page.",
    "back": "Back",
    "gone_title": "Nothing is kept about you here",
    "gone_text": "Your data was erased. There is nothing left to withdraw or to show.",
    "purpose_contact": "Getting in touch with you",
    "purpose_marketing": "News and offers",
    "purpose_profiling": "Judging what fits you",
    "purpose_tracking": "Noting what you look at",
}
_TR = {
    "title": "Onay verdikleriniz",
    "intro": "Gördüğünüz sözcüklerle onayladıklarınız burada. Dilediğinizi geri alın.",
    "agreed_on": "{day} tarihinde onayladınız",
    "withdraw": "İşaretlenenleri geri al",
    "withdraw_note": "Düğmeye basana kadar hiçbir şey değişmez.",
    "none_title": "Onayladığınız bir şey yok",
    "none_text": "Geri alınacak bir şey yok. Verilerinizi onayınıza dayanarak kullanmıyoruz.",
    "done_title": "Geri alındı",
    "done_text": "Not ettik ve bundan böyle buna uyacağız.",
    "see_receipt": "Tüm onaylarınızın belgesi",
    "receipt_title": "Onay belgesi",
    "receipt_text": "{address} için, {day} itibarıyla.",
    "given": "Verildi",
    "refused": "Verilmedi veya geri alındı",
    "when": "Ne zaman",
    "where": "Hangi sayfada",
    "proof": "Doğrulama",
    "by_code": "konuşmaya yazılan kod",
    "by_link": "e-postadaki bağlantı",
    "version": "Sürüm",
    "print": "Bu sayfayı saklamak için tarayıcınızın yazdır komutunu kullanın.",
    "back": "Geri",
    "gone_title": "Burada hakkınızda hiçbir şey saklanmıyor",
    "gone_text": "Verileriniz silindi. Geri alınacak ya da gösterilecek bir şey kalmadı.",
    "purpose_contact": "Sizinle iletişime geçmek",
    "purpose_marketing": "Haberler ve teklifler",
    "purpose_profiling": "Size neyin uyduğunu değerlendirmek",
    "purpose_tracking": "Baktığınız sayfaları kaydetmek",
}
_PL = {
    "title": "Twoje zgody",
    "intro": "Oto na co się zgodziłaś lub zgodziłeś, dokładnie tymi słowami. Cofnij, co chcesz.",
    "agreed_on": "Zgoda z dnia {day}",
    "withdraw": "Cofnij zaznaczone",
    "withdraw_note": "Nic się nie zmieni, dopóki nie naciśniesz przycisku.",
    "none_title": "Brak zgód",
    "none_text": "Nie ma czego cofać. Nie używamy Twoich danych na podstawie zgody.",
    "done_title": "Cofnięto",
    "done_text": "Zapisaliśmy to i od teraz będziemy się tego trzymać.",
    "see_receipt": "Potwierdzenie wszystkich zgód",
    "receipt_title": "Potwierdzenie zgód",
    "receipt_text": "Dla {address}, stan na {day}.",
    "given": "Udzielona",
    "refused": "Odmówiona lub cofnięta",
    "when": "Kiedy",
    "where": "Na stronie",
    "proof": "Potwierdzono przez",
    "by_code": "kod wpisany w rozmowie",
    "by_link": "link w wiadomości e-mail",
    "version": "Wersja",
    "print": "Aby zachować tę stronę, użyj polecenia drukowania w przeglądarce.",
    "back": "Wróć",
    "gone_title": "Nie przechowujemy tu Twoich danych",
    "gone_text": "Twoje dane zostały usunięte. Nie ma już czego cofać ani pokazywać.",
    "purpose_contact": "Kontakt z Tobą",
    "purpose_marketing": "Nowości i oferty",
    "purpose_profiling": "Ocena, co do Ciebie pasuje",
    "purpose_tracking": "Zapis tego, co oglądasz",
}
_DE = {
    "title": "Ihre Einwilligungen",
    "intro": "Dem haben Sie zugestimmt, genau in diesen Worten. Widerrufen Sie, was Sie möchten.",
    "agreed_on": "Zugestimmt am {day}",
    "withdraw": "Angekreuztes widerrufen",
    "withdraw_note": "Bis Sie die Schaltfläche drücken, ändert sich nichts.",
    "none_title": "Keine Einwilligungen",
    "none_text": "Es gibt nichts zu widerrufen. Wir nutzen Ihre Daten zu keinem Zweck, dem Sie "
    "zugestimmt hätten.",
    "done_title": "Widerrufen",
    "done_text": "Wir haben es vermerkt und halten uns ab jetzt daran.",
    "see_receipt": "Beleg aller Einwilligungen",
    "receipt_title": "Beleg der Einwilligungen",
    "receipt_text": "Für {address}, Stand {day}.",
    "given": "Erteilt",
    "refused": "Verweigert oder widerrufen",
    "when": "Wann",
    "where": "Auf der Seite",
    "proof": "Bestätigt durch",
    "by_code": "einen im Gespräch eingegebenen Code",
    "by_link": "einen Link in einer Mail",
    "version": "Version",
    "print": "Mit dem Druckbefehl Ihres Browsers bewahren Sie diese Seite auf.",
    "back": "Zurück",
    "gone_title": "Hier ist nichts über Sie gespeichert",
    "gone_text": "Ihre Daten wurden gelöscht. Es gibt nichts mehr zu widerrufen oder zu zeigen.",
    "purpose_contact": "Kontakt mit Ihnen",
    "purpose_marketing": "Neuigkeiten und Angebote",
    "purpose_profiling": "Einschätzen, was zu Ihnen passt",
    "purpose_tracking": "Festhalten, was Sie ansehen",
}
_ES = {
    "title": "Lo que ha aceptado",
    "intro": "Esto es lo que aceptó, con las palabras que vio. Retire lo que quiera.",
    "agreed_on": "Aceptado el {day}",
    "withdraw": "Retirar lo marcado",
    "withdraw_note": "Nada cambia hasta que pulse el botón.",
    "none_title": "No hay nada aceptado",
    "none_text": "No hay nada que retirar. No usamos sus datos para ningún fin aceptado por usted.",
    "done_title": "Retirado",
    "done_text": "Lo hemos anotado y lo respetaremos desde ahora.",
    "see_receipt": "Comprobante de todos sus consentimientos",
    "receipt_title": "Comprobante de consentimientos",
    "receipt_text": "Para {address}, a {day}.",
    "given": "Dado",
    "refused": "Denegado o retirado",
    "when": "Cuándo",
    "where": "En la página",
    "proof": "Confirmado por",
    "by_code": "un código escrito en la conversación",
    "by_link": "un enlace en un correo",
    "version": "Versión",
    "print": "Use la orden de imprimir de su navegador para guardar esta página.",
    "back": "Volver",
    "gone_title": "Aquí no se guarda nada sobre usted",
    "gone_text": "Sus datos se borraron. No queda nada que retirar ni que mostrar.",
    "purpose_contact": "Ponernos en contacto con usted",
    "purpose_marketing": "Novedades y ofertas",
    "purpose_profiling": "Valorar qué le conviene",
    "purpose_tracking": "Registrar lo que mira",
}
_FR = {
    "title": "Vos consentements",
    "intro": "Voici ce que vous avez accepté, dans les mots que vous avez vus. Retirez ce que "
    "vous voulez.",
    "agreed_on": "Accepté le {day}",
    "withdraw": "Retirer ce qui est coché",
    "withdraw_note": "Rien ne change tant que vous n'appuyez pas sur le bouton.",
    "none_title": "Aucun consentement",
    "none_text": "Il n'y a rien à retirer. Nous n'utilisons vos données pour aucun but que vous "
    "auriez accepté.",
    "done_title": "Retiré",
    "done_text": "C'est noté, et nous nous y tiendrons désormais.",
    "see_receipt": "Reçu de tous vos consentements",
    "receipt_title": "Reçu des consentements",
    "receipt_text": "Pour {address}, au {day}.",
    "given": "Donné",
    "refused": "Refusé ou retiré",
    "when": "Quand",
    "where": "Sur la page",
    "proof": "Confirmé par",
    "by_code": "un code saisi dans la conversation",
    "by_link": "un lien dans un e-mail",
    "version": "Version",
    "print": "Imprimez cette page depuis votre navigateur pour la conserver.",
    "back": "Retour",
    "gone_title": "Rien n'est conservé ici à votre sujet",
    "gone_text": "Vos données ont été effacées. Il n'y a plus rien à retirer ni à montrer.",
    "purpose_contact": "Prendre contact avec vous",
    "purpose_marketing": "Nouvelles et offres",
    "purpose_profiling": "Estimer ce qui vous convient",
    "purpose_tracking": "Noter ce que vous regardez",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": _EN, "tr": _TR, "pl": _PL, "de": _DE, "es": _ES, "fr": _FR,
}  # fmt: skip


def words_of(language: str) -> Callable[..., str]:
    """Says a key in a language of `LANGUAGES`; values are put in one by one, never formatted."""
    words = LANGUAGES[language]

    def said(key: str, **values: str) -> str:
        text = words[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    return said


def purpose_words(purpose: str, language: str) -> str:
    """A purpose as people say it; one of a flow's own is said as it is written there."""
    own = purpose.replace("_", " ").strip()
    return LANGUAGES[language].get(f"purpose_{purpose}", own[:1].upper() + own[1:])
