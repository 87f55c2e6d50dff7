"""Until when a record is kept: held, held longer, no longer held, erased. Each asks for a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from maillage.metiers.numerisation.actions import effacement
from maillage.metiers.numerisation.actions import retenue as actions
from maillage.metiers.numerisation.droits import CONSERVATION_GERER
from maillage.metiers.numerisation.forms.dossiers import MotifForm, RetenueForm
from maillage.metiers.numerisation.views.commun import fil_dossier, lien, noter, obtenir_dossier, saisie
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.vues import RequeteAgent, ecriture


def _motiver(
    request: RequeteAgent,
    pk: int,
    verbe: Callable[..., Any],
    *,
    titre: str,
    texte: str,
    libelle: str,
    fait: str,
    formulaire: type[MotifForm] = MotifForm,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """A verb that asks a reason, and nothing else unless `formulaire` does."""
    ici = obtenir_dossier(request, pk)
    exiger(request.user, CONSERVATION_GERER, ici.centre)
    form = formulaire(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verbe(agent=request.user, dossier=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, fait)
            return redirect(lien(ici))
    return saisie(
        request,
        form,
        titre=titre,
        texte=texte,
        libelle=libelle,
        retour=lien(ici),
        fil=fil_dossier(ici, (titre, "")),
    )


@ecriture(CONSERVATION_GERER)
def retenir(request: RequeteAgent, pk: int) -> HttpResponse:
    return _motiver(
        request,
        pk,
        actions.retenir,
        titre="Retenir ce dossier",
        texte="Une réclamation ou un contentieux suspend la fin de sa conservation et la destruction du papier "
        "(R. 4624-45-9 du code du travail). Le dossier continue son parcours.",
        libelle="Retenir",
        fait="Le dossier est retenu : rien n’en sera détruit.",
        formulaire=RetenueForm,
    )


@ecriture(CONSERVATION_GERER)
def prolonger(request: RequeteAgent, pk: int) -> HttpResponse:
    return _motiver(
        request,
        pk,
        actions.prolonger,
        titre="Changer la fin de la retenue",
        texte="Laissez la fin vide si personne ne la connaît : le dossier reste retenu jusqu’à ce que vous leviez la "
        "retenue.",
        libelle="Enregistrer",
        fait="La fin de la retenue est changée.",
        formulaire=RetenueForm,
        initial={"date_fin": obtenir_dossier(request, pk).date_fin_retenue},
    )


@ecriture(CONSERVATION_GERER)
def effacer(request: RequeteAgent, pk: int) -> HttpResponse:
    return _motiver(
        request,
        pk,
        effacement.effacer,
        titre="Effacer ce dossier",
        texte="Sa conservation est finie (R. 4624-45-9 du code du travail). Sa clé sera détruite : ses pages, leur "
        "texte et l’identité du salarié ne pourront plus être lus par personne, sauvegardes comprises. Les "
        "motifs saisis sur lui sont effacés aussi. Restent son parcours, les empreintes qui prouvent son lot et le "
        "motif de cet effacement : dites qui l’a décidé, sans nommer le salarié. Ce geste ne se défait pas.",
        libelle="Effacer définitivement",
        fait="Le dossier est effacé.",
    )


@ecriture(CONSERVATION_GERER)
def liberer(request: RequeteAgent, pk: int) -> HttpResponse:
    return _motiver(
        request,
        pk,
        actions.lever,
        titre="Lever la retenue",
        texte="La réclamation ou le contentieux est terminé : la fin de conservation est calculée de nouveau.",
        libelle="Lever la retenue",
        fait="La retenue est levée.",
    )
