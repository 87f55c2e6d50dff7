"""Reservations: the court follows them, the professional answers; the order and its editable version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter
from maillage.metiers.protection.actions import reservations as actions
from maillage.metiers.protection.documents import ORDONNANCE
from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_LIRE, MESURE_TENIR
from maillage.metiers.protection.enums import StatutReservation
from maillage.metiers.protection.forms.designation import (
    AcceptationForm,
    DeclinForm,
    FiltreReservation,
    RetraitForm,
)
from maillage.metiers.protection.models import Reservation
from maillage.metiers.protection.models.reservations import JOURS_ESCALADE, JOURS_RELANCE
from maillage.metiers.protection.regles.designation import ACTES_URGENTS
from maillage.metiers.protection.views.mesures import noter
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.portee import a_droit
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire, rediger
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.listes import ActionListe, Colonne, Liste
from maillage.socle.journal.traces import tracer_lecture

TONS = {
    StatutReservation.EN_ATTENTE: "attention",
    StatutReservation.ACCEPTEE: "succes",
    StatutReservation.DECLINEE: "erreur",
    StatutReservation.RETIREE: "neutre",
}
MIME_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def badge(reservation: Reservation) -> Badge:
    """The status; how long nobody has answered when it is too long."""
    statut = StatutReservation(reservation.statut)
    if statut is StatutReservation.EN_ATTENTE and reservation.age >= JOURS_RELANCE:
        ton = "erreur" if reservation.age >= JOURS_ESCALADE else "attention"
        return Badge(f"Sans réponse depuis {compter(reservation.age, 'jour')}", ton)  # type: ignore[arg-type]
    return Badge(str(statut.label), TONS[statut])  # type: ignore[arg-type]


RESERVATIONS = Liste(
    code="protection.reservation",
    titre="Réservations",
    nom=("réservation", "réservations"),
    colonnes=[
        Colonne("mesure.numero_rg", "N° RG"),
        Colonne("nature", "Nature", valeur=lambda r: r.mesure.get_nature_display()),
        Colonne("tribunal.nom", "Tribunal"),
        Colonne("gestionnaire.nom", "Mandataire"),
        Colonne(
            "urgence", "Urgence", valeur=lambda r: Badge("Urgente", "erreur") if r.mesure.est_urgente else ""
        ),
        Colonne(
            "horodatage", "Réservée le", tri=True, genre="date", valeur=lambda r: localdate(r.horodatage)
        ),
        Colonne("statut", "Réponse", valeur=badge),
    ],
    tri="-horodatage",
    lien=lambda reservation: reverse("protection:reservation", args=[reservation.pk]),
    filtre=FiltreReservation,
    nouveau=ActionListe("Désigner un mandataire", "protection:designer", MESURE_DESIGNER),
    titre_vide="Aucune réservation",
    vide="Une réservation paraît ici dès que le tribunal choisit un mandataire, avec sa réponse.",
)


def pour(agent: Agent) -> Liste:
    """A court reads whom it asked; a professional, which court asks."""
    superflue = "tribunal.nom" if a_droit(agent, MESURE_DESIGNER) else "gestionnaire.nom"
    return replace(RESERVATIONS, colonnes=[c for c in RESERVATIONS.colonnes if c.nom != superflue])


@lecture(MESURE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    visibles = Reservation.objects.visibles_par(request.user).filter(mesure__horodatage_purge=None)
    return pour(request.user).reponse(request, visibles.select_related("mesure", "tribunal", "gestionnaire"))


def obtenir_reservation(request: RequeteAgent, pk: int) -> Reservation:
    queryset = (
        Reservation.objects.visibles_par(request.user)
        .filter(mesure__horodatage_purge=None)
        .select_related(
            "mesure__commune__departement",
            "mesure__etablissement",
            "mesure__tribunal",
            "mesure__gestionnaire",
            "tribunal__commune",
            "gestionnaire__commune",
            "mandataire",
            "auteur__personne",
            "auteur_reponse__personne",
        )
    )
    return obtenir(queryset, pk=pk)


@consultation(MESURE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    reservation = obtenir_reservation(request, pk)
    tracer_lecture(reservation, request.user, organisation_id=reservation.gestionnaire_id)
    est_tribunal = peut(request.user, MESURE_DESIGNER, reservation.tribunal)
    mesure = reservation.mesure
    action, autres = _boutons(request, reservation, est_tribunal=est_tribunal)
    contexte = {
        "fil": [("Réservations", reverse("protection:reservations")), (str(reservation.mesure), "")],
        "surtitre": "Réservation",
        "titre": str(mesure),
        "statut": badge(reservation),
        "action": action,
        "autres": autres,
        "faits": [
            Fait("Mesure", mesure.get_nature_display(), precision="urgente" if mesure.est_urgente else ""),
            Fait("Mandataire", reservation.gestionnaire.nom),
            Fait(
                "Tribunal",
                reservation.tribunal.nom,
                precision=f"cabinet {mesure.cabinet}" if mesure.cabinet else "",
            ),
            Fait("Lieu de vie", mesure.etablissement or mesure.commune or mesure.get_lieu_vie_display()),
            Fait("Réponse attendue avant le", reservation.date_limite),
        ],
        "reservation": reservation,
        "est_attendue": reservation.statut == StatutReservation.EN_ATTENTE,
        "est_tribunal": est_tribunal,
        "raisons": [{**raison, "part": round(raison["valeur"] * 100)} for raison in reservation.raisons],
        "etapes": _etapes(reservation),
        "actes_urgents": ACTES_URGENTS,
        "documents": DocumentProduit.objects.visibles_par(request.user).de(reservation),
    }
    return render(request, "protection/reservation.html", contexte)


def _boutons(
    request: RequeteAgent, reservation: Reservation, *, est_tribunal: bool
) -> tuple[Bouton | None, list[Bouton]]:
    def vers(nom: str) -> str:
        return reverse(f"protection:reservation_{nom}", args=[reservation.pk])

    est_attendue = reservation.statut == StatutReservation.EN_ATTENTE
    if peut(request.user, MESURE_TENIR, reservation.gestionnaire) and est_attendue:
        return (
            Bouton("Accepter", vers("accepter"), touche="a"),
            [Bouton("Je ne peux pas", vers("decliner"), touche="d")],
        )
    if not est_tribunal:
        return None, []
    docx = Bouton("Ordonnance modifiable (DOCX)", vers("ordonnance_docx"))
    if reservation.statut in (StatutReservation.DECLINEE, StatutReservation.RETIREE):
        return Bouton("Désigner un autre mandataire", reprise(reservation), touche="d"), []
    ordonnance = Bouton("Établir l’ordonnance", vers("ordonnance"), methode="post", touche="o")
    retrait = [Bouton("Retirer la réservation", vers("retirer"), est_dangereux=True)] if est_attendue else []
    return ordonnance, [docx, *retrait]


def reprise(reservation: Reservation) -> str:
    """The same case again, for another professional."""
    mesure = reservation.mesure
    cas = {
        "tribunal": reservation.tribunal_id,
        "nature": mesure.nature,
        "lieu_vie": mesure.lieu_vie,
        "commune": mesure.commune_id or "",
        "etablissement": mesure.etablissement_id or "",
        "numero_rg": mesure.numero_rg,
    }
    if mesure.est_urgente:
        cas["est_urgente"] = "on"
    return f"{reverse('protection:designer')}?{urlencode({nom: valeur for nom, valeur in cas.items() if valeur})}"


def _etapes(reservation: Reservation) -> list[tuple[str, Any, str]]:
    """What happened, in order: word, moment, detail."""
    etapes = [
        ("Réservée", reservation.horodatage, f"par {reservation.auteur}"),
        ("Mandataire relancé", reservation.horodatage_relance, ""),
        ("Signalée au tribunal", reservation.horodatage_escalade, "sans réponse depuis quinze jours"),
    ]
    if reservation.horodatage_reponse:
        detail = reservation.get_motif_declin_display() or reservation.motif
        qui = f"par {reservation.auteur_reponse}" if reservation.auteur_reponse else ""
        etapes.append(
            (
                reservation.get_statut_display(),
                reservation.horodatage_reponse,
                " : ".join(filter(None, (qui, detail))),
            )
        )
    return [etape for etape in etapes if etape[1]]


def _saisir(request: RequeteAgent, reservation: Reservation, form: Any, **contexte: Any) -> HttpResponse:
    fiche_ = reverse("protection:reservation", args=[reservation.pk])
    fil = [
        ("Réservations", reverse("protection:reservations")),
        (str(reservation.mesure), fiche_),
        (contexte["titre"], ""),
    ]
    return render(
        request,
        "protection/saisie.html",
        {"form": form, "retour": fiche_, "fil": fil, **contexte},
        status=422 if form.is_bound else 200,
    )


@ecriture(MESURE_TENIR)
def accepter(request: RequeteAgent, pk: int) -> HttpResponse:
    reservation = obtenir_reservation(request, pk)
    exiger(request.user, MESURE_TENIR, reservation.gestionnaire)
    form = AcceptationForm(request.POST or None, reservation=reservation)
    if request.method == "POST" and form.is_valid():
        try:
            mesure = actions.accepter(agent=request.user, reservation=reservation, **form.reponse)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request, f"La mesure {mesure} est dans votre portefeuille ; le tribunal est prévenu."
            )
            return redirect("protection:mesure", mesure.pk)
    texte = "À réception du jugement : la mesure entre dans votre portefeuille à cette date."
    return _saisir(
        request,
        reservation,
        form,
        titre=f"Accepter la mesure {reservation.mesure}",
        texte=texte,
        libelle="Accepter",
    )


@ecriture(MESURE_TENIR)
def decliner(request: RequeteAgent, pk: int) -> HttpResponse:
    reservation = obtenir_reservation(request, pk)
    exiger(request.user, MESURE_TENIR, reservation.gestionnaire)
    form = DeclinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decliner(agent=request.user, reservation=reservation, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le tribunal est prévenu et désignera un autre mandataire.")
            return redirect("protection:reservation", pk)
    return _saisir(
        request,
        reservation,
        form,
        titre=f"Décliner la mesure {reservation.mesure}",
        texte=ACTES_URGENTS,
        libelle="Décliner",
    )


@ecriture(MESURE_DESIGNER)
def retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    reservation = obtenir_reservation(request, pk)
    exiger(request.user, MESURE_DESIGNER, reservation.tribunal)
    form = RetraitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.retirer(agent=request.user, reservation=reservation, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La réservation est retirée : la place est de nouveau libre.")
            return redirect("protection:reservation", pk)
    return _saisir(
        request,
        reservation,
        form,
        titre=f"Retirer la réservation {reservation.mesure}",
        texte=f"{reservation.gestionnaire.nom} en est prévenu. La réservation reste écrite, avec le motif.",
        libelle="Retirer la réservation",
    )


@require_POST
@ecriture(MESURE_DESIGNER)
def ordonnance(request: RequeteAgent, pk: int) -> HttpResponse:
    reservation = obtenir_reservation(request, pk)
    document = produire(ORDONNANCE.code, reservation, agent=request.user)
    messages.success(request, f"L’ordonnance n° {document.numero} est établie, à signer par le juge.")
    return redirect("protection:reservation", pk)


@consultation(MESURE_DESIGNER)
def ordonnance_docx(request: RequeteAgent, pk: int) -> HttpResponse:
    """A draft for the word processor: not numbered, not kept."""
    reservation = obtenir_reservation(request, pk)
    octets = rediger(ORDONNANCE.code, reservation, agent=request.user)
    reponse = HttpResponse(octets, content_type=MIME_DOCX)
    reponse["Content-Disposition"] = f'attachment; filename="ordonnance-{reservation.mesure.numero_rg}.docx"'
    return reponse
