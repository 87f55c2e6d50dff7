"""Keyset pagination: a page starts after a row, not at a rank, so the thousandth page costs what the first costs.

The cursor carries the key of a row and nothing of its content (a sorted name would otherwise end in web logs). It is
signed; a cursor that is forged, or whose row has gone, gives the first page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

M = TypeVar("M", bound=Model)
SEL = "maillage.interface.curseur"


@dataclass(frozen=True)
class Tri:
    """An order: one field, then the primary key the same way, so that no two rows are equal."""

    champ: str
    est_descendant: bool = False

    @classmethod
    def lire(cls, texte: str) -> Tri:
        return cls(texte.lstrip("-"), texte.startswith("-"))

    def __str__(self) -> str:
        return f"{'-' if self.est_descendant else ''}{self.champ}"


@dataclass(frozen=True)
class Page(Generic[M]):
    lignes: list[M]
    precedente: str = ""
    suivante: str = ""


def page(
    queryset: QuerySet[M], tri: Tri, curseur: str, taille: int, *, est_peu_nombreux: bool = False
) -> Page[M]:
    """The page that the cursor names. One query, two when there is a cursor.

    When the rows are known to be few, they are found by their criteria then sorted: PostgreSQL, which believes them
    more numerous near the beginning than they may be, would else walk the whole table in order to meet them.
    """
    repere = _lire(curseur, tri)
    vers_avant = repere is not None and repere[0] == "avant"
    limites = _au_dela(queryset, tri, repere[1], vers_avant) if repere else None
    if limites is None:
        repere, vers_avant = None, False
        limites = Q()
    ordonnees = _ordonner(queryset.filter(limites), tri, vers_avant, sans_index=est_peu_nombreux)
    lignes = list(ordonnees[: taille + 1])
    a_davantage = len(lignes) > taille
    lignes = lignes[:taille]
    if vers_avant:
        lignes.reverse()
    a_suivante = bool(lignes) and (vers_avant or a_davantage)
    a_precedente = bool(lignes) and (a_davantage if vers_avant else repere is not None)
    return Page(
        lignes,
        precedente=_ecrire("avant", lignes[0], tri) if a_precedente else "",
        suivante=_ecrire("apres", lignes[-1], tri) if a_suivante else "",
    )


def _ecrire(sens: str, ligne: Model, tri: Tri) -> str:
    return signing.dumps([sens, ligne.pk, str(tri)], salt=SEL)


def _lire(curseur: str, tri: Tri) -> tuple[str, Any] | None:
    if not curseur:
        return None
    try:
        sens, cle, tri_ecrit = signing.loads(curseur, salt=SEL)
    except signing.BadSignature:
        return None
    return (sens, cle) if tri_ecrit == str(tri) else None


def _est_nullable(queryset: QuerySet[M], champ: str) -> bool:
    """Whether the order must place empty values. Unknown (annotation): yes, which is always right, only slower."""
    modele: Any = queryset.model
    nullable = False
    for partie in champ.split("__"):
        try:
            description = modele._meta.pk if partie == "pk" else modele._meta.get_field(partie)
        except FieldDoesNotExist:
            return True
        nullable = nullable or bool(description.null)
        modele = description.related_model
    return nullable


def _ordonner(queryset: QuerySet[M], tri: Tri, est_inverse: bool, *, sans_index: bool) -> QuerySet[M]:
    descendant = tri.est_descendant is not est_inverse
    champ: Any = Coalesce(F(tri.champ), F(tri.champ)) if sans_index else F(tri.champ)  # no index is on this
    cle = OrderBy(F("pk"), descending=descendant)
    if tri.champ in ("pk", "id"):
        return queryset.order_by(cle)
    if not _est_nullable(queryset, tri.champ):
        return queryset.order_by(OrderBy(champ, descending=descendant), cle)
    vides = {"nulls_first": True} if est_inverse else {"nulls_last": True}
    return queryset.order_by(OrderBy(champ, descending=descendant, **vides), cle)


def _au_dela(queryset: QuerySet[M], tri: Tri, cle: Any, vers_avant: bool) -> Q | None:
    """Rows beyond the one named; None when it is no longer visible. Empty values come last in either order.

    Written `f <= v AND (f < v OR pk < k)`, which an index on (f, pk) answers by a range.
    """
    signe = "lt" if tri.est_descendant is not vers_avant else "gt"
    if tri.champ in ("pk", "id"):
        return Q(**{f"pk__{signe}": cle})
    valeurs = queryset.order_by().filter(pk=cle).values_list(tri.champ, flat=True)[:1]
    trouvees = list(valeurs)
    if not trouvees:
        return None
    valeur, champ = trouvees[0], tri.champ
    meme_valeur = Q(**{f"pk__{signe}": cle})
    nullable = _est_nullable(queryset, champ)
    if valeur is None:
        dans_les_vides = Q(**{f"{champ}__isnull": True}) & meme_valeur
        return dans_les_vides | Q(**{f"{champ}__isnull": False}) if vers_avant else dans_les_vides
    au_dela = Q(**{f"{champ}__{signe}e": valeur}) & (Q(**{f"{champ}__{signe}": valeur}) | meme_valeur)
    return au_dela | Q(**{f"{champ}__isnull": True}) if nullable and not vers_avant else au_dela
