"""The network: lines of advice, specialists, the proofs that let them advise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from maillage.commun.identifiants import est_rpps
from maillage.commun.textes import cle_recherche
from maillage.metiers.avis.actions.echeances import suivre_piece
from maillage.metiers.avis.actions.eligibilite import dossiers
from maillage.metiers.avis.actions.listes import specialites_du
from maillage.metiers.avis.droits import FILIERE_GERER, RESEAU_GERER
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import Filiere, PieceEligibilite, Rattachement, Specialiste
from maillage.metiers.avis.regles.eligibilite import SANS_EXPIRATION, motifs_d_ineligibilite
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Commune, Organisation, Personne
from maillage.socle.annuaire.rattachement import recalculer_rattachements


@dataclass(frozen=True)
class ValeursFiliere:
    nom: str
    specialites: tuple[str, ...]
    description: str = ""
    sujets: tuple[str, ...] = ()
    signes_alerte: tuple[str, ...] = ()
    questions: tuple[dict[str, Any], ...] = field(default=())
    horaires: tuple[dict[str, Any], ...] = field(default=())
    """Half-days of a week; none is the week by default."""
    charge_maximale: int = 8
    est_active: bool = True


def tenir_filiere(
    *, agent: Agent, gestionnaire: Organisation, valeurs: ValeursFiliere, filiere: Filiere | None = None
) -> Filiere:
    """Open a line, or change it."""
    exiger(agent, FILIERE_GERER, filiere or gestionnaire)
    connues = specialites_du(timezone.localdate())
    inconnues = [code for code in valeurs.specialites if code not in connues]
    if inconnues or not valeurs.specialites:
        raise ValidationError({"specialites": "Choisissez les spécialités dans la liste de l’ordre."})
    filiere = filiere or Filiere(gestionnaire=gestionnaire, code=slugify(valeurs.nom)[:40] or "filiere")
    for champ, valeur in asdict(valeurs).items():
        setattr(filiere, champ, list(valeur) if isinstance(valeur, tuple) else valeur)
    filiere.full_clean(exclude=["gestionnaire"])
    filiere.save()
    return filiere


@dataclass(frozen=True)
class ValeursSpecialiste:
    """What the network knows of a specialist, besides his proofs."""

    specialite: str
    statut_ordinal: str
    remuneration: str
    statut_exercice: str = "liberal"
    sujets: tuple[str, ...] = ()
    quota_demi_journees: int = 2
    date_derniere_pratique: dt.date | None = None
    filieres: tuple[int, ...] = ()


def inscrire_specialiste(
    *,
    agent: Agent,
    gestionnaire: Organisation,
    prenom: str,
    nom: str,
    rpps: str,
    commune: Commune | None,
    valeurs: ValeursSpecialiste,
) -> Specialiste:
    """Enter a specialist: his practice is made in the directory. He advises once his proofs are verified."""
    exiger(agent, RESEAU_GERER, gestionnaire)
    if rpps and not est_rpps(rpps):
        raise ValidationError({"rpps": "Le numéro RPPS compte onze chiffres, clé comprise : vérifiez-le."})
    if rpps and Specialiste.objects.filter(personne__rpps=rpps).exists():
        raise ValidationError({"rpps": "Ce médecin est déjà inscrit au réseau."})
    with transaction.atomic():
        personne = (rpps and Personne.objects.filter(rpps=rpps).first()) or Personne.objects.create(
            titre="Dr", prenom=prenom, nom=nom, rpps=rpps
        )
        exercice = Organisation.objects.create(
            type=TypeOrganisation.EXERCICE_MEDICAL,
            nom=str(personne),
            cle_recherche=cle_recherche(str(personne)),
            commune=commune,
            est_gestionnaire=True,
        )
        recalculer_rattachements([exercice.pk])
        specialiste = Specialiste(gestionnaire=gestionnaire, exercice=exercice, personne=personne)
        _ecrire(specialiste, valeurs)
    return specialiste


def modifier_specialiste(
    *, agent: Agent, specialiste: Specialiste, valeurs: ValeursSpecialiste
) -> Specialiste:
    exiger(agent, RESEAU_GERER, specialiste.gestionnaire)
    with transaction.atomic():
        _ecrire(specialiste, valeurs)
    return specialiste


def _ecrire(specialiste: Specialiste, valeurs: ValeursSpecialiste) -> None:
    if valeurs.specialite not in specialites_du(timezone.localdate()):
        raise ValidationError({"specialite": "Choisissez la spécialité dans la liste de l’ordre."})
    for champ, valeur in asdict(valeurs).items():
        if champ != "filieres":
            setattr(specialiste, champ, list(valeur) if isinstance(valeur, tuple) else valeur)
    specialiste.full_clean(exclude=["gestionnaire", "exercice", "personne", "agent"])
    specialiste.save()
    rattacher(specialiste, valeurs.filieres)


def rattacher(specialiste: Specialiste, filieres: Iterable[int]) -> None:
    """The lines in which he answers, those of his network only."""
    voulues = set(
        Filiere.objects.filter(pk__in=filieres, gestionnaire=specialiste.gestionnaire_id).values_list(
            "pk", flat=True
        )
    )
    specialiste.rattachements.exclude(filiere__in=voulues).delete()
    deja = set(specialiste.rattachements.values_list("filiere", flat=True))
    Rattachement.objects.bulk_create(
        Rattachement(
            specialiste=specialiste,
            filiere_id=filiere,
            exercice_id=specialiste.exercice_id,
            gestionnaire_id=specialiste.gestionnaire_id,
        )
        for filiere in sorted(voulues - deja)
    )


def verifier_piece(
    *,
    agent: Agent,
    specialiste: Specialiste,
    genre: str,
    date_debut: dt.date,
    date_fin: dt.date | None = None,
    reference: str = "",
    mentionne_teleexpertise: bool = True,
) -> PieceEligibilite:
    """Say that a proof was seen, and until when it holds."""
    exiger(agent, RESEAU_GERER, specialiste.gestionnaire)
    if genre not in GenrePiece.values:
        raise ValidationError({"genre": "Choisissez la pièce."})
    if date_fin is None and genre not in SANS_EXPIRATION:
        raise ValidationError({"date_fin": "Cette pièce a toujours une fin : indiquez-la."})
    piece = PieceEligibilite(
        specialiste=specialiste,
        exercice_id=specialiste.exercice_id,
        gestionnaire_id=specialiste.gestionnaire_id,
        genre=genre,
        reference=reference.strip(),
        date_debut=date_debut,
        date_fin=date_fin,
        mentionne_teleexpertise=mentionne_teleexpertise,
        verificateur=agent,
    )
    piece.full_clean(exclude=["specialiste", "exercice", "gestionnaire", "verificateur"])
    with transaction.atomic():
        piece.save()
        suivre_piece(piece)
    return piece


def suspendre(*, agent: Agent, specialiste: Specialiste, motif: str) -> Specialiste:
    """Put aside: he is asked nothing new. What he has taken stays his."""
    exiger(agent, RESEAU_GERER, specialiste.gestionnaire)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif est conservé."})
    return _suspendre(specialiste, motif.strip())


def reprendre(*, agent: Agent, specialiste: Specialiste) -> Specialiste:
    exiger(agent, RESEAU_GERER, specialiste.gestionnaire)
    return _suspendre(specialiste, "")


def _suspendre(specialiste: Specialiste, motif: str) -> Specialiste:
    specialiste.est_suspendu, specialiste.motif_suspension = bool(motif), motif
    with motiver(motif or "Reprise"):
        specialiste.save(update_fields=["est_suspendu", "motif_suspension"])
    return specialiste


def manques(specialistes: list[Specialiste], jour: dt.date) -> dict[int, list[str]]:
    """What prevents each from advising today; nothing: he may."""
    return {pk: motifs_d_ineligibilite(dossier, jour) for pk, dossier in dossiers(specialistes).items()}
