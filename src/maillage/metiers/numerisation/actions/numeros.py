"""The next numbers of a centre's labels, without hole nor collision, and the objects that a label names."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max

from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.models import Boite, Centre, Dossier, Expedition
from maillage.metiers.numerisation.regles.etiquettes import Etiquette, EtiquetteInvalide, lire
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.annuaire.models import Agent

M = TypeVar("M", bound=ModeleProtege)
MODELES: dict[GenreEtiquette, type[Any]] = {
    GenreEtiquette.DOSSIER: Dossier,
    GenreEtiquette.BOITE: Boite,
    GenreEtiquette.EXPEDITION: Expedition,
}
_VERROU = "SELECT pg_advisory_xact_lock(hashtext('numerisation.numeros'), %s)"


def suivants(centre: Centre, genre: GenreEtiquette, nombre: int = 1) -> list[Etiquette]:
    """The next labels of a centre; nobody else takes any until the end of the transaction."""
    with connection.cursor() as curseur:
        curseur.execute(_VERROU, [centre.pk])
    lus = MODELES[genre].objects.filter(centre=centre.organisation_id).aggregate(dernier=Max("numero"))
    premier = (lus["dernier"] or 0) + 1
    return [Etiquette(genre, centre.code, numero) for numero in range(premier, premier + nombre)]


def centre_de(organisation: int) -> Centre:
    """The centre of this organisation. Raises ValidationError when it takes part in no campaign."""
    try:
        return Centre.objects.select_related("organisation", "campagne").get(organisation=organisation)
    except Centre.DoesNotExist:
        raise ValidationError("Ce centre ne participe à aucune campagne de numérisation.") from None


def lire_etiquette(brut: str, genre: GenreEtiquette) -> Etiquette:
    """What a scanner read, when a label of this kind is expected. Raises ValidationError with what to do."""
    try:
        etiquette = lire(brut)
    except EtiquetteInvalide as refus:
        raise ValidationError(str(refus)) from refus
    if etiquette.genre != genre:
        raise ValidationError(
            f"C’est une étiquette « {etiquette.genre.label.lower()} » : lisez celle d’un objet "
            f"« {genre.label.lower()} »."
        )
    return etiquette


def trouver(agent: Agent, modele: type[M], etiquette: Etiquette, **options: Any) -> M:
    """The object of a label, that the agent sees. Raises ValidationError otherwise: a scanner tells no more."""
    visibles: Any = modele.objects.visibles_par(agent)
    trouve: M | None = visibles.filter(code=etiquette.code, **options).first()
    if trouve is None:
        raise ValidationError(
            f"{etiquette.lisible} n’est pas connue ici : elle est d’un autre centre, ou n’est pas encore inventoriée."
        )
    return trouve
