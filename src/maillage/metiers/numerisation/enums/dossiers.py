"""The journey of a paper record and of a delivered lot."""

from django.db.models import TextChoices


class EtatDossier(TextChoices):
    """Where a record is: the state that its last event left."""

    INVENTORIE = "inventorie", "Inventorié"
    EN_TRI = "en_tri", "En tri"
    TRIE = "trie", "Trié"
    AUDITE = "audite", "Tri audité"
    EN_BOITE = "en_boite", "Mis en boîte"
    EXPEDIE = "expedie", "Expédié"
    RECU = "recu", "Reçu par le prestataire"
    NUMERISE = "numerise", "Numérisé"
    REFUSE = "refuse", "Refusé, à numériser de nouveau"
    CONTROLE = "controle", "Contrôlé"
    SCELLE = "scelle", "Scellé"
    INTEGRE = "integre", "Consultable à l’écran"
    DETRUIT = "detruit", "Papier détruit"


class TypeEvenement(TextChoices):
    """What happens to a record, said once where it happens."""

    INVENTAIRE = "inventaire", "Inventaire"
    DEBUT_TRI = "debut_tri", "Début du tri"
    FIN_TRI = "fin_tri", "Fin du tri"
    AUDIT_TRI = "audit_tri", "Audit du tri"
    REPRISE_TRI = "reprise_tri", "Tri à reprendre"
    MISE_EN_BOITE = "mise_en_boite", "Mise en boîte"
    SORTIE_DE_BOITE = "sortie_de_boite", "Sortie de boîte"
    EXPEDITION = "expedition", "Remise au transporteur"
    RECEPTION = "reception", "Réception par le prestataire"
    NUMERISATION = "numerisation", "Numérisation"
    ACCEPTATION = "acceptation", "Lot accepté au contrôle"
    REFUS = "refus", "Lot refusé au contrôle"
    SCELLEMENT = "scellement", "Scellement"
    INTEGRATION = "integration", "Mise à disposition à l’écran"
    DESTRUCTION = "destruction", "Destruction du papier"
    EFFACEMENT = "effacement", "Effacement à la fin de la conservation"
    RETENUE = "retenue", "Retenue (réclamation ou contentieux)"
    PROLONGATION_RETENUE = "prolongation_retenue", "Fin de la retenue changée"
    LEVEE_RETENUE = "levee_retenue", "Levée de la retenue"
    INCIDENT = "incident", "Incident ouvert"
    CLOTURE_INCIDENT = "cloture_incident", "Incident clos"


A_MOTIF_SAISI = frozenset(
    {
        *(TypeEvenement.REPRISE_TRI, TypeEvenement.SORTIE_DE_BOITE, TypeEvenement.EFFACEMENT),
        *(TypeEvenement.RETENUE, TypeEvenement.PROLONGATION_RETENUE, TypeEvenement.LEVEE_RETENUE),
    }
)
"""Their reason is typed by a person, and may say more than it should: it does not leave the centre."""


class EtatLot(TextChoices):
    """Where a delivered lot is."""

    ANNONCE = "annonce", "Annoncé"
    REJETE = "rejete", "Rejeté à la réception"
    RECU = "recu", "Reçu, manifeste vérifié"
    TRAITE = "traite", "Lu et mis en PDF/A"
    EN_CONTROLE = "en_controle", "En contrôle"
    ACCEPTE = "accepte", "Accepté"
    REFUSE = "refuse", "Refusé"
    SCELLE = "scelle", "Scellé"
    INTEGRE = "integre", "Consultable à l’écran"


class TypeEvenementLot(TextChoices):
    """What happens to a lot."""

    ANNONCE = "annonce", "Annonce"
    REJET = "rejet", "Rejet : le manifeste ne correspond pas"
    RECEPTION = "reception", "Réception conforme au manifeste"
    TRAITEMENT = "traitement", "Lecture et mise en PDF/A"
    TIRAGE = "tirage", "Tirage de l’échantillon"
    ACCEPTATION = "acceptation", "Acceptation"
    REFUS = "refus", "Refus"
    NOUVELLE_LIVRAISON = "nouvelle_livraison", "Nouvelle livraison après reprise"
    SCELLEMENT = "scellement", "Scellement"
    INTEGRATION = "integration", "Mise à disposition à l’écran"


class GenreEtiquette(TextChoices):
    """What a label is stuck on; the code is printed in it."""

    DOSSIER = "DOS", "Dossier"
    BOITE = "BOI", "Boîte"
    EXPEDITION = "EXP", "Expédition"
    SCELLE = "SCE", "Scellé de boîte"
    SEPARATEUR = "SEP", "Feuille de séparation"
