"""Staffing: who has filled in what, the year's grid, a month and its signature."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from maillage.commun.textes import compter, mois_annee, nombre
from maillage.metiers.medecine_legale.actions import effectifs as actions
from maillage.metiers.medecine_legale.droits import EFFECTIF_LIRE, EFFECTIF_SAISIR, EFFECTIF_SIGNER
from maillage.metiers.medecine_legale.enums import StatutEtatEffectif
from maillage.metiers.medecine_legale.forms.effectifs import (
    CorrectionMoisForm,
    GrilleEffectifs,
    ReferenceForm,
    badge_etat,
)
from maillage.metiers.medecine_legale.models import EtatEffectif, ExerciceEffectif, ReferenceEffectif
from maillage.metiers.medecine_legale.regles.effectifs import (
    MOIS_PAR_AN,
    PREMIERE_ANNEE,
    mois_precedent,
    reference_en_vigueur,
)
from maillage.socle.acces.exiger import AccesRefuse, obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.historique import evenements_de

ANNEES_PROPOSEES = 6


def _structure(request: RequeteAgent, pk: int) -> Organisation:
    declarantes = actions.structures_declarantes().filter(pk__in=perimetre(request.user, EFFECTIF_LIRE))
    return obtenir(declarantes.select_related("commune"), pk=pk)


def _annee(brute: str, aujourd_hui: dt.date) -> int:
    return (
        int(brute)
        if brute.isdecimal() and PREMIERE_ANNEE <= int(brute) <= aujourd_hui.year
        else aujourd_hui.year
    )


@lecture(EFFECTIF_LIRE)
@require_safe
def liste(request: RequeteAgent) -> HttpResponse:
    """Structures of the perimeter, « n / 12 mois » each, in one query; whoever has one structure goes to its grid."""
    aujourd_hui = timezone.localdate()
    annee = _annee(request.GET.get("annee", ""), aujourd_hui)
    de_l_annee = Q(etats_effectif__mois__year=annee)
    remplis = de_l_annee & ~Q(etats_effectif__statut=StatutEtatEffectif.ATTENDU)
    structures = list(
        actions.structures_declarantes()
        .filter(pk__in=perimetre(request.user, EFFECTIF_LIRE))
        .annotate(
            nombre_mois=Count("etats_effectif", filter=remplis, distinct=True),
            nombre_signes=Count(
                "etats_effectif",
                filter=de_l_annee & Q(etats_effectif__statut=StatutEtatEffectif.SIGNE),
                distinct=True,
            ),
            dernier_mois=Max(
                "etats_effectif__mois", filter=~Q(etats_effectif__statut=StatutEtatEffectif.ATTENDU)
            ),
            cloture=Max("exercices_effectif__horodatage_cloture", filter=Q(exercices_effectif__annee=annee)),
        )
        .order_by("nom", "pk")
    )
    if len(structures) == 1:
        return redirect("medecine_legale:effectifs_grille", structures[0].pk, annee)
    attendus = MOIS_PAR_AN if annee < aujourd_hui.year else mois_precedent(aujourd_hui).month % MOIS_PAR_AN
    contexte = {
        "titre": "Effectifs",
        "annee": annee,
        "annees": range(aujourd_hui.year, aujourd_hui.year - ANNEES_PROPOSEES, -1),
        "attendus": attendus,
        "structures": [(s, _avancement(s, attendus)) for s in structures],
        "complets": sum(s.nombre_mois >= attendus for s in structures),
        "annee_precedente": annee - 1,
    }
    return render(request, "medecine_legale/effectifs_liste.html", contexte)


def _avancement(structure: Any, attendus: int) -> Badge:
    if structure.cloture:
        return Badge("Année close", "succes")
    if structure.nombre_mois < attendus:
        return Badge(f"{compter(attendus - structure.nombre_mois, 'mois', 'mois')} à saisir", "attention")
    if structure.nombre_signes < attendus:
        return Badge("À signer", "info")
    return Badge("À jour", "succes")


@lecture(EFFECTIF_LIRE)
@require_safe
def grille(request: RequeteAgent, structure: int, annee: int) -> HttpResponse:
    trouvee = _structure(request, structure)
    return _afficher(request, trouvee, _grille(request, trouvee, annee))


def _grille(request: RequeteAgent, structure: Organisation, annee: int) -> GrilleEffectifs:
    aujourd_hui = timezone.localdate()
    if not PREMIERE_ANNEE <= annee <= aujourd_hui.year + 1:
        raise AccesRefuse("Cette année n’a pas d’effectifs.")
    return GrilleEffectifs(
        structure, annee, aujourd_hui, est_modifiable=peut(request.user, EFFECTIF_SAISIR, structure)
    )


@require_POST
@ecriture(EFFECTIF_SAISIR)
def enregistrer(request: RequeteAgent, structure: int, annee: int) -> HttpResponse:
    """Every cell that changed, in one go; a wrong one refuses all and keeps what was typed."""
    trouvee = _structure(request, structure)
    grille = _grille(request, trouvee, annee)
    if not grille.est_modifiable:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    valeurs = grille.lire(request.POST)
    if not grille.erreurs:
        try:
            changes = actions.enregistrer_effectifs(
                agent=request.user, structure=trouvee, valeurs=valeurs, motif=request.POST.get("motif", "")
            )
        except ValidationError as refus:
            grille.recevoir(refus.message_dict if hasattr(refus, "error_dict") else refus.messages)
        else:
            texte = "Rien n’a changé." if not changes else f"Effectifs enregistrés : {_nommer(changes)}."
            messages.success(request, texte)
            return redirect("medecine_legale:effectifs_grille", structure, annee)
    return _afficher(request, trouvee, grille, status=422)


def _nommer(etats: list[EtatEffectif]) -> str:
    return ", ".join(mois_annee(etat.mois) for etat in etats)


def _afficher(
    request: RequeteAgent, structure: Organisation, grille: GrilleEffectifs, status: int = 200
) -> HttpResponse:
    annee, signable = grille.annee, peut(request.user, EFFECTIF_SIGNER, structure)
    contexte = {
        "fil": [("Effectifs", reverse("medecine_legale:effectifs")), (structure.nom, ""), (str(annee), "")],
        "titre": f"Effectifs {annee}",
        "structure": structure,
        "grille": grille,
        "precedente": annee - 1,
        "suivante": annee + 1 if annee < grille.aujourd_hui.year else None,
        "statut": Badge("Année close", "succes") if grille.est_close else None,
        "est_saisissable": any(rangee.est_ouverte for rangee in grille.rangees),
        "a_signe": bool(grille.nombre_signes) and not grille.est_close,
        "peut_signer": signable,
        "peut_clore": signable and not grille.est_close and annee < grille.aujourd_hui.year,
        "motif": request.POST.get("motif", ""),
    }
    return render(request, "medecine_legale/effectifs_grille.html", contexte, status=status)


@ecriture(EFFECTIF_SIGNER)
def clore(request: RequeteAgent, structure: int, annee: int) -> HttpResponse:
    trouvee = _structure(request, structure)
    retour = reverse("medecine_legale:effectifs_grille", args=[structure, annee])
    erreur = ""
    if request.method == "POST":
        try:
            actions.clore_annee(agent=request.user, structure=trouvee, annee=annee)
        except ValidationError as refus:
            erreur = " ".join(refus.messages)
        else:
            messages.success(request, f"L’année {annee} est close.")
            return redirect(retour)
    contexte = {
        "titre": f"Clore l’année {annee}",
        "consequences": [
            "Les douze mois signés font foi pour le financement.",
            "Un mois ne se corrige plus qu’avec un motif et une nouvelle signature.",
        ],
        "libelle": "Clore l’année",
        "retour": retour,
        "erreur": erreur,
        "fil": [("Effectifs", reverse("medecine_legale:effectifs")), (str(annee), retour), ("Clore", "")],
    }
    return render(
        request, "medecine_legale/effectifs_confirmer.html", contexte, status=422 if erreur else 200
    )


@ecriture(EFFECTIF_SIGNER)
def reference(request: RequeteAgent, structure: int) -> HttpResponse:
    """References, the latest first, and a form for the next one."""
    trouvee = _structure(request, structure)
    aujourd_hui = timezone.localdate()
    if not peut(request.user, EFFECTIF_SIGNER, trouvee):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    form = ReferenceForm(request.POST or None, aujourd_hui=aujourd_hui)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fixer_reference(
                agent=request.user,
                structure=trouvee,
                date_debut=form.cleaned_data["date_debut"],
                valeurs=form.valeurs,
            )
        except ValidationError as refus:
            _recevoir(form, refus)
        else:
            messages.success(request, "L’effectif de référence est enregistré.")
            return redirect("medecine_legale:effectifs_reference", structure)
    references = ReferenceEffectif.objects.filter(structure=trouvee).order_by("-date_debut", "id")
    noms = actions.professions(aujourd_hui)
    historique: dict[dt.date, list[tuple[str, Any]]] = {}
    for debut, profession, etp in references.values_list("date_debut", "profession", "etp"):
        historique.setdefault(debut, []).append((noms.get(profession, profession), etp))
    contexte = {
        "titre": "Effectif de référence",
        "structure": trouvee,
        "form": form,
        "historique": historique,
        "retour": reverse("medecine_legale:effectifs_grille", args=[structure, aujourd_hui.year]),
        "fil": [("Effectifs", reverse("medecine_legale:effectifs")), ("Effectif de référence", "")],
    }
    statut = 422 if form.errors else 200
    return render(request, "medecine_legale/effectifs_reference.html", contexte, status=statut)


def _recevoir(form: Any, refus: ValidationError) -> None:
    if not hasattr(refus, "error_dict"):
        form.add_error(None, refus)
        return
    for champ, textes in refus.message_dict.items():
        court = champ.rpartition(".")[2]
        for texte in textes:
            form.add_error(court if court in form.fields else None, texte)


def _etat(request: RequeteAgent, pk: int) -> EtatEffectif:
    visibles = EtatEffectif.objects.visibles_par(request.user).select_related(
        "structure", "auteur_validation__personne", "auteur_signature__personne"
    )
    return obtenir(visibles, pk=pk)


@lecture(EFFECTIF_LIRE)
@require_safe
def mois(request: RequeteAgent, pk: int) -> HttpResponse:
    """A month: figures beside the reference, statement signed, who did what."""
    etat = _etat(request, pk)
    valeurs = actions.valeurs_de(etat)
    references = ReferenceEffectif.objects.filter(structure=etat.structure).order_by("date_debut")
    attendus = reference_en_vigueur(references.values_list("date_debut", "profession", "etp"), etat.mois)
    exercice = ExerciceEffectif.objects.filter(structure=etat.structure, annee=etat.mois.year).first()
    est_clos = bool(exercice and exercice.est_clos)
    produits = DocumentProduit.objects.visibles_par(request.user).de(etat)
    contexte = {
        **_entete(request, etat, est_clos),
        "lignes": [
            (nom, valeurs.get(code), attendus.get(code))
            for code, nom in actions.professions(etat.mois).items()
        ],
        "total": sum(valeurs.values()) if valeurs else None,
        "total_reference": sum(attendus.values()) if attendus else None,
        "est_intact": not etat.est_signe or actions.est_intact(etat),
        "documents": produits.select_related("auteur__personne"),
        "evenements": evenements_de(etat),
    }
    return render(request, "medecine_legale/effectifs_mois.html", contexte)


def _entete(request: RequeteAgent, etat: EtatEffectif, est_clos: bool) -> dict[str, Any]:
    def adresse(nom: str) -> str:
        return reverse(f"medecine_legale:effectifs_{nom}", args=[etat.pk])

    grille = reverse("medecine_legale:effectifs_grille", args=[etat.structure_id, etat.mois.year])
    action: Bouton | None = None
    autres: list[Bouton] = []
    peut_saisir = peut(request.user, EFFECTIF_SAISIR, etat)
    peut_signer = peut(request.user, EFFECTIF_SIGNER, etat)
    if etat.statut == StatutEtatEffectif.SAISI and peut_saisir:
        action = Bouton("Valider ce mois", adresse("valider"), methode="post")
    elif etat.statut == StatutEtatEffectif.VALIDE and peut_signer:
        action = Bouton("Signer ce mois", adresse("signer"))
    if est_clos and peut_signer:
        autres = [Bouton("Corriger avec un motif", adresse("corriger"))]
    return {
        "fil": [
            ("Effectifs", reverse("medecine_legale:effectifs")),
            (f"{etat.structure.nom}, {etat.mois.year}", grille),
            (mois_annee(etat.mois), ""),
        ],
        "surtitre": etat.structure.nom,
        "titre": f"Effectifs, {mois_annee(etat.mois)}",
        "statut": badge_etat(etat.statut),
        "action": action,
        "autres": autres,
        "etat": etat,
        "grille": grille,
        "faits": [
            Fait("Année", "Close" if est_clos else "Ouverte"),
            Fait("Validé par", etat.auteur_validation or "", precision=_quand(etat.horodatage_validation)),
            Fait("Signé par", etat.auteur_signature or "", precision=_quand(etat.horodatage_signature)),
            Fait("Signatures", nombre(etat.rang)),
        ],
    }


def _quand(instant: dt.datetime | None) -> str:
    return f"{timezone.localtime(instant):%d/%m/%Y}" if instant else ""


@require_POST
@ecriture(EFFECTIF_SAISIR)
def valider(request: RequeteAgent, pk: int) -> HttpResponse:
    try:
        actions.valider_mois(agent=request.user, etat=_etat(request, pk))
        messages.success(request, "Le mois est validé : il reste à le signer.")
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    return redirect("medecine_legale:effectifs_mois", pk)


@ecriture(EFFECTIF_SIGNER)
def signer(request: RequeteAgent, pk: int) -> HttpResponse:
    etat = _etat(request, pk)
    retour = reverse("medecine_legale:effectifs_mois", args=[pk])
    erreur = ""
    if request.method == "POST":
        try:
            actions.signer_mois(agent=request.user, etat=etat)
        except ValidationError as refus:
            erreur = " ".join(refus.messages)
        else:
            messages.success(request, "Le mois est signé : son état est dans les documents.")
            return redirect(retour)
    contexte = {
        "titre": f"Signer {mois_annee(etat.mois)}",
        "consequences": [
            f"Vous attestez {nombre(sum(actions.valeurs_de(etat).values()), 2)} équivalents temps plein.",
            "Un état numéroté et vérifiable est produit à votre nom.",
            "Une correction ultérieure demande un motif et une nouvelle signature.",
        ],
        "libelle": "Signer",
        "retour": retour,
        "erreur": erreur,
        "fil": [
            ("Effectifs", reverse("medecine_legale:effectifs")),
            (mois_annee(etat.mois), retour),
            ("Signer", ""),
        ],
    }
    return render(
        request, "medecine_legale/effectifs_confirmer.html", contexte, status=422 if erreur else 200
    )


@ecriture(EFFECTIF_SIGNER)
def corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    """A month of a closed year, corrected and signed anew."""
    etat = _etat(request, pk)
    retour = reverse("medecine_legale:effectifs_mois", args=[pk])
    initial = {p: nombre(v) for p, v in actions.valeurs_de(etat).items()}
    form = CorrectionMoisForm(request.POST or None, mois=etat.mois, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.corriger_mois_clos(
                agent=request.user, etat=etat, valeurs=form.valeurs, motif=form.cleaned_data["motif"]
            )
        except ValidationError as refus:
            _recevoir(form, refus)
        else:
            messages.success(request, "La correction est signée ; l’état précédent est remplacé.")
            return redirect(retour)
    contexte = {
        "titre": f"Corriger {mois_annee(etat.mois)}",
        "form": form,
        "retour": retour,
        "fil": [
            ("Effectifs", reverse("medecine_legale:effectifs")),
            (mois_annee(etat.mois), retour),
            ("Corriger", ""),
        ],
    }
    return render(
        request, "medecine_legale/effectifs_corriger.html", contexte, status=422 if form.errors else 200
    )
