"""Persons and offences of a case: added before the hearing, corrected at it, corrected with a reason after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.identites import Coffre, Identite, Incapacite
from maillage.metiers.audiences.actions.listes import edition_natinf, natinf, nature_infraction
from maillage.metiers.audiences.actions.reprises import reprendre
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import VICTIMES, NatureInfraction, StatutPersonne
from maillage.metiers.audiences.models import (
    Affaire,
    Audiencement,
    Infraction,
    InfractionJugee,
    LigneNote,
    Partie,
    Prevention,
)
from maillage.metiers.audiences.regles.affaires import controler_faits, controler_incapacite, est_mineur
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent


@dataclass(frozen=True)
class ValeursPartie:
    """What a person is in the case; who he is stands apart."""

    statut: str
    categorie_penale: str = ""
    mode_poursuite: str = ""
    mode_convocation: str = ""
    date_convocation: dt.date | None = None
    est_citee_a_personne: bool = False
    est_aide_juridictionnelle: bool = False
    langue_interprete: str = ""
    represente: Partie | None = None
    lien_juridique: str = ""
    reference_externe: str = ""


@dataclass(frozen=True)
class ValeursInfraction:
    natinf: str
    qualification: str
    nature: str = NatureInfraction.DELIT
    edition: str = ""
    date_debut: dt.date | None = None
    date_fin: dt.date | None = None
    commune: str = ""
    lieu: str = ""
    developpee: str = ""
    reference_externe: str = ""


def ajouter_partie(
    *,
    agent: Agent,
    passage: Audiencement,
    identite: Identite,
    valeurs: ValeursPartie,
    incapacite: Incapacite | None = None,
    rang: int | None = None,
    motif: str = "",
) -> Partie:
    """Add a person to the case, at this rank when a file gives one. Raises ValidationError by field."""
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic(), correction(passage.audience, motif):
        affaire = _verrouiller(passage.affaire)
        dernier = Partie.objects.filter(affaire=affaire).aggregate(m=Max("rang"))["m"] or 0
        partie = Partie(
            affaire=affaire,
            chambre_id=affaire.chambre_id,
            chambre_precedente_id=affaire.chambre_precedente_id,
            rang=rang or dernier + 1,
        )
        _enregistrer(affaire, partie, identite, valeurs, incapacite)
        _apres(agent, passage)
    return partie


def modifier_partie(
    *,
    agent: Agent,
    passage: Audiencement,
    partie: Partie,
    identite: Identite,
    valeurs: ValeursPartie,
    incapacite: Incapacite | None = None,
    motif: str = "",
) -> Partie:
    """Correct a person. Without an incapacity, what was known of it stays."""
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic(), correction(passage.audience, motif):
        affaire = _verrouiller(passage.affaire)
        avant = _dit(affaire, partie)
        _enregistrer(affaire, partie, identite, valeurs, incapacite)
        _apres(agent, passage, change=avant != _dit(affaire, partie))
    return partie


def _apres(agent: Agent, passage: Audiencement, *, change: bool = True) -> None:
    """What the signed papers said of the case is no longer so: they are signed again; progress is read again."""
    if change:
        reprendre(agent, [passage])
    recalculer(passage.audience, [passage])


def _dit(affaire: Affaire, partie: Partie) -> tuple[object, ...]:
    """Everything that is known of a person, to compare."""
    connu = [
        getattr(partie, champ.attname) for champ in Partie._meta.concrete_fields if champ.name != "contenu"
    ]
    return (*connu, Coffre(affaire).ouvrir(partie.contenu))


def _verrouiller(affaire: Affaire) -> Affaire:
    return Affaire.objects.select_for_update(of=("self",)).select_related("cle").get(pk=affaire.pk)


def _enregistrer(
    affaire: Affaire,
    partie: Partie,
    identite: Identite,
    valeurs: ValeursPartie,
    incapacite: Incapacite | None,
) -> None:
    if not (identite.nom.strip() or identite.raison_sociale.strip()):
        raise ValidationError({"nom": "Indiquez le nom, ou la raison sociale."})
    if identite.date_naissance and identite.date_naissance > timezone.localdate():
        raise ValidationError({"date_naissance": "La date de naissance est dans le futur."})
    if valeurs.statut == StatutPersonne.REPRESENTANT_LEGAL and valeurs.represente is None:
        raise ValidationError({"represente": "Indiquez qui cette personne représente."})
    coffre = Coffre(affaire)
    if incapacite is None:
        incapacite = coffre.incapacite(partie)
    elif erreurs := controler_incapacite(
        incapacite.jours, incapacite.date, timezone.localdate(), est_victime=valeurs.statut in VICTIMES
    ):
        raise ValidationError(erreurs)
    for champ, valeur in vars(valeurs).items():
        setattr(partie, champ, valeur)
    partie.est_personne_morale = bool(identite.raison_sociale.strip())
    partie.est_identifie = identite.est_complete
    partie.est_mineur = est_mineur(identite.date_naissance, _jour_des_faits(affaire))
    partie.contenu = coffre.sceller_identite(identite, incapacite)
    partie.full_clean(exclude=["affaire", "chambre", "chambre_precedente", "represente"])
    partie.save()


def _jour_des_faits(affaire: Affaire) -> dt.date:
    """The earliest day of the facts; today when none is known."""
    jour = (
        Infraction.objects.filter(affaire=affaire, date_debut__isnull=False)
        .order_by("date_debut")
        .values_list("date_debut", flat=True)
        .first()
    )
    return jour or timezone.localdate()


def retirer_partie(*, agent: Agent, passage: Audiencement, partie: Partie, motif: str = "") -> None:
    """Added by mistake: only somebody of whom nothing was decided or noted goes."""
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic(), correction(passage.audience, motif):
        if partie.decisions.exists() or partie.representants.exists() or _est_nommee(partie):
            raise ValidationError(
                "Cette personne figure dans une note ou une décision : elle reste au dossier."
            )
        partie.comparutions.all().delete()
        partie.preventions.all().delete()
        partie.delete()
        _apres(agent, passage)


def _est_nommee(partie: Partie) -> bool:
    return LigneNote.objects.filter(partie=partie).exists()


def ajouter_infraction(
    *,
    agent: Agent,
    passage: Audiencement,
    valeurs: ValeursInfraction,
    accuses: Collection[Partie] | dict[Partie, str],
    motif: str = "",
) -> Infraction:
    """Add an offence, and who answers for it (how, when `accuses` says it)."""
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic(), correction(passage.audience, motif):
        affaire = _verrouiller(passage.affaire)
        infraction = _nouvelle(affaire)
        _ecrire(affaire, infraction, valeurs)
        _reprocher(infraction, _modalites(accuses))
        _apres(agent, passage)
    return infraction


def modifier_infraction(
    *,
    agent: Agent,
    passage: Audiencement,
    infraction: Infraction,
    valeurs: ValeursInfraction,
    accuses: Collection[Partie] | dict[Partie, str],
    motif: str = "",
) -> Infraction:
    """An error of entry. Another offence, or other dates, is a requalification: it keeps the first."""
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic(), correction(passage.audience, motif):
        if InfractionJugee.objects.filter(infraction=infraction).exists():
            raise ValidationError(
                "Une décision porte sur cette infraction : retirez la décision avant de la modifier."
            )
        _ecrire(_verrouiller(passage.affaire), infraction, valeurs)
        _reprocher(infraction, _modalites(accuses))
        _apres(agent, passage)
    return infraction


def requalifier(
    *,
    agent: Agent,
    passage: Audiencement,
    infraction: Infraction,
    valeurs: ValeursInfraction,
    accuses: Collection[Partie],
    motif: str = "",
) -> Infraction:
    """The court requalifies, for these persons: the offence charged stays, put aside for them."""
    exiger(agent, AUDIENCE_TENIR, passage)
    if not accuses:
        raise ValidationError({"accuses": "Indiquez pour qui l’infraction est requalifiée."})
    with transaction.atomic(), correction(passage.audience, motif):
        affaire = _verrouiller(passage.affaire)
        if InfractionJugee.objects.filter(
            infraction=infraction, decision__partie__in=[partie.pk for partie in accuses]
        ).exists():
            raise ValidationError(
                "Une décision porte déjà sur cette infraction : retirez-la avant de requalifier."
            )
        anciennes = {
            prevention.partie_id: prevention
            for prevention in Prevention.objects.filter(infraction=infraction, est_disqualifiee=False)
        }
        concernes = [partie for partie in accuses if partie.pk in anciennes]
        if not concernes:
            raise ValidationError({"accuses": "Ces personnes ne répondent pas de cette infraction."})
        nouvelle = _nouvelle(affaire)
        nouvelle.remplace = infraction
        _ecrire(affaire, nouvelle, valeurs)
        _reprocher(nouvelle, {partie: anciennes[partie.pk].modalite for partie in concernes})
        Prevention.objects.filter(pk__in=[anciennes[partie.pk].pk for partie in concernes]).update(
            est_disqualifiee=True
        )
        _apres(agent, passage)
    return nouvelle


def _modalites(accuses: Collection[Partie] | dict[Partie, str]) -> dict[Partie, str]:
    return accuses if isinstance(accuses, dict) else dict.fromkeys(accuses, "")


def _nouvelle(affaire: Affaire) -> Infraction:
    dernier = Infraction.objects.filter(affaire=affaire).aggregate(m=Max("rang"))["m"] or 0
    return Infraction(
        affaire=affaire,
        chambre_id=affaire.chambre_id,
        chambre_precedente_id=affaire.chambre_precedente_id,
        rang=dernier + 1,
    )


def _ecrire(affaire: Affaire, infraction: Infraction, valeurs: ValeursInfraction) -> None:
    if erreurs := controler_faits(valeurs.date_debut, valeurs.date_fin, timezone.localdate()):
        raise ValidationError(erreurs)
    for champ in (
        "natinf",
        "qualification",
        "nature",
        "edition",
        "date_debut",
        "date_fin",
        "commune",
        "reference_externe",
    ):
        valeur = getattr(valeurs, champ)
        setattr(infraction, champ, valeur.strip() if isinstance(valeur, str) else valeur)
    _completer(infraction)
    infraction.contenu = Coffre(affaire).sceller(
        {"lieu": valeurs.lieu.strip(), "developpee": valeurs.developpee.strip()}
    )
    infraction.full_clean(exclude=["affaire", "chambre", "chambre_precedente", "remplace"])
    infraction.save()


def _completer(infraction: Infraction) -> None:
    """The wording and the nature of the nomenclature, when nothing else was typed.

    That of the day of the facts, else today's: the first edition that was loaded is younger than many facts.
    """
    jour = infraction.date_debut or timezone.localdate()
    entree = natinf(infraction.natinf, jour)
    if entree is None:
        jour = timezone.localdate()
        entree = natinf(infraction.natinf, jour)
    if not infraction.qualification:
        if entree is None:
            raise ValidationError(
                {
                    "qualification": "Ce code n’est pas dans la nomenclature chargée : écrivez la qualification."
                }
            )
        infraction.qualification = entree.libelle[:300]
        infraction.nature = nature_infraction(entree)
    infraction.edition = infraction.edition or (edition_natinf(jour) if entree else "")


def _reprocher(infraction: Infraction, accuses: dict[Partie, str]) -> None:
    """Who answers for the offence: exactly these."""
    actuelles = {prevention.partie_id: prevention for prevention in infraction.preventions.all()}
    for partie, modalite in accuses.items():
        prevention = actuelles.pop(partie.pk, None)
        if prevention is None:
            Prevention.objects.create(
                affaire_id=infraction.affaire_id,
                chambre_id=infraction.chambre_id,
                chambre_precedente_id=infraction.chambre_precedente_id,
                infraction=infraction,
                partie=partie,
                modalite=modalite,
            )
        elif prevention.modalite != modalite:
            prevention.modalite = modalite
            prevention.save(update_fields=["modalite"])
    Prevention.objects.filter(
        pk__in=[prevention.pk for prevention in actuelles.values() if not prevention.est_disqualifiee]
    ).delete()
