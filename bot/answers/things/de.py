"""German."""

THINGS = """
    parken parkplatz garage stellplatz
    barrierefrei rollstuhl behindert aufzug rampe
    geschenk gutschein verpackung geburtstag
    abholen abholung filiale laden
    unzufrieden zufrieden enttäuscht bereuen gefallen
    großhandel menge großbestellung mengenrabatt
    partner reseller händler agentur empfehlung partnerprogramm
    techniker monteur handwerker einbau montage
    schulung kurs lernen workshop webinar einweisung seminar
    zertifikat zertifiziert iso soc konform prüfung norm
    verschlüsselung verschlüsselt ssl datenleck hacker
    authentifizierung zweifaktor code sms bestätigung
    benutzername anmelden passwort konto login
    profil bild foto avatar
    email mail postfach spam newsletter
    newsletter werbung abmelden abbestellen marketing
    cookie tracking analyse einwilligung zustimmung
    fehler absturz störung hängt kaputt funktionieren problem
    langsam schnell leistung geschwindigkeit ladezeit
    internet verbindung wlan netz offline
    upgrade downgrade größer kleiner höher tarif wechsel wechseln
    lizenz nutzer platz benutzer
    administrator rolle rechte berechtigung zugriff zugang
    einladen hinzufügen kollege mitarbeiter team
    vorlage beispiel muster
    anpassen farbe logo gestaltung design marke
    bericht statistik auswertung diagramm kennzahlen
    import hochladen übertragen umziehen datei
    export csv excel pdf datei herunterladen
    sicherung backup wiederherstellen
    geplant zukunft neue roadmap funktion
    bewerbung bewerber lebenslauf stelle job vorstellungsgespräch karriere
    praktikum praktikant student ausbildung azubi
    presse medien journalist interview
    gründer gegründet gründung geschichte geschäftsführer inhaber
    investor investition aktie börse
    büro sitz standort niederlassung adresse
    feiertag weihnachten ostern geschlossen
    morgens mittags abends nachts
    heute morgen gestern jetzt
    anzahlung vorauszahlung kaution vorkasse
    rate ratenzahlung finanzierung
    überfällig mahnung offen unbezahlt verspätet
    mwst mehrwertsteuer steuer netto brutto
    angebot kostenvoranschlag schätzung
    zoll einfuhr steuer
    kurier paket dhl post sendung versand lieferung sendungsverfolgung
    versicherung police schaden beitrag unfall
    kredit darlehen hypothek zinsen schulden
    bank überweisung iban konto
    kontostand kontoauszug umsatz buchung
    karte visa mastercard kreditkarte ec girokarte
    gehalt lohn einkommen verdienst
    empfänger absender überweisung
    ausstehend wartet bearbeitung
    verdächtig betrug unbekannt unbefugt
    dringend notfall sofort eilig
    alter kind achtzehn erwachsen jahre
    bedingungen agb regeln richtlinie voraussetzung
    anwalt recht rechtlich gericht
    arzt zahnarzt klinik krankenhaus gesundheit termin
    medikament rezept apotheke
    krank krankheit schmerz fieber
    schule universität lehrer schüler prüfung
    haus wohnung immobilie zimmer gebäude
    miete mieten vermieter mieter
    möbel sofa stuhl tisch bett
    strom wasser gas heizung energie
    reinigung wäsche waschen putzen
    kleidung hemd kleid schuhe hose jacke
    farbe rot blau grün schwarz weiß
    material baumwolle leder holz metall plastik
    größe maße höhe breite gewicht
    essen brot milch ei käse fleisch hähnchen fisch reis pizza suppe salat
    getränk kaffee tee wasser bier wein
    frühstück mittagessen abendessen
    vegan vegetarisch gluten allergie
    restaurant speisekarte tisch kellner
    gast personen gruppe
    bus bahn zug haltestelle bahnhof
    fahrkarte ticket sitzplatz
    auto wagen fahrzeug motorrad fahrrad
    flug flugzeug flughafen gepäck
    hotel zimmer übernachtung unterkunft
    film kino theater konzert
    sport fußball spiel
    computer laptop tablet pc rechner
    handy telefon iphone android smartphone
    app anwendung programm software
    browser chrome firefox safari
    drucker drucken papier
    montag dienstag mittwoch donnerstag freitag samstag sonntag tag wochenende
    januar februar märz april mai juni juli august september oktober november dezember monat
    wetter regen schnee sonne temperatur
    hund katze haustier tier
    mutter vater bruder schwester frau mann familie
    sprache deutsch englisch französisch spanisch italienisch polnisch türkisch russisch
    land deutschland österreich schweiz frankreich spanien italien polen türkei usa europa
    stadt berlin hamburg münchen köln wien zürich london paris
    währung euro dollar franken pfund kurs
"""
