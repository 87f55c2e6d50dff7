"""The next date: decided once, it puts the case on the roll of that day. The first passage keeps its record."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.commun.textes import date_longue
from maillage.metiers.audiences.actions.affaires import audiencer, confier
from maillage.metiers.audiences.actions.audiences import verrouiller
from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.actions.note import consigner
from maillage.metiers.audiences.actions.reprises import reprendre_la_minute
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import (
    DETENUS,
    JUGEABLES,
    FamilleRenvoi,
    GenreLigne,
    ModePoursuite,
    MotifRenvoi,
    NatureAudience,
    StatutAudience,
    StatutPassage,
    famille,
)
from maillage.metiers.audiences.models import Audience, Audiencement, Partie, Renvoi
from maillage.metiers.audiences.regles.affaires import controler_jour_audience
from maillage.metiers.audiences.regles.delais import controler_renvoi_ci, fenetre_renvoi_ci
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

NATURES = {
    FamilleRenvoi.DELIBERE: NatureAudience.DELIBERES,
    FamilleRenvoi.INTERETS_CIVILS: NatureAudience.INTERETS_CIVILS,
}


@dataclass(frozen=True)
class ValeursRenvoi:
    date: dt.date
    heure: dt.time
    motif: str
    chambre: Organisation | None = None
    est_contradictoire: bool = True
    mesure_surete: str = ""
    observations: str = ""
    est_renonce: bool = False
    """The accused waives the shortest time that an immediate appearance gives him (art. 397-1 CPP)."""


def renvoyer(
    *,
    agent: Agent,
    passages: Sequence[Audiencement],
    valeurs: ValeursRenvoi,
    instant: dt.datetime | None = None,
    motif: str = "",
) -> list[Renvoi]:
    """Adjourn one case, or a selection of one hearing at once: all or none. Said again, the date follows."""
    if not passages:
        raise ValidationError("Cochez au moins une affaire à renvoyer.")
    for passage in passages:
        exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic():
        audience = verrouiller(passages[0].audience)
        if any(passage.audience_id != audience.pk for passage in passages):
            raise ValidationError("Les affaires renvoyées ensemble sont de la même audience.")
        _controler(audience, valeurs)
        _controler_comparution_immediate(audience, passages, valeurs)
        cible = _audience_cible(agent, audience, valeurs)
        with correction(audience, motif):
            renvois = [
                _renvoyer(agent, passage, cible, valeurs, instant or timezone.now()) for passage in passages
            ]
            recalculer(audience, list(Audiencement.objects.filter(pk__in=[p.pk for p in passages])))
            recalculer(cible)
    return renvois


def _controler(audience: Audience, valeurs: ValeursRenvoi) -> None:
    if valeurs.motif not in MotifRenvoi.values:
        raise ValidationError({"motif": "Choisissez le motif du renvoi."})
    if valeurs.date <= audience.date:
        raise ValidationError(
            {"date": f"Le renvoi est après le {audience.date:%d/%m/%Y}, jour de l’audience."}
        )
    if refus := controler_jour_audience(valeurs.date, audience.date):
        raise ValidationError({"date": refus})


def _controler_comparution_immediate(
    audience: Audience, passages: Sequence[Audiencement], valeurs: ValeursRenvoi
) -> None:
    """An immediate appearance comes back within the window of art. 397-1 CPP; a judgment reserved does not count."""
    if famille(valeurs.motif) != FamilleRenvoi.RENVOI:
        return
    prevenus = Partie.objects.filter(
        affaire__in=[passage.affaire_id for passage in passages],
        statut__in=JUGEABLES,
        mode_poursuite=ModePoursuite.PV_CI,
    )
    situations = list(prevenus.values_list("categorie_penale", flat=True))
    if not situations:
        return
    fenetre = fenetre_renvoi_ci(
        audience.date,
        delais_du(audience.date),
        est_detenu=any(situation in DETENUS for situation in situations),
        a_renonce=valeurs.est_renonce,
    )
    if refus := controler_renvoi_ci(valeurs.date, fenetre, audience.date):
        raise ValidationError({"date": refus})


def _audience_cible(agent: Agent, audience: Audience, valeurs: ValeursRenvoi) -> Audience:
    """The hearing of that day and hour; put on the calendar when the chamber has none."""
    chambre = valeurs.chambre or audience.chambre
    exiger(agent, AUDIENCE_TENIR, chambre)
    du_jour = list(
        Audience.objects.filter(chambre=chambre, date=valeurs.date)
        .exclude(statut=StatutAudience.CLOSE)
        .order_by("heure")
    )
    a_l_heure = [autre for autre in du_jour if autre.heure == valeurs.heure]
    if a_l_heure:
        return a_l_heure[0]
    nature = NATURES.get(famille(valeurs.motif), audience.nature)
    cible = Audience(
        chambre=chambre,
        date=valeurs.date,
        heure=valeurs.heure,
        type=audience.type,
        nature=nature,
        salle=audience.salle,
        auteur=agent,
    )
    cible.full_clean(exclude=["chambre", "auteur"])
    cible.save()
    return cible


def _renvoyer(
    agent: Agent, passage: Audiencement, cible: Audience, valeurs: ValeursRenvoi, instant: dt.datetime
) -> Renvoi:
    famille_voulue = famille(valeurs.motif)
    if passage.statut == StatutPassage.JUGE and famille_voulue != FamilleRenvoi.INTERETS_CIVILS:
        raise ValidationError(f"{passage} : l’affaire est jugée, seuls les intérêts civils se renvoient.")
    renvoi = Renvoi.objects.filter(audiencement=passage).select_related("suivant__audience").first()
    if renvoi is None:
        renvoi = Renvoi(audiencement=passage, chambre_id=passage.chambre_id, auteur=agent, horodatage=instant)
    coffre = Coffre(passage.affaire)
    renvoi.date, renvoi.heure, renvoi.motif, renvoi.famille = (
        valeurs.date, valeurs.heure, valeurs.motif, famille_voulue,
    )  # fmt: skip
    renvoi.est_contradictoire, renvoi.mesure_surete = valeurs.est_contradictoire, valeurs.mesure_surete
    renvoi.contenu = coffre.sceller({"observations": valeurs.observations.strip()})
    renvoi.full_clean(exclude=["audiencement", "suivant", "chambre", "auteur"])
    renvoi.suivant = _suivant(agent, passage, cible, renvoi.suivant, valeurs.heure)
    renvoi.save()
    reprendre_la_minute(agent, [passage])
    if not passage.audience.est_close:
        consigner(
            agent=agent,
            passage=passage,
            instant=instant,
            genre=GenreLigne.DELIBERE if famille_voulue == FamilleRenvoi.DELIBERE else GenreLigne.RENVOI,
            texte=_phrase(renvoi),
            cle_client=uuid.uuid5(uuid.NAMESPACE_OID, f"renvoi {passage.pk} {valeurs.date} {valeurs.motif}"),
        )
    return renvoi


def _phrase(renvoi: Renvoi) -> str:
    quand = f"{date_longue(renvoi.date)} à {renvoi.heure.hour} h {renvoi.heure.minute:02}"
    if renvoi.famille == FamilleRenvoi.DELIBERE:
        return f"L’affaire est mise en délibéré au {quand}."
    libelle = str(MotifRenvoi(renvoi.motif).label)
    avis = " Les parties présentes en sont avisées." if renvoi.est_contradictoire else ""
    return f"L’affaire est renvoyée au {quand} ({libelle[:1].lower()}{libelle[1:]}).{avis}"


def _suivant(
    agent: Agent, passage: Audiencement, cible: Audience, ancien: Audiencement | None, heure: dt.time
) -> Audiencement:
    """The passage of the new date; the one made for another date goes, if nothing happened in it."""
    if ancien is not None:
        if ancien.audience_id == cible.pk:
            return ancien
        _retirer(ancien)
    deja = Audiencement.objects.filter(audience=cible, affaire=passage.affaire_id).first()
    if deja is not None:
        return deja
    confier(passage.affaire, cible.chambre)
    # A passage has one next: civil interests follow a judgment, on another roll, without a chain.
    est_libre = not Audiencement.objects.filter(precedent=passage).exists()
    return audiencer(agent, cible, passage.affaire, heure=heure, precedent=passage if est_libre else None)


def _retirer(suivant: Audiencement) -> None:
    if suivant.horodatage_appel or suivant.lignes.exists() or suivant.decisions.exists():
        raise ValidationError(
            f"L’affaire a déjà été appelée le {suivant.audience.date:%d/%m/%Y} : ce renvoi ne se change plus."
        )
    Renvoi.objects.filter(suivant=suivant).update(suivant=None)
    suivant.comparutions.all().delete()
    audience = suivant.audience
    suivant.delete()
    recalculer(audience, [])


def prevoir_delibere(agent: Agent, passage: Audiencement, date: dt.date, instant: dt.datetime) -> None:
    """A judgment is reserved: the case is on the roll of the day it is read."""
    existant = Renvoi.objects.filter(audiencement=passage).first()
    if existant is not None and existant.date == date:
        return
    renvoyer(
        agent=agent,
        passages=[passage],
        valeurs=ValeursRenvoi(date, passage.audience.heure, MotifRenvoi.DELIBERE),
        instant=instant,
        motif="Mise en délibéré",
    )


def annuler_renvoi(*, agent: Agent, passage: Audiencement, motif: str) -> None:
    """The case was not adjourned: the next passage goes too, if nothing happened in it."""
    exiger(agent, AUDIENCE_TENIR, passage)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous retirez ce renvoi : le motif est conservé."})
    with transaction.atomic():
        audience = verrouiller(passage.audience)
        renvoi = Renvoi.objects.filter(audiencement=passage).select_related("suivant__audience").first()
        if renvoi is None:
            return
        with correction(audience, motif):
            suivant = renvoi.suivant
            renvoi.delete()
            if suivant is not None:
                _retirer(suivant)
            reprendre_la_minute(agent, [passage])
            recalculer(audience, [passage])
