"""The judge's screen: a case, the shortlist and its reasons, a map; then the reservation. The judge decides."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.commun.textes import compter, date_courte
from maillage.metiers.protection.actions.liste_restreinte import ListeRestreinte, etablir_liste, ponderations
from maillage.metiers.protection.actions.reservations import reserver as reserver_place
from maillage.metiers.protection.droits import MESURE_DESIGNER
from maillage.metiers.protection.enums import LieuVie, Nature, TypeMandataire
from maillage.metiers.protection.forms.designation import CasForm, ReservationForm
from maillage.metiers.protection.models import Mandataire
from maillage.metiers.protection.regles.designation import ACTES_URGENTS, Candidat, Cas
from maillage.metiers.protection.views.mesures import noter
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Commune
from maillage.socle.appariement.classement import Classe
from maillage.socle.appariement.distances import FACTEUR_ROUTIER
from maillage.socle.interface.plan import Fond, Repere, plan

PREMIERS, TOUS = 10, 60
FOND, NOMMEES = 260, 6
CERCLES_KM = (10, 30)
PLAN_KM = 90  # further, a mark would shrink the map


@lecture(MESURE_DESIGNER)
def designer(request: RequeteAgent) -> HttpResponse:
    """The case in the address: a judge may keep it, or send it to the registrar."""
    form = CasForm(request.GET or None, agent=request.user)
    contexte: dict[str, Any] = {"form": form, "titre": "Désigner un mandataire"}
    if form.is_bound and form.is_valid():
        cas = form.cas
        liste = etablir_liste(agent=request.user, tribunal=form.cleaned_data["tribunal"], cas=cas)
        combien = TOUS if "tous" in request.GET else PREMIERS
        contexte |= {
            "liste": liste,
            "cartes": [carte(un, request.GET.urlencode()) for un in liste.classes[:combien]],
            "reste": len(liste.classes) - combien,
            "url_tous": f"{request.path}?{request.GET.urlencode()}&tous=1",
            "phrase": _phrase(liste),
            "ecartes": liste.ecartes,
            "motifs": Counter(motif.split(" : ")[0].rstrip(".") for _, motif in liste.ecartes).most_common(5),
            "plan": dessiner(liste, combien),
            "ponderations": list(ponderations().values()),
        }
    return render(request, "protection/designer.html", contexte)


def carte(classe: Classe[Candidat], requete: str) -> dict[str, Any]:
    """One card: who, the score, and each reason with what it weighs."""
    candidat = classe.candidat
    genre = TypeMandataire(candidat.type).label
    return {
        "rang": classe.rang,
        "candidat": candidat,
        "sous_titre": f"{genre}, {candidat.commune}" if candidat.commune else str(genre),
        "score": round(classe.score),
        "raisons": [
            {
                "phrase": note.phrase,
                "part": round(note.valeur * 100),
                "libelle": note.critere.libelle,
                "poids": note.critere.poids,
            }
            for note in classe.notes
        ],
        "url": f"{reverse('protection:reserver', args=[candidat.mandataire])}?{requete}",
    }


def _phrase(liste: ListeRestreinte) -> str:
    if not liste.classes:
        return "Aucun mandataire de la liste ne peut être désigné pour cette mesure."
    nombre = len(liste.classes)
    peuvent = "peut être désigné" if nombre == 1 else "peuvent être désignés"
    return f"{compter(nombre, 'mandataire')} {peuvent}, {compter(len(liste.ecartes), 'écarté')}"


def dessiner(liste: ListeRestreinte, combien: int) -> Any:
    """The département, the person, and the cards by their rank."""
    communes = Commune.objects.filter(
        departement=liste.cas.departement, latitude__isnull=False, population__isnull=False
    ).order_by("-population", "id")
    fond = [
        Fond(float(latitude or 0), float(longitude or 0), nom, population or 0, rang < NOMMEES)
        for rang, (latitude, longitude, nom, population) in enumerate(
            communes.values_list("latitude", "longitude", "nom", "population")[:FOND]
        )
    ]
    reperes = []
    cercles = []
    if liste.lieu:
        reperes.append(Repere(*liste.lieu, "Lieu de vie de la personne", "lieu", "la personne"))
        cercles = [(*liste.lieu, km / FACTEUR_ROUTIER) for km in CERCLES_KM]
    for classe in liste.classes[:TOUS]:
        candidat = classe.candidat
        est_loin = candidat.km is not None and candidat.km > PLAN_KM
        if candidat.latitude is None or candidat.longitude is None or est_loin:
            continue
        est_montre = classe.rang <= combien and classe.rang <= PREMIERS
        reperes.append(
            Repere(
                candidat.latitude,
                candidat.longitude,
                f"{classe.rang}. {candidat.nom}, {candidat.commune}",
                "choix" if est_montre else "autre",
                str(classe.rang),
                f"mandataire-{candidat.mandataire}" if est_montre else "",
            )
        )
    return plan("Lieu de vie et mandataires proposés", reperes, fond=fond, cercles=cercles)


@ecriture(MESURE_DESIGNER)
def reserver(request: RequeteAgent, pk: int) -> HttpResponse:
    """Second step: why him, what the order needs, and the reservation."""
    mandataire = obtenir(Mandataire.objects.visibles_par(request.user).select_related("organisation"), pk=pk)
    cas_form = CasForm(request.GET or None, agent=request.user)
    retour = f"{reverse('protection:designer')}?{request.GET.urlencode()}"
    if not cas_form.is_valid():
        return redirect(retour)
    cas, tribunal = cas_form.cas, cas_form.cleaned_data["tribunal"]
    form = ReservationForm(request.POST or None, cas=cas, initial={"numero_rg": cas.numero_rg})
    if request.method == "POST" and form.is_valid():
        try:
            reservation = reserver_place(
                agent=request.user, tribunal=tribunal, mandataire=mandataire, cas=cas, valeurs=form.valeurs
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request,
                f"{mandataire} est prévenu : réponse attendue avant le {date_courte(reservation.date_limite)}.",
            )
            return redirect("protection:reservation", reservation.pk)
    liste = etablir_liste(agent=request.user, tribunal=tribunal, cas=cas)
    choisi = liste.trouver(pk)
    if choisi is None and request.method == "GET":
        if not liste.motif(pk):
            raise AccesRefuse("Ce mandataire n’est pas sur la liste de ce département.")
        messages.error(request, f"{mandataire} ne peut pas être désigné. {liste.motif(pk)}")
        return redirect(retour)
    contexte = {
        "form": form,
        "titre": f"Réserver auprès de {mandataire}",
        "retour": retour,
        "fil": [("Désigner un mandataire", retour), (str(mandataire), "")],
        "carte": carte(choisi, "") if choisi else None,
        "sur": len(liste.classes),
        "resume": resumer(cas),
        "actes_urgents": ACTES_URGENTS,
    }
    return render(request, "protection/reserver.html", contexte, status=422 if form.is_bound else 200)


def resumer(cas: Cas) -> str:
    """The case in one line."""
    lieu = LieuVie(cas.lieu_vie).label.lower()
    urgence = ", urgente" if cas.est_urgente else ""
    return f"{Nature(cas.nature).label}{urgence}, {lieu}"
