from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class NumerisationConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.numerisation"
    label = "numerisation"
    verbose_name = "dossiers de santé au travail"
    libelle = "Dossiers de santé au travail"
    entrees: ClassVar[list[Entree]] = [
        Entree("Aujourd’hui", "numerisation:aujourdhui", "numerisation.dossier.lire"),
        Entree(
            "Dossiers",
            "numerisation:dossiers",
            "numerisation.dossier.lire",
            "Dossiers",
            aussi=("/numerisation/dossiers/", "/numerisation/etiquettes/"),
        ),
        Entree("À trier", "numerisation:a_trier", "numerisation.tri.tenir", "Dossiers"),
        Entree("À décider", "numerisation:a_signer", "numerisation.tri.signer", "Dossiers"),
        Entree("Audits du tri", "numerisation:audits", "numerisation.audit.lire", "Dossiers"),
        Entree("Imports", "echanges:imports", "numerisation.inventaire.importer", "Dossiers"),
        Entree("Boîtes", "numerisation:boites", "numerisation.boite.lire", "Transport"),
        Entree("Expéditions", "numerisation:expeditions", "numerisation.boite.lire", "Transport"),
        Entree("Lots", "numerisation:lots", "numerisation.lot.lire", "Lots"),
        Entree("Contrôle", "numerisation:controles", "numerisation.controle.lire", "Lots"),
        Entree("À attribuer", "numerisation:codage", "numerisation.saisie.tenir"),
        Entree("Consulter", "numerisation:consulter", "numerisation.page_administrative.lire", "Consulter"),
        Entree("Copies", "numerisation:copies", "numerisation.copie.remettre", "Consulter"),
        Entree("Délégations", "numerisation:delegations", "numerisation.delegation.lire", "Consulter"),
        Entree("Campagnes", "numerisation:campagnes", "numerisation.convention.lire", "Suivi"),
        Entree("Formation", "numerisation:seances", "numerisation.seance.lire", "Suivi"),
        Entree("Satisfaction", "numerisation:enquetes", "numerisation.satisfaction.mener", "Suivi"),
        Entree("Cadence", "numerisation:cadence", "numerisation.cadence.lire", "Suivi"),
        Entree("Incidents", "numerisation:incidents", "numerisation.incident.lire", "Suivi"),
        Entree("Destructions", "numerisation:destructions", "numerisation.destruction.lire", "Suivi"),
        Entree(
            "Confidentialité",
            "numerisation:confidentialite",
            "numerisation.acces.lire",
            "Suivi",
            aussi=("/numerisation/portes/",),
        ),
    ]
