"""French."""

THINGS = """
    parking stationnement garer garage place
    handicapé accessible accessibilité fauteuil ascenseur rampe
    cadeau bon chèque anniversaire
    retrait retirer boutique magasin
    insatisfait satisfait déçu content regretter
    gros volume quantité grossiste
    partenaire revendeur distributeur agence affilié parrainage
    technicien installateur mécanicien montage
    formation cours atelier webinaire apprendre stage
    certificat certifié iso soc conforme audit norme
    chiffrement chiffré ssl fuite piratage sécurité
    authentification vérification code sms facteur
    identifiant mot passe compte connexion
    profil photo image avatar
    mail email courriel boîte spam
    newsletter publicité désinscrire désabonner marketing
    cookie suivi analyse consentement
    erreur bug panne planter bloqué fonctionner problème
    lent rapide performance vitesse charger
    internet connexion wifi réseau hors
    supérieur inférieur grand petit forfait changer formule
    licence utilisateur poste siège
    administrateur rôle droit autorisation accès
    inviter ajouter équipe collègue
    modèle exemple gabarit
    personnaliser couleur logo design marque adapter
    rapport statistique analyse graphique tableau
    importer téléverser migrer fichier
    exporter csv excel pdf fichier télécharger
    sauvegarde récupérer restaurer copie
    futur prévu prochain fonctionnalité
    emploi candidature candidat cv poste entretien recruter
    stage stagiaire étudiant alternance
    presse médias journaliste interview
    fondateur fondée création histoire dirigeant
    investisseur investissement actions bourse
    bureau siège agence adresse
    férié noël pâques fermé vacances
    matin midi soir nuit
    aujourdhui demain hier maintenant
    acompte dépôt caution avance
    mensualité échelonné plusieurs financement
    retard impayé échéance pénalité
    tva taxe impôt ht ttc
    devis offre estimation
    douane importation taxe
    coursier colis poste livraison expédition suivi livrer
    assurance police prime accident sinistre
    prêt crédit hypothèque intérêts dette
    banque virement iban compte
    solde relevé mouvement transaction
    carte visa mastercard bancaire crédit
    salaire paie revenu
    destinataire expéditeur virement
    attente cours traitement
    suspect fraude inconnu arnaque
    urgent urgence immédiat
    âge mineur enfant adulte
    conditions règles politique exigences termes
    avocat juridique loi tribunal
    médecin dentiste clinique hôpital santé rendez-vous
    médicament ordonnance pharmacie
    malade maladie douleur fièvre
    école université professeur élève examen
    maison appartement logement chambre immeuble
    loyer louer locataire location
    meubles canapé chaise table lit
    électricité eau gaz chauffage énergie
    nettoyage ménage laver linge
    vêtement chemise robe chaussures pantalon
    couleur rouge bleu vert noir blanc
    matière coton cuir bois métal plastique
    taille dimension hauteur largeur poids
    nourriture pain lait œuf fromage viande poulet poisson riz pizza soupe salade
    boisson café thé eau bière vin
    déjeuner dîner petit-déjeuner repas
    végan végétarien gluten allergie
    restaurant menu table serveur
    invité personnes groupe
    bus train métro gare
    billet place siège
    voiture auto véhicule moto vélo
    avion vol aéroport bagage
    hôtel chambre hébergement
    film cinéma théâtre concert
    sport football jeu match
    ordinateur portable tablette pc
    téléphone mobile iphone android smartphone
    application appli programme logiciel
    navigateur chrome firefox safari
    imprimante imprimer papier
    lundi mardi mercredi jeudi vendredi samedi dimanche jour week-end
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre mois
    météo pluie neige soleil température
    chien chat animal
    mère père frère sœur femme mari famille
    langue français anglais allemand espagnol italien polonais turc néerlandais
    pays france belgique suisse allemagne espagne italie canada europe
    ville paris lyon marseille bruxelles genève londres berlin
    devise euro dollar franc livre change
"""
