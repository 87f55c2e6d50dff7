"""Acts that no mémoire claims yet, and the page that claims them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import euros
from maillage.metiers.medecine_legale.actions import memoires as actions
from maillage.metiers.medecine_legale.actions.tarifs import Baremes
from maillage.metiers.medecine_legale.droits import MEMOIRE_ETABLIR, MEMOIRE_LIRE
from maillage.metiers.medecine_legale.enums import StatutMemoire
from maillage.metiers.medecine_legale.forms import FiltreFacturation, MemoireForm
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Memoire, Requisition
from maillage.metiers.medecine_legale.models.facturation import a_facturer as actes_a_facturer
from maillage.metiers.medecine_legale.regles.memoires import (
    ACTES_MAXIMUM,
    date_forclusion,
    premier_jour_facturable,
)
from maillage.metiers.medecine_legale.regles.tarifs import BaremeIllisible
from maillage.metiers.medecine_legale.views.colonnes import sans_colonne_inutile
from maillage.metiers.medecine_legale.views.facturation import compte_a_rebours, onglets
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.listes import ActionLot, Colonne, Liste

A_FACTURER = Liste(
    code="medecine_legale.acte_a_facturer",
    titre="Facturation",
    nom=("acte à facturer", "actes à facturer"),
    colonnes=[
        Colonne("numero_interne", "N° interne"),
        Colonne("numero_pv", "N° de PV"),
        Colonne("date_examen", "Date", tri=True, genre="date"),
        Colonne("profil", "Profil"),
        Colonne("requisition.juridiction.nom", "Juridiction"),
        Colonne("structure.nom", "Structure"),
        Colonne(
            "forclusion",
            "À déposer avant le",
            valeur=lambda a: compte_a_rebours(date_forclusion(a.date_examen)),
        ),
    ],
    tri="date_examen",
    lien=lambda acte: f"{reverse('medecine_legale:memoire_etablir')}?requisition={acte.requisition_id}",
    filtre=FiltreFacturation,
    lots=[ActionLot("Établir un mémoire", "medecine_legale:memoire_etablir", MEMOIRE_ETABLIR)],
    est_exportable=False,
    titre_vide="Rien à facturer",
    vide="Les actes payés à l’acte (réseau de proximité, structures hors dotation) apparaissent ici dès leur saisie.",
    gabarit="medecine_legale/facturation.html",
)


def _facturables(agent: Agent, baremes: Baremes) -> QuerySet[ActeMedicoLegal]:
    bareme = baremes.du(timezone.localdate())
    return (
        actes_a_facturer(ActeMedicoLegal.objects.visibles_par(agent), bareme)
        .filter(structure__in=perimetre(agent, MEMOIRE_LIRE))
        .select_related(
            "structure__commune__departement",
            "requisition__juridiction",
            "requisition__requerant",
            "requisition__structure",
        )
    )


@lecture(MEMOIRE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    """Acts that no mémoire claims yet, the nearest to the time limit first."""
    try:
        queryset = _facturables(request.user, Baremes())
    except BaremeIllisible as erreur:
        return render(
            request,
            "medecine_legale/tarif_absent.html",
            {"onglets": onglets(request.user), "erreur": str(erreur)},
        )
    contexte = {
        "onglets": onglets(request.user),
        "onglet": "a_etablir",
        "chiffres": _chiffres(request.user, queryset),
    }
    return sans_colonne_inutile(A_FACTURER, request.user, MEMOIRE_LIRE).reponse(request, queryset, contexte)


def _chiffres(agent: Agent, ouverts_ou_forclos: QuerySet[ActeMedicoLegal]) -> list[ChiffreCle]:
    """What is still to claim, what is near its time limit, what is awaited from the courts, what was paid this year."""
    jour = timezone.localdate()
    ouverts = ouverts_ou_forclos.filter(date_examen__gte=premier_jour_facturable(jour))
    actes = ouverts.order_by().aggregate(nombre=Count("pk"), premier=Min("date_examen"))
    sommes = Memoire.objects.visibles_par(agent).aggregate(
        a_deposer=Sum("montant", filter=Q(statut=StatutMemoire.ETABLI)),
        attendu=Sum("montant", filter=Q(statut=StatutMemoire.DEPOSE)),
        paye=Sum("montant", filter=Q(statut=StatutMemoire.PAYE, date_paiement__year=jour.year)),
    )
    adresse = reverse("medecine_legale:memoires")
    reste = (date_forclusion(actes["premier"]) - jour).days if actes["premier"] else None
    return [
        ChiffreCle("Actes à facturer", actes["nombre"]),
        ChiffreCle("Jours avant la première forclusion", reste),
        ChiffreCle("À déposer", sommes["a_deposer"] or 0, "€", decimales=2, url=f"{adresse}?statut=etabli"),
        ChiffreCle(
            "Attendu des juridictions",
            sommes["attendu"] or 0,
            "€",
            decimales=2,
            url=f"{adresse}?statut=depose",
        ),
        ChiffreCle(
            f"Payé en {jour.year}", sommes["paye"] or 0, "€", decimales=2, url=f"{adresse}?statut=paye"
        ),
    ]


@ecriture(MEMOIRE_ETABLIR)
def etablir(request: RequeteAgent) -> HttpResponse:
    """Show what each act chosen is paid and why, follow what is typed, then establish."""
    choix = request.POST.getlist("choix") if request.method == "POST" else request.GET.getlist("choix")
    precedent = _rejete(request)
    try:
        actes = _choisis(request, choix, precedent)
    except BaremeIllisible as erreur:
        return render(
            request,
            "medecine_legale/tarif_absent.html",
            {"onglets": onglets(request.user), "erreur": str(erreur)},
        )
    if not actes:
        messages.warning(
            request, "Aucun de ces actes n’est à facturer : ils le sont déjà, ou sont sous dotation."
        )
        return redirect("medecine_legale:facturation")
    est_apercu = "apercu" in request.POST
    est_envoye = request.method == "POST" and ("etablir" in request.POST or est_apercu)
    form = MemoireForm(request.POST if est_envoye else None, actes=actes)
    if est_envoye and not est_apercu and form.is_valid() and (memoire := _etablir(request, form, precedent)):
        messages.success(
            request, f"Le mémoire de {euros(memoire.montant)} est établi : déposez-le avec ses pièces."
        )
        return redirect("medecine_legale:memoire", memoire.pk)
    proposes = form.proposes()
    contexte = {
        "form": form,
        "proposes": proposes,
        "total": euros(form.total(proposes)),
        "limite": compte_a_rebours(date_forclusion(min(acte.date_examen for acte in actes))),
        "precedent": precedent,
        "requisition": actes[0].requisition if len({acte.requisition_id for acte in actes}) == 1 else None,
        "fil": [("Facturation", reverse("medecine_legale:facturation")), ("Établir un mémoire", "")],
    }
    gabarit = "medecine_legale/memoire_form.html" + ("#montants" if request.htmx else "")  # type: ignore[attr-defined]
    return render(request, gabarit, contexte, status=422 if est_envoye and not est_apercu else 200)


def _rejete(request: RequeteAgent) -> Memoire | None:
    """The rejected or abandoned mémoire that this one presents again."""
    pk = request.POST.get("represente") or request.GET.get("represente")
    if not pk:
        return None
    return obtenir(
        Memoire.objects.visibles_par(request.user).filter(
            statut__in=[StatutMemoire.REJETE, StatutMemoire.ABANDONNE], nouvelle_presentation=None
        ),
        pk=pk,
    )


def _choisis(request: RequeteAgent, choix: list[str], precedent: Memoire | None) -> list[ActeMedicoLegal]:
    actes = _facturables(request.user, Baremes()).filter(
        structure__in=perimetre(request.user, MEMOIRE_ETABLIR)
    )
    if precedent is not None:
        actes = actes.filter(facturations__memoire=precedent)
    elif choix:
        actes = actes.filter(pk__in=[pk for pk in choix if pk.isdecimal()])
    else:
        requisition = request.GET.get("requisition", "")
        if not requisition.isdecimal():
            return []
        obtenir(Requisition.objects.visibles_par(request.user), pk=requisition)
        actes = actes.filter(requisition=int(requisition))
    return list(actes.order_by("date_examen", "heure_debut", "pk")[: ACTES_MAXIMUM + 1])


def _etablir(request: RequeteAgent, form: MemoireForm, precedent: Memoire | None) -> Memoire | None:
    retenus = form.retenus
    try:
        return actions.etablir_memoire(
            agent=request.user,
            actes=retenus,
            juridiction=form.cleaned_data["juridiction"],
            options={acte.pk: form.options(acte) for acte in retenus},
            vehicule=form.cleaned_data["vehicule"],
            represente=precedent,
        )
    except ValidationError as erreur:
        form.add_error(None, erreur)
        return None
