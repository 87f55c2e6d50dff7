from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class ProtectionConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.protection"
    label = "protection"
    verbose_name = "protection des majeurs"
    libelle = "Protection des majeurs"
    entrees: ClassVar[list[Entree]] = [
        Entree("Désigner", "protection:designer", "protection.mesure.designer"),
        Entree("Réservations", "protection:reservations", "protection.mesure.lire"),
        Entree("Mesures", "protection:mesures", "protection.mesure.lire"),
        Entree("Renouvellements", "protection:renouvellements", "protection.mesure.lire"),
        Entree("Mandataires", "protection:mandataires", "protection.annuaire.lire"),
        Entree("Listes", "protection:listes", "protection.liste.tenir"),
        Entree("Tournées", "protection:tournees", "protection.mesure.tenir"),
        Entree("Mon profil", "protection:mon_profil", "protection.profil.tenir"),
        Entree("Stock et flux", "protection:stocks", "protection.statistiques.lire"),
        Entree("Capacités", "protection:capacites", "protection.statistiques.lire"),
        Entree("Et si ?", "protection:et_si", "protection.liste.tenir"),
        Entree("Prévisions", "protection:previsions", "protection.enquete.suivre"),
        Entree("Enquête annuelle", "protection:enquete_suivi", "protection.enquete.suivre"),
        Entree("Déclarations", "protection:declarations", "protection.declaration.etablir"),
        Entree("Imports", "echanges:imports", "echanges.importation.gerer"),
    ]
