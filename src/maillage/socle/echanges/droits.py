"""Rights on exchanges; the services give them to their roles.

Each import and export also asks for the right named in its own declaration.
"""

from maillage.socle.acces.vocabulaire import declarer_droit

IMPORTER = declarer_droit("echanges.importation.gerer", "Importer des fichiers dans sa structure")
CLIENTS_GERER = declarer_droit("echanges.client.gerer", "Ouvrir et fermer l’accès des logiciels à l’API")
