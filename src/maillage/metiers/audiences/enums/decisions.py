"""How a hearing ends for an accused: guilt, sanction, nature of the judgment, papers that follow."""

from django.db.models import TextChoices


class DecisionPrevention(TextChoices):
    """What is decided on an offence."""

    CULPABILITE = "culpabilite", "Culpabilité"
    IRRESPONSABILITE_PENALE = "irresponsabilite_penale", "Irresponsabilité pénale"
    IRRESPONSABILITE_TROUBLE = "irresponsabilite_trouble_mental", "Irresponsabilité trouble mental"
    NON_LIEU = "non_lieu_a_statuer", "Non lieu à statuer"
    RELAXE = "relaxe", "Relaxe"


class DecisionSanction(TextChoices):
    """What follows a declaration of guilt."""

    AJOURNEMENT_CONSIGNATION = "ajournement_consignation", "Ajournement consignation"
    AJOURNEMENT_INJONCTION = "ajournement_injonction", "Ajournement injonction"
    AJOURNEMENT_INVESTIGATIONS = "ajournement_investigations", "Ajournement investigations"
    AJOURNEMENT_MAE = "ajournement_mae", "Ajournement MAE"
    AJOURNEMENT_SIMPLE = "ajournement_simple_peine", "Ajournement simple peine"
    AMNISTIE = "amnistie", "Amnistie"
    CONDAMNATION = "condamnation", "Condamnation"
    DISPENSE = "dispense_de_peine", "Dispense de peine"
    EXEMPTION = "exemption_de_peine", "Exemption de peine"


AJOURNEMENTS = frozenset(
    {
        DecisionSanction.AJOURNEMENT_CONSIGNATION,
        DecisionSanction.AJOURNEMENT_INJONCTION,
        DecisionSanction.AJOURNEMENT_INVESTIGATIONS,
        DecisionSanction.AJOURNEMENT_MAE,
        DecisionSanction.AJOURNEMENT_SIMPLE,
    }
)


CONDAMNATIONS = frozenset(
    {DecisionSanction.CONDAMNATION, DecisionSanction.DISPENSE, DecisionSanction.EXEMPTION}
)
"""Guilt followed by a penalty, or by a dispensation from it."""


class ModulationPeine(TextChoices):
    """What raises or lowers the penalty incurred."""

    CAUSE_LEGALE = "cause_legale_diminution", "Cause légale diminution peine"
    NOUVELLE_RECIDIVE = "nouvelle_recidive", "Nouvelle récidive"
    RECIDIVE = "recidive", "Récidive"
    REDUCTION = "reduction_encourue", "Réduction de la peine encourue"


class NatureJugement(TextChoices):
    """Codes of the ministry's register."""

    CONTRADICTOIRE = "C", "Contradictoire"
    A_SIGNIFIER = "CAS", "Contradictoire à signifier"
    DEFAUT = "D", "Défaut"
    ITERATIF_DEFAUT = "ID", "Itératif défaut"


class Piece(TextChoices):
    """Papers that a decision or an adjournment calls for."""

    MINUTE = "minute", "Minute du jugement"
    RELEVE = "releve_condamnation", "Relevé de condamnation"
    AVIS_DROIT_FIXE = "avis_droit_fixe", "Avis de paiement (droit fixe et amende)"
    CONVOCATION_SPIP = "convocation_spip", "Convocation devant le SPIP"
    CONVOCATION_JAP = "convocation_jap", "Convocation devant le juge de l’application des peines"
    MANDAT_DEPOT = "mandat_depot", "Mandat de dépôt"
    MANDAT_DIFFERE = "mandat_depot_differe", "Mandat de dépôt à effet différé"
    MANDAT_ARRET = "mandat_arret", "Mandat d’arrêt"
    EXTRAIT_ECROU = "extrait_ecrou", "Extrait pour écrou"
    OBLIGATIONS = "notification_obligations", "Notification des obligations"
    PERMIS = "avis_permis", "Avis relatif au permis de conduire"
    FINIADA = "avis_finiada", "Avis au fichier des interdits d’armes (FINIADA)"
    FIJAIS = "notification_fijais", "Notification de l’inscription au FIJAIS"
    AIDE_JURIDICTIONNELLE = "attestation_mission", "Attestation de fin de mission (aide juridictionnelle)"
    INTERPRETE = "attestation_interprete", "Attestation de présence de l’interprète"
    EXTRACTION = "demande_extraction", "Demande d’extraction"
    AVIS_RENVOI = "avis_renvoi", "Avis de renvoi"
