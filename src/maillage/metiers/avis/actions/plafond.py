"""How many advices of the year a patient has had already, said where the doctor decides; each side counts its own."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from maillage.metiers.avis.actions.listes import plafond_du
from maillage.metiers.avis.enums.demandes import OUVERTES, StatutDemande
from maillage.metiers.avis.enums.eligibilite import ModeRemuneration
from maillage.metiers.avis.models import Avis, Demande, Specialiste
from maillage.metiers.avis.regles.honoraires import dire_le_plafond

COMPTEES = (*OUVERTES, StatutDemande.REPONDUE, StatutDemande.CLOTUREE)


def du_demandeur(exercices: Collection[int], empreinte: str, sauf: int = 0) -> tuple[list[Demande], str]:
    """Requests of this patient still open in these practices, and what the cap says of one more; "" when nothing."""
    if not empreinte:
        return [], ""
    jour = timezone.localdate()
    siennes = Demande.objects.filter(
        requerant__in=exercices, empreinte_patient=empreinte, statut__in=COMPTEES
    ).exclude(pk=sauf)
    ouvertes = siennes.filter(statut__in=OUVERTES).select_related("filiere").order_by("-id")
    deja = siennes.filter(horodatage_publication__year=jour.year).count()
    return list(ouvertes), dire_le_plafond(deja, plafond_du(jour))


def du_specialiste(specialiste: Specialiste, demande: Demande) -> str:
    """What the cap says of this request, to a specialist paid by the act, before he takes it."""
    if specialiste.remuneration != ModeRemuneration.ACTE or not demande.empreinte_patient:
        return ""
    jour = timezone.localdate()
    deja = Avis.objects.filter(
        specialiste=specialiste,
        rang=1,
        horodatage__year=jour.year,
        demande__empreinte_patient=demande.empreinte_patient,
    ).exclude(demande=demande.pk)
    return dire_le_plafond(deja.count(), plafond_du(jour))
