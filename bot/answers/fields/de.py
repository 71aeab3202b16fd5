"""German."""

FIELDS = """
    preis kosten kostet gebühr betrag tarif zahlen bezahlen wert teuer viel
    teuer günstig billig preiswert
    kostenlos gratis umsonst frei
    zahlung zahlen bezahlen überweisung karte rechnung lastschrift rate paypal
    rechnung beleg quittung mwst steuer
    summe gesamt insgesamt zusammen
    minimum mindestens mindest wenigsten
    maximum höchstens limit grenze obergrenze
    übrig rest guthaben saldo verbleibend
    erstattung rückerstattung zurück zurückgeben rückgabe geld widerruf
    kündigen kündigung stornieren beenden abbrechen aufhören abmelden austreten schließen
    pausieren anhalten sperren einfrieren aussetzen
    löschen entfernen streichen leeren
    hinzufügen ergänzen eintragen einfügen
    ändern wechseln bearbeiten aktualisieren anpassen umstellen tauschen wechsel änderung
    erhöhen steigern mehr upgrade höher
    senken reduzieren weniger downgrade niedriger
    übertragen umziehen übernehmen migration mitnehmen verschieben
    senden schicken versenden liefern verschicken
    lieferung versand paket zustellung bestellung ankommen sendung
    status stand verfolgen fortschritt wo
    bestätigen genehmigen freigeben akzeptieren
    prüfen ansehen nachsehen überprüfen schauen
    zeigen vorführen demo präsentation vorstellen ansehen vorführung
    sagen erklären erzählen beschreiben information wissen mitteilen
    finden suchen wo
    wo adresse standort ort büro sitz
    nähe nah nächste umgebung weit
    kaufen bestellen erwerben kauf
    hilfe support unterstützung service helfen kundendienst
    wie weg anleitung schritt
    nötig brauchen müssen erforderlich pflicht notwendig benötigen
    möglich können dürfen erlaubt geht
    beginnen starten anfangen loslegen einrichten einrichtung start
    einrichtung installieren installation konfigurieren einführung aufwand
    erstellen anlegen machen bauen
    anmelden login konto passwort kennwort zugang
    registrieren anmelden eintragen abonnieren
    antrag formular anfrage anfordern
    verbinden integration anbinden koppeln schnittstelle api integrieren verknüpfen
    fehler problem störung funktioniert defekt kaputt
    kaputt beschädigt defekt
    verloren gestohlen weg vermisst
    beschwerde beschweren unzufrieden reklamation
    kontakt erreichen anrufen telefon mail sprechen kontaktieren
    telefon nummer anrufen handy
    mensch person jemand mitarbeiter berater ansprechpartner
    roboter bot mensch maschine
    firma unternehmen betrieb ihr wer
    team benutzer nutzer mitarbeiter kollege mitglied platz
    arbeit stelle karriere bewerbung
    letzte vorige
    nächste kommende neu
    wann datum tag zeit termin uhr
    lange dauer dauert zeit
    warten verzögerung spät verspätung
    schnell eilig sofort dringend
    ablaufen ende frist gültig
    verlängern verlängerung erneuern automatisch
    geöffnet öffnungszeiten offen geschlossen wochenende uhr
    heute jetzt morgen
    monat jahr monatlich jährlich woche
    kalender termin besprechung
    termin buchen reservieren vereinbaren gespräch
    urlaub ferien feiertag
    ausland land international
    sprache deutsch englisch türkisch polnisch französisch spanisch übersetzung
    empfehlen empfehlung rat tipp
    bewertung referenz erfahrung kunde meinung beispiel
    gut beste qualität
    schlecht falsch
    daten datenschutz dsgvo gdpr privat persönlich sicherheit sicher
    sicher sicherheit schutz risiko
    speichern aufbewahren server hosting gespeichert liegen
    weitergeben verkaufen dritte teilen
    export herunterladen sicherung exportieren excel
    paket tarif abo abonnement version plan
    test testen probe ausprobieren probieren testphase kostenlos
    rabatt nachlass gutschein aktion ermäßigung
    vertrag laufzeit bindung verpflichtung mindestlaufzeit frist
    funktion können fähigkeit
    unterschied vergleich besser konkurrenz vergleichen unterscheiden
    zusätzlich weitere extra mehr
    schulung lernen kurs dokumentation
    website webseite seite internet homepage
    app mobil handy
    garantie gewährleistung
    verfügbar lager
    verlangen kosten berechnen nehmen preis gebühr ausgeben budget monatlich
    günstiger billiger sparen rabatt ermäßigung sonderpreis nachlass prozent verhandeln
    aussteigen kündigen abo beenden rauskommen verlassen loswerden austritt
    binden bindung gebunden verpflichtet vertrag laufzeit frist jahr mindestens lange
    erstatten erstattung zurückzahlen zurückbekommen geld betrag garantie gefallen gefällt \
        unzufrieden
    unverbindlich testen kostenlos probieren kennenlernen reinschauen vorher
    erreichen erreichbar zurückrufen anrufen nummer sprechen schreiben wenden melden rufen
    offen öffnen geöffnet schließen zumachen uhr samstag sonntag wochenende erreichbar
    loslegen startklar einrichten installation start bereit fertig inbetriebnahme dauert läuft
    einfach leicht schwer schwierig kompliziert bedienen bedienung benutzen kenntnisse \
        technik programmieren programmierer entwickler code vorkenntnisse
    einbauen einbetten einfügen einbinden website homepage webseite seite shop shopify \
        wordpress code
    ladezeit langsam langsamer schneller seite website
    rechenzentrum server cloud speichern liegen hosten standort land ort europa
    eingaben angaben antworten daten informationen persönlich
    datenbank löschen entfernen gelöscht herausnehmen austragen
    behalten aufbewahren speichern lange löschen
    weiterverkaufen verkaufen weitergeben dritte partner angaben
    mehrsprachig sprache sprachen verstehen verstehe übersetzen englisch
    anbinden anbindung verbinden schnittstelle crm hubspot salesforce slack zapier programm \
        software zusammenarbeiten integrieren
    bezahlen womit zahlungsart zahlungsmittel paypal lastschrift kreditkarte mastercard visa \
        überweisung bar
    buchhaltung buchhalter steuerberater rechnung beleg mehrwertsteuer umsatzsteuer
    aufstocken upgrade höher größer hochstufen wechseln tarif paket später
    herunterstufen downgrade kleiner niedriger wechseln tarif
    enthalten enthält beinhaltet steckt umfasst inklusive paket tarif leistung
    passen passt richtig geeignet empfehlen auswählen wählen tarif
    vergleichen unterscheiden unterschied gegenüber vergleich
    wenden helfen hilfe hilft problem fehler kaputt ansprechpartner support unterstützen
    computer ki künstlich intelligenz bot roboter maschine automatisch echt mensch person \
        reden schreiben
    vorführen vorführung zeigen anschauen ansehen live demo termin präsentieren
    punkte punktzahl bewerten bewertung score scoring berechnen zustande regel
    einladen mehrere zugreifen zugriff leute personen kollege gleichzeitig team agentur rechte rolle
    kundenbeispiel referenz fallstudie praxis unternehmen firma nutzen kunde branche erfahrung
    datei csv excel exportieren herunterladen download ausgeben sichern sicherung mitnehmen backup
"""
