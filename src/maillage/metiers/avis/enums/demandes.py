"""Requests: how fast, where they stand, what happened to them."""

from django.db.models import TextChoices


class StatutDemande(TextChoices):
    """The last event says it; nobody types it."""

    BROUILLON = "brouillon", "À envoyer"
    PUBLIEE = "publiee", "En attente d’un spécialiste"
    PROPOSEE = "proposee", "Proposée à un spécialiste"
    PRISE = "prise", "Prise en charge"
    COMPLEMENT = "complement", "Complément demandé"
    REPONDUE = "repondue", "Réponse reçue"
    CLOTUREE = "cloturee", "Clôturée"
    ANNULEE = "annulee", "Annulée"
    REORIENTEE = "reorientee", "Réorientée"


CHERCHEES = (StatutDemande.PUBLIEE, StatutDemande.PROPOSEE)
"""Nobody has taken them yet."""
EN_CHARGE = (StatutDemande.PRISE, StatutDemande.COMPLEMENT)
OUVERTES = (*CHERCHEES, *EN_CHARGE)
CLOSES = (StatutDemande.CLOTUREE, StatutDemande.ANNULEE, StatutDemande.REORIENTEE)


class TypeEvenement(TextChoices):
    CREATION = "creation", "Préparée"
    PUBLICATION = "publication", "Envoyée"
    ATTENTE = "attente", "Mise en attente de la prochaine garde"
    PROPOSITION = "proposition", "Proposée à un spécialiste"
    REFUS = "refus", "Déclinée par un spécialiste"
    EXPIRATION = "expiration", "Restée sans réponse d’un spécialiste"
    SIGNALEMENT = "signalement", "Signalée au coordinateur"
    ORIENTATION = "orientation", "Proposée par le coordinateur"
    PRISE = "prise", "Prise en charge"
    COMPLEMENT_DEMANDE = "complement_demande", "Complément demandé"
    COMPLEMENT_APPORTE = "complement_apporte", "Complément apporté"
    RENVOI = "renvoi", "Rendue par le spécialiste"
    RETARD = "retard", "Réponse attendue au-delà du délai"
    REPONSE = "reponse", "Réponse donnée"
    CLOTURE = "cloture", "Clôturée"
    CLOTURE_AUTOMATIQUE = "cloture_automatique", "Clôturée sans retour"
    ANNULATION = "annulation", "Annulée"
    REORIENTATION = "reorientation", "Réorientée en urgence"
    REOUVERTURE = "reouverture", "Rouverte"
    RETRAIT_CONSENTEMENT = "retrait_consentement", "Consentement retiré"


class Sexe(TextChoices):
    FEMININ = "feminin", "Féminin"
    MASCULIN = "masculin", "Masculin"
    AUTRE = "autre", "Indéterminé"


class ModeConsentement(TextChoices):
    ORAL = "oral", "À l’oral, noté au dossier"
    ECRIT = "ecrit", "Par écrit"
    REPRESENTANT = "representant", "Par le représentant légal"


class GenrePieceJointe(TextChoices):
    PHOTO = "photo", "Photo"
    TRACE = "trace", "Tracé (ECG…)"
    IMAGERIE = "imagerie", "Imagerie"
    BIOLOGIE = "biologie", "Biologie"
    COURRIER = "courrier", "Courrier ou compte rendu"
    AUTRE = "autre", "Autre document"


class SensMessage(TextChoices):
    DEMANDE = "demande", "Complément demandé"
    REPONSE = "reponse", "Complément apporté"
    PRECISION = "precision", "Précision"


class StatutAffectation(TextChoices):
    PROPOSEE = "proposee", "En attente de réponse"
    PRISE = "prise", "Prise en charge"
    DECLINEE = "declinee", "Déclinée"
    EXPIREE = "expiree", "Sans réponse"
    RETIREE = "retiree", "Prise par un confrère"
    RENDUE = "rendue", "Rendue"


class MotifAnnulation(TextChoices):
    """Why a request is needed no more: a code, since the coordinator reads it and nobody may name a patient there."""

    RESOLUE = "resolue", "La question est résolue"
    VU = "vu", "Le patient est vu par un spécialiste"
    ATTENTE = "attente", "La réponse tarde trop"
    ERREUR = "erreur", "Envoyée par erreur, ou en double"
    AUTRE = "autre", "Autre raison"


SANS_SUITE = "Restée sans suite"
"""Why the nightly job stops a request that nobody has touched for long."""


class MotifDeclin(TextChoices):
    """Being away needs no reason; the others are medical and are kept."""

    INDISPONIBLE = "indisponible", "Je ne suis pas disponible"
    COMPETENCE = "competence", "Hors de ma compétence"
    EXAMEN = "examen", "Un examen en présence est nécessaire"
    DOSSIER = "dossier", "Dossier insuffisant"
    INTERET = "interet", "Lien d’intérêt avec le patient ou le demandeur"
