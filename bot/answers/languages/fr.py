"""French."""

from bot.answers.languages import QuestionWords

WORDS = QuestionWords(
    stemmer="french",
    weak="le la les un une des de du d l à au aux en et ou que qu est ce c se s me m mon ma mes "
    "notre nos votre vos je j nous vous il elle on pour par avec sans comment quel quelle quels "
    "quelles y a ai avez peut peux puis pouvez bonjour merci ne n pas si dans sur quoi",
    same="""
        prix coût coûte coûtent tarif payer cher facturez
        gratuit gratuite gratuitement
        offre formule forfait abonnement plan
        essai essayer tester démo
        annuler résilier résiliation arrêter désabonner
        remboursement rembourser
        changer modifier éditer
        supprimer effacer
        confidentialité rgpd sécurité sécurisé protection confidentiel
        stocker conserver stockées conservées
        partager vendre tiers
        intégration intégrer connecter relier
        personne humain conseiller quelqu
        contact contacter joindre appeler téléphone
        courriel email e-mail mail
        horaires ouvert heures
        langue langues traduction
        commencer démarrer installer installation
        contrat engagement
        facture reçu
        remise réduction rabais
        aide support assistance
        site page web
        entreprise société
        utilisateur utilisateurs équipe
        différence comparer
        dure durée longtemps
        exporter télécharger
    """,
    about_asking="""
        Pourquoi demandez-vous cela ?
        Pourquoi voulez-vous le savoir ?
        Pourquoi avez-vous besoin de mon e-mail ?
        Pourquoi voulez-vous mon téléphone ?
        À quoi cela sert-il ?
        Que ferez-vous de ma réponse ?
        La question est-elle obligatoire ?
        Dois-je répondre ?
        Que voulez-vous dire ?
        Je ne comprends pas la question
        Pourquoi donner mon budget ?
    """,
    elsewhere="""
        Quel temps fait-il ?
        Quel temps fera-t-il aujourd'hui ?
        Est-ce qu'il va pleuvoir demain ?
        Combien de degrés fait-il dehors ?

        Quelle heure est-il ?
        Quelle heure est-il maintenant à Londres ?
        Quel jour sommes-nous ?
        On est le combien aujourd'hui ?

        Raconte-moi une blague
        Tu connais une bonne blague ?
        Raconte-moi une histoire
        Écris-moi un poème
        Tu peux chanter une chanson ?

        Qui a gagné le match hier ?
        Quel est le score du match ?
        Quelle est la meilleure équipe ?
        Qui a gagné la coupe du monde ?

        Quelle est la capitale de l'Espagne ?
        Qui est le président ?
        Qui a écrit ce livre ?
        À quelle distance est la Lune ?
        Quelle est la plus haute montagne ?

        Que penses-tu de la politique ?
        Quel est ton avis sur la religion ?
        Quel est ton film préféré ?
        Quel est le sens de la vie ?

        Vendez-vous des chaussures ?
        Vendez-vous des parapluies ?
        Louez-vous des vélos ?
        Réparez-vous des machines à laver ?

        Où puis-je me garer ?
        Y a-t-il un parking ?
        Avez-vous un bureau à Lille ?
        Comment venir chez vous en train ?

        Est-ce que vous recrutez ?
        Avez-vous du travail pour moi ?
        Proposez-vous des stages ?
        Prenez-vous des étudiants l'été ?

        Comment s'appelle votre patron ?
        Qui est votre directeur général ?
        Quand l'entreprise a-t-elle été fondée ?
        Quel âge a votre entreprise ?
        Votre entreprise est-elle cotée en bourse ?

        Tu connais un bon restaurant ?
        Qu'est-ce que je cuisine ce soir ?
        Avez-vous des plats végétaliens ?
        Comment fait-on un gâteau ?

        Combien font deux plus deux ?
        Comment écrit-on ce mot ?
        Tu peux faire mes devoirs ?
        Peux-tu traduire cette phrase ?
    """,
)
