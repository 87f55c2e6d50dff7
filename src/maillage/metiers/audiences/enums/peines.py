"""Penalties. The stable code is stored and exchanged; labels may change with the law."""

from django.db.models import TextChoices


class NaturePeine(TextChoices):
    """Main and complementary penalties (art. 131-3, 131-6 and 131-10 CP)."""

    EMPRISONNEMENT = "emprisonnement", "Emprisonnement"
    DDSE = "ddse", "Détention à domicile sous surveillance électronique"
    TIG = "tig", "Travail d’intérêt général"
    AMENDE = "amende", "Amende"
    JOURS_AMENDE = "jours_amende", "Jours-amende"
    STAGE = "stage", "Stage"
    SANCTION_REPARATION = "sanction_reparation", "Sanction-réparation"
    SUSPENSION_PERMIS = "suspension_permis", "Suspension du permis de conduire"
    ANNULATION_PERMIS = "annulation_permis", "Annulation du permis de conduire"
    CONFISCATION = "confiscation", "Confiscation"
    INTERDICTION = "interdiction", "Interdiction"
    INELIGIBILITE = "ineligibilite", "Inéligibilité"
    SUIVI_SOCIO_JUDICIAIRE = "suivi_socio_judiciaire", "Suivi socio-judiciaire"
    AFFICHAGE = "affichage", "Affichage de la décision"
    DIFFUSION = "diffusion", "Diffusion de la décision"
    REVOCATION_SURSIS = "revocation_sursis", "Révocation d’un sursis antérieur"


class Sursis(TextChoices):
    AUCUN = "", "Sans sursis"
    SIMPLE = "simple", "Sursis simple"
    PROBATOIRE = "probatoire", "Sursis probatoire"


class Execution(TextChoices):
    """What the court chooses for the firm part of an imprisonment (art. 464-2 CPP)."""

    AUCUNE = "", "Non précisée"
    DDSE = "ddse", "Aménagement : détention à domicile sous surveillance électronique"
    SEMI_LIBERTE = "semi_liberte", "Aménagement : semi-liberté"
    PLACEMENT_EXTERIEUR = "placement_exterieur", "Aménagement : placement à l’extérieur"
    CONVOCATION = "convocation_jap", "Convocation devant le JAP et le SPIP"
    DEPOT_DIFFERE = "depot_differe", "Mandat de dépôt à effet différé"
    MANDAT_DEPOT = "mandat_depot", "Mandat de dépôt"
    MANDAT_ARRET = "mandat_arret", "Mandat d’arrêt"
    MAINTIEN = "maintien_detention", "Maintien en détention"


AMENAGEMENTS = frozenset({Execution.DDSE, Execution.SEMI_LIBERTE, Execution.PLACEMENT_EXTERIEUR})
INCARCERATIONS = frozenset(
    {Execution.DEPOT_DIFFERE, Execution.MANDAT_DEPOT, Execution.MANDAT_ARRET, Execution.MAINTIEN}
)


class Stage(TextChoices):
    """Kinds of training courses (art. 131-5-1 CP)."""

    CITOYENNETE = "citoyennete", "Stage de citoyenneté"
    SECURITE_ROUTIERE = "securite_routiere", "Stage de sensibilisation à la sécurité routière"
    STUPEFIANTS = "stupefiants", "Stage de sensibilisation aux dangers de l’usage de produits stupéfiants"
    VIOLENCES = (
        "violences_couple",
        "Stage de responsabilisation pour la prévention et la lutte contre les violences au sein du couple et sexistes",
    )
    ACHAT_SEXUEL = "achat_actes_sexuels", "Stage de lutte contre l’achat d’actes sexuels"
    RESPONSABILITE_PARENTALE = "responsabilite_parentale", "Stage de responsabilité parentale"
    SEXISME = "sexisme", "Stage de lutte contre le sexisme et de sensibilisation à l’égalité"


class Interdiction(TextChoices):
    """What is forbidden; the label follows « interdiction »."""

    ARME = "arme", "de détenir ou de porter une arme soumise à autorisation"
    CONTACT = "contact", "d’entrer en relation avec certaines personnes"
    PARAITRE = "paraitre", "de paraître dans certains lieux"
    FREQUENTER = "frequenter", "de fréquenter certaines personnes condamnées"
    SEJOUR = "sejour", "de séjour"
    TERRITOIRE = "territoire", "du territoire français"
    DROITS = "droits", "des droits civiques, civils et de famille"
    ACTIVITE = "activite", "d’exercer une activité professionnelle ou sociale"
    ACTIVITE_MINEURS = (
        "activite_mineurs",
        "d’exercer une activité impliquant un contact habituel avec des mineurs",
    )
    GERER = "gerer", "de gérer une entreprise"
    CONDUIRE = "conduire", "de conduire certains véhicules"
    CONDUIRE_SANS_EAD = "conduire_sans_ead", "de conduire un véhicule sans éthylotest antidémarrage"
    CHEQUES = "cheques", "d’émettre des chèques"
    CHASSER = "chasser", "de chasser, avec retrait du permis"
    STADES = "stades", "de pénétrer dans les enceintes sportives"
    ANIMAL = "animal", "de détenir un animal"


class ObjetConfisque(TextChoices):
    AUTRE = "", "Autre bien"
    SCELLES = "scelles", "Scellés"
    VEHICULE = "vehicule", "Véhicule"
    ARMES = "armes", "Armes"
    PRODUIT = "produit", "Produit de l’infraction"


SOINS = "soins"
"""Care ordered with a follow-up (injonction de soins)."""
