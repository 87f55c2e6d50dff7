"""The certificates of an act: establish, re-evaluate, give, revoke."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.certificats import certificat_en_vigueur, etablir_certificat
from maillage.metiers.medecine_legale.actions.remises import (
    remettre_autrement,
    remettre_par_lien,
    revoquer_remise,
)
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, CERTIFICAT_ETABLIR
from maillage.metiers.medecine_legale.enums import ModeRemise
from maillage.metiers.medecine_legale.forms import CertificatForm, MotifForm, RemiseForm
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Certificat, Remise
from maillage.metiers.medecine_legale.regles.remises import TENTATIVES_PERMISES, EtatLien, etat_lien
from maillage.metiers.medecine_legale.views.actes import cadre, fil, obtenir_acte
from maillage.metiers.medecine_legale.views.delais import delais
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.production import ProductionImpossible
from maillage.socle.interface.composants import Badge

ETATS_LIEN = {
    EtatLien.OUVRABLE: Badge("Ouvert", "succes"),
    EtatLien.EXPIRE: Badge("Expiré"),
    EtatLien.REVOQUE: Badge("Révoqué"),
    EtatLien.BLOQUE: Badge("Bloqué : codes faux", "erreur"),
    EtatLien.REMPLACE: Badge("Certificat remplacé"),
}


@lecture(ACTE_LIRE)
def versions(request: RequeteAgent, pk: int) -> HttpResponse:
    """Every version, the one in force first, and how each was given."""
    acte = obtenir_acte(request, pk)
    peut_remettre = peut(request.user, CERTIFICAT_ETABLIR, acte.structure)
    remises = Remise.objects.visibles_par(request.user).select_related("auteur__personne")
    certificats = list(
        Certificat.objects.visibles_par(request.user)
        .filter(acte=acte)
        .select_related("document", "modele", "auteur__personne")
        .prefetch_related(Prefetch("remises", queryset=remises, to_attr="remises_visibles"))
        .order_by("-rang")
    )
    contexte = {
        **cadre(request, acte, "certificat"),
        "versions": [
            {
                "certificat": certificat,
                "est_en_vigueur": rang == 0,
                "badge": Badge("En vigueur", "succes") if rang == 0 else Badge("Remplacé"),
                "remises": [
                    (remise, _badge_remise(remise, est_remplace=rang > 0))
                    for remise in certificat.remises_visibles
                ],
            }
            for rang, certificat in enumerate(certificats)
        ],
        "peut_remettre": peut_remettre,
        "delais": delais(acte.requisition, acte, certificats),
    }
    return render(request, "medecine_legale/acte_certificats.html", contexte)


def _badge_remise(remise: Remise, *, est_remplace: bool) -> Badge:
    if remise.mode != ModeRemise.LIEN:
        return Badge("Remis", "succes")
    return ETATS_LIEN[
        etat_lien(
            maintenant=timezone.now(),
            expiration=remise.horodatage_expiration,
            est_revoque=remise.horodatage_revocation is not None,
            tentatives=remise.tentatives,
            est_remplace=est_remplace,
        )
    ]


@ecriture(CERTIFICAT_ETABLIR)
def etablir(request: RequeteAgent, pk: int) -> HttpResponse:
    """Say what was found, then issue; what was said is kept encrypted, and comes back for the next version."""
    acte = obtenir_acte(request, pk)
    precedent = certificat_en_vigueur(acte)
    connue = actions.lire_identite(agent=request.user, acte=acte, motif="Établissement du certificat")
    form = CertificatForm(request.POST or None, acte=acte, identite=connue, precedent=precedent)
    if request.method == "POST" and form.is_valid():
        try:
            certificat = etablir_certificat(
                agent=request.user, acte=acte, identite=form.identite, **form.suite
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        except ProductionImpossible as refus:
            form.add_error(None, str(refus))
        else:
            numero = certificat.document.numero if certificat.document else ""
            messages.success(
                request, f"Le certificat {numero} est établi : remettez-le au service requérant."
            )
            return redirect("medecine_legale:acte_certificats", pk)
    contexte = {"form": form, "acte": acte, "precedent": precedent, "fil": [*fil(acte), ("Certificat", "")]}
    return render(
        request, "medecine_legale/certificat_form.html", contexte, status=422 if form.is_bound else 200
    )


@ecriture(CERTIFICAT_ETABLIR)
def remettre(request: RequeteAgent, pk: int) -> HttpResponse:
    """Give the certificate in force. The code of a link is shown once, on the answer, and kept nowhere."""
    certificat = _obtenir(request, pk)
    acte = obtenir_acte(request, certificat.acte_id)
    form = RemiseForm(request.POST or None, acte=acte)
    if request.method == "POST" and form.is_valid():
        lus = form.cleaned_data
        try:
            if lus["mode"] == ModeRemise.LIEN:
                lien = remettre_par_lien(
                    agent=request.user,
                    certificat=certificat,
                    destinataire=lus["destinataire"],
                    courriel=lus["courriel"],
                    jours=lus["jours"],
                )
                return _montrer_code(request, acte, lien)
            remettre_autrement(
                agent=request.user,
                certificat=certificat,
                mode=lus["mode"],
                destinataire=lus["destinataire"],
                date=lus["date"],
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, "La remise est enregistrée.")
            return redirect("medecine_legale:acte_certificats", acte.pk)
    contexte = {"form": form, "acte": acte, "certificat": certificat, "fil": [*fil(acte), ("Remettre", "")]}
    return render(request, "medecine_legale/remise_form.html", contexte, status=422 if form.is_bound else 200)


def _montrer_code(request: RequeteAgent, acte: ActeMedicoLegal, lien: object) -> HttpResponse:
    contexte = {
        "lien": lien,
        "acte": acte,
        "fil": [*fil(acte), ("Remise", "")],
        "essais": TENTATIVES_PERMISES,
    }
    reponse = render(request, "medecine_legale/remise_faite.html", contexte)
    reponse["Cache-Control"] = "no-store"
    return reponse


@ecriture(CERTIFICAT_ETABLIR)
def revoquer(request: RequeteAgent, pk: int) -> HttpResponse:
    remise = obtenir(
        Remise.objects.visibles_par(request.user).select_related("certificat", "structure"), pk=pk
    )
    acte = obtenir_acte(request, remise.certificat.acte_id)
    retour = reverse("medecine_legale:acte_certificats", args=[acte.pk])
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoquer_remise(agent=request.user, remise=remise, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, "Le lien est révoqué : il ne s’ouvre plus.")
            return redirect(retour)
    contexte = {
        "form": form,
        "fil": [*fil(acte), ("Révoquer le lien", "")],
        "titre": "Révoquer ce lien ?",
        "texte": "Il ne s’ouvrira plus, même avec le bon code. La trace de ses ouvertures est conservée.",
        "libelle": "Révoquer le lien",
        "retour": retour,
    }
    return render(request, "medecine_legale/annulation.html", contexte, status=422 if form.is_bound else 200)


def _obtenir(request: RequeteAgent, pk: int) -> Certificat:
    return obtenir(
        Certificat.objects.visibles_par(request.user).select_related("structure", "document"), pk=pk
    )
