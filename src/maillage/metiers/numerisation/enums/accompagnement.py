"""What people are told and taught, and what they think of it once it is done."""

from django.db.models import TextChoices


class GenreSeance(TextChoices):
    FORMATION = "formation", "Formation"
    COMMUNICATION = "communication", "Communication"


class QuestionSatisfaction(TextChoices):
    """Each is answered from 1 to 5."""

    PREPARATION = (
        "preparation",
        "Le tri et la mise en boîte m’ont été expliqués, et j’ai eu le temps de les faire.",
    )
    RECHERCHE = "recherche", "Je retrouve à l’écran ce que je cherchais dans le papier."
    CONFIANCE = "confiance", "J’ai confiance dans les dossiers numérisés."


class EtatEnquete(TextChoices):
    OUVERTE = "ouverte", "Ouverte"
    PUBLIEE = "publiee", "Close"
    EFFACEE = "effacee", "Close, trop peu de réponses"
