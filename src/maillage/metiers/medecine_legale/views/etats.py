"""Statements of activity: list, establishment, record."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.etats import (
    actes_de_l_etat,
    empreinte_actuelle,
    etablir_etat,
)
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, ETAT_ETABLIR
from maillage.metiers.medecine_legale.enums import NatureEtat
from maillage.metiers.medecine_legale.forms import EtatForm, FiltreEtat
from maillage.metiers.medecine_legale.models import EtatActivite, table_actes
from maillage.metiers.medecine_legale.views.colonnes import sans_colonne_inutile
from maillage.metiers.medecine_legale.views.facturation import onglets
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.interface.tableaux import tableau


def badge(etat: EtatActivite) -> Badge:
    if hasattr(etat, "remplace_par"):
        return Badge("Remplacé")
    return Badge("Signé", "succes") if etat.est_signe else Badge("Établi", "info")


ETATS = Liste(
    code="medecine_legale.etat_activite",
    titre="États d’activité",
    nom=("état", "états"),
    colonnes=[
        Colonne("nature", "État"),
        Colonne("juridiction.nom", "Juridiction"),
        Colonne("date_debut", "Du", tri=True, genre="date"),
        Colonne("date_fin", "Au", genre="date"),
        Colonne("structure.nom", "Structure"),
        Colonne("nombre_actes", "Actes", genre="nombre"),
        Colonne("statut", "Statut", valeur=badge),
    ],
    tri="-date_debut",
    lien=lien_vers("medecine_legale:etat"),
    filtre=FiltreEtat,
    nouveau=ActionListe("Établir un état", "medecine_legale:etat_etablir", ETAT_ETABLIR),
    vide="L’état d’une période sort des actes : rien ne se compte à la main.",
    gabarit="medecine_legale/facturation.html",
)


@lecture(ACTE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    queryset = EtatActivite.objects.visibles_par(request.user).select_related(
        "structure", "juridiction", "remplace_par"
    )
    contexte = {"onglets": onglets(request.user), "onglet": "etats"}
    return sans_colonne_inutile(ETATS, request.user, ACTE_LIRE).reponse(request, queryset, contexte)


@ecriture(ETAT_ETABLIR)
def etablir(request: RequeteAgent) -> HttpResponse:
    form = EtatForm(request.POST or None, agent=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            etat = etablir_etat(agent=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(
                request, "L’état est établi et signé." if etat.est_signe else "L’état est établi."
            )
            return redirect("medecine_legale:etat", etat.pk)
    contexte = {
        "form": form,
        "fil": [("États d’activité", reverse("medecine_legale:etats")), ("Établir", "")],
        "titre": "Établir un état d’activité",
        "texte": "Les actes de la période sont comptés tels qu’ils sont enregistrés. Celui de la dotation est signé en"
        " votre nom : il est daté, scellé par son document, et tout changement ultérieur se voit.",
        "libelle": "Établir",
        "retour": reverse("medecine_legale:etats"),
    }
    return render(request, "medecine_legale/verbe_form.html", contexte, status=422 if form.is_bound else 200)


@lecture(ACTE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    etat = obtenir(
        EtatActivite.objects.visibles_par(request.user).select_related(
            "structure", "juridiction", "auteur__personne", "remplace", "remplace_par"
        ),
        pk=pk,
    )
    suivant = getattr(etat, "remplace_par", None)
    table = table_actes()
    par_profil = actes_de_l_etat(etat).order_by().values("profil").annotate(nombre=Count("pk"))
    contexte = {
        "fil": [("États d’activité", reverse("medecine_legale:etats")), (str(etat), "")],
        "etat": etat,
        "surtitre": etat.structure.nom,
        "titre": str(etat),
        "statut": badge(etat),
        "action": None,
        "autres": [Bouton("Actes déclarés (CSV)", _adresse_csv(etat))],
        "faits": [
            Fait("Actes déclarés", etat.nombre_actes),
            Fait("Juridiction", etat.juridiction.nom if etat.juridiction else "Toutes"),
            Fait(
                "Signé par" if etat.est_signe else "Établi par",
                etat.auteur,
                precision=f"{timezone.localtime(etat.horodatage):%d/%m/%Y}",
            ),
            Fait("Empreinte", f"{etat.empreinte[:12]}…"),
        ],
        "a_change": suivant is None and empreinte_actuelle(etat) != etat.empreinte,
        "suivant": suivant,
        "est_dotation": etat.nature == NatureEtat.DOTATION,
        "tableau": tableau(
            "Actes par profil",
            [
                Colonne("profil", "Profil", valeur=lambda ligne: table.libelle("profil", ligne["profil"])),
                Colonne("nombre", "Actes aujourd’hui", genre="nombre", valeur=lambda ligne: ligne["nombre"]),
            ],
            list(par_profil.order_by("-nombre", "profil")),
        ),
        "documents": DocumentProduit.objects.visibles_par(request.user).de(etat),
    }
    return render(request, "medecine_legale/etat.html", contexte)


def _adresse_csv(etat: EtatActivite) -> str:
    return f"{reverse('echanges:exporter', args=['medecine_legale.etat_activite'])}?etat={etat.pk}&format=csv"
