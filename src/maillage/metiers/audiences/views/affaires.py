"""The roll of a hearing, its composition, and its cases: persons and offences, added then corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, date_longue, heure
from maillage.metiers.audiences.actions import affaires as actions
from maillage.metiers.audiences.actions.audiences import composer as composer_audience
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import COMPOSITION, StatutAudience, TypeAudience
from maillage.metiers.audiences.forms.audiences import AffaireForm, CompositionForm, PassageForm
from maillage.metiers.audiences.models import Audience, Audiencement, Membre
from maillage.metiers.audiences.views.acces import (
    fil_audience,
    fil_passage,
    noter,
    obtenir_audience,
    obtenir_passage,
)
from maillage.metiers.audiences.views.calendrier import badge, lien, saisie
from maillage.metiers.audiences.views.dossier import dossier
from maillage.metiers.audiences.views.histoire import histoire
from maillage.metiers.audiences.views.role import badge_passage, lignes_du_role
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import Bouton, Fait, Onglet
from maillage.socle.journal.traces import tracer_lecture


@consultation(AUDIENCE_LIRE)
def role(request: RequeteAgent, pk: int) -> HttpResponse:
    """The hearing: who sits, the roll, what each case lacks."""
    audience = obtenir_audience(request, pk)
    tracer_lecture(audience, request.user, organisation_id=audience.chambre_id, motif="Rôle")
    lignes = lignes_du_role(request.user, audience)
    effacee = lignes[0].passage.affaire if lignes and all(ligne.est_effacee for ligne in lignes) else None
    contexte = {
        **entete(request.user, audience),
        "lignes": lignes,
        "effacee": effacee,
        "membres": membres(audience),
        "manquants": _manquants(audience),
        "peut_tenir": effacee is None and peut(request.user, AUDIENCE_TENIR, audience),
        "fil": fil_audience(audience),
    }
    return render(request, "audiences/role.html", contexte)


def membres(audience: Audience, passage: Audiencement | None = None) -> list[Membre]:
    """Who sits, in the order of the functions."""
    ordre = list(COMPOSITION[TypeAudience.COLLEGIAL])
    trouves = list(Membre.objects.filter(audience=audience, audiencement=passage))
    return sorted(trouves, key=lambda m: ordre.index(m.role) if m.role in ordre else len(ordre))


def _manquants(audience: Audience) -> list[str]:
    presents = set(Membre.objects.filter(audience=audience, audiencement=None).values_list("role", flat=True))
    return [str(role.label) for role in COMPOSITION[TypeAudience(audience.type)] if role not in presents]


def entete(agent: Agent, audience: Audience) -> dict[str, Any]:
    """What the head of each page of a hearing shows."""
    tient = peut(agent, AUDIENCE_TENIR, audience)
    autres = []
    if tient:
        autres = [
            Bouton("Modifier l’audience", reverse("audiences:modifier", args=[audience.pk])),
            Bouton("Dire qui siège", reverse("audiences:composer", args=[audience.pk])),
        ]
    direct = Bouton(
        "Tenir l’audience" if tient else "Suivre l’audience",
        reverse("audiences:direct", args=[audience.pk]),
        touche="t",
    )
    libelle = "Fin de l’audience" if audience.est_finie else "Finir l’audience"
    fin = Bouton(libelle, reverse("audiences:fin", args=[audience.pk]), touche="f")
    documents = Bouton("Documents", reverse("audiences:pieces", args=[audience.pk]), touche="d")
    est_close = audience.statut == StatutAudience.CLOSE
    return {
        "audience": audience,
        "titre": f"{audience.chambre.nom}, {date_longue(audience.date)}",
        "surtitre": audience.get_nature_display(),
        "statut": badge(audience),
        "action": fin if est_close else direct,
        "autres": [direct if est_close else fin, documents, *autres],
        "faits": [
            Fait("Heure", heure(audience.heure), audience.salle and f"salle {audience.salle}"),
            Fait("Composition", audience.get_type_display()),
            Fait(
                "Dossiers",
                audience.dossiers,
                f"sur {audience.dossiers_maximum} au plus" if audience.dossiers_maximum else "",
            ),
            Fait("Issues", _issues(audience)),
            Fait("Avancement", f"{audience.avancement} %"),
        ],
    }


def _issues(audience: Audience) -> str:
    parties = (
        (audience.juges, "jugé", "jugés"),
        (audience.renvoyes, "renvoyé", "renvoyés"),
        (audience.deliberes, "en délibéré", "en délibéré"),
        (audience.restants, "à appeler", "à appeler"),
    )
    return " · ".join(compter(nombre, un, plusieurs) for nombre, un, plusieurs in parties if nombre) or "–"


@ecriture(AUDIENCE_TENIR)
def composer(request: RequeteAgent, pk: int) -> HttpResponse:
    audience = obtenir_audience(request, pk)
    return _composer(request, audience, None, lien(audience), fil_audience(audience, ("Composition", "")))


@ecriture(AUDIENCE_TENIR)
def composer_passage(request: RequeteAgent, pk: int) -> HttpResponse:
    """Somebody is replaced for one case."""
    passage = obtenir_passage(request, pk)
    retour = reverse("audiences:passage", args=[passage.pk])
    fil = fil_passage(passage, ("Remplacer un membre", ""))
    return _composer(request, passage.audience, passage, retour, fil)


def _composer(
    request: RequeteAgent, audience: Audience, passage: Audiencement | None, retour: str, fil: Any
) -> HttpResponse:
    actuels = {membre.role: membre.nom for membre in membres(audience, passage)}
    form = CompositionForm(
        request.POST or None, audience=audience, est_correction=audience.est_close, initial=actuels
    )
    if request.method == "POST" and form.is_valid():
        try:
            composer_audience(
                agent=request.user,
                audience=audience,
                passage=passage,
                membres=form.membres,
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La composition est enregistrée.")
            return redirect(retour)
    texte = "Seules les fonctions remplies ici remplacent celles de l’audience." if passage else ""
    titre = "Remplacer un membre pour cette affaire" if passage else "Qui siège"
    return saisie(request, form, titre=titre, texte=texte, retour=retour, fil=fil)


@ecriture(AUDIENCE_TENIR)
def inscrire(request: RequeteAgent, pk: int) -> HttpResponse:
    audience = obtenir_audience(request, pk)
    form = AffaireForm(request.POST or None, est_correction=audience.est_close)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            passage = actions.inscrire_affaire(
                agent=request.user,
                audience=audience,
                numero_parquet=d["numero_parquet"],
                heure=d["heure"],
                date_saisine=d["date_saisine"],
                est_scelle=d["est_scelle"],
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’affaire est au rôle. Ajoutez les personnes et les infractions.")
            return redirect("audiences:passage", passage.pk)
    return saisie(
        request,
        form,
        titre="Mettre une affaire au rôle",
        retour=lien(audience),
        fil=fil_audience(audience, ("Nouvelle affaire", "")),
    )


@consultation(AUDIENCE_LIRE)
def passage(request: RequeteAgent, pk: int) -> HttpResponse:
    """The case: persons, offences, what was decided; who they are is traced as read."""
    ici = obtenir_passage(request, pk)
    tracer_lecture(ici.affaire, request.user, organisation_id=ici.chambre_id, motif="Dossier")
    contexte = {
        **cadre_passage(request.user, ici, "dossier"),
        "dossier": dossier(request.user, ici),
        "remplacants": membres(ici.audience, ici),
        "autres_passages": list(
            Audiencement.objects.visibles_par(request.user)
            .filter(affaire=ici.affaire_id)
            .exclude(pk=ici.pk)
            .select_related("audience__chambre")
            .order_by("audience__date")
        ),
    }
    return render(request, "audiences/passage.html", contexte)


def cadre_passage(agent: Agent, ici: Audiencement, onglet: str) -> dict[str, Any]:
    tient = peut(agent, AUDIENCE_TENIR, ici) and not ici.affaire.est_effacee
    autres = []
    if tient:
        autres = [
            Bouton("Renvoyer", reverse("audiences:renvoyer", args=[ici.pk])),
            Bouton("Modifier l’affaire", reverse("audiences:passage_modifier", args=[ici.pk])),
            Bouton("Remplacer un membre", reverse("audiences:passage_composer", args=[ici.pk])),
            Bouton(
                "Retirer du rôle", reverse("audiences:passage_retirer", args=[ici.pk]), est_dangereux=True
            ),
        ]
    return {
        "passage": ici,
        "titre": str(ici.affaire),
        "surtitre": f"{ici.audience.chambre.nom}, {date_longue(ici.audience.date)}",
        "statut": badge_passage(ici),
        "action": Bouton(
            "Tenir l’audience" if tient else "Lire la note",
            f"{reverse('audiences:direct', args=[ici.audience_id])}?dossier={ici.pk}",
            touche="t",
        ),
        "autres": autres,
        "faits": [
            Fait("Au rôle", f"n° {ici.position}", f"convoquée à {heure(ici.heure)}" if ici.heure else ""),
            Fait("Saisine du", ici.affaire.date_saisine),
            Fait("Scellés", "oui" if ici.affaire.est_scelle else "non"),
            Fait("Minute", ici.numero_minute),
            Fait("Avancement", f"{ici.avancement} %"),
        ],
        "peut_tenir": tient,
        "effacee": ici.affaire if ici.affaire.est_effacee else None,
        "fil": fil_passage(ici),
        "onglet": onglet,
        "onglets": [
            Onglet("dossier", "Dossier", reverse("audiences:passage", args=[ici.pk])),
            Onglet(
                "documents",
                "Documents",
                f"{reverse('audiences:pieces', args=[ici.audience_id])}#pieces-{ici.pk}",
            ),
            Onglet("historique", "Historique", reverse("audiences:passage_historique", args=[ici.pk])),
        ],
    }


@lecture(AUDIENCE_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    """Who saw the case, who changed it, what was signed and corrected since."""
    ici = obtenir_passage(request, pk)
    contexte = {
        **cadre_passage(request.user, ici, "historique"),
        "evenements": histoire(ici),
    }
    return render(request, "audiences/historique.html", contexte)


@ecriture(AUDIENCE_TENIR)
def modifier_passage(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = obtenir_passage(request, pk)
    retour = reverse("audiences:passage", args=[ici.pk])
    form = PassageForm(
        request.POST or None,
        est_correction=ici.audience.est_close,
        initial={
            "heure": ici.heure,
            "numero_minute": ici.numero_minute,
            "date_saisine": ici.affaire.date_saisine,
            "est_scelle": ici.affaire.est_scelle,
        },
    )
    if request.method == "POST" and form.is_valid():
        d = {nom: valeur for nom, valeur in form.cleaned_data.items() if nom != "motif"}
        try:
            actions.modifier_affaire(agent=request.user, passage=ici, motif=form.motif_saisi, **d)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’affaire est modifiée.")
            return redirect(retour)
    return saisie(
        request, form, titre="Modifier l’affaire", retour=retour, fil=fil_passage(ici, ("Modifier", ""))
    )


@ecriture(AUDIENCE_TENIR)
def retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    """Taken off the roll: asked once, with what it means."""
    ici = obtenir_passage(request, pk)
    audience = ici.audience
    if request.method == "POST":
        try:
            actions.retirer_du_role(agent=request.user, passage=ici, motif=request.POST.get("motif", ""))
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
            return redirect("audiences:passage", pk)
        messages.success(request, "L’affaire est retirée du rôle.")
        return redirect("audiences:audience", audience.pk)
    contexte = {
        "titre": "Retirer cette affaire du rôle",
        "texte": "L’affaire reste connue du tribunal. Une affaire déjà appelée ne se retire pas : elle se renvoie.",
        "libelle": "Retirer du rôle",
        "retour": reverse("audiences:passage", args=[pk]),
        "fil": fil_passage(ici, ("Retirer", "")),
        "est_correction": audience.est_close,
    }
    return render(request, "audiences/confirmer.html", contexte)


@require_POST
@ecriture(AUDIENCE_TENIR)
def deplacer(request: RequeteAgent, pk: int) -> HttpResponse:
    """One place up or down the roll."""
    ici = obtenir_passage(request, pk)
    ordre = list(
        Audiencement.objects.filter(audience=ici.audience_id)
        .order_by("position", "id")
        .values_list("pk", flat=True)
    )
    rang = ordre.index(ici.pk)
    cible = rang + (-1 if request.POST.get("sens") == "haut" else 1)
    if 0 <= cible < len(ordre):
        ordre[rang], ordre[cible] = ordre[cible], ordre[rang]
        actions.ordonner(agent=request.user, audience=ici.audience, ordre=ordre)
    return redirect(f"{reverse('audiences:audience', args=[ici.audience_id])}#dossier-{ici.pk}")
