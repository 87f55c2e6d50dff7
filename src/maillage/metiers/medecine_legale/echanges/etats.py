"""The acts of a statement of activity as a file."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import QueryDict

from maillage.metiers.medecine_legale.actions.etats import actes_de_l_etat
from maillage.metiers.medecine_legale.droits import ACTE_LIRE
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, EtatActivite, LibellesReference
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.exports import ColonneExport, declarer_export


def _actes(agent: Agent, criteres: QueryDict) -> QuerySet[ActeMedicoLegal]:
    pk = criteres.get("etat", "")
    etat = EtatActivite.objects.visibles_par(agent).filter(pk=int(pk) if pk.isdecimal() else 0).first()
    actes = actes_de_l_etat(etat) if etat else ActeMedicoLegal.objects.none()
    return actes.order_by("date_examen", "pk")


ETATS = declarer_export(
    "medecine_legale.etat_activite",
    "Actes d’un état d’activité",
    droit=ACTE_LIRE,
    nom_fichier="etat-activite",
    queryset=_actes,
    colonnes=[
        ColonneExport("Numéro interne", "numero_interne"),
        ColonneExport("Numéro de PV", "numero_pv"),
        ColonneExport("Numéro de parquet", "requisition__numero_parquet"),
        ColonneExport("Juridiction", "requisition__juridiction__nom"),
        ColonneExport("Service requérant", "requerant__nom"),
        ColonneExport("Date de l’acte", "date_examen"),
        ColonneExport("Profil", "profil", libelles=LibellesReference("profil")),
        ColonneExport("Types d’examen", "types_examen", libelles=LibellesReference("types_examen")),
    ],
)
