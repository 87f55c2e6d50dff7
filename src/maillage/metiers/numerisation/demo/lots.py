"""Lots in every state: on screen, in control with a stray page, refused, just read, rejected; a year of others."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from django.utils import timezone

from maillage.metiers.numerisation.actions import controle, livraisons, scellement
from maillage.metiers.numerisation.actions.coffre import Salarie
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire, inventorier_tous
from maillage.metiers.numerisation.actions.lecture import lire_fichier
from maillage.metiers.numerisation.actions.numeros import centre_de, suivants
from maillage.metiers.numerisation.actions.parcours import avancer_tous
from maillage.metiers.numerisation.actions.reception import livrer
from maillage.metiers.numerisation.chaine.reglages import cachet
from maillage.metiers.numerisation.chaine.sceau import Cachet
from maillage.metiers.numerisation.chaine.verification import Confiance
from maillage.metiers.numerisation.demo.lecture import LecteurConnu
from maillage.metiers.numerisation.demo.livraisons import dossier_leger, livraison
from maillage.metiers.numerisation.demo.papiers import DossierPapier
from maillage.metiers.numerisation.enums.boites import GenreMouvement, StatutBoite, StatutExpedition
from maillage.metiers.numerisation.enums.controle import ClasseDefaut
from maillage.metiers.numerisation.enums.dossiers import (
    EtatLot,
    GenreEtiquette,
    TypeEvenement,
    TypeEvenementLot,
)
from maillage.metiers.numerisation.models import (
    Boite,
    Convention,
    Dossier,
    EvenementLot,
    Expedition,
    Fichier,
    Lot,
    Manifeste,
    Mouvement,
    PlanControle,
    Tirage,
    Verdict,
)
from maillage.metiers.numerisation.regles.couts import cout_centimes
from maillage.metiers.numerisation.regles.echantillonnage import plan
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent, Organisation

SCELLES, REFUSES, EN_CONTROLE, LUS, ANCIENS = 3, 2, 3, 2, 2
PASSES = 36
INVENTORIES_DEPUIS = dt.timedelta(days=40)
_JUSQU_A_LA_RECEPTION = (
    TypeEvenement.DEBUT_TRI, TypeEvenement.FIN_TRI, TypeEvenement.MISE_EN_BOITE, TypeEvenement.EXPEDITION,
    TypeEvenement.RECEPTION,
)  # fmt: skip


@dataclass
class Cadre:
    """Where and by whom: a centre, its provider under contract, who delivers, who controls."""

    centre: Organisation
    convention: Convention
    operateur: Agent
    controleur: Agent
    hasard: Random
    lecteur: LecteurConnu = field(default_factory=LecteurConnu)


def engendrer_lots(cadre: Cadre, sceau: Cachet | None = None) -> list[Lot]:
    """One lot in each state, through the same actions as the screens."""
    sceau = sceau or cachet()
    engendrer_passes(cadre)
    integre = _accepter(cadre, _lire(cadre, _livrer(cadre, _preparer(cadre, SCELLES), "26-112")))
    scellement.sceller_lot(integre.pk, sceau)
    scellement.verifier_un_lot(integre.pk, Confiance(sceau.autorites, sceau.autorites_horodatage))
    refuse = _lire(cadre, _livrer(cadre, _preparer(cadre, REFUSES), "26-113"))
    _accepter(cadre, refuse, defaut="illisible")
    en_controle = _lire(cadre, _livrer(cadre, _glisser(_preparer(cadre, EN_CONTROLE)), "26-114"))
    with agir_comme(cadre.controleur, motif=MOTIF):
        controle.tirer_echantillon(agent=cadre.controleur, lot=en_controle)
    lu = _lire(cadre, _livrer(cadre, _preparer(cadre, LUS), "26-115"))
    return [integre, refuse, en_controle, lu]


def engendrer_ancien_lot(cadre: Cadre, sceau: Cachet | None = None) -> Lot:
    """A lot on screen for so long that its paper may go: the guard of its agreement has passed."""
    sceau = sceau or cachet()
    lot = _accepter(cadre, _lire(cadre, _livrer(cadre, _preparer(cadre, ANCIENS), "AN-25-031")))
    scellement.sceller_lot(lot.pk, sceau)
    scellement.verifier_un_lot(lot.pk, Confiance(sceau.autorites, sceau.autorites_horodatage))
    garde = dt.timedelta(days=cadre.convention.delai_garde_jours + 20)
    with agir_comme(agent_systeme(), motif=MOTIF):
        Lot.objects.filter(pk=lot.pk).update(horodatage_integration=timezone.now() - garde)
    return lot


@dataclass
class Envoi:
    """Records that the provider has, in their box."""

    papiers: list[DossierPapier]
    boite: Boite


def _preparer(cadre: Cadre, nombre: int) -> Envoi:
    """Inventory, sort, box and send records whose papers are drawn: the provider has them."""
    systeme, centre = agent_systeme(), cadre.centre
    with agir_comme(systeme, motif=MOTIF):
        etiquettes = suivants(centre_de(centre.pk), GenreEtiquette.DOSSIER, nombre)
        papiers = [dossier_leger(etiquette, cadre.hasard) for etiquette in etiquettes]
        dossiers = inventorier_tous(
            agent=systeme,
            centre=centre,
            lignes=[_ligne(papier) for papier in papiers],
            instant=timezone.now() - INVENTORIES_DEPUIS,
        )
        boite = _envoyer(cadre, dossiers, systeme)
    for papier in papiers:
        cadre.lecteur.apprendre({page.jpeg: page.texte for page in papier.pages})
    return Envoi(papiers, boite)


def _ligne(papier: DossierPapier) -> LigneInventaire:
    s = papier.salarie
    jour, mois, annee = (int(partie) for partie in s.date_naissance.split("/"))
    return LigneInventaire(Salarie(s.nom, s.prenom, dt.date(annee, mois, jour), s.nir, dt.date(2019, 3, 4)))


def _envoyer(cadre: Cadre, dossiers: Sequence[Dossier], systeme: Agent) -> Boite:
    """Their box, its shipment and its two handovers."""
    participant, prestataire = centre_de(cadre.centre.pk), cadre.convention.prestataire
    expedition_etiquette = suivants(participant, GenreEtiquette.EXPEDITION)[0]
    boite_etiquette = suivants(participant, GenreEtiquette.BOITE)[0]
    depart = timezone.now() - dt.timedelta(days=12)
    lieux = {"centre": cadre.centre, "prestataire": prestataire}
    nombre = len(dossiers)
    expedition = Expedition.objects.create(
        **lieux,
        numero=expedition_etiquette.numero,
        code=expedition_etiquette.code,
        statut=StatutExpedition.ARRIVEE,
        date_prevue=timezone.localdate(depart),
        transporteur="Courses du Nord",
        auteur_depart=systeme,
        horodatage_depart=depart,
        auteur_arrivee=cadre.operateur,
        horodatage_arrivee=depart + dt.timedelta(hours=5),
        boites_remises=1,
        dossiers_remis=nombre,
        boites_recues=1,
        dossiers_recus=nombre,
    )
    livraisons.attendre(expedition, timezone.localdate(depart))
    boite = Boite.objects.create(
        **lieux,
        numero=boite_etiquette.numero,
        code=boite_etiquette.code,
        statut=StatutBoite.RECUE,
        expedition=expedition,
        numero_scelle=f"SC{boite_etiquette.numero:05d}",
    )
    commun = {**lieux, "boite": boite, "expedition": expedition, "dossiers": nombre}
    Mouvement.objects.bulk_create(
        [
            Mouvement(**commun, genre=GenreMouvement.DEPART, auteur=systeme, horodatage=depart),
            Mouvement(
                **commun,
                genre=GenreMouvement.ARRIVEE,
                auteur=cadre.operateur,
                horodatage=depart + dt.timedelta(hours=5),
            ),
        ]
    )
    for rang, evenement in enumerate(_JUSQU_A_LA_RECEPTION):
        avancer_tous(
            [dossier.pk for dossier in dossiers],
            evenement,
            auteur=systeme,
            instant=depart - dt.timedelta(days=4 - rang),
            champs={"boite": boite, "prestataire": prestataire},
        )
    return boite


def _glisser(envoi: Envoi) -> Envoi:
    """The cover of the last record slipped into the first: the machine sees it, two people will say so."""
    premier, dernier = envoi.papiers[0], envoi.papiers[-1]
    pages = (premier.pages[0], dernier.pages[0], *premier.pages[2:])
    return replace(envoi, papiers=[replace(premier, pages=pages), *envoi.papiers[1:]])


def _livrer(cadre: Cadre, envoi: Envoi, numero: str) -> Lot:
    """Delivered wrong a first time, right the second, when the number ends in 3."""
    convention = cadre.convention
    with agir_comme(cadre.operateur, motif=MOTIF):
        if numero.endswith("3"):
            fausse = livraison(envoi.papiers, envoi.boite.etiquette, lot=f"{numero}-B", resolution=600)
            livrer(agent=cadre.operateur, prestataire=convention.prestataire, flux=fausse)
        flux = livraison(envoi.papiers, envoi.boite.etiquette, lot=numero)
        recu = livrer(agent=cadre.operateur, prestataire=convention.prestataire, flux=flux)
    if not recu.est_accepte:
        raise RuntimeError(json.dumps(recu.refus, ensure_ascii=False))
    return recu.lot


def _lire(cadre: Cadre, lot: Lot) -> Lot:
    with agir_comme(agent_systeme()):
        fichiers = list(Fichier.objects.filter(lot=lot).values_list("pk", flat=True))
    for pk in fichiers:
        lire_fichier(pk, cadre.lecteur)
    return lot


def _accepter(cadre: Cadre, lot: Lot, *, defaut: str = "") -> Lot:
    agent = cadre.controleur
    with agir_comme(agent, motif=MOTIF):
        tirage = controle.tirer_echantillon(agent=agent, lot=lot)
        natures = [defaut] if defaut else []
        while tiree := controle.page_suivante(tirage, agent):
            controle.voir_page(
                agent=agent, tiree=tiree, natures=natures, observation="Encre trop pâle." if natures else ""
            )
            natures = []
        return controle.prononcer(agent=agent, lot=lot).lot


def engendrer_passes(cadre: Cadre) -> None:
    """A year of lots judged, as rows without files: what curves and the state of inspection are made of."""
    convention, hasard = cadre.convention, cadre.hasard
    maintenant = timezone.now()
    communs = {"service_id": convention.service_id, "prestataire_id": convention.prestataire_id}
    with agir_comme(agent_systeme(), motif=MOTIF):
        lots, suites = [], []
        for rang in range(PASSES):
            instant = maintenant - dt.timedelta(days=360 - 9.5 * rang)
            pages = hasard.randint(700, 1600)
            defauts = {
                ClasseDefaut.MAJEUR: hasard.choice((0, 0, 1, 1, 2, 3 if rang % 11 == 5 else 0)),
                ClasseDefaut.MINEUR: hasard.choice((0, 1, 2, 3, 4)),
            }
            plans = {
                ClasseDefaut.MAJEUR: plan(pages, convention.nqa_majeur),
                ClasseDefaut.MINEUR: plan(pages, convention.nqa_mineur),
            }
            accepte = all(defauts[classe] <= un.accepte for classe, un in plans.items())
            lots.append(
                Lot(
                    **communs,
                    numero=f"{instant:%y}-{rang + 1:03d}",
                    convention=convention,
                    etat=EtatLot.INTEGRE if accepte else EtatLot.REFUSE,
                    nombre_fichiers=pages // 38,
                    nombre_pages=pages,
                    date_numerisation=instant.date(),
                    horodatage=instant,
                    horodatage_reception=instant,
                    horodatage_verdict=instant + dt.timedelta(days=2),
                    horodatage_integration=instant + dt.timedelta(days=3) if accepte else None,
                    cout_centimes=cout_centimes(pages, convention.prix_page) if accepte else None,
                )
            )
            suites.append((instant, pages, defauts, plans, accepte))
        Lot.objects.bulk_create(lots)
        _ecrire_les_suites(cadre, lots, suites, communs)


def _ecrire_les_suites(
    cadre: Cadre, lots: Sequence[Lot], suites: Sequence[tuple[Any, ...]], communs: dict[str, int]
) -> None:
    graines = [f"{cadre.hasard.getrandbits(128):032x}" for _ in lots]
    tirages = [
        Tirage(
            **communs,
            lot=lot,
            livraison=1,
            graine=graine,
            population=pages,
            empreinte_population=f"{cadre.hasard.getrandbits(256):064x}",
            taille=max(un.taille for un in plans.values()),
            auteur=cadre.controleur,
            horodatage=instant + dt.timedelta(days=1),
        )
        for lot, graine, (instant, pages, _, plans, _) in zip(lots, graines, suites, strict=True)
    ]
    Tirage.objects.bulk_create(tirages)
    PlanControle.objects.bulk_create(
        PlanControle(
            **communs, tirage=tirage, classe=classe, regime=un.regime, nqa=un.nqa, lettre=un.lettre, taille=un.taille,
            accepte=un.accepte, defauts=defauts[classe],
        )
        for tirage, (_, _, defauts, plans, _) in zip(tirages, suites, strict=True)
        for classe, un in plans.items()
    )  # fmt: skip
    Verdict.objects.bulk_create(
        Verdict(
            **communs,
            lot=lot,
            tirage=tirage,
            livraison=1,
            est_accepte=accepte,
            raisons=[] if accepte else ["Trop de pages en défaut majeur pour le plan."],
            auteur=cadre.controleur,
            horodatage=instant + dt.timedelta(days=2),
        )
        for lot, tirage, (instant, _, _, _, accepte) in zip(lots, tirages, suites, strict=True)
    )
    Manifeste.objects.bulk_create(
        Manifeste(
            **communs, lot=lot, livraison=1, sha256="", est_accepte=True, auteur=cadre.operateur, horodatage=instant
        )
        for lot, (instant, *_) in zip(lots, suites, strict=True)
    )  # fmt: skip
    EvenementLot.objects.bulk_create(
        EvenementLot(
            **communs,
            lot=lot,
            type=evenement,
            etat=etat,
            auteur=cadre.controleur if jours else cadre.operateur,
            horodatage=instant + dt.timedelta(days=jours),
        )
        for lot, (instant, _, _, _, accepte) in zip(lots, suites, strict=True)
        for evenement, etat, jours in _etapes(est_accepte=accepte)
    )


def _etapes(*, est_accepte: bool) -> list[tuple[str, str, int]]:
    debut = [
        (TypeEvenementLot.ANNONCE, EtatLot.ANNONCE, 0),
        (TypeEvenementLot.RECEPTION, EtatLot.RECU, 0),
        (TypeEvenementLot.TRAITEMENT, EtatLot.TRAITE, 1),
        (TypeEvenementLot.TIRAGE, EtatLot.EN_CONTROLE, 1),
    ]
    if not est_accepte:
        return [*debut, (TypeEvenementLot.REFUS, EtatLot.REFUSE, 2)]
    return [
        *debut,
        (TypeEvenementLot.ACCEPTATION, EtatLot.ACCEPTE, 2),
        (TypeEvenementLot.SCELLEMENT, EtatLot.SCELLE, 3),
        (TypeEvenementLot.INTEGRATION, EtatLot.INTEGRE, 3),
    ]
