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
)
