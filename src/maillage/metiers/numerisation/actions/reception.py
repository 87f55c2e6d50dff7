"""A provider delivers: one ZIP, its manifest checked against what is in it, what was sent and what was agreed.

All or nothing: a lot with one wrong file is refused whole, every refusal said at once, by file and by field.
"""

from __future__ import annotations

import logging
from dataclasses import astuple, dataclass
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from maillage.metiers.numerisation.actions import livraisons
from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer_tous
from maillage.metiers.numerisation.actions.parcours_lots import avancer_lot, noter_lot, verrouiller_lot
from maillage.metiers.numerisation.actions.rangement import effacer, ranger, ranger_manifeste
from maillage.metiers.numerisation.actions.regimes import classes_arretees
from maillage.metiers.numerisation.chaine.archive import Archive, ouvrir_archive
from maillage.metiers.numerisation.chaine.lecture import ouvrir
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.droits import LOT_LIVRER
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot, TypeEvenement, TypeEvenementLot
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models import Boite, Convention, Dossier, Fichier, IdentiteDossier, Lot
from maillage.metiers.numerisation.models import Manifeste as ManifesteRecu
from maillage.metiers.numerisation.regles.confrontation import Exigences, FichierLivre, confronter
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.regles.manifeste import (
    LigneManifeste,
    Manifeste,
    ManifesteRefuse,
    Refus,
    lire_manifeste,
    refus_du_nom,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

JOURNAL = logging.getLogger(__name__)
_ATTENDUS = (EtatDossier.RECU, EtatDossier.REFUSE)
_REPRENABLES = (EtatLot.REJETE, EtatLot.REFUSE)
_COULEUR, _GRIS = 24, 8


class LivraisonRefusee(ValueError):
    """What was sent cannot even be recorded as a lot; `refus` says all that is wrong."""

    def __init__(self, refus: list[Refus]) -> None:
        self.refus = tuple(refus)
        super().__init__("; ".join(un.phrase for un in refus))


@dataclass(frozen=True)
class _Livraison:
    """What is being delivered."""

    agent: Agent
    prestataire: Organisation
    manifeste: Manifeste
    octets_manifeste: bytes
    archive: Archive


def livrer(*, agent: Agent, prestataire: Organisation, flux: BinaryIO) -> ManifesteRecu:
    """Take a delivery, or refuse it whole. Raises LivraisonRefusee when no lot can be read in it."""
    exiger(agent, LOT_LIVRER, prestataire)
    try:
        with ouvrir_archive(flux) as archive:
            manifeste = lire_manifeste(archive.manifeste)
            return _recevoir(_Livraison(agent, prestataire, manifeste, archive.manifeste, archive))
    except FichierRefuse as erreur:
        raise LivraisonRefusee([Refus("", "archive", erreur.phrase)]) from erreur
    except ManifesteRefuse as erreur:
        raise LivraisonRefusee(list(erreur.refus)) from erreur
    except OSError as erreur:
        JOURNAL.exception("A delivery cannot be stored")
        phrase = "Le lot n’a pas pu être rangé sur le serveur : rien n’en est gardé. Livrez-le de nouveau plus tard."
        raise LivraisonRefusee([Refus("", "archive", phrase)]) from erreur


def _recevoir(livraison: _Livraison) -> ManifesteRecu:
    manifeste = livraison.manifeste
    convention = _convention(livraison)
    with transaction.atomic():
        lot = _annoncer(livraison, convention)
        livres, refus = _lire_les_fichiers(livraison)
        attendus, dossiers = _attendus(livraison)
        _refuser_les_noms(manifeste, dossiers)
        empreintes = [ligne.sha256 for ligne in manifeste.lignes]
        connus = Fichier.objects.filter(prestataire=livraison.prestataire, sha256__in=empreintes)
        refus += confronter(
            manifeste,
            livres,
            attendus=attendus,
            exigences=_exigences(convention),
            deja_recus=set(connus.exclude(lot=lot).values_list("sha256", flat=True)),
        )
        illisibles = {un.fichier for un in refus if un.champ == "lecture"}
        refus = [un for un in refus if not (un.fichier in illisibles and "n’est pas livré" in un.phrase)]
        recu = ManifesteRecu.objects.create(
            lot=lot,
            service_id=lot.service_id,
            prestataire_id=lot.prestataire_id,
            livraison=lot.livraison,
            sha256=ranger_manifeste(livraison.octets_manifeste),
            est_accepte=not refus,
            refus=[list(astuple(un)) for un in sorted(refus, key=lambda un: (un.fichier, un.champ))],
            auteur=livraison.agent,
        )
        if refus:
            precision = f"{len(refus)} refus"
            avancer_lot(lot, TypeEvenementLot.REJET, auteur=livraison.agent, precision=precision)
        else:
            _prendre(livraison, lot, dossiers)
    return recu


def _refuser_les_noms(manifeste: Manifeste, dossiers: dict[Etiquette, Dossier]) -> None:
    """A file that bears its worker's name refuses the delivery before anything is written: not even its name is."""
    with au_nom_du_service():
        identites = IdentiteDossier.objects.filter(dossier__in=dossiers.values()).in_bulk(
            field_name="dossier_id"
        )
    refus = [
        Refus(ligne.dossier.lisible, "fichier", phrase)
        for ligne in manifeste.lignes
        if (dossier := dossiers.get(ligne.dossier))
        and (salarie := Coffre.de(dossier).salarie(identites.get(dossier.pk)))
        and (phrase := refus_du_nom(ligne.fichier, ligne.dossier, salarie.nom, salarie.nir))
    ]
    if refus:
        raise LivraisonRefusee(refus)


def _convention(livraison: _Livraison) -> Convention:
    """The edition that the manifest names: its number, or the reference of the contract."""
    dite = livraison.manifeste.convention.strip().lower()
    siennes = Convention.objects.visibles_par(livraison.agent).filter(prestataire=livraison.prestataire)
    for convention in siennes.select_related("service").order_by("-date_effet", "-edition"):
        if dite in (str(convention.edition), convention.reference.strip().lower()):
            return convention
    phrase = (
        "Cette édition de la convention n’est pas connue : indiquez son numéro ou la référence du contrat."
    )
    raise LivraisonRefusee([Refus("", "convention", phrase)])


def _annoncer(livraison: _Livraison, convention: Convention) -> Lot:
    """The lot of that number: new, or delivered again after a refusal.

    The same number delivered twice at the same instant waits for the first, then finds it there.
    """
    manifeste, agent = livraison.manifeste, livraison.agent
    if arretees := classes_arretees(convention.service_id, livraison.prestataire.pk):
        phrase = (
            f"Le contrôle est arrêté (défauts de classe « {' », « '.join(arretees)} ») : "
            "dites d’abord au service ce que vous avez corrigé."
        )
        raise LivraisonRefusee([Refus("", "lot", phrase)])
    connu, est_nouveau = Lot.objects.get_or_create(
        prestataire=livraison.prestataire,
        numero=manifeste.lot,
        defaults={
            "service": convention.service,
            "convention": convention,
            "etat": EtatLot.ANNONCE,
            "nombre_fichiers": len(manifeste.lignes),
            "nombre_pages": manifeste.pages,
            "date_numerisation": manifeste.date,
        },
    )
    if est_nouveau:
        noter_lot(connu, TypeEvenementLot.ANNONCE, auteur=agent)
        return connu
    lot = verrouiller_lot(connu.pk)
    if lot.etat not in _REPRENABLES:
        phrase = (
            f"Le lot {lot.numero} est déjà livré ({lot.get_etat_display().lower()}) : donnez un autre numéro."
        )
        raise LivraisonRefusee([Refus("", "lot", phrase)])
    avancer_lot(
        lot,
        TypeEvenementLot.NOUVELLE_LIVRAISON,
        auteur=agent,
        livraison=lot.livraison + 1,
        convention=convention,
        nombre_fichiers=len(manifeste.lignes),
        nombre_pages=manifeste.pages,
        date_numerisation=manifeste.date,
        horodatage=timezone.now(),
    )
    return lot


def _lire_les_fichiers(livraison: _Livraison) -> tuple[dict[str, FichierLivre], list[Refus]]:
    livres: dict[str, FichierLivre] = {}
    refus: list[Refus] = []
    for nom in livraison.archive.noms:
        try:
            with ouvrir(livraison.archive.lire(nom)) as lu:
                livres[nom] = lu.livre()
        except FichierRefuse as erreur:
            refus.append(Refus(nom, "lecture", erreur.phrase))
    return livres, refus


def _attendus(livraison: _Livraison) -> tuple[dict[Etiquette, Etiquette], dict[Etiquette, Dossier]]:
    """Records in the provider's hands → the box in which they came; locked, so that one delivery alone takes them."""
    codes = [ligne.dossier.code for ligne in livraison.manifeste.lignes]
    attendus = Dossier.objects.select_for_update(of=("self",)).filter(
        prestataire=livraison.prestataire, code__in=codes, etat__in=_ATTENDUS, boite__isnull=False
    )
    lus = attendus.select_related("cle").order_by("pk")
    dossiers = {dossier.etiquette: dossier for dossier in lus}
    boites = Boite.objects.in_bulk({dossier.boite_id for dossier in dossiers.values()})
    par_boite = {
        etiquette: boites[dossier.boite_id].etiquette
        for etiquette, dossier in dossiers.items()
        if dossier.boite_id in boites
    }
    return par_boite, dossiers


def _exigences(convention: Convention) -> Exigences:
    profondeurs = frozenset({_COULEUR}) if convention.est_couleur else frozenset({_GRIS, _COULEUR})
    return Exigences(convention.resolution, profondeurs)


def _prendre(livraison: _Livraison, lot: Lot, dossiers: dict[Etiquette, Dossier]) -> None:
    """Store each file sealed under its record's key; the records move; what they replace is set aside."""
    agent, instant = livraison.agent, timezone.now()
    avancer_lot(lot, TypeEvenementLot.RECEPTION, auteur=agent, horodatage_reception=instant)
    concernes = [dossiers[ligne.dossier] for ligne in livraison.manifeste.lignes]
    Fichier.objects.filter(dossier__in=concernes).exclude(etat=EtatFichier.REMPLACE).update(
        etat=EtatFichier.REMPLACE
    )
    fichiers: list[Fichier] = []
    try:
        fichiers.extend(
            _fichier(livraison, lot, ligne, dossiers[ligne.dossier]) for ligne in livraison.manifeste.lignes
        )
        Fichier.objects.bulk_create(fichiers)
    except BaseException:
        for fichier in fichiers:  # the rows are undone with the transaction, the stored files are not
            effacer(fichier.rangement_livre)
        raise
    avancer_tous(
        [dossier.pk for dossier in concernes],
        TypeEvenement.NUMERISATION,
        auteur=agent,
        motif=f"Lot {lot.numero}, livraison {lot.livraison}",
        instant=instant,
    )
    boites = Boite.objects.filter(
        pk__in={dossier.boite_id for dossier in concernes}, expedition__isnull=False
    )
    livraisons.constater(set(boites.values_list("expedition", flat=True)))


def _fichier(livraison: _Livraison, lot: Lot, ligne: LigneManifeste, dossier: Dossier) -> Fichier:
    range_ = ranger(livraison.archive.lire(ligne.fichier), Coffre.de(dossier))
    return Fichier(
        service_id=lot.service_id,
        prestataire_id=lot.prestataire_id,
        centre_id=dossier.centre_id,
        lot=lot,
        dossier=dossier,
        livraison=lot.livraison,
        nom=ligne.fichier,
        boite=ligne.boite.lisible,
        pages_annoncees=ligne.pages,
        pages_vierges=list(ligne.pages_vierges),
        sha256=ligne.sha256,
        taille=ligne.taille,
        numeriseur=ligne.numeriseur,
        operateur=ligne.operateur,
        resolution=ligne.resolution,
        profondeur=ligne.profondeur,
        horodatage_numerisation=ligne.horodatage,
        cle_livree=range_.cle,
        rangement_livre=range_.empreinte,
    )
