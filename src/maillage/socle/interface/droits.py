"""The right to speak to everybody: messages and documents of the site."""

from maillage.socle.acces.vocabulaire import declarer_droit

CONTENUS_GERER = declarer_droit("interface.contenu.gerer", "Publier les messages et les documents du site")
