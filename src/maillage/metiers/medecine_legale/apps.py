from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig

ADMINISTRATION = "Administration"


class MedecineLegaleConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.medecine_legale"
    label = "medecine_legale"
    verbose_name = "médecine légale"
    libelle = "Médecine légale"
    entrees: ClassVar[list[Entree]] = [
        Entree("Saisir", "medecine_legale:proximite", "medecine_legale.proximite.saisir"),
        Entree("Réquisitions", "medecine_legale:requisitions", "medecine_legale.requisition.lire"),
        Entree("Actes", "medecine_legale:actes", "medecine_legale.acte.lire"),
        Entree(
            "Statistiques",
            "medecine_legale:statistiques",
            "medecine_legale.statistiques.lire",
            aussi=("/medecine_legale/tableaux-annuels/",),
        ),
        Entree("Effectifs", "medecine_legale:effectifs", "medecine_legale.effectif.lire"),
        Entree(
            "Facturation",
            "medecine_legale:facturation",
            "medecine_legale.memoire.lire",
            aussi=("/medecine_legale/memoires/",),
        ),
        Entree("Imports", "echanges:imports", "echanges.importation.gerer"),
        Entree(
            "Structures", "medecine_legale:structures", "medecine_legale.financement.gerer", ADMINISTRATION
        ),
        Entree(
            "Profils et listes", "medecine_legale:reference", "echanges.referentiel.gerer", ADMINISTRATION
        ),
        Entree("Référentiels", "echanges:referentiels", "echanges.referentiel.gerer", ADMINISTRATION),
        Entree(
            "Conservation",
            "medecine_legale:conservation",
            "medecine_legale.conservation.conduire",
            ADMINISTRATION,
        ),
        Entree("Messages et documents", "interface:contenus", "interface.contenu.gerer", ADMINISTRATION),
    ]
