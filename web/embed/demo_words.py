"""The words of the demo page, by language."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Lodestone: visitors talk, leads qualify themselves",
        "skip": "Skip to the page",
        "lead": "Visitors talk. Leads qualify themselves.",
        "text": "Quizzes, calculators, forms and a chat that ask about need, budget, authority "
        "and timing, and hand sales a score that explains itself. This page carries three of them.",
        "try_quiz": "Take the quiz",
        "see_studio": "Open the studio",
        "quiz": "A quiz people finish",
        "quiz_text": "One card a question, keys 1 to 9, a result worth sharing. Every answer is "
        "kept, even when the visitor leaves half-way.",
        "calculator": "A calculator that sells the next step",
        "calculator_text": "Results move while you drag. The same formulas run on the server, so "
        "the number a lead saw is the number sales sees.",
        "chat": "And a chat in the corner",
        "chat_text": "Tap an answer or type it. Open the bubble and say what you need: "
        "“around 3k a month”, “next quarter”, “my boss decides”.",
        "chat_open": "Talk to us",
        "more": "All that ships with it",
        "more_text": "Each is one readable file in the folder flows/. Copy one, change the words "
        "and the points, save: it is live.",
        "foot": "Your server, your data. No cookie before the first answer.",
        "language": "Language",
        "close": "Close",
        "chat_kind": "Chat",
        "quiz_kind": "Quiz",
        "calculator_kind": "Calculator",
        "form_kind": "Form",
        "survey_kind": "Survey",
        "recommendation_kind": "Recommender",
        "noscript": "Scripts are off: the links below work without them.",
    },
    "tr": {
        "title": "Lodestone: ziyaretçi konuşur, müşteri adayı kendini gösterir",
        "skip": "Sayfaya geç",
        "lead": "Ziyaretçi konuşur. Müşteri adayı kendini gösterir.",
        "text": "İhtiyacı, bütçeyi, karar yetkisini ve zamanı soran testler, hesaplayıcılar, "
        "formlar ve bir sohbet; satışa kendini açıklayan bir puan verir. Bu sayfada üçü var.",
        "try_quiz": "Teste başla",
        "see_studio": "Stüdyoyu aç",
        "quiz": "Sonuna kadar gidilen bir test",
        "quiz_text": "Her kartta bir soru, 1–9 tuşları, paylaşmaya değer bir sonuç. "
        "Ziyaretçi yarıda bıraksa bile her yanıt saklanır.",
        "calculator": "Sonraki adımı sattıran hesaplayıcı",
        "calculator_text": "Siz kaydırdıkça sonuçlar değişir. Aynı formüller sunucuda da çalışır; "
        "adayın gördüğü sayı, satışın gördüğü sayıdır.",
        "chat": "Köşede de bir sohbet",
        "chat_text": "Yanıta dokunun ya da yazın. Balonu açıp ne istediğinizi söyleyin: "
        "“ayda 3 bin civarı”, “gelecek çeyrek”, “kararı müdürüm verir”.",
        "chat_open": "Bizimle konuşun",
        "more": "Birlikte gelenler",
        "more_text": "Her biri flows/ klasöründe okunur bir dosya. Birini kopyalayın, sözleri ve "
        "puanları değiştirin, kaydedin: yayında.",
        "foot": "Sizin sunucunuz, sizin veriniz. İlk yanıttan önce çerez yok.",
        "language": "Dil",
        "close": "Kapat",
        "chat_kind": "Sohbet",
        "quiz_kind": "Test",
        "calculator_kind": "Hesaplayıcı",
        "form_kind": "Form",
        "survey_kind": "Anket",
        "recommendation_kind": "Öneri",
        "noscript": "Betikler kapalı: aşağıdaki bağlantılar onlarsız da çalışır.",
    },
    "pl": {
        "title": "Lodestone: odwiedzający rozmawiają, leady kwalifikują się same",
        "skip": "Przejdź do treści",
        "lead": "Odwiedzający rozmawiają. Leady kwalifikują się same.",
        "text": "Quizy, kalkulatory, formularze i czat pytają o potrzebę, budżet, decyzyjność "
        "i termin, a sprzedaż dostaje wynik, który sam się tłumaczy. "
        "Na tej stronie są trzy z nich.",
        "try_quiz": "Rozwiąż quiz",
        "see_studio": "Otwórz studio",
        "quiz": "Quiz, który ludzie kończą",
        "quiz_text": "Jedno pytanie na karcie, klawisze 1–9, wynik wart pokazania. Każda odpowiedź "
        "zostaje, nawet gdy ktoś wyjdzie w połowie.",
        "calculator": "Kalkulator, który sprzedaje następny krok",
        "calculator_text": "Wyniki zmieniają się, gdy przesuwasz suwak. Te same wzory liczy "
        "serwer, więc sprzedaż widzi tę samą liczbę co klient.",
        "chat": "I czat w rogu strony",
        "chat_text": "Dotknij odpowiedzi albo ją wpisz. Otwórz dymek i powiedz, czego szukasz: "
        "„około 3 tys. miesięcznie”, „w przyszłym kwartale”, „decyduje szef”.",
        "chat_open": "Porozmawiaj z nami",
        "more": "Wszystko, co jest w zestawie",
        "more_text": "Każdy to jeden czytelny plik w folderze flows/. Skopiuj, zmień słowa "
        "i punkty, zapisz: działa.",
        "foot": "Twój serwer, Twoje dane. Żadnego ciasteczka przed pierwszą odpowiedzią.",
        "language": "Język",
        "close": "Zamknij",
        "chat_kind": "Czat",
        "quiz_kind": "Quiz",
        "calculator_kind": "Kalkulator",
        "form_kind": "Formularz",
        "survey_kind": "Ankieta",
        "recommendation_kind": "Rekomendacje",
        "noscript": "Skrypty są wyłączone: poniższe odnośniki działają bez nich.",
    },
}
