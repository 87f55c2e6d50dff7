from maillage.socle.echanges.models.clients import ClientApi, ReponseGardee
from maillage.socle.echanges.models.exportations import Exportation
from maillage.socle.echanges.models.importations import Importation, LigneImportee
from maillage.socle.echanges.models.referentiels import Edition, Entree, Referentiel

__all__ = [
    "ClientApi",
    "Edition",
    "Entree",
    "Exportation",
    "Importation",
    "LigneImportee",
    "Referentiel",
    "ReponseGardee",
]
