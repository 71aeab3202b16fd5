"""French."""

FIELDS = """
    prix coût coûte tarif montant payer frais combien cher valeur
    cher économique abordable
    gratuit gratuitement offert libre
    paiement payer règlement virement carte facture prélèvement
    facture reçu tva taxe
    total somme ensemble
    minimum moins minimal
    maximum limite plafond maximal
    reste solde restant
    remboursement rembourser retour argent rendre
    annuler résilier résiliation arrêter terminer quitter désabonner fermer
    suspendre pause geler bloquer arrêter
    supprimer effacer enlever retirer
    ajouter mettre inclure insérer
    changer modifier éditer mettre jour changement passer
    augmenter monter plus élever
    réduire baisser moins diminuer
    déplacer transférer migrer migration passer
    envoyer expédier livrer
    livraison envoi colis commande arriver
    statut état suivi avancement où
    confirmer valider approuver accepter
    vérifier voir regarder contrôler
    montrer démo présentation démonstration voir
    dire expliquer raconter décrire information savoir renseigner
    trouver chercher où
    où adresse lieu bureau siège situé
    près proche loin
    acheter commander achat
    aide support assistance service aider
    comment façon étapes instructions
    nécessaire besoin faut obligatoire devoir requis
    possible pouvoir permettre
    commencer démarrer lancer installer débuter
    installation configurer mise place installer
    créer faire monter
    accès compte connexion connecter
    inscrire inscription enregistrer abonner
    demande formulaire demander
    relier intégration intégrer lier api compatible
    erreur problème panne marche bug
    cassé abîmé défectueux
    perdu volé perdre voler
    plainte réclamation mécontent
    contact contacter appeler téléphone mail parler joindre
    téléphone numéro appeler portable
    personne humain quelqu'un agent conseiller commercial
    robot bot humain machine
    entreprise société boîte qui
    équipe utilisateur personne employé membre
    travail emploi poste
    dernier passé précédent
    prochain suivant nouveau
    quand date jour heure moment
    temps durée dure long
    attendre retard tard
    rapide urgent immédiat vite
    expirer fin échéance
    renouveler renouvellement prolonger automatique
    ouvert horaires heures fermé
    aujourd'hui maintenant demain
    mois an année mensuel annuel semaine
    calendrier rendez-vous réunion
    rendez-vous réserver réservation réunion
    vacances congé férié
    étranger pays international
    langue français anglais turc polonais allemand espagnol traduction
    recommander conseil recommandation
    avis référence client témoignage exemple
    bon meilleur qualité
    mauvais faux
    données rgpd gdpr confidentialité protection personnel sécurité
    sûr sécurité protection risque sécurisé
    conserver stocker serveur héberger hébergement
    partager vendre tiers céder
    exporter télécharger sauvegarde excel
    forfait plan abonnement version formule offre
    essai essayer tester test gratuit
    remise réduction promotion coupon rabais
    contrat engagement durée préavis
    fonction fonctionnalité capable
    différence comparer mieux concurrent
    supplémentaire autre plus
    formation apprendre cours documentation
    site web page internet
    application appli mobile
    garantie
    disponible stock
    prendre prenez coûter prix tarif payer budget mensuel facturer
    cher économiser remise réduction promo promotion code rabais pourcentage association
    désabonner résilier arrêter partir quitter annuler fermer abonnement
    engagé engagement obligé contrat durée minimum an préavis prévenir délai
    rembourser remboursé remboursement argent récupérer rendre garantie satisfait plaire plaît
    essai tester essayer gratuit gratuitement jours période prélever
    appeler rappeler téléphone numéro mail écrire joindre contacter parler adresse
    ouvrir ouvert ouvrez fermer fermez horaires samedi dimanche week-end heure répondre
    prêt installer installation démarrer place mettre commencer fonctionner rapide délai prendre
    facile difficile compliqué simple utiliser servir connaissances technique coder \
        programmer développeur code technicien informatique
    coller mettre intégrer insérer code page site wordpress shopify boutique
    lent ralentir vitesse rapide charger site page
    serveur nuage cloud garder stocker héberger pays europe rester
    informations données renseignements personnel réponses
    effacer supprimer retirer enlever base données
    garder conserver durée temps données
    vendre revendre céder partager tiers données
    multilingue langue langues comprendre comprend parler traduire anglais
    connecter intégrer intégration api crm hubspot salesforce slack zapier outil logiciel marcher
    carte paypal virement prélèvement espèces payer régler moyen mode
    comptable comptabilité facture reçu tva
    supérieur augmenter monter plus grand forfait changer passer évoluer formule suffire
    inférieur baisser redescendre plus petit forfait changer formule
    inclure inclus comprend contenir contient forfait formule compris
    choisir conseiller recommander convenir meilleur forfait formule
    comparer différence différent entre versus
    aider aide problème panne bug support assistance dépanner question
    intelligence artificielle ia bot robot machine humain personne vrai parler répondre automatique
    montrer voir démo démonstration présentation rendez-vous vrai direct
    points score note noter notation calculer règle prospect
    inviter plusieurs collègues accès personnes droits rôle équipe agence utilisateurs
    cas étude références entreprises sociétés clients secteur servir utiliser exemple
    fichier csv excel exporter télécharger sortir sauvegarde copie repartir récupérer
"""
