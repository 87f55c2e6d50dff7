"""A roster: prepared by computation, mended by hand, published. Versions are kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte
from maillage.metiers.avis.actions.eligibilite import motifs as motifs_ineligibilite
from maillage.metiers.avis.actions.gardes import membres_de, prevenir_specialistes, probleme_de
from maillage.metiers.avis.actions.trous import fermer_trou, suivre_trous
from maillage.metiers.avis.droits import GARDE_GERER
from maillage.metiers.avis.enums.gardes import StatutEchange, StatutPlanning
from maillage.metiers.avis.models import EchangeGarde, Filiere, Garde, Planning, Rattachement, Specialiste
from maillage.metiers.avis.regles.gardes import Affectation, Probleme, Qualite, expliquer, qualite
from maillage.metiers.avis.regles.planning import planifier
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

SEMAINES_MAXIMUM = 26
DEJA_DECIDE = "Ce planning est publié : préparez la version suivante, ou changez une garde à la fois."


def preparer_planning(
    *, agent: Agent, filiere: Filiere, debut: dt.date, fin: dt.date, avec_renfort: bool = True
) -> Planning:
    """Compute a roster. It is a draft, that takes the place of the line's former draft.

    Raises ValidationError when the period is past, too long, or holds no half-day of opening.
    """
    exiger(agent, GARDE_GERER, filiere.gestionnaire)
    _controler_periode(debut, fin)
    with transaction.atomic():
        Planning.objects.filter(filiere=filiere, statut=StatutPlanning.BROUILLON).delete()
        version = Planning.objects.filter(filiere=filiere).aggregate(m=Max("version"))["m"] or 0
        planning = Planning(
            filiere=filiere,
            gestionnaire_id=filiere.gestionnaire_id,
            version=version + 1,
            date_debut=debut,
            date_fin=fin,
            avec_renfort=avec_renfort,
            auteur=agent,
        )
        planning.save()
        _calculer(planning)
    return planning


def _controler_periode(debut: dt.date, fin: dt.date) -> None:
    if debut <= timezone.localdate():
        raise ValidationError({"date_debut": "Un planning commence demain au plus tôt."})
    if fin < debut:
        raise ValidationError({"date_fin": "La fin du planning précède son début."})
    if fin - debut > dt.timedelta(weeks=SEMAINES_MAXIMUM):
        raise ValidationError({"date_fin": f"Un planning couvre {SEMAINES_MAXIMUM} semaines au plus."})


def recalculer_planning(*, agent: Agent, planning: Planning) -> Planning:
    """Compute a draft again; what was chosen by hand stays."""
    exiger(agent, GARDE_GERER, planning)
    with transaction.atomic():
        planning = _brouillon(planning)
        _calculer(planning)
    return planning


def _brouillon(planning: Planning) -> Planning:
    actuel = (
        Planning.objects.select_for_update(of=("self",))
        .select_related("filiere__gestionnaire__commune__departement")
        .get(pk=planning.pk)
    )
    if actuel.statut != StatutPlanning.BROUILLON:
        raise ValidationError(DEJA_DECIDE)
    return actuel


def _affectations(gardes: Iterable[Garde]) -> list[Affectation]:
    return [Affectation(g.creneau, g.rang, g.specialiste_id) for g in gardes if g.specialiste_id]


def probleme_du_planning(planning: Planning, gardes: Collection[Garde]) -> Probleme:
    return probleme_de(
        planning.filiere,
        planning.date_debut,
        planning.date_fin,
        avec_renfort=planning.avec_renfort,
        imposees=_affectations(garde for garde in gardes if garde.est_imposee),
    )


def _calculer(planning: Planning) -> None:
    anciennes = list(Garde.objects.filter(planning=planning))
    probleme = probleme_du_planning(planning, anciennes)
    if not probleme.creneaux:
        raise ValidationError({"date_fin": "La filière n’est pas ouverte pendant cette période."})
    roster = planifier(probleme)
    imposees = probleme.imposees
    exercices = dict(
        Specialiste.objects.filter(pk__in=[m.cle for m in probleme.membres]).values_list("pk", "exercice_id")
    )
    tenues = {(a.creneau, a.rang): a for a in roster.affectations}
    trous = {(t.creneau, t.rang): t.motifs for t in roster.trous}
    Garde.objects.filter(planning=planning).delete()
    Garde.objects.bulk_create(
        Garde(
            planning=planning,
            gestionnaire_id=planning.gestionnaire_id,
            filiere_id=planning.filiere_id,
            specialiste_id=tenue.membre if (tenue := tenues.get((creneau, rang))) else None,
            exercice_id=exercices[tenue.membre] if tenue else None,
            date=creneau.jour,
            demi_journee=creneau.demi_journee,
            rang=rang,
            horodatage_debut=probleme.horaires[creneau][0],
            horodatage_fin=probleme.horaires[creneau][1],
            est_imposee=tenue in imposees,
            motifs=[[membre, str(motif)] for membre, motif in trous.get((creneau, rang), ())],
        )
        for creneau in probleme.creneaux
        for rang in probleme.rangs
    )
    if planning.est_optimal != roster.est_optimal:
        planning.est_optimal = roster.est_optimal
        planning.save(update_fields=["est_optimal"])


def qualite_du_planning(planning: Planning, gardes: Collection[Garde]) -> Qualite:
    """How good a roster is, as it stands."""
    probleme = probleme_du_planning(planning, gardes)
    connus = probleme.par_membre
    return qualite(probleme, [a for a in _affectations(gardes) if a.membre in connus])


def attribuer_garde(*, agent: Agent, garde: Garde, specialiste: Specialiste | None, motif: str = "") -> Garde:
    """The coordinator decides who holds a half-day, in a draft or once published (then with a reason).

    Raises ValidationError when the specialist may not advise that day, is not of the line, or is on duty already.
    """
    exiger(agent, GARDE_GERER, garde.gestionnaire)
    with transaction.atomic(), motiver(motif.strip() or "Choix du coordinateur"):
        actuelle = (
            Garde.objects.select_for_update(of=("self",))
            .select_related("planning__filiere__gestionnaire__commune__departement", "specialiste__agent")
            .get(pk=garde.pk)
        )
        if actuelle.est_publiee and not motif.strip():
            raise ValidationError(
                {"motif": "Dites pourquoi : ce planning est publié, le motif est conservé."}
            )
        if actuelle.est_publiee and actuelle.horodatage_fin <= timezone.now():
            raise ValidationError("Cette garde est passée : elle ne change plus.")
        if not actuelle.est_publiee and not actuelle.planning.est_brouillon:
            raise ValidationError("Ce planning a été remplacé : ses gardes ne changent plus.")
        if specialiste is not None:
            controler_garde(actuelle, specialiste)
        avant = actuelle.specialiste
        actuelle.specialiste = specialiste
        actuelle.exercice_id = specialiste.exercice_id if specialiste else None
        actuelle.est_imposee = specialiste is not None
        actuelle.motifs = []
        actuelle.save(update_fields=["specialiste", "exercice", "est_imposee", "motifs"])
        EchangeGarde.objects.filter(garde=actuelle, statut=StatutEchange.OUVERT).update(
            statut=StatutEchange.RETIRE, horodatage_conclusion=timezone.now()
        )
        expliquer_les_trous(actuelle.planning)
        if actuelle.est_publiee:
            suivre_trous(agent, Garde.objects.filter(pk=actuelle.pk))
            url = reverse("avis:mes_gardes")
            quand = f"le {date_courte(actuelle.date)}, {actuelle.get_demi_journee_display().lower()}"
            if avant and avant != specialiste:
                prevenir_specialistes([avant], f"Votre garde est reprise : {quand}.", url)
            if specialiste and avant != specialiste:
                prevenir_specialistes([specialiste], f"Une garde vous est confiée : {quand}.", url)
    return actuelle


def controler_garde(garde: Garde, specialiste: Specialiste) -> None:
    """Raises ValidationError when this specialist may not hold that half-day."""
    if not Rattachement.objects.filter(filiere=garde.filiere_id, specialiste=specialiste).exists():
        raise ValidationError({"specialiste": f"{specialiste} n’est pas de cette filière."})
    if empeche := motifs_ineligibilite(specialiste, garde.date, specialites=garde.filiere.specialites):
        raise ValidationError(
            {"specialiste": f"{specialiste} ne peut pas rendre d’avis ce jour : {empeche[0]}."}
        )
    autres = Garde.objects.filter(
        specialiste=specialiste, date=garde.date, demi_journee=garde.demi_journee
    ).exclude(pk=garde.pk)
    publiees = autres.filter(est_publiee=True)
    if not garde.est_publiee:
        # A draft is to replace what this line has published: only its own rows and the other lines count.
        publiees = publiees.exclude(filiere=garde.filiere_id) | autres.filter(planning=garde.planning_id)
    if publiees.exists():
        raise ValidationError({"specialiste": f"{specialiste} est déjà de garde à cette demi-journée."})


def expliquer_les_trous(planning: Planning) -> None:
    """Write again why each half-day that nobody holds could not be held."""
    gardes = list(Garde.objects.filter(planning=planning).order_by("id"))
    probleme = probleme_du_planning(planning, gardes)
    connus = probleme.par_membre
    trous = {
        (trou.creneau, trou.rang): [[membre, str(motif)] for membre, motif in trou.motifs]
        for trou in expliquer(probleme, [a for a in _affectations(gardes) if a.membre in connus])
    }
    changees = []
    for garde in gardes:
        motifs = [] if garde.specialiste_id else trous.get((garde.creneau, garde.rang), [])
        if garde.motifs != motifs:
            garde.motifs = motifs
            changees.append(garde)
    Garde.objects.bulk_update(changees, ["motifs"])


def publier_planning(*, agent: Agent, planning: Planning) -> Planning:
    """The roster holds from now on; half-days of a former version that have not begun give way to it."""
    exiger(agent, GARDE_GERER, planning)
    with transaction.atomic():
        actuel = _brouillon(planning)
        maintenant = timezone.now()
        siennes = Garde.objects.filter(planning=actuel, horodatage_debut__gt=maintenant)
        if not siennes.exists():
            raise ValidationError("Ce planning est passé : préparez-en un autre.")
        _refuser_les_doubles(actuel, siennes)
        anciennes = Garde.objects.filter(
            filiere=actuel.filiere_id,
            est_publiee=True,
            date__range=(actuel.date_debut, actuel.date_fin),
            horodatage_debut__gt=maintenant,
        )
        for garde in anciennes.trous():
            fermer_trou(agent, garde, "Planning remplacé")
        EchangeGarde.objects.filter(garde__in=anciennes, statut=StatutEchange.OUVERT).update(
            statut=StatutEchange.RETIRE, horodatage_conclusion=maintenant
        )
        anciennes.update(est_publiee=False)
        siennes.update(est_publiee=True)
        Planning.objects.filter(
            filiere=actuel.filiere_id,
            statut=StatutPlanning.PUBLIE,
            date_debut__gte=actuel.date_debut,
            date_fin__lte=actuel.date_fin,
        ).update(statut=StatutPlanning.REMPLACE)
        actuel.statut, actuel.auteur_publication = StatutPlanning.PUBLIE, agent
        actuel.horodatage_publication = maintenant
        actuel.save(update_fields=["statut", "auteur_publication", "horodatage_publication"])
        suivre_trous(agent, siennes)
        _annoncer(actuel)
    return actuel


def _refuser_les_doubles(planning: Planning, siennes: Iterable[Garde]) -> None:
    """Somebody has meanwhile taken a duty of another line at the same half-day."""
    tenues = {(g.specialiste_id, g.date, g.demi_journee) for g in siennes if g.specialiste_id}
    ailleurs = (
        Garde.objects.publiees()
        .tenues()
        .filter(date__range=(planning.date_debut, planning.date_fin))
        .exclude(filiere=planning.filiere_id)
        .select_related("specialiste__personne")
    )
    for garde in ailleurs.order_by("id"):
        if (garde.specialiste_id, garde.date, garde.demi_journee) in tenues:
            raise ValidationError(
                f"{garde.specialiste} est maintenant de garde pour une autre filière le"
                f" {date_courte(garde.date)} : calculez de nouveau le planning."
            )


def _annoncer(planning: Planning) -> None:
    comptes = Counter(
        Garde.objects.filter(planning=planning, est_publiee=True)
        .tenues()
        .order_by("id")
        .values_list("specialiste_id", flat=True)
    )
    periode = f"du {date_courte(planning.date_debut)} au {date_courte(planning.date_fin)}"
    for specialiste in membres_de(planning.filiere):
        nombre = compter(
            comptes[specialiste.pk], "demi-journée", "demi-journées", aucun="aucune demi-journée"
        )
        prevenir_specialistes(
            [specialiste],
            f"Votre planning de gardes est publié, {periode} : {nombre}.",
            reverse("avis:mes_gardes"),
        )


def supprimer_brouillon(*, agent: Agent, planning: Planning) -> None:
    exiger(agent, GARDE_GERER, planning)
    with transaction.atomic():
        _brouillon(planning).delete()
