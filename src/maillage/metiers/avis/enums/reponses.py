"""Answers, what the practitioner does of them, what happened to the patient."""

from django.db.models import TextChoices


class Conclusion(TextChoices):
    CONFIRME = "confirme", "Je confirme votre conduite"
    CONDUITE = "conduite", "Je propose une autre conduite"
    EXAMENS = "examens", "Des examens d’abord"
    TRAITEMENT = "traitement", "Traitement à mettre en place"
    CONSULTATION = "consultation", "Consultation spécialisée, sans urgence"
    CONSULTATION_RAPIDE = "consultation_rapide", "Consultation spécialisée rapide"
    URGENCES = "urgences", "Urgences maintenant"


ADRESSANTES = (Conclusion.CONSULTATION, Conclusion.CONSULTATION_RAPIDE, Conclusion.URGENCES)
"""They open a way to a consultation, that is followed until it is honoured or not."""


class Certitude(TextChoices):
    ELEVEE = "elevee", "Élevée"
    MOYENNE = "moyenne", "Moyenne"
    FAIBLE = "faible", "Faible : à réévaluer"


class DelaiAdressage(TextChoices):
    IMMEDIAT = "immediat", "Immédiatement"
    SEMAINE = "semaine", "Sous une semaine"
    MOIS = "mois", "Sous un mois"
    TRIMESTRE = "trimestre", "Sous trois mois"


class StatutAdressage(TextChoices):
    A_ORGANISER = "a_organiser", "À organiser"
    PRIS = "pris", "Rendez-vous pris"
    HONORE = "honore", "Honoré"
    NON_HONORE = "non_honore", "Non honoré"
    ABANDONNE = "abandonne", "Abandonné"


class IssueConsultation(TextChoices):
    """What became of a consultation that the specialist was to organise."""

    OBTENU = "obtenu", "J’ai obtenu un rendez-vous"
    RENDU = "rendu", "Je n’ai pas trouvé : mon confrère s’en charge"


class Appreciation(TextChoices):
    CINQ = "5", "5, très grand"
    QUATRE = "4", "4"
    TROIS = "3", "3"
    DEUX = "2", "2"
    UN = "1", "1, nul"
