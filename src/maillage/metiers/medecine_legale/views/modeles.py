"""The layouts of certificates: those of each structure, and the page where one is composed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.certificats import modele_en_vigueur, publier_modele
from maillage.metiers.medecine_legale.documents import APERCU
from maillage.metiers.medecine_legale.documents.certificats import blocs_de
from maillage.metiers.medecine_legale.droits import CERTIFICAT_ETABLIR, MODELE_GERER
from maillage.metiers.medecine_legale.forms import ModeleForm
from maillage.metiers.medecine_legale.forms.certificats import deplacer, lire_blocs
from maillage.metiers.medecine_legale.forms.requisitions import structures
from maillage.metiers.medecine_legale.models import ModeleCertificat
from maillage.metiers.medecine_legale.regles.certificats import Bloc
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.documents.production import previsualiser
from maillage.socle.interface.composants import Badge

COMMANDES = ("monter_", "descendre_", "retirer_", "ajouter_")


@lecture(CERTIFICAT_ETABLIR)
def liste(request: RequeteAgent) -> HttpResponse:
    """Every version of every structure that the agent writes certificates for, the one in force marked."""
    jour = timezone.localdate()
    modeles = list(
        ModeleCertificat.objects.visibles_par(request.user)
        .select_related("structure", "auteur__personne")
        .order_by("structure__nom", "structure_id", "-date_debut", "-id")
    )
    vus: set[int] = set()
    lignes = []
    for modele in modeles:
        badge = Badge("Ancien")
        if modele.date_debut > jour:
            badge = Badge("À venir", "info")
        elif modele.structure_id not in vus:
            vus.add(modele.structure_id)
            badge = Badge("En vigueur", "succes")
        lignes.append((modele, badge))
    contexte = {"lignes": lignes, "composables": structures(request.user, MODELE_GERER)}
    return render(request, "medecine_legale/modeles.html", contexte)


@lecture(CERTIFICAT_ETABLIR)
def voir(request: RequeteAgent, pk: int) -> HttpResponse:
    """A version filled with an example."""
    modele = obtenir(ModeleCertificat.objects.visibles_par(request.user).select_related("structure"), pk=pk)
    return _pdf(request, modele)


@ecriture(MODELE_GERER)
def composer(request: RequeteAgent, structure: int) -> HttpResponse:
    """Compose from the version in force. Buttons move the blocks; nothing is kept before « Publier »."""
    organisation = obtenir(
        structures(request.user, MODELE_GERER).select_related("commune", "parent"), pk=structure
    )
    jour = timezone.localdate()
    courant = modele_en_vigueur(organisation, jour)
    est_envoye = request.method == "POST"
    blocs = lire_blocs(request.POST) if est_envoye else blocs_de(courant)
    commande = next((nom for nom in request.POST if nom.startswith(COMMANDES)), "")
    if commande:
        blocs = deplacer(blocs, commande)
    form = _formulaire(request, blocs, courant, est_deplace=bool(commande))
    if est_envoye and not commande and form.is_valid():
        if "apercu" in request.POST:
            return _pdf(request, _modele(organisation, form, blocs))
        try:
            modele = publier_modele(
                agent=request.user,
                structure=organisation,
                titre=form.cleaned_data["titre"],
                entete=form.cleaned_data["entete"],
                blocs=blocs,
                date_debut=form.cleaned_data["date_debut"],
            )
        except ValidationError as erreur:
            _reporter(form, erreur)
        else:
            messages.success(request, f"{modele} : publié. Les certificats déjà établis gardent le leur.")
            return redirect("medecine_legale:modeles")
    contexte = {
        "form": form,
        "structure": organisation,
        "fil": [("Modèles de certificat", reverse("medecine_legale:modeles")), (organisation.nom, "")],
    }
    statut = 422 if est_envoye and not commande else 200
    return render(request, "medecine_legale/modele_form.html", contexte, status=statut)


def _formulaire(
    request: RequeteAgent, blocs: list[Bloc], courant: ModeleCertificat | None, *, est_deplace: bool
) -> ModeleForm:
    jour = timezone.localdate()
    if not est_deplace:
        return ModeleForm(request.POST or None, blocs=blocs, courant=courant, jour=jour)
    donnees: dict[str, Any] = {nom: request.POST.get(nom, "") for nom in ("titre", "entete", "date_debut")}
    for rang, bloc in enumerate(blocs):
        donnees |= {f"genre_{rang}": bloc.genre, f"titre_{rang}": bloc.titre, f"texte_{rang}": bloc.texte}
    return ModeleForm(donnees, blocs=blocs, courant=courant, jour=jour)


def _reporter(form: ModeleForm, erreur: ValidationError) -> None:
    for champ, textes in erreur.message_dict.items():
        form.add_error(champ if champ in form.fields else None, textes)


def _modele(structure: Organisation, form: ModeleForm, blocs: list[Bloc]) -> ModeleCertificat:
    return ModeleCertificat(
        structure=structure,
        titre=form.cleaned_data["titre"],
        entete=form.cleaned_data["entete"],
        blocs=[{"genre": bloc.genre, "titre": bloc.titre, "texte": bloc.texte} for bloc in blocs],
        date_debut=form.cleaned_data["date_debut"],
    )


def _pdf(request: RequeteAgent, modele: ModeleCertificat) -> HttpResponse:
    reponse = HttpResponse(
        previsualiser(APERCU.code, modele, agent=request.user), content_type="application/pdf"
    )
    reponse["Content-Disposition"] = 'inline; filename="apercu-certificat.pdf"'
    reponse["Cache-Control"] = "private, no-store"
    return reponse
