"""The note, line by line. A line sent twice exists once; a line changed by two people loses no word of either."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.audiences.actions.audiences import verrouiller
from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.comparutions import comparution_de
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.phrases import phrases_de
from maillage.metiers.audiences.actions.reprises import reprendre_la_note
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import DEBATS, JUGEABLES, GenreLigne, ModeComparution, StatutPersonne
from maillage.metiers.audiences.models import Audience, Audiencement, LigneNote, Partie
from maillage.metiers.audiences.regles.note import phrase
from maillage.metiers.audiences.regles.phrases import developper
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

TEXTE_MAXIMAL = 20_000


class VersionDepassee(ValidationError):
    """Somebody else changed the line meanwhile: both texts are shown, none is lost."""

    def __init__(self, ligne: LigneNote, actuel: str) -> None:
        self.ligne, self.actuel = ligne, actuel
        super().__init__(
            "Cette ligne a été modifiée par quelqu’un d’autre pendant votre saisie. Votre texte est gardé ci-dessous :"
            " réunissez les deux, puis enregistrez."
        )


def consigner(
    *,
    agent: Agent,
    passage: Audiencement,
    genre: str,
    texte: str = "",
    partie: Partie | None = None,
    instant: dt.datetime | None = None,
    cle_client: uuid.UUID | None = None,
    motif: str = "",
) -> LigneNote:
    """Write a line, and what it says of presence, rights and standing. An empty text takes the button's sentence."""
    exiger(agent, AUDIENCE_TENIR, passage)
    cle_client = cle_client or uuid.uuid4()
    instant = instant or timezone.now()
    if instant > timezone.now() + dt.timedelta(minutes=5):
        raise ValidationError({"horodatage": "L’heure de cette ligne est dans le futur."})
    with transaction.atomic():
        audience = verrouiller(passage.audience)
        existante = LigneNote.objects.filter(audiencement=passage, cle_client=cle_client).first()
        if existante is not None:
            return existante
        with correction(audience, motif):
            coffre = Coffre(passage.affaire)
            texte = _developper(agent, audience, texte) or phrase(genre, coffre.nom(partie) if partie else "")
            if not texte:
                raise ValidationError({"texte": "Écrivez le texte de la ligne."})
            _controler(texte)
            ligne = LigneNote(
                audiencement=passage,
                chambre_id=passage.chambre_id,
                cle_client=cle_client,
                genre=genre,
                horodatage=instant,
                partie=partie,
                contenu=coffre.sceller({"texte": texte}),
                auteur=agent,
            )
            ligne.full_clean(exclude=["audiencement", "chambre", "partie", "auteur"])
            avance = _fait_avancer(passage, genre)
            ligne.save()
            _appliquer(passage, genre, partie, instant)
            if reprendre_la_note(agent, [passage]) or avance:
                recalculer(audience, [passage])
    return ligne


def _fait_avancer(passage: Audiencement, genre: str) -> bool:
    """The case moves with the line that calls it, and with the first of its debates: the others cost no recount."""
    debuts = next((debuts for debuts in ((GenreLigne.APPEL,), DEBATS) if genre in debuts), ())
    ecrites = LigneNote.objects.filter(audiencement=passage, genre__in=debuts, est_retiree=False)
    return bool(debuts) and not ecrites.exists()


def _developper(agent: Agent, audience: Audience, texte: str) -> str:
    """The text with its short cuts in full; nothing is asked of the library when there is none."""
    texte = texte.strip()
    return developper(texte, phrases_de(agent, audience.chambre)) if "#" in texte else texte


def _controler(texte: str) -> None:
    if len(texte) > TEXTE_MAXIMAL:
        raise ValidationError({"texte": "Ce texte est trop long pour une ligne : coupez-le en plusieurs."})


def _appliquer(passage: Audiencement, genre: str, partie: Partie | None, instant: dt.datetime) -> None:
    """What the line says besides its words."""
    match genre:
        case GenreLigne.APPEL:
            if passage.horodatage_appel is None:
                passage.horodatage_appel = instant
                passage.save(update_fields=["horodatage_appel"])
        case GenreLigne.IDENTITE if partie is not None:
            comparution = comparution_de(passage, partie)
            if not comparution.mode:
                comparution.mode = ModeComparution.CMPAM if comparution.avocat else ModeComparution.CMP
                comparution.save(update_fields=["mode"])
        case GenreLigne.SILENCE:
            for concerne in [partie] if partie else _prevenus(passage):
                comparution = comparution_de(passage, concerne)
                comparution.est_silence_notifie = True
                comparution.save(update_fields=["est_silence_notifie"])
        case GenreLigne.JUGEMENT_IMMEDIAT if partie is not None:
            comparution = comparution_de(passage, partie)
            comparution.est_consentement = True
            comparution.save(update_fields=["est_consentement"])
        case GenreLigne.INTERPRETE if partie is not None:
            comparution = comparution_de(passage, partie)
            comparution.est_interprete_present = True
            comparution.save(update_fields=["est_interprete_present"])
        case GenreLigne.CONSTITUTION if partie is not None and partie.statut == StatutPersonne.VICTIME:
            partie.statut = StatutPersonne.PARTIE_CIVILE
            partie.save(update_fields=["statut"])


def _prevenus(passage: Audiencement) -> list[Partie]:
    return list(Partie.objects.filter(affaire=passage.affaire_id, statut__in=JUGEABLES))


def modifier_ligne(
    *,
    agent: Agent,
    ligne: LigneNote,
    texte: str,
    version: int,
    instant: dt.datetime | None = None,
    motif: str = "",
) -> LigneNote:
    """Change a line that is still as it was read. Raises VersionDepassee, which carries the other text."""
    exiger(agent, AUDIENCE_TENIR, ligne)
    texte = _developper(agent, ligne.audiencement.audience, texte)
    if not texte:
        raise ValidationError({"texte": "Une ligne ne se vide pas : retirez-la."})
    _controler(texte)
    with transaction.atomic():
        passage = ligne.audiencement
        audience = verrouiller(passage.audience)
        actuelle = LigneNote.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
        coffre = Coffre(passage.affaire)
        connu = str(coffre.ouvrir(actuelle.contenu).get("texte", ""))
        if actuelle.version != version:
            if connu == texte:
                return actuelle
            raise VersionDepassee(actuelle, connu)
        if connu == texte and instant in (None, actuelle.horodatage):
            return actuelle
        with correction(audience, motif):
            actuelle.contenu = coffre.sceller({"texte": texte})
            actuelle.horodatage = instant or actuelle.horodatage
            actuelle.version += 1
            actuelle.save(update_fields=["contenu", "horodatage", "version", "horodatage_modification"])
            reprendre_la_note(agent, [passage])
            recalculer(audience, [passage])
    return actuelle


def retirer_ligne(*, agent: Agent, ligne: LigneNote, est_retiree: bool = True, motif: str = "") -> LigneNote:
    """Take a line out of the note, or put it back. It stays, struck out, with its history."""
    exiger(agent, AUDIENCE_TENIR, ligne)
    with transaction.atomic():
        passage = ligne.audiencement
        audience = verrouiller(passage.audience)
        actuelle = LigneNote.objects.select_for_update(of=("self",)).get(pk=ligne.pk)
        if actuelle.est_retiree != est_retiree:
            with correction(audience, motif):
                actuelle.est_retiree = est_retiree
                actuelle.version += 1
                actuelle.save(update_fields=["est_retiree", "version", "horodatage_modification"])
                if actuelle.genre == GenreLigne.APPEL:
                    _relire_appel(passage)
                reprendre_la_note(agent, [passage])
                recalculer(audience, [passage])
    return actuelle


def _relire_appel(passage: Audiencement) -> None:
    """The hour of the call is that of the first line that says it."""
    appel = passage.lignes.filter(genre=GenreLigne.APPEL, est_retiree=False).order_by("horodatage").first()
    passage.horodatage_appel = appel.horodatage if appel else None
    passage.save(update_fields=["horodatage_appel"])
