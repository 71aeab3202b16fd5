"""What is said about the proof of work: one dict a language, all with the same keys."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "wait": "One moment: your browser does a small sum that keeps programs out.",
        "missing": "Please send this once more in a moment. Your browser does a small sum first, "
        "which keeps programs out.",
        "script": "To keep programs out, your browser does a small sum before the first answer. "
        "That needs JavaScript, which is switched off here.",
    },
    "tr": {
        "wait": "Bir saniye: Tarayıcınız, programları uzak tutan küçük bir hesap yapıyor.",
        "missing": "Lütfen birazdan bir kez daha gönderin. Tarayıcınız önce programları uzak tutan "
        "küçük bir hesap yapıyor.",
        "script": "Programları uzak tutmak için tarayıcınız ilk yanıttan önce küçük bir hesap "
        "yapar. Bunun için JavaScript gerekir; burada kapalı.",
    },
    "pl": {
        "wait": "Chwileczkę: przeglądarka wykonuje małe obliczenie, które zatrzymuje programy.",
        "missing": "Prosimy wysłać to za chwilę jeszcze raz. Przeglądarka wykonuje najpierw małe "
        "obliczenie, które zatrzymuje programy.",
        "script": "Aby zatrzymać programy, przeglądarka wykonuje przed pierwszą odpowiedzią małe "
        "obliczenie. Potrzebny jest JavaScript, a tutaj jest wyłączony.",
    },
    "de": {
        "wait": "Einen Moment: Ihr Browser rechnet kurz, das hält Programme fern.",
        "missing": "Bitte senden Sie das gleich noch einmal. Ihr Browser rechnet zuerst kurz, das "
        "hält Programme fern.",
        "script": "Um Programme fernzuhalten, rechnet Ihr Browser kurz vor der ersten Antwort. Das "
        "braucht JavaScript, und das ist hier ausgeschaltet.",
    },
    "es": {
        "wait": "Un momento: su navegador hace un pequeño cálculo que frena a los programas.",
        "missing": "Envíelo otra vez dentro de un momento. Su navegador hace antes un pequeño "
        "cálculo que frena a los programas.",
        "script": "Para frenar a los programas, su navegador hace un pequeño cálculo antes de la "
        "primera respuesta. Necesita JavaScript, que aquí está desactivado.",
    },
    "fr": {
        "wait": "Un instant : votre navigateur fait un petit calcul qui écarte les programmes.",
        "missing": "Renvoyez cela dans un instant. Votre navigateur fait d’abord un petit calcul "
        "qui écarte les programmes.",
        "script": "Pour écarter les programmes, votre navigateur fait un petit calcul avant la "
        "première réponse. Il faut JavaScript, qui est désactivé ici.",
    },
}
