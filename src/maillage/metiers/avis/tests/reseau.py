"""A network to plan: a community of Lille, its line of dermatology, specialists with all their proofs."""

import datetime as dt

from maillage.commun.calendrier import est_ferie
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import Filiere, PieceEligibilite, Rattachement, Specialiste
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Commune, Organisation, Personne
from maillage.socle.annuaire.rattachement import recalculer_rattachements

SANS_FIN = dt.date(2099, 12, 31)


def creer_organisation(genre: str, nom: str, commune: Commune) -> Organisation:
    with agir_comme(agent_systeme()):
        organisation = Organisation.objects.create(
            type=genre, nom=nom, cle_recherche=nom.lower(), commune=commune, est_gestionnaire=True
        )
        recalculer_rattachements([organisation.pk])
    return organisation


def ouvrir_filiere(cpts: Organisation, nom: str = "Dermatologie", code: str = "SM15") -> Filiere:
    with agir_comme(agent_systeme()):
        return Filiere.objects.create(gestionnaire=cpts, code=nom.lower(), nom=nom, specialites=[code])


def recruter(
    filiere: Filiere,
    nom: str,
    commune: Commune,
    *,
    agent: Agent | None = None,
    quota: int = 3,
    code: str = "SM15",
) -> Specialiste:
    """A retired specialist of the line, who may advise."""
    exercice = creer_organisation("exercice_medical", f"Dr {nom}", commune)
    with agir_comme(agent_systeme()):
        specialiste = Specialiste.objects.create(
            gestionnaire=filiere.gestionnaire,
            exercice=exercice,
            personne=Personne.objects.create(nom=nom, titre="Dr"),
            agent=agent,
            specialite=code,
            statut_ordinal="retraite_actif",
            quota_demi_journees=quota,
        )
        rattacher(specialiste, filiere)
        PieceEligibilite.objects.bulk_create(
            PieceEligibilite(
                specialiste=specialiste,
                exercice=exercice,
                gestionnaire=filiere.gestionnaire,
                genre=genre,
                date_debut=dt.date(2020, 1, 1),
                date_fin=SANS_FIN,
                verificateur=agent_systeme(),
            )
            for genre in GenrePiece
        )
    return specialiste


def rattacher(specialiste: Specialiste, filiere: Filiere) -> Rattachement:
    with agir_comme(agent_systeme()):
        return Rattachement.objects.create(
            specialiste=specialiste,
            filiere=filiere,
            exercice=specialiste.exercice,
            gestionnaire=filiere.gestionnaire,
        )


def lundi_prochain(depuis: dt.date) -> dt.date:
    """The first Monday to come that two weeks without a holiday follow: a roster counts its half-days."""
    lundi = depuis + dt.timedelta(days=7 - depuis.weekday())
    feries = any(est_ferie(lundi + dt.timedelta(days=jour)) for jour in range(14))
    return lundi_prochain(lundi) if feries else lundi
