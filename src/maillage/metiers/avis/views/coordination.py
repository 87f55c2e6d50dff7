"""The coordinator: what waits, by line and by urgency, never what is said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter
from maillage.metiers.avis.actions.moments import moment
from maillage.metiers.avis.actions.orientation import classer_les_candidats, orienter_vers
from maillage.metiers.avis.actions.parcours import au_nom_du_reseau
from maillage.metiers.avis.droits import DEMANDE_ORIENTER, DEMANDE_SUIVRE
from maillage.metiers.avis.enums.demandes import CHERCHEES, EN_CHARGE, OUVERTES, StatutDemande
from maillage.metiers.avis.forms.demandes import FiltreDemande
from maillage.metiers.avis.models import Affectation, Demande, EvenementDemande, Filiere, Specialiste
from maillage.metiers.avis.views.commun import badge, badge_urgence
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.appariement.classement import CENT
from maillage.socle.interface.composants import Badge, Fait
from maillage.socle.interface.listes import Colonne, Liste, lien_vers
from maillage.socle.interface.tableaux import tableau as table

PREMIERES = 40
SUIVIES = Liste(
    code="avis.suivie",
    titre="Toutes les demandes",
    nom=("demande", "demandes"),
    colonnes=[
        Colonne("statut", "État", valeur=badge),
        Colonne("pk", "Numéro", valeur=lambda d: d.numero, tri=True),
        Colonne("filiere.nom", "Filière"),
        Colonne("urgence", "Urgence", valeur=badge_urgence),
        Colonne("requerant.nom", "Demandeur"),
        Colonne("specialiste", "Spécialiste", valeur=lambda d: d.specialiste or ""),
        Colonne("horodatage_publication", "Envoyée", valeur=lambda d: moment(d.horodatage_publication)),
    ],
    tri="-pk",
    lien=lien_vers("avis:suivre"),
    filtre=FiltreDemande,
    titre_vide="Aucune demande",
    vide="Les demandes adressées à vos filières apparaîtront ici, sans leur contenu.",
)


def _echeance(demande: Demande) -> Badge | str:
    limite = demande.horodatage_limite_reponse
    if limite is None or not _est_en_retard(demande):
        return moment(limite)
    jours = (timezone.localdate() - timezone.localdate(limite)).days
    return Badge(f"Dépassée de {compter(jours, 'jour')}" if jours else "Dépassée", "erreur")


def _attente(demande: Any) -> str:
    """Who has it, or who was asked."""
    if demande.statut in EN_CHARGE:
        return f"{demande.specialiste}, depuis {moment(demande.horodatage_prise)}"
    if not demande.proposees:
        return "Personne n’est sollicité"
    premiere, *autres = demande.proposees
    suite = f" et {compter(len(autres), 'autre')}" if autres else ""
    return f"{premiere.specialiste}{suite}, depuis {moment(premiere.horodatage)}"


ATTENTE = (
    Colonne("urgence", "Urgence", valeur=badge_urgence),
    Colonne("numero", "Demande"),
    Colonne("filiere.nom", "Filière"),
    Colonne("statut", "État", valeur=badge),
    Colonne("attente", "Qui", valeur=_attente),
    Colonne("limite", "Réponse attendue", valeur=_echeance),
)


def _suivies(agent: Agent) -> Any:
    return Demande.objects.filter(gestionnaire__in=perimetre(agent, DEMANDE_SUIVRE)).exclude(
        statut=StatutDemande.BROUILLON
    )


@lecture(DEMANDE_SUIVRE)
def tableau(request: RequeteAgent) -> HttpResponse:
    """What waits, the latest limit first; then each line in figures."""
    maintenant = timezone.now()
    suivies = _suivies(request.user)
    ouvertes = (
        suivies.filter(statut__in=OUVERTES)
        .select_related("filiere", "specialiste__personne", "requerant")
        .prefetch_related(
            Prefetch(
                "affectations",
                Affectation.objects.en_attente().select_related("specialiste__personne").order_by("id"),
                to_attr="proposees",
            )
        )
        .order_by("horodatage_limite_reponse", "id")
    )
    en_retard = Q(horodatage_limite_reponse__lt=maintenant)
    par_filiere = (
        Filiere.objects.filter(gestionnaire__in=perimetre(request.user, DEMANDE_SUIVRE), est_active=True)
        .annotate(
            cherchees=Count("demandes", filter=Q(demandes__statut__in=CHERCHEES)),
            en_charge=Count("demandes", filter=Q(demandes__statut__in=EN_CHARGE)),
            retards=Count(
                "demandes",
                filter=Q(demandes__statut__in=OUVERTES, demandes__horodatage_limite_reponse__lt=maintenant),
            ),
            a_clore=Count("demandes", filter=Q(demandes__statut=StatutDemande.REPONDUE)),
        )
        .order_by("nom", "id")
    )
    contexte = {
        "attente": table("Demandes ouvertes", ATTENTE, ouvertes[:PREMIERES], lien_vers("avis:suivre")),
        "filieres": list(par_filiere),
        "total": ouvertes.count(),
        "retards": ouvertes.filter(en_retard).count(),
        "sans_preneur": suivies.filter(statut__in=CHERCHEES, etape="coordinateur").count(),
    }
    return render(request, "avis/tableau.html", contexte)


def _est_en_retard(demande: Demande) -> bool:
    limite = demande.horodatage_limite_reponse
    return bool(limite and limite < timezone.now())


@lecture(DEMANDE_SUIVRE)
def toutes(request: RequeteAgent) -> HttpResponseBase:
    return SUIVIES.reponse(
        request, _suivies(request.user).select_related("filiere", "specialiste__personne", "requerant")
    )


def _obtenir(request: RequeteAgent, pk: int) -> Demande:
    return obtenir(
        _suivies(request.user).select_related(
            "filiere", "specialiste__personne", "requerant", "gestionnaire", "praticien__personne"
        ),
        pk=pk,
    )


@lecture(DEMANDE_SUIVRE)
def suivre(request: RequeteAgent, pk: int) -> HttpResponse:
    """One request without its content: who was asked, why, what was answered; who else may be."""
    demande = _obtenir(request, pk)
    affectations = list(
        demande.affectations.select_related("specialiste__personne").order_by("horodatage", "id")
    )
    contexte = {
        "demande": demande,
        "titre": str(demande),
        "surtitre": demande.filiere.nom,
        "statut": badge(demande),
        "action": None,
        "autres": [],
        "faits": [
            Fait("Urgence", demande.get_urgence_display()),
            Fait("Demandeur", demande.requerant.nom),
            Fait("Envoyée", moment(demande.horodatage_publication)),
            Fait("Réponse attendue", moment(demande.horodatage_limite_reponse)),
            Fait("Spécialiste", demande.specialiste or "pas encore"),
        ],
        "affectations": [(a, _parts(a.raisons)) for a in affectations],
        "classement": next((a.classement for a in affectations if a.classement), {}),
        "etapes": list(
            EvenementDemande.objects.filter(demande=demande)
            .select_related("auteur__personne", "specialiste__personne")
            .order_by("-version")
        ),
        "candidats": _candidats(request.user, demande),
        "fil": [("Ce qui attend", reverse("avis:tableau")), (str(demande), "")],
    }
    return render(request, "avis/suivre.html", contexte)


def _candidats(agent: Agent, demande: Demande) -> list[tuple[int, str, float, str]]:
    """(specialist, name, score, what speaks for him) of those who may still be asked."""
    if demande.statut not in CHERCHEES or not peut(agent, DEMANDE_ORIENTER, demande.gestionnaire):
        return []
    deja = set(demande.affectations.en_attente().values_list("specialiste", flat=True))
    with au_nom_du_reseau():
        classes, _ = classer_les_candidats(demande, timezone.now())
    return [
        (
            c.candidat.specialiste,
            c.candidat.nom,
            c.score,
            ", ".join(n.phrase for n in c.notes if n.valeur > 0)
            or compter(c.candidat.en_cours, "demande en cours"),
        )
        for c in classes
        if c.candidat.specialiste not in deja
    ]


def _parts(raisons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each reason brought, out of a hundred."""
    return [{**raison, "part": round(CENT * raison["valeur"])} for raison in raisons]


@require_POST
@ecriture(DEMANDE_ORIENTER)
def orienter(request: RequeteAgent, pk: int) -> HttpResponse:
    """Ask this specialist."""
    demande = _obtenir(request, pk)
    choix = request.POST.get("specialiste", "")
    siens = Specialiste.objects.visibles_par(request.user).select_related(
        "exercice", "personne", "gestionnaire"
    )
    specialiste = siens.filter(pk=int(choix)).first() if choix.isdigit() else None
    if specialiste is None:
        messages.error(request, "Choisissez un spécialiste.")
        return redirect("avis:suivre", pk)
    try:
        orienter_vers(agent=request.user, demande=demande, specialiste=specialiste)
        messages.success(request, f"La demande est proposée à {specialiste}.")
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    return redirect("avis:suivre", pk)
