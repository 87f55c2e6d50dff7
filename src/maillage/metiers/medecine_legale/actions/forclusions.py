"""Time limits of mémoires: what is still to claim is owed by a date, and says so on the home page."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.tarifs import bareme_du
from maillage.metiers.medecine_legale.droits import MEMOIRE_ETABLIR
from maillage.metiers.medecine_legale.models import ActeFacture, ActeMedicoLegal, Memoire, Requisition
from maillage.metiers.medecine_legale.models.actes import ActeQuerySet
from maillage.metiers.medecine_legale.models.facturation import a_facturer, est_payee_a_l_acte
from maillage.metiers.medecine_legale.regles.memoires import date_forclusion, premier_jour_facturable
from maillage.metiers.medecine_legale.regles.tarifs import Bareme, BaremeIllisible
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.actions import creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.echeances.models import Echeance

LOT = 500
RAPPELS = (90, 60, 30, 15, 7, 1)
BASE = "un an à compter de l’achèvement de la mission"
FACTURATION = declarer_genre_echeance(
    "medecine_legale.facturation",
    "Mémoire de frais à établir",
    verbe="Établir le mémoire de frais",
    bouton="Établir",
    droit=MEMOIRE_ETABLIR,
    rappels=RAPPELS,
)
DEPOT = declarer_genre_echeance(
    "medecine_legale.depot",
    "Mémoire de frais à déposer",
    verbe="Déposer le mémoire de frais",
    bouton="Ouvrir",
    droit=MEMOIRE_ETABLIR,
    rappels=RAPPELS,
)
REPRESENTATION = declarer_genre_echeance(
    "medecine_legale.representation",
    "Mémoire de frais à présenter de nouveau",
    verbe="Présenter de nouveau le mémoire de frais",
    bouton="Ouvrir",
    droit=MEMOIRE_ETABLIR,
    rappels=RAPPELS,
)


def suivre_facturation(agent: Agent, acte: ActeMedicoLegal, *autres: Requisition | None) -> None:
    """After an act was recorded, corrected or cancelled; costs nothing under the annual grant."""
    if est_payee_a_l_acte(acte.structure):
        for requisition in {acte.requisition, *autres} - {None}:
            tenir_facturation(agent, requisition)


def tenir_facturation(agent: Agent, requisition: Requisition | None) -> None:
    """Owe the mémoire of a requisition while an act of it is not claimed."""
    if requisition is None:
        return
    try:
        bareme = bareme_du(timezone.localdate())
    except BaremeIllisible:
        return  # without a tariff nothing can be claimed; the page of mémoires says so
    premier = _premiers(ActeMedicoLegal.objects.filter(requisition=requisition), bareme).get(requisition.pk)
    if premier is None:
        lever_echeance(agent=agent, genre=FACTURATION, objet=requisition)
    else:
        _devoir(agent, requisition, premier)


def _premiers(actes: ActeQuerySet, bareme: Bareme) -> dict[int, dt.date]:
    """Day of the first act to claim of each requisition."""
    par_requisition = a_facturer(actes, bareme).order_by().values_list("requisition_id")
    return dict(par_requisition.annotate(jour=Min("date_examen")))


def _devoir(agent: Agent, requisition: Requisition, premier: dt.date) -> None:
    """A year runs from the first act that is not claimed."""
    creer_echeance(
        agent=agent,
        genre=FACTURATION,
        organisation=requisition.structure,
        objet=requisition,
        libelle=str(requisition),
        date_limite=date_forclusion(premier),
        base_legale=BASE,
        url=f"{reverse('medecine_legale:memoire_etablir')}?requisition={requisition.pk}",
    )


def tenir_facturations(agent: Agent, structure: Organisation) -> int:
    """Owe what acts taken over by a file left unsaid: a few hundred a time, the nearest to the limit first."""
    exiger(agent, MEMOIRE_ETABLIR, structure)
    if not est_payee_a_l_acte(structure):
        return 0
    jour = timezone.localdate()
    bareme = bareme_du(jour)
    deja = Echeance.objects.filter(
        genre=FACTURATION.code, objet_type=Requisition._meta.label_lower, objet_id=OuterRef("requisition_id")
    )
    actes = ActeMedicoLegal.objects.filter(structure=structure)
    recents = actes.filter(~Exists(deja), date_examen__gte=premier_jour_facturable(jour))
    proches = sorted(_premiers(recents, bareme).items(), key=lambda premier: premier[1])[:LOT]
    requisitions = Requisition.objects.select_related("structure").in_bulk([cle for cle, _ in proches])
    for cle, premier in _premiers(actes.filter(requisition__in=requisitions), bareme).items():
        _devoir(agent, requisitions[cle], premier)
    return len(requisitions)


def tenir_depot(agent: Agent, memoire: Memoire) -> None:
    """A mémoire that is made is owed to its court."""
    creer_echeance(
        agent=agent,
        genre=DEPOT,
        organisation=memoire.structure,
        objet=memoire,
        libelle=str(memoire),
        date_limite=memoire.date_forclusion,
        base_legale=BASE,
        url=reverse("medecine_legale:memoire", args=[memoire.pk]),
    )


def tenir_representation(agent: Agent, memoire: Memoire) -> None:
    """Acts freed by a rejection or an abandon are still to claim before the same date."""
    creer_echeance(
        agent=agent,
        genre=REPRESENTATION,
        organisation=memoire.structure,
        objet=memoire,
        libelle=str(memoire),
        date_limite=memoire.date_forclusion,
        base_legale=BASE,
        url=reverse("medecine_legale:memoire", args=[memoire.pk]),
    )


CHAMPS_FACTURES = (
    "profil",
    "statut",
    "date_examen",
    "heure_debut",
    "types_examen",
    "itt_jours",
    "requisition_id",
)


def proteger_facture(avant: ActeMedicoLegal, apres: ActeMedicoLegal | None = None) -> None:
    """Refuse to cancel an act that a mémoire claims, or to correct what its price was made of."""
    if not est_payee_a_l_acte(avant.structure):
        return
    change = apres is None or any(getattr(avant, champ) != getattr(apres, champ) for champ in CHAMPS_FACTURES)
    if not change:
        return
    facture = ActeFacture.objects.filter(acte=avant, est_libere=False).select_related("memoire").first()
    if facture is not None:
        raise ValidationError(
            f"Cet acte est facturé ({facture.memoire}, {facture.memoire.get_statut_display().lower()}) : son profil, sa"
            " date, son heure, ses examens et son incapacité ne changent plus. Abandonnez d’abord le mémoire."
        )
