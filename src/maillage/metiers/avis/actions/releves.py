"""The monthly statement of a specialist: computed from what he did, frozen when he signs it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import mois_annee
from maillage.metiers.avis.actions.listes import bareme_du, plafond_du
from maillage.metiers.avis.droits import RELEVE_TENIR
from maillage.metiers.avis.enums.gardes import RangGarde
from maillage.metiers.avis.models import Avis, Garde, ReleveActivite, Specialiste
from maillage.metiers.avis.regles.honoraires import VACATION, ActeRendu, Releve, etablir
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire

DOCUMENT = "avis.releve"
HEURE = Decimal(3600)
OUTRE_MER = "97"


def calculer_releve(specialiste: Specialiste, mois: dt.date) -> Releve:
    """What the month is worth today. Reads what the agent of the specialist may read: his own answers."""
    premier = mois.replace(day=1)
    suivant = ajouter_mois(premier, 1)
    fuseau = timezone.get_current_timezone()
    annee = dt.datetime(premier.year, 1, 1, tzinfo=fuseau)
    fin = dt.datetime.combine(suivant, dt.time(), fuseau)
    commune = specialiste.exercice.commune
    est_outre_mer = bool(commune and commune.departement.code.startswith(OUTRE_MER))
    actes = [
        ActeRendu(
            reference=avis.demande.numero,
            date=timezone.localdate(avis.horodatage),
            # Once the content is erased nothing says of whom it was: each counts alone.
            patient=avis.demande.empreinte_patient or f"demande {avis.demande_id}",
            filiere=avis.demande.filiere.nom,
            est_outre_mer=est_outre_mer,
        )
        for avis in Avis.objects.filter(
            specialiste=specialiste, rang=1, horodatage__gte=annee, horodatage__lt=fin
        )
        .select_related("demande__filiere")
        .order_by("horodatage", "id")
    ]
    du_mois = {acte.date for acte in actes if acte.date >= premier}
    gardes = Garde.objects.publiees().filter(
        specialiste=specialiste, rang=RangGarde.PREMIERE, date__gte=premier, date__lt=suivant
    )
    heures = [
        Decimal(round((fin_garde - debut).total_seconds())) / HEURE
        for debut, fin_garde in gardes.filter(horodatage_fin__lte=timezone.now())
        .order_by("id")
        .values_list("horodatage_debut", "horodatage_fin")
    ]
    taux = bareme_du(premier).get(VACATION)
    return etablir(
        premier,
        actes,
        mode=specialiste.remuneration,
        baremes={jour: bareme_du(jour) for jour in du_mois},
        plafonds={jour: plafond_du(jour) for jour in du_mois},
        heures_de_garde=heures,
        taux_horaire=taux.pour(est_outre_mer=est_outre_mer) if taux else Decimal(0),
    )


def signer_releve(*, agent: Agent, specialiste: Specialiste, mois: dt.date) -> DocumentProduit:
    """Freeze a month that is over, and issue its document. Raises ValidationError when it may not be."""
    exiger(agent, RELEVE_TENIR, specialiste.exercice)
    premier = mois.replace(day=1)
    if ajouter_mois(premier, 1) > timezone.localdate():
        raise ValidationError(
            f"Le mois de {mois_annee(premier)} n’est pas fini : il se signe le mois suivant."
        )
    with transaction.atomic():
        if ReleveActivite.objects.filter(specialiste=specialiste, mois=premier).exists():
            raise ValidationError(f"Le relevé de {mois_annee(premier)} est déjà signé.")
        calcule = calculer_releve(specialiste, premier)
        if not calcule.lignes and not calcule.demi_journees:
            raise ValidationError(f"Vous n’avez ni avis ni garde en {mois_annee(premier)}.")
        releve = ReleveActivite.objects.create(
            specialiste=specialiste,
            exercice_id=specialiste.exercice_id,
            gestionnaire_id=specialiste.gestionnaire_id,
            mois=premier,
            remuneration=specialiste.remuneration,
            lignes=lignes_de(calcule),
            actes=len(calcule.lignes),
            demi_journees=calcule.demi_journees,
            heures=calcule.heures,
            taux_horaire=calcule.taux_horaire,
            montant_actes=calcule.montant_actes,
            montant_vacations=calcule.montant_vacations,
            est_a_confirmer=any(ligne.est_a_confirmer for ligne in calcule.lignes)
            or bool(calcule.montant_vacations),
            auteur=agent,
        )
        return produire(DOCUMENT, releve, agent=agent)


def lignes_de(releve: Releve) -> list[dict[str, Any]]:
    """The acts as they are kept: amounts as texts, so that nothing is rounded on the way."""
    return [
        {
            "reference": ligne.reference,
            "date": ligne.date.isoformat(),
            "filiere": ligne.filiere,
            "rang": ligne.rang_annuel,
            "code": ligne.code,
            "montant": str(ligne.montant),
            "motif": ligne.motif,
            "source": ligne.source,
            "est_a_confirmer": ligne.est_a_confirmer,
        }
        for ligne in releve.lignes
    ]


def mois_a_signer(specialiste: Specialiste, aujourd_hui: dt.date, nombre: int = 6) -> list[dt.date]:
    """The months over, among the latest, when he answered or was on duty and that he has not signed; oldest first."""
    signes = set(ReleveActivite.objects.filter(specialiste=specialiste).values_list("mois", flat=True))
    courant = aujourd_hui.replace(day=1)
    debut = ajouter_mois(courant, -nombre)
    depuis = dt.datetime.combine(debut, dt.time(), timezone.get_current_timezone())
    actifs = {
        timezone.localdate(instant).replace(day=1)
        for instant in Avis.objects.filter(specialiste=specialiste, rang=1, horodatage__gte=depuis)
        .order_by("id")
        .values_list("horodatage", flat=True)
    } | {
        jour.replace(day=1)
        for jour in Garde.objects.publiees()
        .filter(specialiste=specialiste, rang=RangGarde.PREMIERE, date__range=(debut, aujourd_hui))
        .order_by("id")
        .values_list("date", flat=True)
    }
    return sorted(mois for mois in actifs - signes if debut <= mois < courant)
