"""A record opened on screen: who may, which pages, what is written of it in the journal.

Once it is decided that this agent may, pages are read in the name of the service: the stored files are not his to list,
and a door broken open shows one record without opening the wall. What he may see of it is decided here, page by page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from maillage.metiers.numerisation.actions.delegations import delegation_pour
from maillage.metiers.numerisation.actions.pages import mots_de
from maillage.metiers.numerisation.actions.pages import pages_de as pages_du_dossier
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import PAGE_ADMINISTRATIVE_LIRE, PAGE_LIRE
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import Delegation, Dossier, Page, Porte
from maillage.metiers.numerisation.regles.acces import est_lisible
from maillage.metiers.numerisation.regles.recherche import Trouvaille, chercher
from maillage.socle.acces.exiger import AccesRefuse, peut
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.models import Evenement, Nature
from maillage.socle.journal.traces import tracer_lecture

CONSULTABLES = (EtatDossier.INTEGRE, EtatDossier.DETRUIT)
MOTIF_EFFACE = "Effacé à la fin de la conservation"
PAGES_MONTREES = 20
"""Pages whose words are shown for one search: each is a page read."""


@dataclass(frozen=True)
class Ouverture:
    """A record and how this agent reads it."""

    agent: Agent
    dossier: Dossier
    est_soignant: bool
    porte: Porte | None = None
    delegation: Delegation | None = None
    """What lets an assistant read; without it no page opens (R. 4624-45-5)."""

    @property
    def est_permise(self) -> bool:
        return self.est_soignant or self.delegation is not None

    @property
    def est_consultable(self) -> bool:
        return self.dossier.etat in CONSULTABLES

    @property
    def est_effacee(self) -> bool:
        return not self.dossier.cle.enveloppe

    @contextmanager
    def lire(self) -> Iterator[None]:
        """The context in which its pages are read. Traces are written outside it: they are the agent's."""
        with au_nom_du_service():
            yield

    def permet(self, page: Page) -> bool:
        return self.est_permise and est_lisible(page.partie, est_soignant=self.est_soignant)


def ouvrir(agent: Agent, pk: int) -> Ouverture:
    """The record, as this agent may read it. Raises AccesRefuse when he may not, or when it does not exist."""
    proche = Dossier.objects.visibles_par(agent).select_related("cle", "centre").filter(pk=pk).first()
    if proche is not None:
        if peut(agent, PAGE_LIRE, proche.centre):
            return Ouverture(agent, proche, est_soignant=True)
        if peut(agent, PAGE_ADMINISTRATIVE_LIRE, proche.centre):
            deleguee = delegation_pour(agent, proche)
            return Ouverture(agent, proche, est_soignant=False, delegation=deleguee)
    porte = porte_ouverte(agent, pk)
    if porte is None:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    with au_nom_du_service():
        dossier = Dossier.objects.select_related("cle", "centre").get(pk=pk)
    return Ouverture(agent, dossier, est_soignant=True, porte=porte)


def porte_ouverte(agent: Agent, dossier: int) -> Porte | None:
    """The door that this agent broke open, for the hour that it lasts."""
    siennes = Porte.objects.filter(agent=agent, dossier=dossier)
    return siennes.ouvertes(timezone.now()).order_by("-id").first()


def pages_de(ouverture: Ouverture) -> list[Page]:
    """All the pages of the record, in their order; some may be locked (`ouverture.permet`)."""
    with ouverture.lire():
        return list(pages_du_dossier(ouverture.dossier).select_related("fichier", "dossier__cle"))


def page_de(ouverture: Ouverture, numero: int) -> Page | None:
    """One page that the agent may open; None when it is locked, or is not there."""
    with ouverture.lire():
        page = (
            pages_du_dossier(ouverture.dossier)
            .select_related("fichier", "dossier__cle")
            .filter(numero=numero)
            .first()
        )
    return page if page is not None and ouverture.permet(page) else None


def rechercher(
    ouverture: Ouverture, pages: Sequence[Page], question: str
) -> list[tuple[Page, list[Trouvaille]]]:
    """Pages of this record where the words are, and around what; what is shown of them is traced as read."""
    trouvees = []
    for page in pages:
        if not ouverture.permet(page):
            continue
        if trouvailles := chercher([mot.texte for mot in mots_de(page)], question):
            trouvees.append((page, trouvailles))
    return trouvees[:PAGES_MONTREES]


def tracer_page(ouverture: Ouverture, page: Page, motif: str) -> None:
    """One page shown: who, when, why. Written before it is shown."""
    tracer_lecture(page, ouverture.agent, organisation_id=ouverture.dossier.centre_id, motif=motif)


def tracer_dossier(ouverture: Ouverture, motif: str) -> None:
    tracer_lecture(
        ouverture.dossier, ouverture.agent, organisation_id=ouverture.dossier.centre_id, motif=motif
    )


@dataclass(frozen=True)
class AccesVu:
    """One line of what happened to a record's content; `page` is 0 for the record itself."""

    horodatage: dt.datetime
    agent: str
    page: int
    nature: Nature
    motif: str


def acces_au_dossier(dossier: Dossier, *, limite: int | None = None) -> list[AccesVu]:
    """Who read or took what of a record, latest first, as far as the caller's wall shows the journal."""
    with au_nom_du_service():
        numeros = dict(Page.objects.filter(dossier=dossier).order_by("pk").values_list("pk", "numero"))
    evenements = Evenement.objects.filter(nature__in=[Nature.LECTURE, Nature.EXPORT]).select_related(
        "agent__personne"
    )
    du_dossier = evenements.filter(objet_type=Dossier._meta.db_table, objet_id=dossier.pk)
    des_pages = evenements.filter(objet_type=Page._meta.db_table, objet_id__in=list(numeros))
    lus = list(du_dossier.order_by("-horodatage", "-id")[:limite]) + list(
        des_pages.order_by("-horodatage", "-id")[:limite]
    )
    lus.sort(key=lambda evenement: (evenement.horodatage, evenement.pk), reverse=True)
    return [
        AccesVu(
            evenement.horodatage,
            str(evenement.agent),
            numeros.get(evenement.objet_id, 0) if evenement.objet_type == Page._meta.db_table else 0,
            Nature(evenement.nature),
            evenement.motif or (MOTIF_EFFACE if dossier.horodatage_effacement else ""),
        )
        for evenement in lus[:limite]
    ]
