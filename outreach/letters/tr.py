"""Our mails in Turkish."""

WORDS = {
    "code_subject": "kodunuz {code}",
    "code_text": "Kodunuz: {code}\n\nSizden istenen yere yazın. Kod 15 dakika geçerlidir.",
    "code_small": "Kod istemediniz mi? Büyük olasılıkla biri adresini yanlış yazmıştır; bir şey "
    "yapmanız gerekmez.",
    "link_subject": "lütfen e-posta adresinizi onaylayın",
    "link_text": "Lütfen bu e-posta adresinin size ait olduğunu onaylayın.",
    "link_button": "Adresimi onayla",
    "link_small": "Bağlantı 7 gün geçerlidir. Bu adresi bize siz vermediyseniz bir şey yapmanız "
    "gerekmez, başka ileti de gelmez.",
    "code_sms": "kodunuz {code}. 15 dakika geçerlidir.",
    "receipt_subject": "onay verdikleriniz",
    "receipt_text": "Teşekkürler. Bu adresi onayladınız; aşağıda onay verdikleriniz sözcüğü "
    "sözcüğüne yazıyor. Bu iletiyi belge olarak saklayın.",
    "receipt_day": "{day} tarihinde onaylandı",
    "receipt_links": "Sizin için hazır, dilediğinizde",
    "receipt_button": "Görün veya geri alın",
    "receipt_small": "Onayınızı dilediğiniz zaman buradan ya da e-posta programınızın "
    "abonelikten çıkma düğmesiyle geri alabilirsiniz. Bunu siz onaylamadınız mı? Geri alın, "
    "başka ileti gelmez.",
}
