"""Records in a provider's hands, and the ZIP in which he delivers them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from maillage.metiers.numerisation.actions.coffre import Salarie
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire, inventorier_tous
from maillage.metiers.numerisation.actions.lecture import lire_fichier
from maillage.metiers.numerisation.actions.parcours import avancer_tous
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


def manifester(
    fichiers: Mapping[str, tuple[DossierPapier, bytes]],
    boite: str,
    *,
    lot: str = "L-1",
    resolution: int = 150,
    **champs: object,
) -> bytes:
    """The manifest that announces these files."""
    lignes = [
        {
            "fichier": nom,
            "boite": boite,
            "dossier": papier.etiquette.lisible,
            "pages": len(papier.pages),
            "pages_vierges": [n for n, page in enumerate(papier.pages, 1) if page.est_vierge],
            "sha256": hashlib.sha256(octets).hexdigest(),
            "taille": len(octets),
            "numeriseur": "SN-4471",
            "operateur": "op12",
            "resolution": resolution,
            "profondeur": 8,
            "horodatage": "2026-11-20T10:22:00+01:00",
            "pdfa": "",
        }
        for nom, (papier, octets) in fichiers.items()
    ]
    entete = {
        "version": "1", "lot": lot, "prestataire": "Copies du Nord", "convention": "1", "date": "2026-11-20",
    }  # fmt: skip
    return json.dumps({**entete, "fichiers": lignes, **champs}).encode()


def empaqueter(manifeste: bytes, fichiers: Mapping[str, bytes]) -> io.BytesIO:
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("manifeste.json", manifeste)
        for nom, octets in fichiers.items():
            archive.writestr(nom, octets)
    flux.seek(0)
    return flux


def lot_zip(
    papiers: Sequence[DossierPapier], dossiers: Sequence[Dossier], *, lot: str = "L-1", **champs: object
) -> io.BytesIO:
    """A right delivery of these records."""
    octets = {f"d{rang}.pdf": papier.livrer() for rang, papier in enumerate(papiers, 1)}
    fichiers = {nom: (papier, octets[nom]) for nom, papier in zip(octets, papiers, strict=True)}
    with agir_comme(agent_systeme()):
        boite = Boite.objects.get(pk=dossiers[0].boite_id or Dossier.objects.get(pk=dossiers[0].pk).boite_id)
    return empaqueter(manifester(fichiers, boite.etiquette.lisible, lot=lot, **champs), octets)


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
