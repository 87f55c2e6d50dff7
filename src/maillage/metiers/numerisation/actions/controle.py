"""Control of a lot by sampling: plans, draw, what is seen of each page, verdict, severity of a provider."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer_tous
from maillage.metiers.numerisation.actions.parcours_lots import avancer_lot, verrouiller_lot
from maillage.metiers.numerisation.actions.regimes import plan_de, severites
from maillage.metiers.numerisation.droits import CONTROLE_TENIR
from maillage.metiers.numerisation.enums.controle import (
    ClasseDefaut,
    IssueControle,
    NatureDefaut,
)
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement, TypeEvenementLot
from maillage.metiers.numerisation.enums.lots import OUVERTS, EtatFichier
from maillage.metiers.numerisation.models import (
    Defaut,
    Fichier,
    Lot,
    Page,
    PageTiree,
    PlanControle,
    Tirage,
    Verdict,
    VideoCodage,
)
from maillage.metiers.numerisation.regles.accord import Accord, mesurer_accord
from maillage.metiers.numerisation.regles.couts import cout_centimes
from maillage.metiers.numerisation.regles.defauts import classe_de, compter_par_classe
from maillage.metiers.numerisation.regles.echantillonnage import (
    Plan,
    PlanIntrouvable,
    VerdictLot,
    juger,
    plan,
)
from maillage.metiers.numerisation.regles.tirage import ecarts_au_tirage, part_a_revoir, tirer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

PART_REVUE = 0.05


def fichiers_courants(lot: Lot) -> QuerySet[Fichier]:
    """The files of the last delivery of a lot."""
    return Fichier.objects.filter(lot=lot, livraison=lot.livraison)


def pages_du_lot(lot: Lot) -> list[Page]:
    return list(
        Page.objects.filter(
            fichier__lot=lot, fichier__livraison=lot.livraison, fichier__etat=EtatFichier.LU
        ).order_by("fichier_id", "numero")
    )


# --- draw


def tirer_echantillon(*, agent: Agent, lot: Lot, graine: str = "") -> Tirage:
    """Draw the pages to look at: once a delivery, when its population is closed. The seed is kept."""
    exiger(agent, CONTROLE_TENIR, lot.service)
    with transaction.atomic():
        lot = verrouiller_lot(lot.pk)
        pages = pages_du_lot(lot)
        if not pages:
            raise ValidationError("Aucune page de ce lot n’est lue : il n’y a rien à tirer.")
        plans = _plans(lot, len(pages))
        tire = tirer(
            graine or secrets.token_hex(16),
            [page.identifiant for page in pages],
            max(p.taille for p in plans.values()),
        )
        avancer_lot(
            lot,
            TypeEvenementLot.TIRAGE,
            auteur=agent,
            precision=f"{compter(len(tire.retenus), 'page')} sur {tire.population}, graine {tire.graine}",
        )
        tirage = Tirage.objects.create(
            **_du_lot(lot),
            lot=lot,
            livraison=lot.livraison,
            graine=tire.graine,
            population=tire.population,
            empreinte_population=tire.empreinte_population,
            taille=len(tire.retenus),
            auteur=agent,
        )
        PlanControle.objects.bulk_create(
            PlanControle(
                **_du_lot(lot),
                tirage=tirage,
                classe=classe,
                regime=un.regime,
                nqa=un.nqa,
                lettre=un.lettre,
                taille=un.taille,
                accepte=un.accepte,
                est_premiere_presentation=lot.verdicts.count() == 0,
                est_a_confirmer=un.est_a_confirmer,
            )
            for classe, un in plans.items()
        )
        par_identifiant = {page.identifiant: page for page in pages}
        revues = set(
            tirer(f"{tire.graine} revue", tire.retenus, part_a_revoir(len(tire.retenus), PART_REVUE)).retenus
        )
        PageTiree.objects.bulk_create(
            PageTiree(
                service_id=lot.service_id,
                tirage=tirage,
                page=par_identifiant[identifiant],
                rang=rang,
                est_a_revoir=identifiant in revues,
            )
            for rang, identifiant in enumerate(tire.retenus, start=1)
        )
    return tirage


def _plans(lot: Lot, effectif: int) -> dict[ClasseDefaut, Plan]:
    niveaux = {
        ClasseDefaut.MAJEUR: lot.convention.nqa_majeur,
        ClasseDefaut.MINEUR: lot.convention.nqa_mineur,
    }
    etats = severites(lot.service_id, lot.prestataire_id)
    try:
        return {classe: plan(effectif, niveau, etats[classe].regime) for classe, niveau in niveaux.items()}
    except PlanIntrouvable as erreur:
        raise ValidationError(str(erreur)) from erreur


def _du_lot(lot: Lot) -> dict[str, int]:
    return {"service_id": lot.service_id, "prestataire_id": lot.prestataire_id}


def ecarts_du_tirage(tirage: Tirage) -> list[str]:
    """Do the draw again from its seed: what differs from what was written down; nothing when all is right."""
    from maillage.metiers.numerisation.regles.tirage import Tirage as TirageNote

    retenus = tuple(page.page.identifiant for page in tirage.pages.select_related("page").order_by("rang"))
    population = Page.objects.filter(fichier__lot_id=tirage.lot_id, fichier__livraison=tirage.livraison).only(
        "fichier_id", "numero"
    )
    return ecarts_au_tirage(
        TirageNote(tirage.graine, tirage.population, tirage.empreinte_population, retenus),
        [page.identifiant for page in population],
    )


# --- what is seen


def page_suivante(tirage: Tirage, agent: Agent) -> PageTiree | None:
    """The next page of the sample to look at, then those that somebody else saw and this one may see again, blind."""
    pages = tirage.pages.select_related("page__fichier", "page__dossier")
    suivante = pages.filter(issue="").order_by("rang").first()
    if suivante is not None:
        return suivante
    return pages.filter(est_a_revoir=True, seconde_issue="").exclude(auteur=agent).order_by("rang").first()


def voir_page(
    *, agent: Agent, tiree: PageTiree, natures: Collection[str] = (), observation: str = ""
) -> PageTiree:
    """Say what one sees of a page drawn: nothing, or its defects. The second look, blind, is compared and no more."""
    lot = tiree.tirage.lot
    exiger(agent, CONTROLE_TENIR, lot.service)
    if inconnues := set(natures) - set(NatureDefaut.values):
        raise ValidationError(f"Défauts inconnus : {', '.join(sorted(inconnues))}.")
    with transaction.atomic():
        tiree = (
            PageTiree.objects.select_for_update(of=("self",)).select_related("tirage__lot").get(pk=tiree.pk)
        )
        lot = verrouiller_lot(tiree.tirage.lot_id)
        if hasattr(tiree.tirage, "verdict"):
            raise ValidationError("Le verdict de ce lot est prononcé : ses pages ne changent plus.")
        issue = IssueControle.DEFAUT if natures else IssueControle.CONFORME
        if tiree.issue and tiree.auteur_id != agent.pk:
            if not tiree.est_a_revoir or tiree.seconde_issue:
                raise ValidationError("Cette page est déjà vue par une autre personne.")
            tiree.seconde_issue, tiree.auteur_seconde = issue, agent
            tiree.horodatage_seconde = timezone.now()
            tiree.save(update_fields=["seconde_issue", "auteur_seconde", "horodatage_seconde"])
        else:
            tiree.issue, tiree.auteur, tiree.horodatage = issue, agent, timezone.now()
            tiree.save(update_fields=["issue", "auteur", "horodatage"])
            Defaut.objects.filter(page_id=tiree.page_id, auteur=agent).delete()
        noter_defauts(
            lot,
            tiree.page_id,
            natures,
            auteur=agent,
            livraison=tiree.tirage.livraison,
            observation=observation,
        )
    return tiree


def noter_defauts(
    lot: Lot, page_id: int, natures: Collection[str], *, auteur: Agent, livraison: int, observation: str = ""
) -> None:
    """Write defects of a page; one already written is not written twice."""
    deja = set(Defaut.objects.filter(page_id=page_id).values_list("nature", flat=True))
    Defaut.objects.bulk_create(
        Defaut(
            **_du_lot(lot),
            lot=lot,
            page_id=page_id,
            livraison=livraison,
            nature=nature,
            classe=classe_de(nature),
            observation=observation.strip()[:300],
            auteur=auteur,
        )
        for nature in dict.fromkeys(natures)
        if nature not in deja
    )


# --- verdict


def empechements(tirage: Tirage) -> list[str]:
    """What has to be done before the verdict; nothing: it may be given."""
    restantes = tirage.pages.filter(issue="").count()
    with au_nom_du_service("Contrôle d’un lot"):  # a count: the queue itself belongs to the centres
        a_attribuer = VideoCodage.objects.filter(
            page__fichier__lot_id=tirage.lot_id,
            page__fichier__livraison=tirage.livraison,
            statut__in=OUVERTS,
        ).count()
    motifs = []
    if restantes:
        motifs.append(f"Il reste {compter(restantes, 'page')} à voir.")
    if a_attribuer:
        motifs.append(
            f"Pages dont on ne sait pas encore à qui elles sont : {a_attribuer}. Une seule page d’une autre personne "
            "refuserait le lot."
        )
    return motifs


def compter_defauts(tirage: Tirage) -> dict[ClasseDefaut, int]:
    """Defective pages by class: critical ones wherever they were seen, the others in the sample of their plan."""
    par_page: dict[int, list[tuple[str, str]]] = {}
    for defaut in Defaut.objects.filter(lot_id=tirage.lot_id, livraison=tirage.livraison):
        par_page.setdefault(defaut.page_id, []).append((defaut.nature, defaut.classe))
    rangs = dict(tirage.pages.values_list("page_id", "rang"))
    tailles = dict(tirage.plans.values_list("classe", "taille"))
    retenus = [
        [
            nature
            for nature, classe in siens
            if classe == ClasseDefaut.CRITIQUE or rangs.get(page, tirage.population + 1) <= tailles[classe]
        ]
        for page, siens in par_page.items()
    ]
    nombres = compter_par_classe(retenus)
    illisibles = Fichier.objects.filter(
        lot_id=tirage.lot_id, livraison=tirage.livraison, etat=EtatFichier.ILLISIBLE
    ).count()
    nombres[ClasseDefaut.CRITIQUE] += illisibles
    return nombres


def jugement(tirage: Tirage) -> VerdictLot:
    """What the plans say of what was seen so far."""
    plans = {ClasseDefaut(ligne.classe): plan_de(ligne) for ligne in tirage.plans.select_related("tirage")}
    return juger(plans, compter_defauts(tirage))


def prononcer(*, agent: Agent, lot: Lot, observation: str = "") -> Verdict:
    """Accept or refuse the lot: the plans decide, the controller signs. Its records move with it."""
    exiger(agent, CONTROLE_TENIR, lot.service)
    with transaction.atomic():
        lot = verrouiller_lot(lot.pk)
        tirage = lot.tirages.filter(livraison=lot.livraison).first()
        if tirage is None:
            raise ValidationError("Tirez d’abord l’échantillon de ce lot.")
        if motifs := empechements(tirage):
            raise ValidationError(motifs)
        nombres, juge = compter_defauts(tirage), jugement(tirage)
        for ligne in tirage.plans.all():
            ligne.defauts = nombres[ClasseDefaut(ligne.classe)]
            ligne.save(update_fields=["defauts"])
        verdict = Verdict.objects.create(
            **_du_lot(lot),
            lot=lot,
            tirage=tirage,
            livraison=lot.livraison,
            est_accepte=juge.est_accepte,
            raisons=list(juge.raisons),
            observation=observation.strip()[:500],
            auteur=agent,
        )
        accepte = juge.est_accepte
        avancer_lot(
            lot,
            TypeEvenementLot.ACCEPTATION if accepte else TypeEvenementLot.REFUS,
            auteur=agent,
            precision=" ".join(juge.raisons),
            horodatage_verdict=verdict.horodatage,
            cout_centimes=cout_centimes(lot.nombre_pages, lot.convention.prix_page) if accepte else None,
        )
        avancer_tous(
            list(fichiers_courants(lot).values_list("dossier_id", flat=True)),
            TypeEvenement.ACCEPTATION if accepte else TypeEvenement.REFUS,
            auteur=agent,
            motif=f"Lot {lot.numero}, livraison {lot.livraison}",
        )
    return verdict


def accord_des_controleurs(tirage: Tirage) -> Accord:
    """How far two people who saw the same pages, blind, agree."""
    return mesurer_accord(list(tirage.pages.exclude(seconde_issue="").values_list("issue", "seconde_issue")))
