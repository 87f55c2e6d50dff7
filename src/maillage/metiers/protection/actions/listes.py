"""The departmental list: a decision of the prefect adds, changes or ends lines; the earlier list stays readable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.droits import LISTE_TENIR
from maillage.metiers.protection.enums import Nature, TypeMandataire
from maillage.metiers.protection.models import ArreteListe, Inscription, Mandataire
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Commune, Organisation, Personne, Territoire
from maillage.socle.annuaire.rattachement import recalculer_rattachements

GENRES = {
    TypeMandataire.INDIVIDUEL: TypeOrganisation.MANDATAIRE_INDIVIDUEL,
    TypeMandataire.PREPOSE: TypeOrganisation.MANDATAIRE_PREPOSE,
    TypeMandataire.SERVICE: TypeOrganisation.SERVICE_MANDATAIRE,
}


@dataclass(frozen=True)
class LigneListe:
    """What a decision says of one professional."""

    mandataire: Mandataire
    nombre_autorise: int | None = None
    points_autorises: Decimal | None = None
    natures: tuple[str, ...] = tuple(Nature.values)
    est_financeur: bool = False


def referencer_mandataire(
    *,
    agent: Agent,
    autorite: Organisation,
    genre: str,
    nom: str,
    commune: Commune,
    personne: Personne | None = None,
    siret: str = "",
    adresse: str = "",
    code_postal: str = "",
    telephone: str = "",
    courriel: str = "",
) -> Mandataire:
    """Enter a professional in the directory: an organisation that keeps files, and its record."""
    exiger(agent, LISTE_TENIR, autorite)
    organisation = Organisation(
        type=GENRES[TypeMandataire(genre)],
        nom=nom.strip(),
        cle_recherche=cle_recherche(f"{nom} {commune.nom}"),
        commune=commune,
        siret=siret,
        adresse=adresse,
        code_postal=code_postal,
        telephone=telephone,
        courriel=courriel,
        est_gestionnaire=True,
    )
    organisation.full_clean()
    with transaction.atomic():
        organisation.save()
        recalculer_rattachements([organisation.pk])
        return Mandataire.objects.create(
            organisation=organisation,
            autorite=autorite,
            type=genre,
            personne=personne,
            natures=sorted(Nature.values),
        )


def publier_arrete(
    *,
    agent: Agent,
    autorite: Organisation,
    departement: Territoire,
    numero: str,
    date_arrete: dt.date,
    date_effet: dt.date,
    inscrits: Sequence[LigneListe],
    radies: Collection[Mandataire] = (),
) -> ArreteListe:
    """Write a decision and what it changes from its day: lines added, changed, ended. Its lines may come in turn."""
    exiger(agent, LISTE_TENIR, autorite)
    if autorite.commune is None or autorite.commune.departement_id != departement.pk:
        raise ValidationError({"departement": "Cette direction ne tient pas la liste de ce département."})
    if date_effet < date_arrete:
        raise ValidationError({"date_effet": "L’arrêté prend effet au plus tôt le jour de sa signature."})
    arrete, _ = ArreteListe.objects.get_or_create(
        departement=departement,
        numero=numero.strip(),
        defaults={"autorite": autorite, "date_arrete": date_arrete, "date_effet": date_effet},
    )
    if (arrete.date_arrete, arrete.date_effet) != (date_arrete, date_effet):
        raise ValidationError({"numero": f"{arrete} est déjà enregistré, avec d’autres dates."})
    with transaction.atomic():
        concernes = [ligne.mandataire.pk for ligne in inscrits] + [mandataire.pk for mandataire in radies]
        ouvertes = Inscription.objects.select_for_update(of=("self",)).filter(
            departement=departement, mandataire__in=concernes, date_fin=None
        )
        anciennes = {inscription.mandataire_id: inscription for inscription in ouvertes.order_by("id")}
        for ancienne in anciennes.values():
            _clore(ancienne, arrete)
        Inscription.objects.bulk_create(
            _inscription(ligne, arrete, anciennes.get(ligne.mandataire.pk)) for ligne in inscrits
        )
    return arrete


def _clore(inscription: Inscription, arrete: ArreteListe) -> None:
    if arrete.date_effet <= inscription.date_debut:
        raise ValidationError(
            {"date_effet": f"{inscription.mandataire} est inscrit depuis le {inscription.date_debut:%d/%m/%Y} :"
             " l’arrêté qui le modifie prend effet après."}
        )  # fmt: skip
    inscription.date_fin = arrete.date_effet - dt.timedelta(days=1)
    inscription.arrete_fin = arrete
    inscription.save(update_fields=["date_fin", "arrete_fin"])


def _inscription(ligne: LigneListe, arrete: ArreteListe, ancienne: Inscription | None) -> Inscription:
    return Inscription(
        organisation_id=ligne.mandataire.organisation_id,
        mandataire=ligne.mandataire,
        autorite=arrete.autorite,
        departement=arrete.departement,
        arrete=arrete,
        natures=sorted(ligne.natures),
        est_financeur=ligne.est_financeur,
        nombre_autorise=ligne.nombre_autorise,
        points_autorises=ligne.points_autorises,
        nombre_souhaite=ancienne.nombre_souhaite if ancienne else None,
        date_debut=arrete.date_effet,
    )
