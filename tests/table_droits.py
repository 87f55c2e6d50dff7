"""Who gets what at each address. A new address without its line here makes the tests fail.

A line says what the view declares (its kind and the right it asks), then what each person gets by GET and by POST, in
this order: owner, colleague of the same structure, guest of the structure (reads, never writes), another structure,
supervisor of the région, anonymous. `signe` sends to the sign-in page; 422 is a form that was let in and refused its
fields; 404 is « this does not exist for you », whatever the reason. By POST, a reading address answers 405 to all.
"""

from __future__ import annotations

from dataclasses import dataclass

REFUS_DE_METHODE = "405 405 405 405 405 405"
TOUS = "200 200 200 200 200 signe"
TOUS_POSTENT = "302 302 302 302 302 signe"
AUCUN = "404 404 404 404 404 signe"


@dataclass(frozen=True)
class Ligne:
    """What is expected of an address."""

    genre: str
    droit: str | None
    get: str
    post: str = REFUS_DE_METHODE
    troupe: str = "service"


def _lit(droit: str | None, get: str) -> Ligne:
    return Ligne("lecture", droit, get)


def _consulte(droit: str, get: str) -> Ligne:
    """Return a line for a page whose reading leaves a trace."""
    return Ligne("consultation", droit, get)


def _ecrit(droit: str | None, get: str, post: str) -> Ligne:
    return Ligne("ecriture", droit, get, post)


def _gere(droit: str, get: str, post: str = REFUS_DE_METHODE, *, genre: str = "ecriture") -> Ligne:
    """Return a line played by administrators: of Lille, another of Lille, an agent of Lille, then of Amiens."""
    return Ligne(genre, droit, get, post, "administration")


def _publie(get: str, post: str) -> Ligne:
    return Ligne("publique", None, get, post)


ACTE_LIRE = "medecine_legale.acte.lire"
ACTE_SAISIR = "medecine_legale.acte.saisir"
CERTIFICAT_ETABLIR = "medecine_legale.certificat.etablir"
CONSERVATION_CONDUIRE = "medecine_legale.conservation.conduire"
EFFECTIF_LIRE = "medecine_legale.effectif.lire"
STATISTIQUES_LIRE = "medecine_legale.statistiques.lire"
EFFECTIF_SAISIR = "medecine_legale.effectif.saisir"
EFFECTIF_SIGNER = "medecine_legale.effectif.signer"
IDENTITE_LIRE = "medecine_legale.identite.lire"
ETAT_ETABLIR = "medecine_legale.etat.etablir"
MEMOIRE_ETABLIR = "medecine_legale.memoire.etablir"
MEMOIRE_LIRE = "medecine_legale.memoire.lire"
FINANCEMENT_GERER = "medecine_legale.financement.gerer"
MODELE_GERER = "medecine_legale.modele.gerer"
REQUISITION_LIRE = "medecine_legale.requisition.lire"
REQUISITION_SAISIR = "medecine_legale.requisition.saisir"
DOCUMENT_LIRE = "documents.document.lire"
DOCUMENT_PRODUIRE = "documents.document.produire"
ECHEANCES_LIRE = "echeances.echeance.lire"
ECHEANCES_TENIR = "echeances.echeance.tenir"
CLIENTS_GERER = "echanges.client.gerer"
IMPORTER = "echanges.importation.gerer"
REFERENTIELS_GERER = "echanges.referentiel.gerer"
GEL_LIRE = "indicateurs.gel.lire"
GEL_ARRETER = "indicateurs.gel.arreter"
COMPTES_GERER = "acces.compte.gerer"


def _national(get: str, post: str) -> Ligne:
    """Return a line of the national administrator's: two of them, then people who are not."""
    return Ligne("ecriture", REFERENTIELS_GERER, get, post, "nationale")


MEDECINE_LEGALE = {
    "requisitions": _lit(REQUISITION_LIRE, TOUS),
    "requisition_recevoir": _ecrit(
        REQUISITION_SAISIR, "200 200 404 200 404 signe", "422 422 404 422 404 signe"
    ),
    "requisition": _consulte(REQUISITION_LIRE, "200 200 200 404 200 signe"),
    "requisition_corriger": _ecrit(
        REQUISITION_SAISIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"
    ),
    "requisition_annuler": _ecrit(
        REQUISITION_SAISIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"
    ),
    "requisition_achever": _ecrit(REQUISITION_SAISIR, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "requisition_recepisse": _ecrit(REQUISITION_SAISIR, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "requisition_historique": _lit(REQUISITION_LIRE, "200 200 200 404 200 signe"),
    "requisition_piece": _consulte(IDENTITE_LIRE, "200 200 404 404 404 signe"),
    "actes": _lit(ACTE_LIRE, TOUS),
    "acte_saisir": _ecrit(ACTE_SAISIR, "200 200 404 200 404 signe", "422 422 404 422 404 signe"),
    "proximite": Ligne(
        "ecriture",
        "medecine_legale.proximite.saisir",
        "200 404 404 404 404 signe",
        "422 404 404 404 404 signe",
        "proximite",
    ),
    "acte_reperes": _lit(ACTE_SAISIR, "200 200 404 200 404 signe"),
    "reference": _lit(ACTE_LIRE, TOUS),
    "reference_valeurs": _lit(ACTE_LIRE, TOUS),
    "reference_ajouter": _national("200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "reference_modifier": _national("200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "profil_ajouter": _national("200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "profil_modifier": _national("200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "acte": _consulte(ACTE_LIRE, "200 200 200 404 200 signe"),
    "acte_corriger": _ecrit(ACTE_SAISIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "acte_annuler": _ecrit(ACTE_SAISIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "acte_certificat": _ecrit(CERTIFICAT_ETABLIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "acte_certificats": _lit(ACTE_LIRE, "200 200 200 404 200 signe"),
    "certificat_remettre": _ecrit(
        CERTIFICAT_ETABLIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"
    ),
    "remise_revoquer": _ecrit(CERTIFICAT_ETABLIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    # The sealed link: whoever holds it is asked for the code; without it, the file sends back to that question.
    "remise_ouvrir": _publie("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "remise_fichier": _publie("302 302 302 302 302 302", REFUS_DE_METHODE),
    "modeles": _lit(CERTIFICAT_ETABLIR, "200 200 404 200 404 signe"),
    "modele_voir": _lit(CERTIFICAT_ETABLIR, "200 200 404 404 404 signe"),
    "modele_composer": _gere(MODELE_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "acte_documents": _lit(ACTE_LIRE, "200 200 200 404 200 signe"),
    "acte_historique": _lit(ACTE_LIRE, "200 200 200 404 200 signe"),
    "structures": Ligne(
        "lecture", FINANCEMENT_GERER, "200 200 404 404 404 signe", REFUS_DE_METHODE, "nationale"
    ),
    "structure": Ligne(
        "lecture", FINANCEMENT_GERER, "200 200 404 404 404 signe", REFUS_DE_METHODE, "nationale"
    ),
    "structure_financement": Ligne(
        "ecriture",
        FINANCEMENT_GERER,
        "200 200 404 404 404 signe",
        "422 422 404 404 404 signe",
        "nationale",
    ),
    "conservation": Ligne(
        "lecture", CONSERVATION_CONDUIRE, "200 200 404 404 404 signe", REFUS_DE_METHODE, "nationale"
    ),
    "donnees_ouvertes": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "donnees_ouvertes_fichier": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "statistiques": _lit(STATISTIQUES_LIRE, TOUS),
    "tableaux_annuels": _lit(ACTE_LIRE, TOUS),
    "tableau_annuel": _lit(ACTE_LIRE, "200 200 200 404 200 signe"),
    # Whoever has one structure goes straight to its grid.
    "effectifs": _lit(EFFECTIF_LIRE, "302 302 302 302 200 signe"),
    "effectifs_grille": _lit(EFFECTIF_LIRE, "200 200 200 404 200 signe"),
    "effectifs_mois": _lit(EFFECTIF_LIRE, "200 200 200 404 200 signe"),
    "effectifs_enregistrer": _gere(EFFECTIF_SAISIR, REFUS_DE_METHODE, "422 422 404 404 404 signe"),
    "effectifs_valider": _gere(EFFECTIF_SAISIR, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "effectifs_signer": _gere(EFFECTIF_SIGNER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "effectifs_corriger": _gere(EFFECTIF_SIGNER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "effectifs_clore": _gere(EFFECTIF_SIGNER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "effectifs_reference": _gere(EFFECTIF_SIGNER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    # Money: the structure and its guest (inspection), not the supervisors.
    "facturation": _lit(MEMOIRE_LIRE, "200 200 200 200 404 signe"),
    "tarif": _lit(MEMOIRE_LIRE, "200 200 200 200 404 signe"),
    "etats": _lit(ACTE_LIRE, TOUS),
    "etat": _lit(ACTE_LIRE, "200 200 200 404 200 signe"),
    "etat_etablir": _ecrit(ETAT_ETABLIR, "200 200 404 200 404 signe", "422 422 404 422 404 signe"),
    "memoires": _lit(MEMOIRE_LIRE, "200 200 200 200 404 signe"),
    # No tariff is loaded there: the page says so.
    "memoire_etablir": _ecrit(MEMOIRE_ETABLIR, "200 200 404 200 404 signe", "200 200 404 200 404 signe"),
    "memoire": _consulte(MEMOIRE_LIRE, "200 200 200 404 404 signe"),
    "memoire_documents": _lit(MEMOIRE_LIRE, "200 200 200 404 404 signe"),
    "memoire_historique": _lit(MEMOIRE_LIRE, "200 200 200 404 404 signe"),
    "memoire_attestations": _ecrit(MEMOIRE_ETABLIR, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "memoire_pieces": _consulte(MEMOIRE_LIRE, "200 200 200 404 404 signe"),
    "memoire_suivre": _ecrit(MEMOIRE_ETABLIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
}


def _protege(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line played by two of a service of Lille, the registrar, a professional of Amiens, a direction."""
    return Ligne(genre, f"protection.{droit}", get, post, "protection")


_CHEZ_SOI = "200 200 404 404 404 signe"
_CHEZ_SOI_REFUSE = "422 422 404 404 404 signe"
_CHEZ_SOI_FAIT = "302 302 404 404 404 signe"
_DOSSIER = "200 200 200 404 404 signe"
_DOSSIER_REFUSE = "422 422 422 404 404 signe"
_CHIFFRES = "404 404 200 404 200 signe"
_AU_TRIBUNAL = "404 404 200 404 404 signe"
PROTECTION = {
    "mandataires": _protege("lecture", "annuaire.lire", TOUS),
    "mandataire": _protege("lecture", "annuaire.lire", TOUS),
    "mandataire_inscriptions": _protege("lecture", "annuaire.lire", TOUS),
    "mandataire_historique": _protege("lecture", "annuaire.lire", TOUS),
    "mandataire_referencer": Ligne(
        "ecriture",
        "protection.liste.tenir",
        "200 200 404 200 404 signe",
        "422 422 404 422 404 signe",
        "direction",
    ),
    "mandataire_confirmer": _protege("ecriture", "profil.tenir", REFUS_DE_METHODE, _CHEZ_SOI_FAIT),
    "mandataire_modifier": _protege("ecriture", "profil.tenir", _CHEZ_SOI, _CHEZ_SOI_REFUSE),
    "mandataire_zones": _protege("ecriture", "profil.tenir", _CHEZ_SOI, _CHEZ_SOI_FAIT),
    "mandataire_absence": _protege("ecriture", "profil.tenir", _CHEZ_SOI, _CHEZ_SOI_REFUSE),
    "mandataire_suspendre": _protege("ecriture", "profil.tenir", _CHEZ_SOI, _CHEZ_SOI_REFUSE),
    "mandataire_reprendre": _protege("ecriture", "profil.tenir", REFUS_DE_METHODE, _CHEZ_SOI_FAIT),
    "absence_retirer": _protege("ecriture", "profil.tenir", REFUS_DE_METHODE, _CHEZ_SOI_FAIT),
    "fraicheur": Ligne(
        "lecture", "protection.enquete.suivre", "200 200 200 200 404 signe", troupe="direction"
    ),
    "conservation": Ligne(
        "lecture", "protection.enquete.suivre", "200 200 200 200 404 signe", troupe="direction"
    ),
    "mon_profil": _protege("lecture", "profil.tenir", "302 302 404 302 404 signe"),
    "listes": _protege("lecture", "annuaire.lire", TOUS),
    "arrete_enregistrer": Ligne(
        "ecriture",
        "protection.liste.tenir",
        "200 200 404 200 404 signe",
        "422 422 404 422 404 signe",
        "direction",
    ),
    "mesures": _protege("lecture", "mesure.lire", "200 200 200 200 404 signe"),
    "renouvellements": _protege("lecture", "mesure.lire", "200 200 200 200 404 signe"),
    "mesure_ouvrir": _protege(
        "ecriture", "mesure.tenir", "200 200 404 200 404 signe", "422 422 404 422 404 signe"
    ),
    "mesure": _protege("consultation", "mesure.lire", _DOSSIER),
    "mesure_historique": _protege("lecture", "mesure.lire", _DOSSIER),
    "mesure_corriger": _protege("ecriture", "mesure.lire", _DOSSIER, _DOSSIER_REFUSE),
    "mesure_transferer": _protege(
        "ecriture", "mesure.designer", "404 404 200 404 404 signe", "404 404 422 404 404 signe"
    ),
    "mesure_evenement": _protege("ecriture", "mesure.lire", _DOSSIER, _DOSSIER_REFUSE),
    "evenement_corriger": _protege("ecriture", "mesure.lire", _DOSSIER, _DOSSIER_REFUSE),
    "evenement_annuler": _protege("ecriture", "mesure.lire", _DOSSIER, _DOSSIER_REFUSE),
    "designer": _protege("lecture", "mesure.designer", _AU_TRIBUNAL),
    "reserver": _protege(
        "ecriture", "mesure.designer", "404 404 302 404 404 signe", "404 404 302 404 404 signe"
    ),
    "et_si": Ligne(
        "ecriture",
        "protection.liste.tenir",
        "200 200 404 200 404 signe",
        "422 422 404 422 404 signe",
        "direction",
    ),
    "simulation": Ligne(
        "lecture", "protection.statistiques.lire", "200 200 200 404 404 signe", REFUS_DE_METHODE, "direction"
    ),
    "previsions": Ligne(
        "lecture", "protection.enquete.suivre", "200 200 200 200 404 signe", REFUS_DE_METHODE, "direction"
    ),
    "propositions": _protege("lecture", "mesure.designer", _AU_TRIBUNAL),
    "proposition_accepter": _protege(
        "ecriture", "mesure.designer", _AU_TRIBUNAL, "404 404 422 404 404 signe"
    ),
    "proposition_ecarter": _protege("ecriture", "mesure.designer", _AU_TRIBUNAL, "404 404 422 404 404 signe"),
    "tournees": _protege("lecture", "mesure.tenir", "200 200 404 200 404 signe"),
    "tournees_ics": _protege("lecture", "mesure.tenir", "200 200 404 200 404 signe"),
    "reservations": _protege("lecture", "mesure.lire", "200 200 200 200 404 signe"),
    "reservation": _protege("consultation", "mesure.lire", _DOSSIER),
    "reservation_accepter": _protege(
        "ecriture", "mesure.tenir", "200 200 404 404 404 signe", "422 422 404 404 404 signe"
    ),
    "reservation_decliner": _protege(
        "ecriture", "mesure.tenir", "200 200 404 404 404 signe", "422 422 404 404 404 signe"
    ),
    "reservation_retirer": _protege("ecriture", "mesure.designer", _AU_TRIBUNAL, "404 404 422 404 404 signe"),
    "reservation_ordonnance": _protege(
        "ecriture", "mesure.designer", REFUS_DE_METHODE, "404 404 302 404 404 signe"
    ),
    "reservation_ordonnance_docx": _protege("consultation", "mesure.designer", _AU_TRIBUNAL),
    "stocks": _protege("lecture", "statistiques.lire", _CHIFFRES),
    "stocks_exporter": _protege("lecture", "statistiques.lire", _CHIFFRES),
    "capacites": _protege("lecture", "statistiques.lire", _CHIFFRES),
    "capacites_exporter": _protege("lecture", "statistiques.lire", _CHIFFRES),
    "schema": _protege("lecture", "statistiques.lire", _CHIFFRES),
    "schema_exporter": _protege("lecture", "statistiques.lire", _CHIFFRES),
    "objectif_fixer": Ligne(
        "ecriture",
        "protection.schema.fixer",
        "200 200 200 200 404 signe",
        "422 422 422 422 404 signe",
        "direction",
    ),
    "declarations": _protege("lecture", "declaration.etablir", "200 200 404 200 404 signe"),
    "declarer": _protege(
        "ecriture", "declaration.etablir", "200 200 404 200 404 signe", "422 422 404 422 404 signe"
    ),
    # The professional declares; the direction of his département receives a copy.
    "declaration": _protege("lecture", "declaration.lire", "200 200 404 404 200 signe"),
    "declarations_recues": Ligne(
        "lecture", "protection.enquete.suivre", "200 200 200 200 404 signe", troupe="direction"
    ),
    "enquete_suivi": _protege("lecture", "enquete.suivre", "404 404 404 404 200 signe"),
    "enquete_reponses": Ligne(
        "lecture", "protection.enquete.suivre", "200 200 200 200 404 signe", troupe="direction"
    ),
    "enquete_agregat": _protege("lecture", "enquete.suivre", "404 404 404 404 200 signe"),
    "enquete_exporter": _protege("lecture", "enquete.suivre", "404 404 404 404 200 signe"),
    # The national direction alone opens a survey.
    "enquete_ouvrir": _protege("ecriture", "enquete.ouvrir", AUCUN, AUCUN),
    # The professional writes his reply, the direction of his département reads it.
    "reponse": Ligne("lecture", None, "200 200 404 404 200 signe", troupe="protection"),
    "reponse_section": Ligne(
        "ecriture", None, "200 200 404 404 200 signe", "302 302 404 404 404 signe", "protection"
    ),
    "reponse_deposer": _protege("ecriture", "declaration.etablir", REFUS_DE_METHODE, _CHEZ_SOI_FAIT),
    "reponse_valider": _protege("ecriture", "enquete.suivre", REFUS_DE_METHODE, "404 404 404 404 302 signe"),
    "reponse_rendre": _protege("ecriture", "enquete.suivre", REFUS_DE_METHODE, "404 404 404 404 302 signe"),
}

ECHANGES = {
    "imports": _lit(IMPORTER, "200 200 404 200 404 signe"),
    "import_deposer": _ecrit(IMPORTER, "200 200 404 200 404 signe", "422 422 404 422 404 signe"),
    "import_modele": _lit(IMPORTER, "200 200 404 200 404 signe"),
    "import": _lit(IMPORTER, "200 200 404 404 404 signe"),
    "import_avancement": _lit(IMPORTER, "200 200 404 404 404 signe"),
    "import_colonnes": _ecrit(IMPORTER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "import_appliquer": _ecrit(IMPORTER, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "import_relancer": _ecrit(IMPORTER, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "import_annuler": _ecrit(IMPORTER, "200 200 404 404 404 signe", "302 302 404 404 404 signe"),
    "import_abandonner": _ecrit(IMPORTER, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "import_rapport": _lit(IMPORTER, "200 200 404 404 404 signe"),
    # An export asks for the right of its own declaration, holds the rows one sees, and belongs to who asked for it.
    "exporter": _ecrit(None, TOUS, TOUS),
    "export": _lit(None, "200 404 404 404 404 signe"),
    "export_avancement": _lit(None, "200 404 404 404 404 signe"),
    "export_fichier": _lit(None, "200 404 404 404 404 signe"),
    "clients": _lit(CLIENTS_GERER, AUCUN),
    "client_ouvrir": _ecrit(CLIENTS_GERER, AUCUN, AUCUN),
    "client_secret": _ecrit(CLIENTS_GERER, AUCUN, AUCUN),
    "client_fermer": _ecrit(CLIENTS_GERER, AUCUN, AUCUN),
    "referentiels": _lit(None, TOUS),
    "referentiel": _lit(None, TOUS),
    "referentiel_edition": _national("200 200 404 404 404 signe", "422 422 404 404 404 signe"),
}

ECHEANCES = {
    "liste": _lit(ECHEANCES_LIRE, TOUS),
    "faite": _ecrit(ECHEANCES_TENIR, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "reporter": _ecrit(ECHEANCES_TENIR, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
}

DOCUMENTS = {
    "controle": _publie("200 200 200 200 200 200", "400 400 400 400 400 400"),
    "lot": _lit(DOCUMENT_LIRE, "200 404 404 404 404 signe"),
    "archive": _consulte(DOCUMENT_LIRE, "200 404 404 404 404 signe"),
    # The document is a certificate: it names the person, so guests and supervisors do not see that it exists.
    "fiche": _lit(DOCUMENT_LIRE, "200 200 404 404 404 signe"),
    "telecharger": _consulte(DOCUMENT_LIRE, "200 200 404 404 404 signe"),
    "annuler": _ecrit(DOCUMENT_PRODUIRE, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
}

# Each indicator asks for its own right; figures of the others come with their small cells hidden.
INDICATEURS = {
    "catalogue": _lit(None, TOUS),
    "indicateur": _lit(None, TOUS),
    "methode": _lit(None, TOUS),
    "exporter": _lit(None, TOUS),
    "gels": _gere(GEL_LIRE, TOUS, genre="lecture"),
    "gel": _gere(GEL_LIRE, "200 200 200 404 200 signe", genre="lecture"),
    "arreter": _gere(GEL_ARRETER, "200 200 404 200 404 signe", "422 422 404 422 404 signe"),
}

# Pages of the sign-in library. Those of the second factor are asked by people who have none.
CONNEXION = {
    "account_login": _publie("302 302 302 302 302 200", "302 302 302 302 302 200"),
    "account_logout": _publie("200 200 200 200 200 302", "302 302 302 302 302 302"),
    "account_inactive": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "account_change_password": _ecrit(None, TOUS, TOUS),
    "account_set_password": _ecrit(None, TOUS_POSTENT, TOUS_POSTENT),
    "account_reset_password": _publie("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account_reset_password_done": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "account_reset_password_from_key": _publie("200 200 200 200 200 200", "200 200 200 200 200 200"),
    "account_reset_password_from_key_done": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "account_reauthenticate": _ecrit(None, TOUS, TOUS),
    # No identity provider is open in the tests of rights.
    "federation_login": _publie("404 404 404 404 404 404", REFUS_DE_METHODE),
    "federation_callback": _publie("404 404 404 404 404 404", "404 404 404 404 404 404"),
    "mfa_login_webauthn": _publie("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_authenticate": _publie("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "mfa_index": _ecrit(None, TOUS, "405 405 405 405 405 signe"),
    "mfa_activate_totp": _ecrit(None, TOUS, TOUS),
    "mfa_deactivate_totp": _ecrit(None, AUCUN, AUCUN),
    "mfa_list_webauthn": _ecrit(None, TOUS, "405 405 405 405 405 signe"),
    "mfa_add_webauthn": _ecrit(None, TOUS, TOUS),
    "mfa_remove_webauthn": _ecrit(None, AUCUN, AUCUN),
    "mfa_edit_webauthn": _ecrit(None, AUCUN, AUCUN),
    "mfa_view_recovery_codes": _ecrit(None, AUCUN, "405 405 405 405 405 signe"),
    "mfa_generate_recovery_codes": _ecrit(None, TOUS, TOUS),
    "mfa_download_recovery_codes": _ecrit(None, AUCUN, AUCUN),
    "mfa_reauthenticate": _ecrit(None, TOUS_POSTENT, TOUS_POSTENT),
    "mfa_reauthenticate_webauthn": _ecrit(None, TOUS_POSTENT, TOUS_POSTENT),
    "usersessions_list": _ecrit(None, TOUS, TOUS),
}

COMPTES = {
    "mon_compte": _ecrit(None, TOUS, TOUS),
    "accepter": _publie("200 200 200 200 200 200", "422 422 422 422 422 422"),
    "relier": _ecrit(None, REFUS_DE_METHODE, AUCUN),
    "delier": _ecrit(None, REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    "deconnecter_partout": _ecrit(None, REFUS_DE_METHODE, TOUS_POSTENT),
    "delegations": _ecrit(None, TOUS, "422 422 422 422 422 signe"),
    "terminer_delegation": _ecrit(None, REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    "liste": _gere(COMPTES_GERER, "200 200 404 200 404 signe", genre="lecture"),
    "inviter": _gere(COMPTES_GERER, "200 200 404 200 404 signe", "422 422 404 422 404 signe"),
    "agent": _gere(COMPTES_GERER, "200 200 404 404 404 signe", genre="lecture"),
    "modifier": _gere(COMPTES_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "corriger_adresse": _gere(COMPTES_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "renvoyer": _gere(COMPTES_GERER, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "retirer_second_facteur": _gere(COMPTES_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "desactiver": _gere(COMPTES_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "reactiver": _gere(COMPTES_GERER, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "accorder": _gere(COMPTES_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "dates": _gere(COMPTES_GERER, "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "clore": _gere(COMPTES_GERER, REFUS_DE_METHODE, "302 302 404 404 404 signe"),
}

# The API knows software by its token, never a person by her session.
_JETON_EXIGE = "401 401 401 401 401 401"
API = {
    "api-root": Ligne("api", None, "404 404 404 404 404 404", "404 404 404 404 404 404"),
    "openapi-json": Ligne("api", None, "200 200 200 200 200 200", "200 200 200 200 200 200"),
    "obtenir_jeton": Ligne("api", None, REFUS_DE_METHODE, "422 422 422 422 422 422"),
    "moi": Ligne("api", None, _JETON_EXIGE),
    "lister_referentiels": Ligne("api", None, _JETON_EXIGE),
    "lire_referentiel": Ligne("api", None, _JETON_EXIGE),
    "lister_entrees": Ligne("api", None, _JETON_EXIGE),
    "lire_profils": Ligne("api", None, _JETON_EXIGE),
    "lire_acte": Ligne("api", None, _JETON_EXIGE),
    "lire_effectifs": Ligne("api", None, _JETON_EXIGE),
    "ecrire_effectifs": Ligne("api", None, REFUS_DE_METHODE),
    "lister_mesures": Ligne("api", None, _JETON_EXIGE),
    "lire_mesure": Ligne("api", None, _JETON_EXIGE),
    "synchroniser_mesures": Ligne("api", None, REFUS_DE_METHODE, _JETON_EXIGE),
    "lister_antennes": Ligne("api", None, _JETON_EXIGE),
    "lister_tribunaux": Ligne("api", None, _JETON_EXIGE),
    # One address for two operations: to list and to record.
    "lister_actes": Ligne("api", None, _JETON_EXIGE, _JETON_EXIGE),
    "enregistrer_acte": Ligne("api", None, _JETON_EXIGE, _JETON_EXIGE),
    "lister_requisitions": Ligne("api", None, _JETON_EXIGE, _JETON_EXIGE),
    "recevoir_requisition": Ligne("api", None, _JETON_EXIGE, _JETON_EXIGE),
    "lister_attendus": Ligne("api", None, _JETON_EXIGE),
    "lister_lots": Ligne("api", None, _JETON_EXIGE, _JETON_EXIGE),
    "livrer_lot": Ligne("api", None, _JETON_EXIGE, _JETON_EXIGE),
    "lire_lot": Ligne("api", None, _JETON_EXIGE),
}


def _contenu(genre: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of who speaks to everybody: two national administrators, then people who are not."""
    return Ligne(genre, "interface.contenu.gerer", get, post, "nationale")


INTERFACE = {
    "contenus": _contenu("lecture", "200 200 404 404 404 signe"),
    "annoncer": _contenu("ecriture", "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "annonce": _contenu("ecriture", "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "annonce_retirer": _contenu("ecriture", REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "document_publier": _contenu("ecriture", "200 200 404 404 404 signe", "422 422 404 404 404 signe"),
    "document_site": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "document_site_fichier": _publie("200 200 200 200 200 200", REFUS_DE_METHODE),
    "accueil": _lit(None, TOUS),
    "recherche": _lit(None, TOUS),
    "aide": _lit(None, TOUS),
    # Each source asks its own right; the one tried here, that of who receives requisitions.
    "choix": _lit(None, "200 200 404 200 404 signe"),
    "notifications": _lit(None, TOUS),
    "structure": _ecrit(None, "405 405 405 405 405 signe", TOUS_POSTENT),
    "notifications_lues": _ecrit(None, "405 405 405 405 405 signe", TOUS_POSTENT),
    "notification": _ecrit(None, "302 404 404 404 404 signe", "302 404 404 404 404 signe"),
    "vue_enregistrer": _ecrit(None, "405 405 405 405 405 signe", TOUS_POSTENT),
    "vue_supprimer": _ecrit(None, "405 405 405 405 405 signe", "302 404 404 404 404 signe"),
    # A draft is kept under a name that anybody may use: each has his own.
    "brouillon": _ecrit(None, "405 405 405 405 405 signe", TOUS),
    "brouillon_effacer": _ecrit(None, "405 405 405 405 405 signe", TOUS_POSTENT),
}

AUDIENCES_LUES = "200 200 200 404 404 signe"
TENUE = "200 200 404 404 404 signe"


def _audiences(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of a chamber: its clerk, the director, its president, another's clerk, the head of the court."""
    return Ligne(genre, f"audiences.{droit}", get, post, "audiences")


def _tient(get: str, post: str) -> Ligne:
    return _audiences("ecriture", "audience.tenir", get, post)


AUDIENCES = {
    # Figures, without anybody of a case: all of them.
    "calendrier": _audiences("lecture", "statistiques.lire", TOUS),
    "audiences": _audiences("lecture", "statistiques.lire", TOUS),
    "pilotage": _audiences("lecture", "statistiques.lire", TOUS),
    "a_viser": _audiences("lecture", "note.viser", "404 404 200 404 404 signe"),
    **{nom: _audiences("consultation", "audience.lire", AUDIENCES_LUES)
       for nom in ("audience", "direct", "fin", "viser", "passage", "pieces")},
    # What a case calls for is issued by its clerk; nothing is judged there, so there is no minute to draft.
    "bordereau_csv": _audiences("consultation", "audience.tenir", TENUE),
    "archive": _audiences("consultation", "audience.lire", "302 302 302 404 404 signe"),
    "minute_docx": _audiences("consultation", "audience.tenir", "302 302 404 404 404 signe"),
    **{nom: _tient(REFUS_DE_METHODE, "302 302 404 404 404 signe") for nom in ("etablir_audience", "etablir_dossier")},
    "veille": _audiences("lecture", "audience.lire", AUDIENCES_LUES),
    "passage_historique": _audiences("lecture", "audience.lire", AUDIENCES_LUES),
    "phrases": _audiences("lecture", "audience.tenir", "200 200 404 200 404 signe"),
    "phrase_ajouter": _tient("200 200 404 200 404 signe", "422 422 404 422 404 signe"),
    "phrase_modifier": _tient(TENUE, "422 422 404 404 404 signe"),
    "phrase_retirer": _tient(TENUE, "302 302 404 404 404 signe"),
    "creer": _tient("200 200 404 200 404 signe", "422 422 404 422 404 signe"),
    **{nom: _tient(TENUE, "422 422 404 404 404 signe")
       for nom in ("modifier", "inscrire", "seance_corriger", "rouvrir", "renvoyer", "renvoi_retirer", "partie_ajouter",
                   "partie_modifier", "decider", "infraction_ajouter", "infraction_modifier",
                   "infraction_requalifier", "ligne", "decision_retirer")},
    # An empty composition, an hour left empty: there is nothing to refuse.
    **{nom: _tient(TENUE, "302 302 404 404 404 signe") for nom in ("composer", "passage_composer", "passage_modifier")},
    **{nom: _tient(TENUE, "302 302 404 404 404 signe")
       for nom in ("passage_retirer", "partie_retirer", "decision_copier")},
    # Nothing is ticked: back to the roll, with the reason.
    "renvoyer_selection": _tient("302 302 404 404 404 signe", "302 302 404 404 404 signe"),
    **{nom: _tient(REFUS_DE_METHODE, "302 302 404 404 404 signe")
       for nom in ("seance", "passage_deplacer", "consigner", "comparution", "ligne_retirer")},
    "decision_lire": _tient(REFUS_DE_METHODE, TENUE),
    # The president signs minutes and vises; signing the note is the clerk's.
    "marquer": _audiences("ecriture", "audience.avancer", REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    "demarquer": _audiences("ecriture", "audience.avancer", AUDIENCES_LUES, "422 422 422 404 404 signe"),
}  # fmt: skip


def _reseau(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of a network: its coordinator, a practitioner, a specialist, another network's, the région."""
    return Ligne(genre, f"avis.{droit}", get, post, "avis_reseau")


def _avis(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of a request: its practitioner, his secretary, who answered it, another one, the coordinator."""
    return Ligne(genre, f"avis.{droit}", get, post, "avis")


TENUE_DE_GARDE = "200 404 404 404 404 signe"


def _garde(genre: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of a specialist: himself, who runs his line, a practitioner, another network, the région."""
    return Ligne(genre, "avis.garde.tenir", get, post, "avis_gardes")


FORME = "200 404 200 404 404 signe"
SUIVI_PILOTE = "200 404 404 404 200 signe"
GERE = "200 404 404 404 404 signe"
GARDES = {
    "mes_releves": Ligne("lecture", "avis.releve.tenir", TENUE_DE_GARDE, REFUS_DE_METHODE, "avis_gardes"),
    "releve_signer": Ligne(
        "ecriture", "avis.releve.tenir", TENUE_DE_GARDE, "302 404 404 404 404 signe", "avis_gardes"
    ),
    # The specialist, and who runs his line.
    **{
        nom: Ligne(
            "lecture", "avis.releve.lire", "200 200 404 404 404 signe", REFUS_DE_METHODE, "avis_gardes"
        )
        for nom in ("releve", "releve_csv")
    },
    # Each function has its modules: a practitioner does not follow the specialist's.
    "formation": Ligne("lecture", "avis.formation.suivre", FORME, REFUS_DE_METHODE, "avis_gardes"),
    "module": Ligne(
        "ecriture", "avis.formation.suivre", TENUE_DE_GARDE, "422 404 404 404 404 signe", "avis_gardes"
    ),
    "releves_recus": _reseau("lecture", "reseau.lire", "200 404 404 200 404 signe"),
    "pilote": _reseau("lecture", "pilote.lire", "200 404 404 200 200 signe"),
    "programme": _reseau("lecture", "pilote.lire", SUIVI_PILOTE),
    "programme_ouvrir": _reseau(
        "ecriture", "pilote.gerer", "200 404 404 200 404 signe", "422 404 404 422 404 signe"
    ),
    **{
        nom: _reseau("ecriture", "pilote.gerer", GERE, "422 404 404 404 404 signe")
        for nom in ("phase_ajouter", "phase_decider", "membre_ajouter", "reunion_ajouter", "action_ajouter")
    },
    "action_faite": _reseau(
        "ecriture", "pilote.gerer", "302 404 404 404 404 signe", "302 404 404 404 404 signe"
    ),
    "mes_gardes": _garde("lecture", TENUE_DE_GARDE),
    "gardes_ics": _garde("lecture", TENUE_DE_GARDE),
    "mes_disponibilites": _garde("ecriture", TENUE_DE_GARDE, "200 404 404 404 404 signe"),
    "absence_retirer": _garde("ecriture", TENUE_DE_GARDE, "302 404 404 404 404 signe"),
    # Nothing is chosen: to all the colleagues.
    "garde_proposer": _garde("ecriture", TENUE_DE_GARDE, "302 404 404 404 404 signe"),
    "echange_reprendre": _garde("ecriture", "302 404 404 404 404 signe", "302 404 404 404 404 signe"),
    "echange_retirer": _garde("ecriture", "302 404 404 404 404 signe", "302 404 404 404 404 signe"),
    "plannings": _reseau("lecture", "garde.lire", "200 404 404 200 404 signe"),
    "planning_preparer": _reseau(
        "ecriture", "garde.gerer", "200 404 404 200 404 signe", "422 404 404 422 404 signe"
    ),
    "planning": _reseau("lecture", "garde.lire", "200 404 404 404 404 signe"),
    "planning_recalculer": _reseau(
        "ecriture", "garde.gerer", "302 404 404 404 404 signe", "302 404 404 404 404 signe"
    ),
    "planning_tableau": _reseau(
        "ecriture", "garde.gerer", "302 404 404 404 404 signe", "302 404 404 404 404 signe"
    ),
    **{
        nom: _reseau("ecriture", "garde.gerer", "200 404 404 404 404 signe", "302 404 404 404 404 signe")
        for nom in ("planning_publier", "planning_supprimer")
    },
    # A published duty changes with a reason: without it, refused.
    "garde_attribuer": _reseau(
        "ecriture", "garde.gerer", "200 404 404 404 404 signe", "422 404 404 404 404 signe"
    ),
}

DU_CABINET = "200 200 404 404 404 signe"
DU_PRATICIEN = "200 404 404 404 404 signe"
DU_SPECIALISTE = "404 404 200 404 404 signe"
DU_RESEAU = "200 404 404 404 404 signe"
AVIS = {
    **GARDES,
    "demandes": _avis("lecture", "demande.lire", "200 200 404 200 404 signe"),
    "demander": _avis("lecture", "demande.preparer", "200 200 404 200 404 signe"),
    "demander_filiere": _avis(
        "ecriture", "demande.preparer", "200 200 404 200 404 signe", "422 422 404 422 404 signe"
    ),
    "demande": _avis("consultation", "avis.lire", "200 200 200 404 404 signe"),
    "historique": _avis("lecture", "avis.lire", "200 200 200 404 404 signe"),
    "piece": _avis("consultation", "avis.lire", "200 200 200 404 404 signe"),
    **{nom: _avis("ecriture", "demande.preparer", DU_CABINET, "422 422 404 404 404 signe")
       for nom in ("modifier", "annuler", "suivi", "adressage")},
    **{nom: _avis("ecriture", "demande.envoyer", DU_PRATICIEN, "422 404 404 404 404 signe")
       for nom in ("complement", "clore", "rouvrir")},
    "reorienter": _avis("ecriture", "demande.envoyer", DU_PRATICIEN, "302 404 404 404 404 signe"),
    "retirer_consentement": _avis("ecriture", "demande.preparer", DU_CABINET, "302 302 404 404 404 signe"),
    **{nom: _avis("ecriture", "demande.envoyer", REFUS_DE_METHODE, "302 404 404 404 404 signe")
       for nom in ("envoyer", "lettre")},
    "piece_retirer": _avis("ecriture", "demande.preparer", REFUS_DE_METHODE, "302 302 404 404 404 signe"),
    **{nom: _avis("lecture", "avis.rendre", DU_SPECIALISTE) for nom in ("a_traiter", "reponses", "mon_dossier")},
    **{nom: _avis("consultation", "avis.rendre", DU_SPECIALISTE) for nom in ("proposition", "proposition_piece")},
    "prendre": _avis("ecriture", "avis.rendre", REFUS_DE_METHODE, "404 404 302 404 404 signe"),
    **{nom: _avis("ecriture", "avis.rendre", DU_SPECIALISTE, "404 404 422 404 404 signe")
       for nom in ("decliner", "demander_complement", "repondre", "rendre", "organiser")},
    # The network: its coordinator, then a practitioner, a specialist, another network's coordinator, the région.
    **{nom: _reseau("lecture", "demande.suivre", "200 404 404 200 404 signe") for nom in ("tableau", "toutes")},
    "suivre": _reseau("lecture", "demande.suivre", DU_RESEAU),
    "orienter": _reseau("ecriture", "demande.orienter", REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    "reseau": _reseau("lecture", "reseau.lire", "200 404 404 200 404 signe"),
    "specialiste": _reseau("lecture", "reseau.lire", DU_RESEAU),
    "specialiste_inscrire": _reseau(
        "ecriture", "reseau.gerer", "200 404 404 200 404 signe", "422 404 404 422 404 signe"
    ),
    **{nom: _reseau("ecriture", "reseau.gerer", DU_RESEAU, "422 404 404 404 404 signe")
       for nom in ("specialiste_modifier", "piece_verifier", "specialiste_suspendre")},
    "specialiste_reprendre": _reseau("ecriture", "reseau.gerer", REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    "filieres": _reseau("lecture", "filiere.gerer", "200 404 404 200 404 signe"),
    "filiere_ouvrir": _reseau("ecriture", "filiere.gerer", "200 404 404 200 404 signe", "422 404 404 422 404 signe"),
    "filiere_modifier": _reseau("ecriture", "filiere.gerer", DU_RESEAU, "422 404 404 404 404 signe"),
}  # fmt: skip


def _lecteur(
    genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE, troupe: str = "consultation"
) -> Ligne:
    """Return a line of a centre: a nurse, her assistant, who runs it, a doctor of another service, the DPO."""
    return Ligne(genre, f"numerisation.{droit}", get, post, troupe)


def _lots(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE, troupe: str = "lots") -> Ligne:
    """Return a line played by: who controls, the provider, who runs a centre, another service, the DPO."""
    return Ligne(genre, f"numerisation.{droit}", get, post, troupe)


CONTROLE_SEUL = "200 404 404 404 404 signe"
LOTS = {
    "lots": _lots("lecture", "lot.lire", "200 200 200 404 200 signe"),
    "lot": _lots("lecture", "lot.lire", "200 200 404 404 200 signe"),
    "lot_livrer": _lots("ecriture", "lot.livrer", "404 200 404 404 404 signe", "404 422 404 404 404 signe"),
    **{nom: _lots("ecriture", "controle.tenir", REFUS_DE_METHODE, "302 404 404 404 404 signe")
       for nom in ("lot_tirer", "lot_rapport")},
    "lot_controler": _lots("ecriture", "controle.tenir", CONTROLE_SEUL, AUCUN),
    "lot_verdict": _lots("ecriture", "controle.tenir", CONTROLE_SEUL, "302 404 404 404 404 signe"),
    "lot_verifier": _lots("ecriture", "sceau.apposer", REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    "lot_auditeur": _lots("consultation", "preuve.lire", "200 404 404 404 200 signe"),
    "controle_image": _lots("consultation", "controle.tenir", CONTROLE_SEUL),
    "controles": _lots("lecture", "controle.lire", "200 200 404 404 200 signe"),
    "controle_decider": _lots("ecriture", "controle.tenir", CONTROLE_SEUL, "422 404 404 404 404 signe"),
    # a nurse, the assistant of her centre, who runs it, another service, who controls
    "codage": _lots("ecriture", "saisie.tenir", "200 200 404 200 404 signe", AUCUN, "saisie"),
    "codage_bandeau": _lots("consultation", "saisie.tenir", "200 200 404 404 404 signe", troupe="saisie"),
    "arbitrage": _lots("ecriture", "saisie.arbitrer", "200 404 404 200 404 signe", AUCUN, "saisie"),
    "arbitrage_image": _lots("consultation", "saisie.arbitrer", CONTROLE_SEUL, troupe="saisie"),
}  # fmt: skip
CONSULTATION = {
    "incidents": _lecteur("lecture", "incident.lire", "200 200 200 200 200 signe"),
    "incident_declarer": _lecteur(
        "ecriture", "incident.declarer", "200 200 200 200 200 signe", "422 422 422 422 422 signe"
    ),
    "incident": _lecteur("consultation", "incident.lire", "200 200 200 404 200 signe"),
    **{nom: _lecteur("ecriture", "violation.qualifier", "404 404 404 404 200 signe", "404 404 404 404 422 signe")
       for nom in ("incident_qualifier", "incident_notifier")},
    **{nom: _lecteur("ecriture", "incident.traiter", "404 404 200 404 200 signe", "404 404 422 404 422 signe")
       for nom in ("incident_agir", "incident_clore")},
    **{nom: _lecteur("ecriture", "incident.traiter", REFUS_DE_METHODE, "404 404 302 404 302 signe")
       for nom in ("action_faite", "action_verifiee")},
    "consulter": _lecteur("lecture", "page_administrative.lire", "200 200 404 200 404 signe"),
    "ouvrir": _lecteur(
        "ecriture", "page_administrative.lire", "200 200 404 404 404 signe", "422 200 404 404 404 signe"
    ),  # without a doctor's delegation, an assistant is told to ask for one
    # Before the reason is said, a record asks for it and shows no page.
    "lire": _lecteur("consultation", "page_administrative.lire", "302 302 404 404 404 signe"),
    **{nom: _lecteur("consultation", "page_administrative.lire", AUCUN)
       for nom in ("page", "vignette", "page_imprimee")},
    "imprimer": _lecteur("lecture", "page_administrative.lire", AUCUN),
    "page_classer": _lecteur("ecriture", "page.lire", REFUS_DE_METHODE, AUCUN),
    "acces_dossier": Ligne(
        "lecture", "journal.evenement.lire", "200 404 404 404 200 signe", REFUS_DE_METHODE, "consultation"
    ),
    "acces_releve": Ligne(
        "ecriture", "journal.evenement.lire", REFUS_DE_METHODE, "302 404 404 404 302 signe", "consultation"
    ),
    "copies": _lecteur("lecture", "copie.remettre", "200 404 404 200 404 signe"),
    "copies_dossier": _lecteur("lecture", "copie.remettre", "200 404 404 404 404 signe"),
    "copie": _lecteur("consultation", "copie.remettre", "200 404 404 404 404 signe"),
    **{nom: _lecteur("ecriture", "copie.remettre", "200 404 404 404 404 signe", "422 404 404 404 404 signe")
       for nom in ("copie_demander", "copie_remettre")},
    "copie_paquet": _lecteur("ecriture", "copie.remettre", REFUS_DE_METHODE, "200 404 404 404 404 signe"),
    "opposer": _lecteur(
        "ecriture", "opposition.tenir", "200 404 404 404 404 signe", "422 404 404 404 404 signe"
    ),
    "opposition_lever": _lecteur("ecriture", "opposition.tenir", REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    "forcer": _lecteur("ecriture", "acces.forcer", "200 404 404 200 404 signe", "422 404 404 422 404 signe"),
    **{nom: _lecteur("lecture", "acces.lire", "200 404 404 404 200 signe", troupe="confidentialite")
       for nom in ("confidentialite", "portes")},
    "delegations": _lecteur("lecture", "delegation.lire", "200 404 200 404 200 signe", troupe="confidentialite"),
    "delegation": _lecteur(
        "ecriture", "delegation.lire", "200 404 200 404 200 signe", "404 404 404 404 422 signe", "confidentialite"
    ),
    "delegation_accorder": _lecteur(
        "ecriture", "delegation.donner", "404 404 404 404 200 signe", "404 404 404 404 422 signe", "confidentialite"
    ),
    # The doctor is told; the DPO says what he thinks.
    "porte": _lecteur(
        "ecriture", "acces.lire", "200 404 404 404 200 signe", "422 404 404 404 404 signe", "confidentialite"
    ),
    **{nom: _lecteur("lecture", "destruction.lire", "200 200 404 404 200 signe", troupe="destruction")
       for nom in ("destructions", "destruction")},
    "destruction_demander": _lecteur(
        "ecriture", "destruction.demander", "200 404 404 404 404 signe", "422 404 404 404 404 signe", "destruction"
    ),
    "destruction_constater": _lecteur(
        "ecriture", "destruction.demander", "200 404 404 404 404 signe", "422 404 404 404 404 signe", "destruction"
    ),
    "destruction_approuver": _lecteur(
        "ecriture", "destruction.approuver", REFUS_DE_METHODE, "404 302 404 404 404 signe", "destruction"
    ),
    "destruction_certifier": _lecteur(
        "ecriture", "destruction.lire", REFUS_DE_METHODE, "302 302 404 404 302 signe", "destruction"
    ),
    "destruction_abandonner": _lecteur(
        "ecriture", "destruction.lire", "200 200 404 404 404 signe", "422 422 404 404 404 signe", "destruction"
    ),
    "cadence": _lecteur("lecture", "cadence.lire", "200 200 200 200 200 signe"),
    "cadence_centre": _lecteur("lecture", "cadence.lire", "200 200 200 404 200 signe"),
    "cadence_planifier": _lecteur(
        "ecriture", "cadence.gerer", "200 404 404 404 404 signe", "422 404 404 404 404 signe", "deploiement"
    ),
}  # fmt: skip

ACCOMPAGNEMENT = {
    **{nom: _lecteur("lecture", "seance.lire", "200 404 200 404 200 signe", troupe="deploiement")
       for nom in ("seances", "seance")},
    "seance_piece": _lecteur("consultation", "seance.lire", "200 404 200 404 200 signe", troupe="deploiement"),
    "seance_enregistrer": _lecteur(
        "ecriture", "seance.tenir", "200 404 200 404 404 signe", "422 404 422 404 404 signe", "deploiement"
    ),
    "enquetes": _lecteur("lecture", "satisfaction.mener", "200 404 404 404 404 signe", troupe="deploiement"),
    "enquete_ouvrir": _lecteur(
        "ecriture", "satisfaction.mener", "200 404 404 404 404 signe", "422 404 404 404 404 signe", "deploiement"
    ),
    "enquete_clore": _lecteur(
        "ecriture", "satisfaction.mener", REFUS_DE_METHODE, "302 404 404 404 404 signe", "deploiement"
    ),
    "enquete_repondre": _lecteur(
        "ecriture", "satisfaction.repondre", "404 200 200 404 404 signe", "404 422 422 404 404 signe", "deploiement"
    ),
}  # fmt: skip
CHACUN, DU_CENTRE_PAPIER = "200 200 200 404 404 signe", "200 200 404 404 404 signe"


def _papier(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of a centre: a nurse, her assistant, who runs it, a nurse of another service, the DPO."""
    return Ligne(genre, f"numerisation.{droit}", get, post, "consultation")


def _audit(genre: str, droit: str, get: str, post: str = REFUS_DE_METHODE) -> Ligne:
    """Return a line of quality control; then who runs the centre, the doctor, another service, an assistant."""
    return Ligne(genre, f"numerisation.audit.{droit}", get, post, "papier_audit")


def _reception(get: str, post: str) -> Ligne:
    """Return a line of the provider; then people of the centre, another service, quality control."""
    return Ligne("ecriture", "numerisation.reception.tenir", get, post, "papier_reception")


PAPIER = {
    **{nom: _papier("lecture", "dossier.lire", "200 200 200 200 200 signe") for nom in ("aujourdhui", "dossiers")},
    "inventorier": _papier(
        "ecriture", "inventaire.tenir", "200 200 200 200 404 signe", "422 422 422 422 404 signe"
    ),
    "dossier": _papier("consultation", "dossier.lire", "200 200 200 404 200 signe"),
    "dossier_historique": _papier("lecture", "dossier.lire", "200 200 200 404 200 signe"),
    "dossier_corriger": _papier("ecriture", "inventaire.tenir", CHACUN, "422 422 422 404 404 signe"),
    **{nom: _papier("ecriture", "conservation.gerer", "404 404 200 404 200 signe", "404 404 422 404 422 signe")
       for nom in ("dossier_retenir", "dossier_prolonger", "dossier_liberer", "dossier_effacer")},
    "etiquettes": _papier("lecture", "boite.tenir", "200 200 200 200 404 signe"),
    "a_trier": _papier("lecture", "tri.tenir", "200 200 404 200 404 signe"),
    "tri_lire": _papier("ecriture", "tri.tenir", REFUS_DE_METHODE, "302 302 404 302 404 signe"),
    "a_signer": _papier("lecture", "tri.signer", "200 404 404 200 404 signe"),
    "trier": _papier("ecriture", "tri.tenir", DU_CENTRE_PAPIER, "302 302 404 404 404 signe"),
    "tri_reprendre": _papier("ecriture", "tri.tenir", DU_CENTRE_PAPIER, "422 422 404 404 404 signe"),
    **{nom: _papier("ecriture", "tri.tenir", REFUS_DE_METHODE, "302 302 404 404 404 signe")
       for nom in ("tri_terminer", "piece_retirer", "piece_rendre")},
    "piece_decider": _papier("ecriture", "tri.signer", REFUS_DE_METHODE, "302 404 404 404 404 signe"),
    **{nom: _papier("lecture", "boite.lire", "200 200 200 200 404 signe") for nom in ("boites", "expeditions")},
    **{nom: _papier("lecture", "boite.lire", CHACUN) for nom in ("boite", "expedition")},
    **{nom: _papier("ecriture", "boite.tenir", "200 200 200 200 404 signe", "422 422 422 422 404 signe")
       for nom in ("boites_ouvrir", "expedition_preparer")},
    **{nom: _papier("ecriture", "boite.tenir", CHACUN, "422 422 422 404 404 signe")
       for nom in ("boite_fermer", "boite_rouvrir", "expedition_remettre")},
    **{nom: _papier("ecriture", "boite.tenir", REFUS_DE_METHODE, "302 302 302 404 404 signe")
       for nom in ("boite_ranger", "boite_retirer", "dossier_sortir", "bordereau")},
    "expedition_recevoir": _reception("200 404 404 404 404 signe", "422 404 404 404 404 signe"),
    **{nom: _reception(REFUS_DE_METHODE, "302 404 404 404 404 signe")
       for nom in ("expedition_retrouver", "expedition_clore")},
    **{nom: Ligne("lecture", "numerisation.convention.lire", "200 404 404 404 200 signe", troupe="deploiement")
       for nom in ("campagnes", "campagne")},
    **{nom: Ligne("ecriture", "numerisation.campagne.gerer", "200 404 404 404 404 signe",
                  "422 404 404 404 404 signe", "deploiement")
       for nom in ("campagne_ouvrir", "centre_inscrire", "convention_enregistrer")},
    "audits": _audit("lecture", "lire", "200 200 200 404 404 signe"),
    "audit": _audit("lecture", "lire", "200 200 200 404 404 signe"),
    **{nom: _audit("ecriture", "tenir", "200 404 404 404 404 signe", "422 404 404 404 404 signe")
       for nom in ("audit_tirer", "audit_debriefer")},
    # Nothing ticked: the record conforms.
    "audit_examiner": _audit("ecriture", "tenir", "200 404 404 404 404 signe", "302 404 404 404 404 signe"),
    "audit_clore": _audit("ecriture", "tenir", REFUS_DE_METHODE, "302 404 404 404 404 signe"),
}  # fmt: skip

TABLE: dict[str, Ligne] = {
    **CONNEXION,
    **{
        f"{espace}:{nom}": ligne
        for espace, lignes in {
            "medecine_legale": MEDECINE_LEGALE,
            "protection": PROTECTION,
            "audiences": AUDIENCES,
            "avis": AVIS,
            "numerisation": {**CONSULTATION, **LOTS, **PAPIER, **ACCOMPAGNEMENT},
            "echanges": ECHANGES,
            "echeances": ECHEANCES,
            "documents": DOCUMENTS,
            "indicateurs": INDICATEURS,
            "comptes": COMPTES,
            "interface": INTERFACE,
            "api-v1": API,
        }.items()
        for nom, ligne in lignes.items()
    },
}

SANS_MARQUE = {nom for nom, ligne in TABLE.items() if ligne.genre == "api"}
"""Views of the API library: they ask for a token with its own rights, tested beside them."""

SANS_JETON = {
    "documents:controle": "changes nothing and knows nobody: a forged request learns nothing more",
    **dict.fromkeys(SANS_MARQUE, "no session is read there, so there is nothing to forge"),
}
"""Addresses that accept a POST without the anti-forgery token, and why that is safe."""
