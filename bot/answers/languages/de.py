"""German."""

from bot.answers.languages import QuestionWords

WORDS = QuestionWords(
    stemmer="german",
    joints=("s", "es", "n", "en"),
    weak="ich du er sie es wir ihr der die das den dem ein eine einen einem einer und oder zu zum "
    "zur in im an am auf für von vom mit ist sind war wie was wo wer kann können könnte gibt "
    "habe haben hat wird werden nicht mein meine unser unsere euer eure ihre bitte hallo auch "
    "noch man mir mich uns welche welcher welches sich als wenn dann bei aus nach über um so schon "
    "sehr mal einmal denn doch also etwas alles dies diese dieser dieses dass ob damit dabei davon "
    "dazu darf dürfen soll sollen will wollen möchte möchten würde würden wäre wurde sein ihn ihm "
    "ihnen euch dir dich unserem unserer unseren ihren ihrem ihrer meiner meinen meinem dein deine "
    "hier da ja nein den des eines keine kein gern gerne bekommen bekomme haltet halten",
    same="""
        preis kosten kostet gebühr zahlen bezahlen teuer tarif
        kostenlos gratis umsonst kostenfrei
        plan paket abo abonnement
        testen test probe ausprobieren demo testphase
        kündigen kündigung beenden abbestellen
        erstattung rückerstattung zurück
        ändern wechseln bearbeiten anpassen
        löschen entfernen
        datenschutz dsgvo sicher sicherheit vertraulich
        speichern gespeichert aufbewahren
        weitergeben verkaufen dritte
        integration verbinden anbinden schnittstelle
        mensch person mitarbeiter berater jemand
        kontakt erreichen anrufen telefon
        e-mail email mail
        uhrzeit öffnungszeiten geöffnet
        sprache sprachen übersetzung
        anfangen starten loslegen einrichten einrichtung
        vertrag laufzeit mindestlaufzeit
        rechnung beleg
        rabatt nachlass gutschein
        hilfe support
        webseite website seite
        firma unternehmen betrieb
        nutzer benutzer team kollegen
        unterschied vergleichen
        lange dauert dauer
        exportieren export herunterladen
    """,
    about_asking="""
        Warum fragen Sie?
        Warum wollen Sie das wissen?
        Wozu brauchen Sie meine E-Mail?
        Wozu brauchen Sie meine Telefonnummer?
        Wofür brauchen Sie das?
        Was machen Sie mit meiner Antwort?
        Ist die Frage Pflicht?
        Muss ich das beantworten?
        Was meinen Sie?
        Ich verstehe die Frage nicht
        Warum soll ich mein Budget nennen?
    """,
    elsewhere="""
        Wie ist das Wetter?
        Wie wird das Wetter heute?
        Regnet es morgen?
        Wie warm ist es draußen?

        Wie spät ist es?
        Wie viel Uhr ist es?
        Welcher Tag ist heute?
        Den wievielten haben wir heute?

        Erzähl mir einen Witz
        Kennst du einen guten Witz?
        Erzähl mir eine Geschichte
        Schreib mir ein Gedicht
        Kannst du ein Lied singen?

        Wer hat gestern gewonnen?
        Wie ist das Spiel ausgegangen?
        Welche Mannschaft ist die beste?
        Wer ist Weltmeister geworden?

        Was ist die Hauptstadt von Frankreich?
        Wer ist der Präsident?
        Wer hat dieses Buch geschrieben?
        Wie weit ist es bis zum Mond?
        Welcher Berg ist am höchsten?

        Was denkst du über Politik?
        Wie ist deine Meinung zur Religion?
        Was ist dein Lieblingsfilm?
        Was ist der Sinn des Lebens?

        Verkaufen Sie Schuhe?
        Verkaufen Sie Regenschirme?
        Vermieten Sie Fahrräder?
        Reparieren Sie Waschmaschinen?

        Wo kann ich parken?
        Gibt es einen Parkplatz?
        Haben Sie ein Büro in Hamburg?
        Wie komme ich mit dem Zug zu Ihnen?

        Stellen Sie gerade ein?
        Haben Sie Arbeit für mich?
        Bieten Sie Praktika an?
        Nehmen Sie im Sommer Studenten?

        Wie heißt Ihr Chef?
        Wer ist Ihr Geschäftsführer?
        Wann wurde die Firma gegründet?
        Wie alt ist Ihre Firma?
        Ist Ihre Firma an der Börse?

        Kennst du ein gutes Restaurant?
        Was soll ich heute kochen?
        Haben Sie vegane Gerichte?
        Wie backt man einen Kuchen?

        Was ist zwei plus zwei?
        Wie schreibt man dieses Wort?
        Machst du meine Hausaufgaben?
        Kannst du diesen Satz übersetzen?
    """,
)
