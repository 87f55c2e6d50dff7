"""Rights of the kernel itself; the roles of the services hold them."""

from maillage.socle.acces.vocabulaire import declarer_droit

COMPTES_GERER = declarer_droit("acces.compte.gerer", "Gérer les comptes de sa structure")
JOURNAL_LIRE = declarer_droit("journal.evenement.lire", "Voir qui a vu et qui a modifié")
REFERENTIELS_GERER = declarer_droit("echanges.referentiel.gerer", "Mettre à jour les listes de référence")
ANNUAIRE_GERER = declarer_droit("annuaire.organisation.gerer", "Tenir l’annuaire des organisations")
