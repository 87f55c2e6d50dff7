"""Structures of the service as the national administrator keeps them: how each is paid, since when, and why."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import CharField, DateField, OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from maillage.metiers.medecine_legale.actions.financement import fixer_financement
from maillage.metiers.medecine_legale.droits import FINANCEMENT_GERER
from maillage.metiers.medecine_legale.enums import ModeFinancement
from maillage.metiers.medecine_legale.forms.financement import FinancementForm
from maillage.metiers.medecine_legale.models import FinancementStructure
from maillage.metiers.medecine_legale.models.facturation import mode_le
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.listes import Colonne, Liste, lien_vers

TYPES = (
    TypeOrganisation.UNITE_MEDICO_JUDICIAIRE,
    TypeOrganisation.INSTITUT_MEDICO_LEGAL,
    TypeOrganisation.RESEAU_PROXIMITE,
)
EFFETS = {
    ModeFinancement.A_L_ACTE: (
        "Chaque acte fait sous réquisition, et que le tarif prévoit, apparaît dans « Facturation » ; la nuit suivante,"
        " son mémoire devient une échéance, avec la forclusion d’un an.",
        "Un acte facturé ne change plus de profil, de date, d’heure ni d’incapacité.",
        "L’état d’activité « au titre de la dotation » n’est plus proposé pour ces jours-là.",
    ),
    ModeFinancement.DOTATION: (
        "Les actes ne se facturent pas un par un : ils se déclarent, avec les effectifs signés des mêmes mois.",
        "Les actes antérieurs, payés à l’acte, restent à facturer jusqu’à leur forclusion.",
    ),
}


def badge(mode: str) -> Badge:
    est_a_l_acte = mode == ModeFinancement.A_L_ACTE
    return Badge(ModeFinancement(mode).label, "nouveau" if est_a_l_acte else "info")


def _mode(structure: Organisation) -> str:
    """The mode of a line, without asking again."""
    if structure.type == TypeOrganisation.RESEAU_PROXIMITE:
        return ModeFinancement.A_L_ACTE
    return str(getattr(structure, "mode_lu", "") or ModeFinancement.DOTATION)


STRUCTURES = Liste(
    code="medecine_legale.structure",
    titre="Structures",
    nom=("structure", "structures"),
    colonnes=[
        Colonne("nom", "Structure", tri=True),
        Colonne("type", "Nature", valeur=lambda structure: capfirst(structure.get_type_display())),
        Colonne("commune.nom", "Commune"),
        Colonne("finess", "FINESS"),
        Colonne("mode", "Financement", valeur=lambda structure: badge(_mode(structure))),
        Colonne("depuis", "Depuis le", genre="date"),
    ],
    tri="nom",
    lien=lien_vers("medecine_legale:structure"),
    est_exportable=False,
    vide="Les structures de médecine légale de l’annuaire apparaissent ici.",
)


def _structures(agent: Agent) -> QuerySet[Organisation]:
    """Structures that one administers, with their mode today; two sub-queries."""
    lignes = FinancementStructure.objects.filter(
        structure=OuterRef("pk"), date_debut__lte=timezone.localdate()
    ).order_by("-date_debut")
    return (
        Organisation.objects.filter(
            pk__in=perimetre(agent, FINANCEMENT_GERER), type__in=TYPES, est_gestionnaire=True
        )
        .select_related("commune__departement", "parent")
        .annotate(
            mode_lu=Subquery(lignes.values("mode")[:1], output_field=CharField()),
            depuis=Subquery(lignes.values("date_debut")[:1], output_field=DateField()),
        )
    )


@lecture(FINANCEMENT_GERER)
def liste(request: RequeteAgent) -> HttpResponseBase:
    return STRUCTURES.reponse(request, _structures(request.user))


@lecture(FINANCEMENT_GERER)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    structure = obtenir(_structures(request.user), pk=pk)
    jour = timezone.localdate()
    mode = mode_le(structure, jour)
    est_de_proximite = structure.type == TypeOrganisation.RESEAU_PROXIMITE
    lignes = list(
        FinancementStructure.objects.filter(structure=structure)
        .select_related("auteur__personne")
        .order_by("-date_debut")
    )
    contexte = {
        "fil": [("Structures", reverse("medecine_legale:structures")), (structure.nom, "")],
        "structure": structure,
        "surtitre": capfirst(structure.get_type_display()),
        "titre": structure.nom,
        "statut": badge(mode),
        "action": None
        if est_de_proximite
        else Bouton(
            "Changer le mode de financement",
            reverse("medecine_legale:structure_financement", args=[pk]),
            touche="e",
        ),
        "faits": [
            Fait("Commune", structure.commune.nom if structure.commune else ""),
            Fait("Établissement", structure.parent.nom if structure.parent else ""),
            Fait("FINESS", structure.finess),
            Fait("SIRET", structure.siret),
        ],
        "lignes": lignes,
        "jour": jour,
        "mode": mode,
        "effets": EFFETS[mode] if lignes or est_de_proximite else EFFETS[mode][:1],
        "est_de_proximite": est_de_proximite,
    }
    return render(request, "medecine_legale/structure.html", contexte)


@ecriture(FINANCEMENT_GERER)
def financement(request: RequeteAgent, pk: int) -> HttpResponse:
    """Say how it is paid from a day on, with the reason; what it changes is written above the button."""
    structure = obtenir(_structures(request.user), pk=pk)
    form = FinancementForm(request.POST or None)
    retour = reverse("medecine_legale:structure", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            fixe = fixer_financement(agent=request.user, structure=structure, **form.cleaned_data)
        except ValidationError as refus:
            form.add_error(None, refus)
        else:
            messages.success(request, f"{fixe} : c’est enregistré.")
            return redirect(retour)
    contexte = {
        "form": form,
        "fil": [
            ("Structures", reverse("medecine_legale:structures")),
            (structure.nom, retour),
            ("Mode de financement", ""),
        ],
        "structure": structure,
        "effets": [(mode.label, EFFETS[mode]) for mode in ModeFinancement],
        "retour": retour,
    }
    return render(
        request, "medecine_legale/structure_financement.html", contexte, status=422 if form.is_bound else 200
    )
