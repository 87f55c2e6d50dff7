"""What a person does with an import; the doors (pages, jobs) call these."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.commun.tableur import Limites
from maillage.commun.tableur.reconnaitre import reconnaitre
from maillage.socle.acces.differer import differer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.enums import StatutImport
from maillage.socle.echanges.fichiers import empreinte, jeter, ranger
from maillage.socle.echanges.imports.analyse import ANALYSABLES, analyser
from maillage.socle.echanges.imports.application import annuler
from maillage.socle.echanges.imports.correspondance import manquantes
from maillage.socle.echanges.imports.declaration import IMPORTS, DeclarationImport
from maillage.socle.echanges.models import Importation

CONSERVATION = dt.timedelta(days=90)  # of the staged lines, and so of the possibility to undo
SUR_LE_CHAMP = 256 * 1024  # a smaller file is analysed at once, in less than a second


def deposer_import(
    *,
    agent: Agent,
    declaration: DeclarationImport,
    organisation: Organisation | None,
    chemin: Path,
    nom_fichier: str,
    limites: Limites | None = None,
) -> Importation:
    """Keep the file and start its analysis.

    Raises ErreurTableur, and keeps nothing, when the file is no spreadsheet or is too big.
    """
    exiger(agent, declaration.droit, organisation)
    reconnaitre(chemin, limites or Limites())
    from maillage.socle.echanges import taches

    importation = Importation.objects.create(
        genre=declaration.code,
        organisation=organisation,
        auteur=agent,
        nom_fichier=nom_fichier[-200:],
        fichier=ranger(chemin, "imports"),
        empreinte=empreinte(chemin),
        taille=chemin.stat().st_size,
    )
    differer(
        taches.oublier_import,
        quand=timezone.now() + CONSERVATION,
        importation_id=importation.pk,
        agent_id=agent.pk,
    )
    lancer_analyse(importation, limites)
    return importation


def lancer_analyse(importation: Importation, limites: Limites | None = None) -> None:
    """Analyse a small file now, a big one in a job."""
    if importation.taille <= SUR_LE_CHAMP:
        analyser(importation, limites)
        return
    from maillage.socle.echanges.taches import analyser_import

    importation.statut = StatutImport.DEPOSEE
    importation.save(update_fields=["statut"])
    differer(analyser_import, importation_id=importation.pk, agent_id=importation.auteur_id)


def associer_colonnes(
    *, agent: Agent, importation: Importation, rangs: dict[str, int], feuille: str = ""
) -> None:
    """Set the mapping (column code → rank in the file), or another sheet, and analyse again."""
    declaration = _modifiable(agent, importation)
    if feuille and feuille != importation.feuille:
        importation.feuille, importation.entetes, importation.correspondance = feuille, [], {}
    else:
        connus = {code: rang for code, rang in rangs.items() if code in declaration.par_code}
        if len(set(connus.values())) != len(connus):
            raise ValidationError("Une même colonne du fichier est associée deux fois.")
        absentes = manquantes(declaration, connus)
        if absentes:
            noms = ", ".join(f"« {colonne.libelle} »" for colonne in absentes)
            raise ValidationError(f"Associez aussi une colonne à : {noms}.")
        importation.correspondance = connus
    importation.save()
    lancer_analyse(importation)


def _modifiable(agent: Agent, importation: Importation) -> DeclarationImport:
    declaration = IMPORTS[importation.genre]
    exiger(agent, declaration.droit, importation.organisation)
    if importation.statut not in ANALYSABLES:
        raise ValidationError("Cet import n’est plus modifiable.")
    return declaration


def appliquer_import(*, agent: Agent, importation: Importation, sans_les_erreurs: bool = False) -> None:
    """Start the job that writes everything. Lines to correct stop it, unless one chooses to leave them out."""
    _modifiable(agent, importation)
    if importation.statut != StatutImport.ANALYSEE:
        raise ValidationError("Ce fichier n’est pas prêt à être importé.")
    if importation.nombre_erreurs and not sans_les_erreurs:
        raise ValidationError(
            "Des lignes sont à corriger. Corrigez le fichier et déposez-le de nouveau, "
            "ou choisissez de les laisser de côté."
        )
    if not importation.nombre_a_appliquer:
        raise ValidationError("Il n’y a rien à importer : tout est déjà enregistré à l’identique.")
    from maillage.socle.echanges import taches

    importation.statut = StatutImport.EN_APPLICATION
    importation.est_partielle = bool(importation.nombre_erreurs)
    importation.message = ""
    importation.save()
    differer(taches.appliquer_import, importation_id=importation.pk, agent_id=agent.pk)


def annuler_import(*, agent: Agent, importation: Importation) -> None:
    """Undo what an import wrote. Raises RefusImport when something was built on it."""
    exiger(agent, IMPORTS[importation.genre].droit, importation.organisation)
    annuler(importation.pk)


def abandonner_import(*, agent: Agent, importation: Importation) -> None:
    """Forget a file that was not applied: its lines and the file itself are deleted."""
    _modifiable(agent, importation)
    importation.lignes.all().delete()
    jeter(importation.fichier)
    importation.statut, importation.fichier = StatutImport.ABANDONNEE, ""
    importation.save(update_fields=["statut", "fichier"])


def oublier_details(importation_id: int) -> None:
    """Delete the staged lines and the file of an import; what it wrote stays, and it can no longer be undone."""
    importation = Importation.objects.get(pk=importation_id)
    importation.lignes.all().delete()
    jeter(importation.fichier)
    if importation.statut in ANALYSABLES:
        importation.statut = StatutImport.ABANDONNEE
    importation.fichier = ""
    importation.save(update_fields=["statut", "fichier"])
