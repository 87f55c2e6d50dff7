"""Codes of forensic medicine. The stable code is stored and exchanged; labels may change."""

from django.db.models import TextChoices


class Profil(TextChoices):
    """Whom or what the act is about. The codes delivered; the reference table may hold others."""

    VICTIME = "victime", "Victime (vivante)"
    GARDE_A_VUE = "garde_a_vue", "Personne gardée à vue"
    AGE_OSSEUX = "age_osseux", "Personne pour âge osseux (hors garde à vue)"
    OFPRA = "ofpra", "Examen pour l’asile (OFPRA)"
    DECEDEE = "decedee", "Personne décédée"
    RETENUE = "retenue", "Personne retenue"
    ROUTE = "route", "Examen lié à la route"
    IVRESSE = "ivresse", "Ivresse publique et manifeste"
    ASSISES = "assises", "Déposition aux assises"
    RECONSTITUTION = "reconstitution", "Reconstitution"
    DOSSIER = "dossier", "Étude de dossier"


class Reseau(TextChoices):
    """Who did the act: a hospital unit or institute, or a practitioner outside any structure."""

    STRUCTURE = "structure", "Structure hospitalière"
    PROXIMITE = "proximite", "Réseau de proximité"


class StatutActe(TextChoices):
    """Only `realise` counts as an act; the two others are kept, because the team was mobilised."""

    REALISE = "realise", "Réalisé"
    RENDEZ_VOUS_NON_HONORE = "rendez_vous_non_honore", "Rendez-vous non honoré"
    PERSONNE_ABSENTE = "personne_absente", "Personne non présentée"


class TypeExamen(TextChoices):
    SOMATIQUE = "somatique", "Somatique"
    PSYCHIATRIQUE = "psychiatrique", "Psychiatrique"
    EXAMEN_EXTERNE = "examen_externe", "Examen externe"
    LEVEE_CORPS = "levee_corps", "Levée de corps"
    AUTOPSIE = "autopsie", "Autopsie"
    ANTHROPOLOGIE = "anthropologie", "Anthropologie"
    ODONTOLOGIE = "odontologie", "Odontologie"


class ExamenComplementaire(TextChoices):
    BIOLOGIE = "biologie", "Biologie"
    IMAGERIE = "imagerie", "Imagerie"
    TOXICOLOGIE = "toxicologie", "Toxicologie"
    ANATOMOPATHOLOGIE = "anatomopathologie", "Anatomopathologie"
    GENETIQUE = "genetique", "Génétique"
    SCANNER = "scanner", "Scanner"
    RADIOGRAPHIE = "radiographie", "Radiographie"
    PANORAMIQUE_DENTAIRE = "panoramique_dentaire", "Panoramique dentaire"
    AUTRES = "autres", "Autres"


class Lieu(TextChoices):
    UMJ = "umj", "Unité médico-judiciaire"
    SERVICE_PUBLIC = "service_public", "Service d’hospitalisation public"
    SERVICE_PRIVE = "service_prive", "Service d’hospitalisation privé"
    PENITENTIAIRE = "penitentiaire", "Établissement pénitentiaire"
    RETENTION = "retention", "Centre de rétention"
    MAISON_RETRAITE = "maison_retraite", "Maison de retraite"
    COMMISSARIAT = "commissariat", "Commissariat"
    GENDARMERIE = "gendarmerie", "Gendarmerie"
    UAPED = "uaped", "Unité d’accueil pour enfants en danger (UAPED)"
    TRIBUNAL = "tribunal", "Tribunal"
    DOUANE = "douane", "Locaux douaniers"
    LIEU_CONTROLE = "lieu_controle", "Lieu de contrôle"


class Age(TextChoices):
    DE_0_A_2 = "de_0_a_2", "0-2 ans"
    DE_3_A_5 = "de_3_a_5", "3-5 ans"
    DE_6_A_10 = "de_6_a_10", "6-10 ans"
    DE_11_A_14 = "de_11_a_14", "11-14 ans"
    DE_15_A_17 = "de_15_a_17", "15-17 ans"
    MINEUR = "mineur", "Mineur"
    MAJEUR = "majeur", "18 ans et plus"
    NON_DETERMINE = "non_determine", "Non déterminé"


class Genre(TextChoices):
    FEMININ = "feminin", "Féminin"
    MASCULIN = "masculin", "Masculin"
    AUTRE = "autre", "Autre genre"
    NON_DETERMINE = "non_determine", "Non déterminé"


class NatureViolence(TextChoices):
    COUPS = "coups", "Coups et blessures"
    SEXUELLE = "sexuelle", "Violence sexuelle"
    MALTRAITANCE = "maltraitance", "Maltraitance"
    PSYCHOLOGIQUE = "psychologique", "Violence psychologique"
    SOUMISSION_CHIMIQUE = "soumission_chimique", "Soumission chimique"
    ACCIDENT_COLLECTIF = "accident_collectif", "Accident collectif"
    ACCIDENT_NON_COLLECTIF = "accident_non_collectif", "Accident non collectif"
    ATTENTAT = "attentat", "Attentat"


class ContexteViolence(TextChoices):
    CONJUGALE = "conjugale", "Conjugale"
    INFRA_FAMILIALE = "infra_familiale", "Infra-familiale (hors conjugale)"
    TRAVAIL = "travail", "Travail"
    VOIE_PUBLIQUE = "voie_publique", "Voie publique"
    INSTITUTION = "institution", "Institution"
    SCOLAIRE = "scolaire", "Scolaire"
    AUTRE = "autre", "Autre"


class PeriodeJournee(TextChoices):
    NUIT = "nuit", "Nuit profonde"
    MATIN = "matin", "Matin"
    JOURNEE = "journee", "Journée"
    APRES_MIDI = "apres_midi", "Après-midi"
    SOIREE = "soiree", "Soirée"


class Duree(TextChoices):
    MOINS_2 = "moins_2", "Moins de 2 heures"
    DE_2_A_4 = "de_2_a_4", "2 à 4 heures"
    MOINS_4 = "moins_4", "Moins de 4 heures"
    DE_4_A_8 = "de_4_a_8", "4 à 8 heures"
    PLUS_8 = "plus_8", "Plus de 8 heures"


class Distance(TextChoices):
    VISIO = "visio", "En visioconférence"
    MOINS_50 = "moins_50", "Moins de 50 km"
    DE_50_A_150 = "de_50_a_150", "50 à 150 km"
    PLUS_150 = "plus_150", "Plus de 150 km"


class CauseDeces(TextChoices):
    SUICIDE = "suicide", "Suicide"
    SUICIDE_PROBABLE = "suicide_probable", "Suicide probable"
    AUTRE = "autre", "Autre"


class StatutRequisition(TextChoices):
    RECUE = "recue", "Reçue"
    EN_COURS = "en_cours", "En cours"
    ACHEVEE = "achevee", "Achevée"
    ANNULEE = "annulee", "Annulée"


class NatureCertificat(TextChoices):
    INITIAL = "initial", "Certificat initial"
    REEVALUATION = "reevaluation", "Réévaluation de l’incapacité"
    RECTIFICATION = "rectification", "Certificat rectifié"


class ModeRemise(TextChoices):
    LIEN = "lien", "Lien scellé"
    MAIN_PROPRE = "main_propre", "Remis en main propre"
    COURRIER = "courrier", "Envoyé par courrier"


class NatureMemoire(TextChoices):
    SIMPLE = "simple", "Mémoire d’une réquisition"
    GROUPE = "groupe", "Bordereau groupé"


class StatutMemoire(TextChoices):
    """« À établir » is no mémoire: it is an act that none bills yet."""

    ETABLI = "etabli", "À déposer"
    DEPOSE = "depose", "Déposé"
    REJETE = "rejete", "Rejeté"
    PAYE = "paye", "Payé"
    ABANDONNE = "abandonne", "Abandonné"


class NatureEtat(TextChoices):
    JURIDICTION = "juridiction", "État d’activité pour une juridiction"
    DOTATION = "dotation", "Actes déclarés au titre de la dotation"


class StatutEtatEffectif(TextChoices):
    """A month of staffing, from the day it is expected to its signature."""

    ATTENDU = "attendu", "À saisir"
    SAISI = "saisi", "Saisi"
    VALIDE = "valide", "Validé"
    SIGNE = "signe", "Signé"


class Rattachement(TextChoices):
    """Under what an act was done; the three never overlap."""

    AVEC_PV = "avec_pv", "Avec numéro de procès-verbal"
    SANS_PV = "sans_pv", "Sans numéro de procès-verbal"
    RECUEIL = "recueil", "Recueil de preuves sans plainte"


class DelaiExamen(TextChoices):
    """From the date of the requisition to the act."""

    JOUR_MEME = "jour_meme", "Le jour même"
    LENDEMAIN = "lendemain", "Le lendemain"
    DE_2_A_3 = "de_2_a_3", "2 ou 3 jours"
    DE_4_A_7 = "de_4_a_7", "4 à 7 jours"
    DE_8_A_30 = "de_8_a_30", "8 à 30 jours"
    PLUS_30 = "plus_30", "Plus de 30 jours"


class Majorite(TextChoices):
    """Age as the workload looks at it."""

    MINEUR = "mineur", "Mineur"
    MAJEUR = "majeur", "Majeur"
    NON_DETERMINE = "non_determine", "Non déterminé"


class LieuCharge(TextChoices):
    """Place as the workload looks at it."""

    UNITE = "unite", "Dans l’unité"
    SERVICE = "service", "Dans un service d’hospitalisation"
    EXTERIEUR = "exterieur", "Sur place, hors de l’hôpital"


class Rubrique(TextChoices):
    """What a yearly table of the former tool counts. Its exact layout is to be confirmed: columns are mapped."""

    VICTIMES = "victimes", "Examens de victimes"
    GARDE_A_VUE = "garde_a_vue", "Examens de personnes gardées à vue"
    AGE_OSSEUX = "age_osseux", "Examens d’âge osseux"
    AUTRES_VIVANTS = "autres_vivants", "Autres examens de personnes vivantes"
    LEVEES_CORPS = "levees_corps", "Levées de corps"
    EXAMENS_EXTERNES = "examens_externes", "Examens externes de corps"
    AUTOPSIES = "autopsies", "Autopsies"
    AUTRES_DECEDES = "autres_decedes", "Autres examens de personnes décédées"
    ASSISES = "assises", "Dépositions aux assises"
    AUTRES_MISSIONS = "autres_missions", "Autres missions (dossiers, reconstitutions)"
    BIOLOGIE = "biologie", "Quantité : biologie"
    IMAGERIE = "imagerie", "Quantité : imagerie"
    TOXICOLOGIE = "toxicologie", "Quantité : toxicologie"
    ANATOMOPATHOLOGIE = "anatomopathologie", "Quantité : anatomopathologie"


class ModeFinancement(TextChoices):
    """How Justice pays a structure, from a day on."""

    DOTATION = "dotation", "Dotation annuelle"
    A_L_ACTE = "a_l_acte", "À l’acte"
