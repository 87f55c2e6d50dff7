"""Keyset pages: a page starts after a row, so the thousandth costs what the first costs."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from ninja import Field, Schema

from maillage.socle.echanges.api.problemes import RefusApi

S = TypeVar("S")
M = TypeVar("M", bound=Model)
SEL = "echanges.curseur"


class Page(Schema, Generic[S]):
    """A page of a list; ``suivant`` is the ``curseur`` of the next one, null on the last."""

    elements: list[S]
    suivant: str | None = None


class Pagination(Schema):
    """Parameters of a list: ``pagination: Query[Pagination]``."""

    curseur: str = Field("", max_length=500, description="Valeur de « suivant » de la page précédente.")
    taille: int = Field(50, ge=1, le=500, description="Nombre d’éléments par page.")


def paginer(queryset: QuerySet[M], pagination: Pagination, *, tri: str = "-pk") -> dict[str, Any]:
    """One page ordered by ``tri`` (a field that is never null, « - » before it for the reverse), then by key."""
    est_descendant, champ = tri.startswith("-"), tri.lstrip("-")
    signe, prefixe = ("lt", "-") if est_descendant else ("gt", "")
    lignes = queryset.order_by(*dict.fromkeys([f"{prefixe}{champ}", f"{prefixe}pk"]))
    if pagination.curseur:
        try:
            pk, tri_lu = signing.loads(pagination.curseur, salt=SEL)
        except (signing.BadSignature, ValueError, TypeError) as erreur:
            raise RefusApi(
                422, "Le curseur n’est pas valable : reprenez la liste depuis le début."
            ) from erreur
        valeur = queryset.order_by().filter(pk=pk).values_list(champ, flat=True).first()
        if tri_lu != tri or valeur is None:
            raise RefusApi(422, "Le curseur n’est plus valable : reprenez la liste depuis le début.")
        lignes = lignes.filter(Q(**{f"{champ}__{signe}": valeur}) | Q(**{champ: valeur, f"pk__{signe}": pk}))
    lues = list(lignes[: pagination.taille + 1])
    page = lues[: pagination.taille]
    suivant = signing.dumps([page[-1].pk, tri], salt=SEL) if len(lues) > pagination.taille else None
    return {"elements": page, "suivant": suivant}
