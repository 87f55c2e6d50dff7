"""Codes of the directory. The code is stored, never the label."""

from django.db.models import TextChoices


class TypeTerritoire(TextChoices):
    PAYS = "pays", "pays"
    REGION = "region", "région"
    DEPARTEMENT = "departement", "département"
    COUR_APPEL = "cour_appel", "ressort de cour d’appel"
    TRIBUNAL_JUDICIAIRE = "tribunal_judiciaire", "ressort de tribunal judiciaire"
    TRIBUNAL_PROXIMITE = "tribunal_proximite", "ressort de tribunal de proximité"
    CPTS = "cpts", "communauté professionnelle territoriale de santé"


class TypeOrganisation(TextChoices):
    """Kinds of institutions, by function: a brand or a reorganisation does not change the code."""

    ETABLISSEMENT_SANTE = "etablissement_sante", "établissement de santé"
    UNITE_MEDICO_JUDICIAIRE = "unite_medico_judiciaire", "unité médico-judiciaire"
    INSTITUT_MEDICO_LEGAL = "institut_medico_legal", "institut médico-légal"
    RESEAU_PROXIMITE = "reseau_proximite", "réseau de proximité"
    COUR_APPEL = "cour_appel", "cour d’appel"
    TRIBUNAL_JUDICIAIRE = "tribunal_judiciaire", "tribunal judiciaire"
    TRIBUNAL_PROXIMITE = "tribunal_proximite", "tribunal de proximité"
    CHAMBRE = "chambre", "chambre ou service d’une juridiction"
    COMMISSARIAT = "commissariat", "commissariat de police"
    BRIGADE_GENDARMERIE = "brigade_gendarmerie", "unité de gendarmerie"
    SERVICE_NATIONAL = "service_national", "service national"
    AGENCE_REGIONALE_SANTE = "agence_regionale_sante", "agence régionale de santé"
    MINISTERE = "ministere", "ministère"
    ETABLISSEMENT_MEDICO_SOCIAL = "etablissement_medico_social", "établissement social ou médico-social"
    MANDATAIRE_INDIVIDUEL = "mandataire_individuel", "mandataire exerçant à titre individuel"
    MANDATAIRE_PREPOSE = "mandataire_prepose", "mandataire préposé d’établissement"
    SERVICE_MANDATAIRE = "service_mandataire", "service mandataire"
    ANTENNE = "antenne", "antenne d’un service"
    DIRECTION_DEPARTEMENTALE = "direction_departementale", "direction départementale de l’État"
    DIRECTION_REGIONALE = "direction_regionale", "direction régionale de l’État"
    COMMUNAUTE_SOIGNANTE = "communaute_soignante", "communauté professionnelle territoriale de santé"
    CABINET_MEDICAL = "cabinet_medical", "cabinet médical"
    EXERCICE_MEDICAL = "exercice_medical", "exercice d’un médecin"
    SERVICE_SANTE_TRAVAIL = "service_sante_travail", "service de prévention et de santé au travail"
    CENTRE_SANTE_TRAVAIL = "centre_sante_travail", "centre de santé au travail"
    PRESTATAIRE_NUMERISATION = "prestataire_numerisation", "prestataire de numérisation"
    AUTRE = "autre", "autre organisme"


class Civilite(TextChoices):
    MADAME = "madame", "Madame"
    MONSIEUR = "monsieur", "Monsieur"
