"""The roster of a month on paper: made from the duties published, replaced when it is made again."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import mois_annee
from maillage.metiers.avis.droits import GARDE_GERER
from maillage.metiers.avis.models import Filiere, Garde, Planning
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire

DOCUMENT = "avis.tableau_garde"


def mois_du_planning(planning: Planning) -> list[dt.date]:
    """The first day of each month that the roster touches."""
    mois, tous = planning.date_debut.replace(day=1), []
    while mois <= planning.date_fin:
        tous.append(mois)
        mois = ajouter_mois(mois, 1)
    return tous


def tableaux_en_vigueur(filiere: Filiere, agent: Agent) -> dict[dt.date, DocumentProduit]:
    """The latest paper of each month of the line, which the agent may read; a paper is that of its first duty."""
    documents = DocumentProduit.objects.visibles_par(agent).filter(
        genre=DOCUMENT, statut=StatutDocument.EN_VIGUEUR, organisation=filiere.gestionnaire_id
    )
    par_garde = {document.objet_id: document for document in documents.order_by("id")}
    gardes = Garde.objects.filter(filiere=filiere, pk__in=par_garde).order_by("id")
    return {date.replace(day=1): par_garde[pk] for pk, date in gardes.values_list("pk", "date")}


def etablir_tableau(*, agent: Agent, filiere: Filiere, mois: dt.date) -> DocumentProduit:
    """The paper of a month; the one in force before is replaced. Raises ValidationError when nothing is published."""
    exiger(agent, GARDE_GERER, filiere.gestionnaire)
    premier = mois.replace(day=1)
    premiere = gardes_du_mois(filiere, premier)[:1]
    if not premiere:
        raise ValidationError(
            f"Aucune garde n’est publiée en {mois_annee(premier)} : publiez d’abord le planning."
        )
    ancien = tableaux_en_vigueur(filiere, agent).get(premier)
    return produire(DOCUMENT, premiere[0], agent=agent, remplace=ancien)


def gardes_du_mois(filiere: Filiere, premier: dt.date) -> list[Garde]:
    """The published duties of a month, in their order."""
    return list(
        Garde.objects.publiees()
        .filter(filiere=filiere, date__gte=premier, date__lt=ajouter_mois(premier, 1))
        .select_related("specialiste__personne", "filiere__gestionnaire", "gestionnaire")
        .order_by("date", "-demi_journee", "rang", "id")
    )
