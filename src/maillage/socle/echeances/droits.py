"""Rights on deadlines; the services give them to their roles."""

from maillage.socle.acces.vocabulaire import declarer_droit

ECHEANCES_LIRE = declarer_droit("echeances.echeance.lire", "Voir les échéances de sa structure")
ECHEANCES_TENIR = declarer_droit("echeances.echeance.tenir", "Créer, faire et reporter des échéances")
