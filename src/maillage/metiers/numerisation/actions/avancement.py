"""Where the records of a centre are: counted from their states, one query for all the centres that one sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count

from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import Centre, Dossier
from maillage.socle.annuaire.models import Agent

_D = EtatDossier
ETAPES: tuple[tuple[str, str, tuple[EtatDossier, ...]], ...] = (
    ("a_trier", "À trier", (_D.INVENTORIE,)),
    ("en_tri", "En tri", (_D.EN_TRI,)),
    ("tries", "Triés", (_D.TRIE, _D.AUDITE)),
    ("en_boite", "En boîte", (_D.EN_BOITE,)),
    ("partis", "Chez le prestataire", (_D.EXPEDIE, _D.RECU, _D.NUMERISE, _D.REFUSE, _D.CONTROLE, _D.SCELLE)),
    ("integres", "À l’écran", (_D.INTEGRE,)),
    ("detruits", "Papier détruit", (_D.DETRUIT,)),
)
"""Steps as a centre thinks of them: what the provider does is one."""


@dataclass
class Avancement:
    """Records of one centre by step."""

    centre: Centre
    etats: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.etats.total()

    def etape(self, etats: Collection[EtatDossier]) -> int:
        return sum(self.etats[etat] for etat in etats)

    @property
    def etapes(self) -> list[int]:
        return [self.etape(etats) for _, _, etats in ETAPES]

    @property
    def part_triee(self) -> int:
        """Percentage of the records inventoried whose sort is done."""
        restent = self.etats[_D.INVENTORIE] + self.etats[_D.EN_TRI]
        return 100 * (self.total - restent) // self.total if self.total else 0


def avancement(agent: Agent) -> list[Avancement]:
    """Each centre whose records the agent follows, by name."""
    comptes = (
        Dossier.objects.visibles_par(agent)
        .order_by()
        .values_list("centre", "etat")
        .annotate(nombre=Count("pk"))
    )
    par_centre: dict[int, Counter[str]] = {}
    for centre, etat, nombre in comptes:
        par_centre.setdefault(centre, Counter())[etat] += nombre
    centres = Centre.objects.select_related("organisation").filter(organisation__in=list(par_centre))
    return [
        Avancement(centre, par_centre[centre.organisation_id])
        for centre in centres.order_by("organisation__nom", "pk")
    ]


def cumuler(lignes: Collection[Avancement]) -> Counter[str]:
    """All the centres together."""
    total: Counter[str] = Counter()
    for ligne in lignes:
        total += ligne.etats
    return total
