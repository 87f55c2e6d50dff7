from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class AvisConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.avis"
    label = "avis"
    verbose_name = "avis de spécialistes"
    libelle = "Avis de spécialistes"
    entrees: ClassVar[list[Entree]] = [
        Entree("Mes demandes", "avis:demandes", "avis.demande.lire"),
        Entree("Demander un avis", "avis:demander", "avis.demande.preparer"),
        Entree("À traiter", "avis:a_traiter", "avis.avis.rendre", aussi=("/avis/propositions/",)),
        Entree("Mes réponses", "avis:reponses", "avis.avis.rendre"),
        Entree("Mon dossier", "avis:mon_dossier", "avis.avis.rendre"),
        Entree("Ce qui attend", "avis:tableau", "avis.demande.suivre", "Demandes"),
        Entree("Toutes", "avis:toutes", "avis.demande.suivre", "Demandes"),
        Entree("Spécialistes", "avis:reseau", "avis.reseau.lire", "Réseau"),
        Entree("Mes gardes", "avis:mes_gardes", "avis.garde.tenir"),
        Entree("Mes relevés", "avis:mes_releves", "avis.releve.tenir"),
        Entree("Me former", "avis:formation", "avis.formation.suivre"),
        Entree("Plannings", "avis:plannings", "avis.garde.lire", "Gardes", aussi=("/avis/plannings/",)),
        Entree(
            "Relevés reçus", "avis:releves_recus", "avis.reseau.lire", "Gardes", aussi=("/avis/releves/",)
        ),
        Entree("Pilote", "avis:pilote", "avis.pilote.lire", aussi=("/avis/pilote/",)),
        Entree("Filières", "avis:filieres", "avis.filiere.gerer", "Réseau"),
    ]
