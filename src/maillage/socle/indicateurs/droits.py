"""Rights on frozen periods; the services give them to their roles. Each indicator names its own reading right."""

from maillage.socle.acces.vocabulaire import declarer_droit

GEL_LIRE = declarer_droit("indicateurs.gel.lire", "Consulter les périodes arrêtées de sa structure")
GEL_ARRETER = declarer_droit("indicateurs.gel.arreter", "Arrêter les chiffres d’une période")
