"""Hearings: what they are, who sits, what happens in them and what remains to be done after."""

from django.db.models import TextChoices


class TypeAudience(TextChoices):
    JUGE_UNIQUE = "juge_unique", "Juge unique"
    COLLEGIAL = "collegial", "Collégiale"


class NatureAudience(TextChoices):
    """What a hearing is for; our own list, by function."""

    CORRECTIONNELLE = "correctionnelle", "Audience correctionnelle"
    COMPARUTION_IMMEDIATE = "comparution_immediate", "Comparutions immédiates"
    CRPC = "crpc", "Homologation sur reconnaissance préalable"
    INTERETS_CIVILS = "interets_civils", "Intérêts civils"
    DELIBERES = "deliberes", "Lecture des délibérés"


class StatutAudience(TextChoices):
    PREVUE = "prevue", "À venir"
    EN_COURS = "en_cours", "En cours"
    SUSPENDUE = "suspendue", "Suspendue"
    CLOSE = "close", "Levée"


class RoleMembre(TextChoices):
    PRESIDENT = "president", "Président"
    ASSESSEUR_1 = "assesseur1", "Premier assesseur"
    ASSESSEUR_2 = "assesseur2", "Second assesseur"
    MINISTERE_PUBLIC = "ministere", "Ministère public"
    GREFFIER = "greffe", "Greffier"
    GREFFIER_STAGIAIRE = "greffe_stagiaire", "Greffier stagiaire"
    AUDITEUR_1 = "auditeur1", "Auditeur de justice"
    AUDITEUR_2 = "auditeur2", "Second auditeur de justice"


COMPOSITION = {
    TypeAudience.JUGE_UNIQUE: (RoleMembre.PRESIDENT, RoleMembre.MINISTERE_PUBLIC, RoleMembre.GREFFIER),
    TypeAudience.COLLEGIAL: (
        RoleMembre.PRESIDENT, RoleMembre.ASSESSEUR_1, RoleMembre.ASSESSEUR_2, RoleMembre.MINISTERE_PUBLIC,
        RoleMembre.GREFFIER,
    ),
}  # fmt: skip
"""Who must sit."""


class StatutPassage(TextChoices):
    """Where a case stands in a hearing; a projection of what happened, never typed."""

    INSCRIT = "inscrit", "À appeler"
    APPELE = "appele", "Appelé"
    DEBATTU = "debattu", "Débattu"
    JUGE = "jugee", "Jugé"
    RENVOYE = "renvoyee", "Renvoyé"
    DELIBERE = "delibere", "En délibéré"


ISSUES = (StatutPassage.JUGE, StatutPassage.RENVOYE, StatutPassage.DELIBERE)


class GenreLigne(TextChoices):
    """What a line of the note says."""

    APPEL = "appel", "Appel de l’affaire"
    IDENTITE = "identite", "Identité constatée"
    INTERPRETE = "interprete", "Interprète"
    SILENCE = "silence", "Droit au silence"
    JUGEMENT_IMMEDIAT = "jugement_immediat", "Consentement à être jugé"
    CONSTITUTION = "constitution", "Constitution de partie civile"
    EXCEPTION = "exception", "Exception ou incident"
    RAPPORT = "rapport", "Rapport du président"
    DECLARATION = "declaration", "Déclaration du prévenu"
    TEMOIN = "temoin", "Audition d’un témoin"
    VICTIME = "victime", "Audition de la victime"
    DEMANDE_CIVILE = "demande_civile", "Demandes de la partie civile"
    REQUISITIONS = "requisitions", "Réquisitions"
    PLAIDOIRIE = "plaidoirie", "Plaidoirie"
    DERNIER_MOT = "dernier_mot", "Dernier mot"
    DELIBERE = "delibere", "Mise en délibéré"
    DECISION = "decision", "Décision"
    RENVOI = "renvoi", "Renvoi"
    LIBRE = "libre", "Note"


DEBATS = (
    GenreLigne.DECLARATION, GenreLigne.RAPPORT, GenreLigne.TEMOIN, GenreLigne.VICTIME, GenreLigne.REQUISITIONS,
    GenreLigne.PLAIDOIRIE, GenreLigne.DERNIER_MOT,
)  # fmt: skip
"""One of these lines, and the case is being debated."""


class Etape(TextChoices):
    """Steps of the work on a passage, in their order. Which ones apply depends on how it ended."""

    PREPARE = "prepare", "Dossier préparé"
    APPELE = "appele", "Affaire appelée"
    DEBATTU = "debattu", "Débats tenus"
    DECIDE = "decide", "Issue enregistrée"
    NOTE_SIGNEE = "note_signee", "Note signée"
    NOTE_VISEE = "note_visee", "Note visée"
    MINUTE_ETABLIE = "minute_etablie", "Minute mise en forme"
    MINUTE_SIGNEE = "minute_signee", "Minute signée"
    PIECES_REMISES = "pieces_remises", "Pièces remises"
    REPORTE = "reporte", "Reporté au registre"


APRES_AUDIENCE = (
    Etape.NOTE_SIGNEE, Etape.NOTE_VISEE, Etape.MINUTE_ETABLIE, Etape.MINUTE_SIGNEE, Etape.PIECES_REMISES,
    Etape.REPORTE,
)  # fmt: skip
"""What somebody says to have done; the steps before are read from the hearing itself."""
