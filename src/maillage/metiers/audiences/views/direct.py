"""The hearing, live: cases at left, the note in the middle, what is known at right. Each command answers in place.

Without JavaScript every command is a form that comes back to the page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from maillage.commun.textes import date_longue, duree
from maillage.metiers.audiences.actions import audiences as audiences_actions
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.phrases import phrases_de
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import StatutAudience
from maillage.metiers.audiences.forms.audiences import SeanceForm
from maillage.metiers.audiences.forms.direct import ComparutionForm
from maillage.metiers.audiences.models import (
    Audience,
    Audiencement,
    Comparution,
    Decision,
    LigneNote,
    Partie,
    Seance,
)
from maillage.metiers.audiences.regles.note import COMMANDES
from maillage.metiers.audiences.views.acces import (
    fil_audience,
    noter,
    obtenir_audience,
    obtenir_passage,
)
from maillage.metiers.audiences.views.calendrier import badge, saisie
from maillage.metiers.audiences.views.dossier import DossierVu, PersonneVue, dossier
from maillage.metiers.audiences.views.role import LigneRole, lignes_du_role
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import historique, tracer_lecture

GABARIT = "audiences/direct.html"


@dataclass(frozen=True)
class LigneVue:
    """A line of the note, in clear."""

    ligne: LigneNote
    texte: str
    qui: str

    @property
    def est_modifiee(self) -> bool:
        return self.ligne.version > 1


def lignes_de(agent: Agent, passage: Audiencement) -> list[LigneVue]:
    return vues(passage, LigneNote.objects.visibles_par(agent).filter(audiencement=passage))


def vues(passage: Audiencement, lignes: QuerySet[LigneNote]) -> list[LigneVue]:
    coffre = Coffre(passage.affaire)
    return [
        LigneVue(
            ligne,
            str(coffre.ouvrir(ligne.contenu).get("texte", "")),
            coffre.nom(ligne.partie) if ligne.partie else "",
        )
        for ligne in lignes.select_related("partie", "auteur__personne").order_by("horodatage", "id")
    ]


@dataclass(frozen=True)
class Fiche:
    """A person in the zone of data, with the form that is saved at each change."""

    personne: PersonneVue
    form: ComparutionForm


PRESENCE = dt.timedelta(minutes=15)


def empreinte(passage: Audiencement) -> str:
    """Changes when a line, a decision, how somebody came or the state of the case does; says nothing of anybody."""
    lignes = LigneNote.objects.filter(audiencement=passage).aggregate(
        n=Count("pk"), m=Max("horodatage_modification")
    )
    decisions = Decision.objects.filter(audiencement=passage).aggregate(m=Max("horodatage_modification"))
    venus = Comparution.objects.filter(audiencement=passage).order_by("pk").values_list()
    dites = (lignes["n"], lignes["m"], decisions["m"], passage.statut, passage.avancement, *venus)
    return hashlib.sha256(repr(dites).encode()).hexdigest()[:16]


@lecture(AUDIENCE_LIRE)
def veille(request: RequeteAgent, pk: int) -> JsonResponse:
    """Asked again by the page: whether the case changed, and who else opened it a moment ago."""
    passage = obtenir_passage(request, pk)
    lectures = historique(passage.affaire).filter(
        nature=Nature.LECTURE, horodatage__gte=timezone.now() - PRESENCE
    )
    presents = {str(trace.agent) for trace in lectures.exclude(agent=request.user)[:20]}
    return JsonResponse({"empreinte": empreinte(passage), "presents": sorted(presents)})


def fiches(passage: Audiencement, vu: DossierVu) -> list[Fiche]:
    return [
        Fiche(personne, form_comparution(passage, personne.partie, personne.comparution, None))
        for personne in [*vu.prevenus, *vu.victimes]
    ]


def form_comparution(
    passage: Audiencement, partie: Partie, comparution: Any, donnees: Any
) -> ComparutionForm:
    noms = (
        "mode", "avocat", "nature_jugement", "est_silence_notifie", "est_consentement", "est_interprete_present",
        "est_visio", "est_extraction_defaillante",
    )  # fmt: skip
    initial = {nom: getattr(comparution, nom) for nom in noms} if comparution else {}
    form = ComparutionForm(
        donnees,
        partie=partie,
        est_correction=passage.audience.est_close,
        initial={**initial, "statut": partie.statut},
    )
    if not partie.est_jugeable:
        del form.fields["est_visio"]
    return form


@consultation(AUDIENCE_LIRE)
def direct(request: RequeteAgent, pk: int) -> HttpResponse:
    """The page; only the names of the roll, and the case that is open, are read."""
    audience = obtenir_audience(request, pk)
    roles = lignes_du_role(request.user, audience)
    ouverte = ouvrir(roles, request.GET.get("dossier", ""))
    if ouverte is not None:
        tracer_lecture(
            ouverte.passage.affaire, request.user, organisation_id=audience.chambre_id, motif="Audience"
        )
    contexte = {
        "titre": f"{audience.chambre.nom}, {date_longue(audience.date)}",
        "fil": fil_audience(audience, ("Audience", "")),
        **zones(request.user, audience, roles, ouverte),
    }
    return render(request, GABARIT, contexte)


def ouvrir(roles: list[LigneRole], demande: str) -> LigneRole | None:
    """The case asked; else the first one not finished; else the first."""
    for ligne in roles:
        if str(ligne.passage.pk) == demande:
            return ligne
    en_cours = [ligne for ligne in roles if ligne.passage.horodatage_issue is None]
    appelees = [ligne for ligne in en_cours if ligne.passage.horodatage_appel]
    return next(iter(appelees or en_cours or roles), None)


def cle_du_poste(agent: Agent) -> str:
    """The secret under which this agent's unsent lines are kept in the browser; nobody else's page has it."""
    return salted_hmac("audiences.hors_ligne", str(agent.pk), algorithm="sha256").hexdigest()


def zones(
    agent: Agent, audience: Audience, roles: list[LigneRole], ouverte: LigneRole | None
) -> dict[str, Any]:
    """What the three zones need."""
    contexte: dict[str, Any] = {
        "audience": audience,
        "etat": badge(audience),
        "seances": seances(audience),
        "duree": duree_siegee(audience),
        "roles": roles,
        "ouverte": ouverte,
        "peut_tenir": peut(agent, AUDIENCE_TENIR, audience),
        "enregistre": timezone.now(),
        "cle_client": uuid.uuid4(),
        "commandes": COMMANDES,
        "passage": None,
        "effacee": None,
        "cle_poste": cle_du_poste(agent),
        "phrases": {},
    }
    if ouverte is not None:
        passage = ouverte.passage
        passage.audience = audience
        vu = dossier(agent, passage)
        rang = roles.index(ouverte)
        contexte |= {
            "passage": passage,
            "effacee": passage.affaire if ouverte.est_effacee else None,
            "peut_tenir": contexte["peut_tenir"] and not ouverte.est_effacee,
            "empreinte": empreinte(passage),
            "dossier": vu,
            "fiches": fiches(passage, vu),
            "lignes": lignes_de(agent, passage),
            "phrases": phrases_de(agent, audience.chambre) if contexte["peut_tenir"] else {},
            "precedente": roles[rang - 1].passage if rang else None,
            "suivante": roles[rang + 1].passage if rang + 1 < len(roles) else None,
        }
    return contexte


def seances(audience: Audience) -> list[Seance]:
    return list(audience.seances.order_by("horodatage_debut"))


def duree_siegee(audience: Audience) -> str:
    """How long the court sat, suspensions left out."""
    total = sum(
        ((s.horodatage_fin or timezone.now()) - s.horodatage_debut for s in audience.seances.all()),
        dt.timedelta(),
    )
    return duree(total) if total else ""


VERBES = {
    "ouvrir": (audiences_actions.ouvrir, "L’audience est ouverte."),
    "reprendre": (audiences_actions.ouvrir, "L’audience est reprise."),
    "suspendre": (audiences_actions.suspendre, "L’audience est suspendue."),
    "lever": (
        audiences_actions.clore,
        "L’audience est levée. Il reste à signer la note et à finir les dossiers.",
    ),
}


@require_POST
@ecriture(AUDIENCE_TENIR)
def seance(request: RequeteAgent, pk: int, verbe: str) -> HttpResponse:
    """Open, suspend, resume, rise."""
    audience = obtenir_audience(request, pk)
    retour = f"{reverse('audiences:direct', args=[pk])}?dossier={request.POST.get('dossier', '')}"
    if verbe not in VERBES:
        return redirect(retour)
    agir, message = VERBES[verbe]
    try:
        audience = agir(agent=request.user, audience=audience)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        messages.success(request, message)
    if audience.statut == StatutAudience.CLOSE:
        return redirect("audiences:fin", pk)
    return redirect(retour)


@ecriture(AUDIENCE_TENIR)
def seance_corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    """The hours of a sitting, when the button was pressed late."""
    ici = obtenir(Seance.objects.visibles_par(request.user).select_related("audience__chambre"), pk=pk)
    debut = timezone.localtime(ici.horodatage_debut)
    fin = timezone.localtime(ici.horodatage_fin) if ici.horodatage_fin else None
    form = SeanceForm(
        request.POST or None,
        est_correction=ici.audience.est_close,
        initial={"debut": debut.time(), "fin": fin.time() if fin else None},
    )
    retour = reverse("audiences:fin", args=[ici.audience_id])
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        depart = debut.replace(hour=d["debut"].hour, minute=d["debut"].minute, second=0, microsecond=0)
        arrivee = None
        if d["fin"]:
            arrivee = depart.replace(hour=d["fin"].hour, minute=d["fin"].minute)
            arrivee += dt.timedelta(days=1) if arrivee < depart else dt.timedelta()
        try:
            audiences_actions.corriger_seance(
                agent=request.user, seance=ici, debut=depart, fin=arrivee, motif=form.motif_saisi
            )
        except ValidationError as erreur:
            noter(form, erreur, {"__all__": "debut"})
        else:
            messages.success(request, "Les heures sont corrigées.")
            return redirect(retour)
    return saisie(
        request,
        form,
        titre="Corriger les heures",
        retour=retour,
        fil=fil_audience(ici.audience, ("Corriger les heures", "")),
    )
