"""Records in a provider's hands, and the ZIP in which he delivers them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from maillage.metiers.numerisation.actions.coffre import Salarie
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire, inventorier_tous
from maillage.metiers.numerisation.actions.lecture import lire_fichier
from maillage.metiers.numerisation.actions.parcours import avancer_tous
from maillage.metiers.numerisation.demo.livraisons import livraison
from maillage.metiers.numerisation.demo.papiers import DossierPapier
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette, TypeEvenement
from maillage.metiers.numerisation.models import Boite, Dossier, Fichier, Lot
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation

JUSQU_A_LA_RECEPTION = (
    TypeEvenement.DEBUT_TRI, TypeEvenement.FIN_TRI, TypeEvenement.MISE_EN_BOITE, TypeEvenement.EXPEDITION,
    TypeEvenement.RECEPTION,
)  # fmt: skip
MOTIF = "Essai"


def envoyer(
    papiers: Sequence[DossierPapier], centre: Organisation, prestataire: Organisation
) -> list[Dossier]:
    """Inventory these records under their own labels, sort, box and send them: the provider has them."""
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF):
        lignes = [_ligne(papier) for papier in papiers]
        dossiers = inventorier_tous(agent=systeme, centre=centre, lignes=lignes)
        assert [d.etiquette for d in dossiers] == [p.etiquette for p in papiers]
        numero = Boite.objects.filter(centre=centre).count() + 1
        etiquette = Etiquette(GenreEtiquette.BOITE, papiers[0].etiquette.centre, numero)
        boite = Boite.objects.create(
            centre=centre, prestataire=prestataire, numero=numero, code=etiquette.code, statut="recue"
        )
        for evenement in JUSQU_A_LA_RECEPTION:
            champs = {"boite": boite, "prestataire": prestataire}
            avancer_tous([d.pk for d in dossiers], evenement, auteur=systeme, champs=champs)
    return dossiers


def _ligne(papier: DossierPapier) -> LigneInventaire:
    s = papier.salarie
    naissance = dt.datetime.strptime(s.date_naissance, "%d/%m/%Y").date()  # noqa: DTZ007 (a day)
    return LigneInventaire(Salarie(s.nom, s.prenom, naissance, s.nir, dt.date(2019, 3, 4)))


def lot_zip(
    papiers: Sequence[DossierPapier], dossiers: Sequence[Dossier], *, lot: str = "L-1", **champs: Any
) -> io.BytesIO:
    """A right delivery of these records."""
    with agir_comme(agent_systeme()):
        boite = Boite.objects.get(dossiers=dossiers[0].pk)
    return livraison(papiers, boite.etiquette, lot=lot, **{"resolution": 150, "profondeur": 8, **champs})


def rafraichir(lot):
    with agir_comme(agent_systeme()):
        return Lot.objects.get(pk=lot.pk)


def lire_tout(lot, lecteur):
    with agir_comme(agent_systeme()):
        fichiers = list(Fichier.objects.filter(lot=lot, etat="a_lire").values_list("pk", flat=True))
    for pk in fichiers:
        lire_fichier(pk, lecteur)


def etats(dossiers):
    with agir_comme(agent_systeme()):
        return set(Dossier.objects.filter(pk__in=[d.pk for d in dossiers]).values_list("etat", flat=True))
