"""« Mes relevés »: what each month is worth, signed by the specialist; and those that the network receives."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.tableur import Feuille, ecrire_csv
from maillage.commun.textes import compter, euros, mois_annee, nombre
from maillage.metiers.avis.actions import releves as actions
from maillage.metiers.avis.actions.echanges import specialiste_de
from maillage.metiers.avis.droits import RELEVE_LIRE, RELEVE_TENIR, RESEAU_LIRE
from maillage.metiers.avis.models import ReleveActivite
from maillage.metiers.avis.regles.honoraires import Releve
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.listes import Colonne, Liste

MONTRES = 24
COLONNES_CSV = ["Date", "Demande", "Filière", "Acte", "Rang dans l’année", "Montant", "Observation"]
RECUS = Liste(
    code="avis.releve",
    titre="Relevés reçus",
    nom=("relevé", "relevés"),
    colonnes=[
        Colonne("mois", "Mois", tri=True, valeur=lambda r: mois_annee(r.mois).capitalize()),
        Colonne("specialiste", "Spécialiste", valeur=lambda r: str(r.specialiste)),
        Colonne("remuneration", "Rémunération", valeur=lambda r: r.get_remuneration_display()),
        Colonne("actes", "Avis", genre="nombre"),
        Colonne("demi_journees", "Demi-journées", genre="nombre"),
        Colonne(
            "total", "Montant", valeur=lambda r: euros(r.montant_actes + r.montant_vacations), genre="nombre"
        ),
    ],
    tri="-mois",
    lien=lambda releve: reverse("avis:releve", args=[releve.pk]),
    titre_vide="Aucun relevé reçu",
    vide="Les spécialistes signent leur relevé au début de chaque mois ; vous les recevez ici.",
)


@lecture(RELEVE_TENIR)
def mes_releves(request: RequeteAgent) -> HttpResponse:
    moi, aujourd_hui = specialiste_de(request.user), timezone.localdate()
    signes = list(
        ReleveActivite.objects.visibles_par(request.user).filter(specialiste=moi).order_by("-mois")[:MONTRES]
    )
    en_cours = actions.calculer_releve(moi, aujourd_hui)
    contexte = {
        "titre": "Mes relevés",
        "phrase": _phrase(en_cours, aujourd_hui),
        "a_signer": [
            (
                mois_annee(mois).capitalize(),
                mois.strftime("%Y-%m"),
                _resume(actions.calculer_releve(moi, mois)),
            )
            for mois in actions.mois_a_signer(moi, aujourd_hui)
        ],
        "signes": signes,
        "remuneration": moi.get_remuneration_display(),
    }
    return render(request, "avis/mes_releves.html", contexte)


def _resume(releve: Releve) -> str:
    avis = compter(len(releve.lignes), "avis", "avis", aucun="aucun avis")
    gardes = compter(releve.demi_journees, "demi-journée", "demi-journées", aucun="aucune demi-journée")
    return f"{avis}, {gardes} de garde : {euros(releve.total)}"


def _phrase(releve: Releve, jour: dt.date) -> str:
    return f"En {mois_annee(jour)}, à ce jour : {_resume(releve)}."


def _mois(texte: str) -> dt.date:
    try:
        return dt.date.fromisoformat(f"{texte}-01")
    except ValueError as erreur:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.") from erreur


@ecriture(RELEVE_TENIR)
def releve_signer(request: RequeteAgent, mois: str) -> HttpResponse:
    """Read, then sign: once signed a month does not move."""
    moi, premier = specialiste_de(request.user), _mois(mois)
    calcule = actions.calculer_releve(moi, premier)
    if request.method == "POST":
        try:
            actions.signer_releve(agent=request.user, specialiste=moi, mois=premier)
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
        else:
            messages.success(request, f"Le relevé de {mois_annee(premier)} est signé et transmis.")
        return redirect("avis:mes_releves")
    contexte = {
        "titre": f"Relevé de {mois_annee(premier)}",
        "phrase": f"{_resume(calcule)}.",
        **_tableau(actions.lignes_de(calcule), calcule.montant_actes),
        "vacations": calcule.montant_vacations,
        "heures": calcule.heures,
        "taux": calcule.taux_horaire,
        "total": calcule.total,
        "est_a_signer": True,
        "fil": [("Mes relevés", reverse("avis:mes_releves")), (mois_annee(premier).capitalize(), "")],
    }
    return render(request, "avis/releve.html", contexte)


def _tableau(lignes: list[dict[str, Any]], montant: Decimal) -> dict[str, Any]:
    lues = [
        {**ligne, "date": dt.date.fromisoformat(ligne["date"]), "montant": Decimal(ligne["montant"])}
        for ligne in lignes
    ]
    return {
        "lignes": lues,
        "montant_actes": montant,
        "est_a_confirmer": any(ligne["est_a_confirmer"] for ligne in lues),
    }


@lecture(RESEAU_LIRE)
def releves_recus(request: RequeteAgent) -> HttpResponseBase:
    visibles = ReleveActivite.objects.visibles_par(request.user)
    return RECUS.reponse(request, visibles.select_related("specialiste__personne"))


def _obtenir(request: RequeteAgent, pk: int) -> ReleveActivite:
    lies = ("specialiste__personne", "gestionnaire", "exercice")
    return obtenir(ReleveActivite.objects.visibles_par(request.user).select_related(*lies), pk=pk)


@lecture(RELEVE_LIRE)
def releve(request: RequeteAgent, pk: int) -> HttpResponse:
    lu = _obtenir(request, pk)
    est_sien = lu.specialiste.agent_id == request.user.pk
    racine = (
        ("Mes relevés", reverse("avis:mes_releves"))
        if est_sien
        else ("Relevés reçus", reverse("avis:releves_recus"))
    )
    contexte = {
        "titre": f"Relevé de {mois_annee(lu.mois)}",
        "phrase": f"{lu.specialiste}, {lu.get_remuneration_display().lower()} : {euros(Decimal(str(lu.total)))}.",
        **_tableau(lu.lignes, lu.montant_actes),
        "vacations": lu.montant_vacations,
        "heures": lu.heures,
        "taux": lu.taux_horaire,
        "total": lu.total,
        "releve": lu,
        "documents": DocumentProduit.objects.visibles_par(request.user).de(lu),
        "fil": [racine, (mois_annee(lu.mois).capitalize(), "")],
    }
    return render(request, "avis/releve.html", contexte)


@lecture(RELEVE_LIRE)
def releve_csv(request: RequeteAgent, pk: int) -> HttpResponse:
    """The same lines for a spreadsheet: numbers of requests, never a patient."""
    lu = _obtenir(request, pk)
    lignes: list[list[object]] = [
        [
            dt.date.fromisoformat(ligne["date"]),
            ligne["reference"],
            ligne["filiere"],
            ligne["code"],
            ligne["rang"],
            Decimal(ligne["montant"]),
            ligne["motif"],
        ]
        for ligne in lu.lignes
    ]
    if lu.montant_vacations:
        quoi = f"{nombre(lu.heures)} heures de garde"
        lignes.append([None, "", quoi, "Vacation", None, lu.montant_vacations, ""])
    contenu = b"".join(ecrire_csv(Feuille("releve", COLONNES_CSV, iter(lignes))))
    reponse = HttpResponse(contenu, content_type="text/csv; charset=utf-8")
    reponse["Content-Disposition"] = f'attachment; filename="releve-{lu.mois:%Y-%m}.csv"'
    return reponse
