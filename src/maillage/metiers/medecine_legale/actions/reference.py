"""Extend the reference table: add a value, rename it, say who allows it and from when, close it; the same of profiles.

Nothing is deleted and no act changes: a value closed from a day stays the value of the acts before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.text import slugify

from maillage.commun.textes import compter
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    ProfilActe,
    ValeurProfil,
    ValeurReference,
    oublier_table,
)
from maillage.metiers.medecine_legale.regles import ATTENTAT, MULTIPLES
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.droits import REFERENTIELS_GERER
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

UN_JOUR = dt.timedelta(days=1)
LONGUEUR_CODE = 30
LONGUEUR_CODE_ATTENTAT = 60


def ajouter_valeur(
    *,
    agent: Agent,
    champ: str,
    libelle: str,
    profils: Collection[ProfilActe],
    date_effet: dt.date,
    motif: str,
    est_reservee: bool = False,
) -> ValeurReference:
    """Add a value to a list, allowed from a day to some profiles (an attack: to whoever names one)."""
    _exiger(agent, motif)
    if champ != ATTENTAT and not profils:
        raise ValidationError({"profils": "Choisissez au moins un profil qui admet cette valeur."})
    existantes = ValeurReference.objects.filter(champ=champ)
    _refuser_libelle_pris(existantes, libelle)
    longueur = LONGUEUR_CODE_ATTENTAT if champ == ATTENTAT else LONGUEUR_CODE
    valeur = ValeurReference(
        champ=champ,
        code=_code_libre(libelle, set(existantes.values_list("code", flat=True)), longueur),
        libelle=libelle.strip(),
        ordre=(existantes.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 10,
        est_reservee=est_reservee,
        date_debut=date_effet if champ == ATTENTAT else None,
    )
    valeur.full_clean()
    with transaction.atomic(), motiver(motif):
        valeur.save()
        ValeurProfil.objects.bulk_create(
            ValeurProfil(profil=profil, valeur=valeur, date_debut=date_effet) for profil in profils
        )
    _propager()
    return valeur


def modifier_valeur(
    *,
    agent: Agent,
    valeur: ValeurReference,
    libelle: str,
    profils: Collection[ProfilActe],
    date_effet: dt.date,
    motif: str,
    est_reservee: bool = False,
) -> ValeurReference:
    """Rename a value; open it to the profiles added and close it to those removed, from `date_effet`."""
    _exiger(agent, motif)
    with transaction.atomic(), motiver(motif):
        valeur = ValeurReference.objects.select_for_update().get(pk=valeur.pk)
        _refuser_libelle_pris(
            ValeurReference.objects.filter(champ=valeur.champ).exclude(pk=valeur.pk), libelle
        )
        valeur.libelle, valeur.est_reservee = libelle.strip(), est_reservee
        valeur.full_clean()
        valeur.save()
        en_cours = {a.profil_id: a for a in valeur.autorisations.filter(date_fin=None)}
        voulus = {profil.pk for profil in profils}
        for profil_id, autorisation in en_cours.items():
            if profil_id not in voulus:
                _clore(autorisation, date_effet)
        ValeurProfil.objects.bulk_create(
            ValeurProfil(profil=profil, valeur=valeur, date_debut=date_effet)
            for profil in profils
            if profil.pk not in en_cours
        )
    _propager()
    return valeur


def clore_attentat(*, agent: Agent, valeur: ValeurReference, date_fin: dt.date | None, motif: str) -> None:
    """Stop offering a named attack after a day; None offers it again."""
    _exiger(agent, motif)
    suivants = ActeMedicoLegal.objects.filter(attentat=valeur.code, date_examen__gt=date_fin or dt.date.max)
    _refuser_si_portee(suivants.count(), "date_fin")
    with transaction.atomic(), motiver(motif):
        valeur.date_fin = date_fin
        valeur.full_clean()
        valeur.save(update_fields=["date_fin"])
    _propager()


def ajouter_profil(
    *, agent: Agent, libelle: str, modele: ProfilActe, date_effet: dt.date, motif: str
) -> ProfilActe:
    """A new profile starts as the copy of another one; its lists and its rules are then changed like any other's."""
    _exiger(agent, motif)
    existants = ProfilActe.objects.all()
    _refuser_libelle_pris(existants, libelle)
    profil = ProfilActe(
        code=_code_libre(libelle, set(existants.values_list("code", flat=True)), LONGUEUR_CODE),
        libelle=libelle.strip(),
        ordre=(existants.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 10,
        facultatifs=modele.facultatifs,
        distance_si=modele.distance_si,
        absence=modele.absence,
        admet_recueil=modele.admet_recueil,
        date_debut=date_effet,
    )
    profil.full_clean()
    with transaction.atomic(), motiver(motif):
        profil.save()
        ouvertes = modele.autorisations.filter(Q(date_fin=None) | Q(date_fin__gte=date_effet))
        ValeurProfil.objects.bulk_create(
            ValeurProfil(profil=profil, valeur_id=valeur, date_debut=date_effet)
            for valeur in ouvertes.values_list("valeur_id", flat=True).distinct()
        )
    _propager()
    return profil


def modifier_profil(
    *,
    agent: Agent,
    profil: ProfilActe,
    libelle: str,
    facultatifs: Collection[str],
    absence: str,
    admet_recueil: bool,
    date_fin: dt.date | None,
    motif: str,
) -> ProfilActe:
    """Change what a profile is called and asks, or close it after a day."""
    _exiger(agent, motif)
    with transaction.atomic(), motiver(motif):
        profil = ProfilActe.objects.select_for_update().get(pk=profil.pk)
        _refuser_libelle_pris(ProfilActe.objects.exclude(pk=profil.pk), libelle)
        if date_fin is not None:
            suivants = ActeMedicoLegal.objects.filter(profil=profil.code, date_examen__gt=date_fin)
            _refuser_si_portee(suivants.count(), "date_fin")
        profil.libelle, profil.facultatifs = libelle.strip(), sorted(facultatifs)
        profil.absence, profil.admet_recueil, profil.date_fin = absence, admet_recueil, date_fin
        profil.full_clean()
        profil.save()
    _propager()
    return profil


def _exiger(agent: Agent, motif: str) -> None:
    exiger(agent, REFERENTIELS_GERER)
    if not motif.strip():
        raise ValidationError({"motif": "Donnez un motif : l’historique le garde."})


def _clore(autorisation: ValeurProfil, date_effet: dt.date) -> None:
    """A value opened and closed the same day was never allowed: its line goes."""
    valeur, fin = autorisation.valeur, date_effet - UN_JOUR
    portee = (
        {f"{valeur.champ}__contains": [valeur.code]}
        if valeur.champ in MULTIPLES
        else {valeur.champ: valeur.code}
    )
    suivants = ActeMedicoLegal.objects.filter(
        profil=autorisation.profil.code, date_examen__gt=fin, est_annule=False, **portee
    )
    _refuser_si_portee(suivants.count(), "date_effet")
    if autorisation.date_debut is not None and autorisation.date_debut > fin:
        autorisation.delete()
        return
    autorisation.date_fin = fin
    autorisation.save(update_fields=["date_fin"])


def _refuser_si_portee(nombre: int, champ: str) -> None:
    if nombre:
        raise ValidationError(
            {champ: f"{compter(nombre, 'acte')} à partir de cette date : choisissez une date plus tardive."}
        )


def _refuser_libelle_pris(existants: object, libelle: str) -> None:
    if existants.filter(libelle__iexact=libelle.strip()).exists():  # type: ignore[attr-defined]
        raise ValidationError({"libelle": "Ce libellé existe déjà dans cette liste."})


def _code_libre(libelle: str, pris: set[str], longueur: int) -> str:
    """A stable code made from the first label; the label may change afterwards."""
    base = slugify(libelle).replace("-", "_")[:longueur] or "valeur"
    code, rang = base, 2
    while code in pris:
        suffixe = f"_{rang}"
        code, rang = base[: longueur - len(suffixe)] + suffixe, rang + 1
    return code


def _propager() -> None:
    """This process reads the table again at once; the others within seconds."""
    oublier_table()
    transaction.on_commit(oublier_table)
