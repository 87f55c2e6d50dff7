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
        Entree("Toutes les mesures", "protection:mesures", "protection.mesure.lire", "Mesures"),
        Entree("Renouvellements", "protection:renouvellements", "protection.mesure.lire", "Mesures"),
        Entree("Propositions", "protection:propositions", "protection.mesure.designer", "Mesures"),
        Entree("Imports", "echanges:imports", "protection.mesure.importer", "Mesures"),
        Entree("Tournées", "protection:tournees", "protection.mesure.tenir"),
        Entree("Annuaire", "protection:mandataires", "protection.annuaire.lire", "Mandataires"),
        Entree("Listes départementales", "protection:listes", "protection.liste.tenir", "Mandataires"),
        Entree("Fraîcheur", "protection:fraicheur", "protection.enquete.suivre", "Mandataires"),
        Entree("Mon profil", "protection:mon_profil", "protection.profil.tenir"),
        Entree("Déclarations", "protection:declarations", "protection.declaration.etablir"),
        Entree("Stock et flux", "protection:stocks", "protection.statistiques.lire", "Chiffres"),
        Entree("Capacités", "protection:capacites", "protection.statistiques.lire", "Chiffres"),
        Entree("Schéma régional", "protection:schema", "protection.statistiques.lire", "Chiffres"),
        Entree("Prévisions", "protection:previsions", "protection.enquete.suivre", "Chiffres"),
        Entree("Et si ?", "protection:et_si", "protection.liste.tenir"),
        Entree("Enquête annuelle", "protection:enquete_suivi", "protection.enquete.suivre", "Suivi"),
        Entree("Déclarations reçues", "protection:declarations_recues", "protection.enquete.suivre", "Suivi"),
        Entree("Conservation", "protection:conservation", "protection.enquete.suivre", "Suivi"),
        Entree("Référentiels", "echanges:referentiels", "echanges.referentiel.gerer"),
    ]
