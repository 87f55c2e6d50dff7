"""What is given of a record, and what its worker objects to: written down, made, handed over."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.lectures import CONSULTABLES
from maillage.metiers.numerisation.actions.listes import pieces_du
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.actions.rangement import FichierPerdu, sortir
from maillage.metiers.numerisation.droits import COPIE_REMETTRE, OPPOSITION_TENIR
from maillage.metiers.numerisation.enums.acces import GenreCopie, ModeRemise, PortionOpposee
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models import Copie, Dossier, Fichier, Opposition, Page
from maillage.metiers.numerisation.regles import copies as regles
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.actions import creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer

REMISE = declarer_genre_echeance(
    "numerisation.copie",
    "Copie à remettre",
    verbe="Remettre une copie",
    bouton="Ouvrir",
    droit=COPIE_REMETTRE,
    rappels=(7, 1),
)
LISEZ_MOI = """Copie du dossier {dossier}, faite le {jour}.

{fichier} : le dossier numérisé, scellé. Toute modification se voit dans un lecteur qui montre les signatures.
pieces.csv : les pages, par pièce.
empreintes.txt : ce que chaque fichier doit donner avec SHA-256.
"""


def opposer(*, agent: Agent, dossier: Dossier, portion: str, date: dt.date) -> Opposition:
    """The worker objects; it is written down with its day (R. 4624-45-6)."""
    exiger(agent, OPPOSITION_TENIR, dossier.centre)
    if portion not in PortionOpposee.values:
        raise ValidationError({"portion": "Choisissez à quoi le salarié s’oppose."})
    if date > timezone.localdate():
        raise ValidationError({"date": "La date est dans le futur."})
    opposition = Opposition(dossier=dossier, centre=dossier.centre, portion=portion, date=date, auteur=agent)
    opposition.full_clean(exclude=["dossier", "centre", "auteur"])
    opposition.save()
    return opposition


def lever_opposition(*, agent: Agent, opposition: Opposition) -> Opposition:
    """The worker changed his mind; what was said stays written."""
    exiger(agent, OPPOSITION_TENIR, opposition)
    if opposition.date_levee is None:
        opposition.date_levee = max(timezone.localdate(), opposition.date)
        opposition.save(update_fields=["date_levee"])
    return opposition


def oppositions_de(dossier: Dossier) -> list[str]:
    """What the worker objects to today."""
    return list(
        Opposition.objects.filter(dossier=dossier, date_levee=None)
        .order_by("id")
        .values_list("portion", flat=True)
    )


def demander(
    *, agent: Agent, dossier: Dossier, genre: str, destinataire: str, mode: str, date_demande: dt.date
) -> Copie:
    """A copy is asked: it is owed within a month. A transfer that the worker objects to is refused."""
    exiger(agent, COPIE_REMETTRE, dossier.centre)
    if genre not in GenreCopie.values or mode not in ModeRemise.values:
        raise ValidationError("Choisissez pour qui est la copie, et comment elle est remise.")
    if dossier.etat not in CONSULTABLES:
        raise ValidationError("Ce dossier n’est pas encore consultable à l’écran : sa copie n’existe pas.")
    if date_demande > timezone.localdate():
        raise ValidationError({"date_demande": "La date est dans le futur."})
    if motifs := regles.motifs_de_refus(genre, mode, oppositions_de(dossier)):
        raise ValidationError(motifs)
    with transaction.atomic():
        copie = Copie.objects.create(
            dossier=dossier,
            centre=dossier.centre,
            genre=genre,
            mode=mode,
            contenu=Coffre.de(dossier).sceller({"destinataire": destinataire.strip()}),
            date_demande=date_demande,
            date_limite=regles.date_limite(date_demande),
            auteur=agent,
        )
        with au_nom_du_service() as systeme:
            creer_echeance(
                agent=systeme,
                genre=REMISE,
                organisation=dossier.centre,
                objet=copie,
                libelle=f"{dossier}, {copie.get_genre_display().lower()}",
                date_limite=copie.date_limite,
                url=reverse("numerisation:copie", args=[copie.pk]),
                base_legale="RGPD, art. 12, 3",
            )
    return copie


@dataclass(frozen=True)
class Paquet:
    """What is handed over: one ZIP, named by the label alone."""

    nom: str
    octets: bytes


def composer(*, agent: Agent, copie: Copie) -> Paquet:
    """The sealed file, its index and its fingerprints. Written in the journal as taken out."""
    exiger(agent, COPIE_REMETTRE, copie)
    if motifs := regles.motifs_de_refus(copie.genre, copie.mode, oppositions_de(copie.dossier)):
        raise ValidationError(motifs)
    dossier = copie.dossier
    tracer(
        Nature.EXPORT,
        objet=dossier,
        agent=agent,
        organisation_id=dossier.centre_id,
        motif=str(copie.get_genre_display()),
    )
    with au_nom_du_service():
        fichier = Fichier.objects.filter(dossier=dossier, etat=EtatFichier.LU).order_by("-id").first()
        if fichier is None:
            raise ValidationError("Aucune copie scellée de ce dossier n’est rangée.")
        pages = list(Page.objects.filter(fichier=fichier, est_ecartee=False).order_by("numero"))
    try:
        pdf = sortir(fichier.rangement_pdfa, fichier.cle_pdfa, Coffre.de(dossier))
    except FichierPerdu as erreur:
        raise ValidationError(
            "Le fichier scellé manque ou a été altéré : il n’est pas remis. Prévenez le contrôle qualité."
        ) from erreur
    nom = dossier.etiquette.lisible.replace(" ", "-")
    octets = _zip(nom, str(dossier), pdf, pages)
    if copie.date_remise is None:
        copie.empreinte = hashlib.sha256(octets).hexdigest()
        copie.save(update_fields=["empreinte"])
    return Paquet(f"{nom}.zip", octets)


def _zip(nom: str, dossier: str, pdf: bytes, pages: Sequence[Page]) -> bytes:
    jour = timezone.localdate()
    genres = pieces_du(jour)
    index = "Page;Pièce;Partie\n" + "".join(
        f"{page.numero};{genres[page.piece].libelle if page.piece in genres else ''};{page.partie}\n"
        for page in pages
    )
    fichiers = {
        f"{nom}.pdf": pdf,
        "pieces.csv": index.encode("utf-8-sig"),
        "LISEZ-MOI.txt": LISEZ_MOI.format(
            dossier=dossier, jour=f"{jour:%d/%m/%Y}", fichier=f"{nom}.pdf"
        ).encode(),
    }
    empreintes = "".join(f"{hashlib.sha256(octets).hexdigest()}  {cle}\n" for cle, octets in fichiers.items())
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_STORED) as archive:
        for cle, octets in {**fichiers, "empreintes.txt": empreintes.encode()}.items():
            archive.writestr(zipfile.ZipInfo(cle, (jour.year, jour.month, jour.day, 0, 0, 0)), octets)
    return flux.getvalue()


def remettre(*, agent: Agent, copie: Copie, date_remise: dt.date) -> Copie:
    """Handed over, that day: what was made last, whose fingerprint stays. Twice is once."""
    exiger(agent, COPIE_REMETTRE, copie)
    with transaction.atomic():
        actuelle = Copie.objects.select_for_update(of=("self",)).get(pk=copie.pk)
        if actuelle.date_remise is not None:
            return actuelle
        if not actuelle.empreinte:
            raise ValidationError("Préparez d’abord la copie : rien n’a encore été remis.")
        if not actuelle.date_demande <= date_remise <= timezone.localdate():
            raise ValidationError({"date_remise": "La remise se fait entre la demande et aujourd’hui."})
        actuelle.date_remise = date_remise
        actuelle.save(update_fields=["date_remise"])
        with au_nom_du_service() as systeme:
            lever_echeance(agent=systeme, genre=REMISE, objet=actuelle)
    return actuelle


def destinataire_de(copie: Copie) -> str:
    return str(Coffre.de(copie.dossier).ouvrir(copie.contenu).get("destinataire", ""))
