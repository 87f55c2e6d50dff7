"""The network: specialists, their proofs and what ends soon."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.postgres.aggregates import StringAgg
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.metiers.avis.actions import reseau as actions
from maillage.metiers.avis.actions.listes import specialites_du
from maillage.metiers.avis.droits import RESEAU_GERER, RESEAU_LIRE
from maillage.metiers.avis.enums.demandes import EN_CHARGE
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.forms.reseau import (
    FiltreReseau,
    PieceForm,
    SpecialisteForm,
    SuspensionForm,
    initial_du_specialiste,
)
from maillage.metiers.avis.models import PieceEligibilite, Rattachement, Specialiste
from maillage.metiers.avis.regles.eligibilite import ALERTES, PEUVENT_EXERCER
from maillage.metiers.avis.views.commun import Fil, noter, saisie
from maillage.metiers.avis.views.pieces import tableau_des_pieces
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

TOUTES = len(GenrePiece)


def _eligibilite(specialiste: Any) -> Badge:
    """What the list says of the proofs: counted in the query, the rule itself is on the record."""
    if specialiste.est_suspendu:
        return Badge("Suspendu", "neutre")
    if specialiste.statut_ordinal not in PEUVENT_EXERCER:
        return Badge("Inscription insuffisante", "erreur")
    if specialiste.pieces_valables < TOUTES:
        return Badge("Pièce manquante", "erreur")
    if specialiste.prochaine_fin and specialiste.prochaine_fin <= timezone.localdate() + dt.timedelta(
        max(ALERTES)
    ):
        return Badge("À renouveler", "attention")
    return Badge("Peut répondre", "succes")


RESEAU = Liste(
    code="avis.specialiste",
    titre="Spécialistes du réseau",
    nom=("spécialiste", "spécialistes"),
    colonnes=[
        Colonne("personne__nom", "Spécialiste", valeur=str, tri=True),
        Colonne("lignes", "Filières"),
        Colonne("statut_ordinal", "Inscription", valeur=lambda s: s.get_statut_ordinal_display()),
        Colonne("eligibilite", "Éligibilité", valeur=_eligibilite),
        Colonne("prochaine_fin", "Prochaine échéance", genre="date"),
        Colonne("quota_demi_journees", "Demi-journées", genre="nombre"),
        Colonne("en_cours", "En cours", genre="nombre"),
    ],
    tri="personne__nom",
    lien=lien_vers("avis:specialiste"),
    filtre=FiltreReseau,
    nouveau=ActionListe("Inscrire un spécialiste", "avis:specialiste_inscrire", RESEAU_GERER),
    titre_vide="Aucun spécialiste",
    vide="Inscrivez un spécialiste, vérifiez ses pièces : il peut alors être sollicité.",
)


def nom_specialite(code: str) -> str:
    connue = specialites_du(timezone.localdate()).get(code)
    return connue.libelle if connue else code


@lecture(RESEAU_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    jour = timezone.localdate()
    valables = PieceEligibilite.objects.filter(specialiste=OuterRef("pk")).en_vigueur(jour)
    comptees = valables.exclude(genre=GenrePiece.RCP, mentionne_teleexpertise=False)
    genres = comptees.order_by().values("specialiste").annotate(n=Count("genre", distinct=True)).values("n")
    renouvelee = PieceEligibilite.objects.filter(
        specialiste=OuterRef("specialiste"), genre=OuterRef("genre"), horodatage_retrait=None
    ).filter(Q(date_fin=None) | Q(date_fin__gt=OuterRef("date_fin")))
    fins = (
        valables.filter(~Exists(renouvelee), date_fin__isnull=False)
        .order_by()
        .values("specialiste")
        .annotate(f=Min("date_fin"))
        .values("f")
    )
    lignes = (
        Rattachement.objects.filter(specialiste=OuterRef("pk"))
        .order_by()
        .values("specialiste")
        .annotate(noms=StringAgg("filiere__nom", Value(", "), order_by="filiere__nom"))
        .values("noms")
    )
    specialistes = (
        Specialiste.objects.filter(gestionnaire__in=perimetre(request.user, RESEAU_LIRE))
        .select_related("personne")
        .annotate(
            pieces_valables=Coalesce(Subquery(genres), 0),
            lignes=Subquery(lignes),
            prochaine_fin=Subquery(fins),
            en_cours=Count("demandes", filter=Q(demandes__statut__in=EN_CHARGE), distinct=True),
        )
    )
    return RESEAU.reponse(request, specialistes)


def _fil(*suite: tuple[str, str]) -> Fil:
    return [("Réseau", reverse("avis:reseau")), *suite]


def _obtenir(request: RequeteAgent, pk: int) -> Specialiste:
    siens = Specialiste.objects.filter(gestionnaire__in=perimetre(request.user, RESEAU_LIRE))
    return obtenir(siens.select_related("personne", "exercice__commune", "gestionnaire", "agent"), pk=pk)


@lecture(RESEAU_LIRE)
def specialiste(request: RequeteAgent, pk: int) -> HttpResponse:
    """His file: what lets him advise, what ends, where he answers."""
    ici = _obtenir(request, pk)
    manques = actions.manques([ici], timezone.localdate())[ici.pk]
    pieces = list(PieceEligibilite.objects.filter(specialiste=ici).select_related("verificateur__personne"))
    gere = peut(request.user, RESEAU_GERER, ici.gestionnaire)
    autres = []
    if gere:
        autres = [Bouton("Modifier", reverse("avis:specialiste_modifier", args=[pk]))]
        autres.append(
            Bouton("Reprendre", reverse("avis:specialiste_reprendre", args=[pk]), methode="post")
            if ici.est_suspendu
            else Bouton("Suspendre", reverse("avis:specialiste_suspendre", args=[pk]), est_dangereux=True)
        )
    if ici.est_suspendu:
        statut = Badge("Suspendu", "neutre")
    else:
        statut = Badge("Ne peut pas répondre", "erreur") if manques else Badge("Peut répondre", "succes")
    contexte = {
        "specialiste": ici,
        "titre": str(ici),
        "surtitre": nom_specialite(ici.specialite),
        "statut": statut,
        "action": Bouton("Vérifier une pièce", reverse("avis:piece_verifier", args=[pk]), touche="p")
        if gere
        else None,
        "autres": autres,
        "faits": [
            Fait("RPPS", ici.personne.rpps or "–"),
            Fait("Inscription", ici.get_statut_ordinal_display()),
            Fait("Rémunération", ici.get_remuneration_display()),
            Fait("Lieu", ici.exercice.commune or "–"),
            Fait("Demi-journées", f"{ici.quota_demi_journees} par semaine"),
        ],
        "manques": manques,
        "pieces": tableau_des_pieces([p for p in pieces if p.horodatage_retrait is None]),
        "anciennes": pieces,
        "filieres": [r.filiere for r in ici.rattachements.select_related("filiere")],
        "fil": _fil((str(ici), "")),
    }
    return render(request, "avis/specialiste.html", contexte)


@ecriture(RESEAU_GERER)
def inscrire(request: RequeteAgent) -> HttpResponse:
    gestionnaire = (
        Organisation.objects.filter(pk__in=perimetre(request.user, RESEAU_GERER)).order_by("id").first()
    )
    if gestionnaire is None:
        return redirect("avis:reseau")
    form = SpecialisteForm(request.POST or None, gestionnaire=gestionnaire)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            nouveau = actions.inscrire_specialiste(
                agent=request.user,
                gestionnaire=gestionnaire,
                prenom=d["prenom"],
                nom=d["nom"],
                rpps=d["rpps"],
                commune=form.commune,
                valeurs=form.valeurs(),
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request, f"{nouveau} est inscrit. Vérifiez ses pièces : il pourra alors répondre."
            )
            return redirect("avis:specialiste", nouveau.pk)
    return saisie(
        request, form, titre="Inscrire un spécialiste", libelle="Inscrire", retour=reverse("avis:reseau"),
        fil=_fil(("Inscrire", "")),
    )  # fmt: skip


@ecriture(RESEAU_GERER)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    form = SpecialisteForm(
        request.POST or None,
        gestionnaire=ici.gestionnaire,
        est_nouveau=False,
        initial=initial_du_specialiste(ici),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.modifier_specialiste(agent=request.user, specialiste=ici, valeurs=form.valeurs())
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le dossier est à jour.")
            return redirect("avis:specialiste", pk)
    return _saisie(request, form, ici, "Modifier")


@ecriture(RESEAU_GERER)
def verifier_piece(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    form = PieceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.verifier_piece(agent=request.user, specialiste=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La pièce est enregistrée.")
            return redirect("avis:specialiste", pk)
    return _saisie(
        request,
        form,
        ici,
        "Vérifier une pièce",
        "Vous attestez l’avoir vue. Une pièce remplace la précédente.",
    )


@ecriture(RESEAU_GERER)
def suspendre(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    form = SuspensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.suspendre(agent=request.user, specialiste=ici, motif=form.cleaned_data["motif"])
        messages.success(request, f"{ici} n’est plus sollicité.")
        return redirect("avis:specialiste", pk)
    return _saisie(
        request,
        form,
        ici,
        "Suspendre",
        "Il ne reçoit plus de demande. Celles qu’il a prises restent à lui.",
        "Suspendre",
    )


@require_POST
@ecriture(RESEAU_GERER)
def reprendre(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    actions.reprendre(agent=request.user, specialiste=ici)
    messages.success(request, f"{ici} peut de nouveau être sollicité.")
    return redirect("avis:specialiste", pk)


def _saisie(
    request: RequeteAgent,
    form: Any,
    ici: Specialiste,
    titre: str,
    texte: str = "",
    libelle: str = "Enregistrer",
) -> HttpResponse:
    retour = reverse("avis:specialiste", args=[ici.pk])
    fil = _fil((str(ici), retour), (titre, ""))
    return saisie(request, form, titre=titre, texte=texte, libelle=libelle, retour=retour, fil=fil)
