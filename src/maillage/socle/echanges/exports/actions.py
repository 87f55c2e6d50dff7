"""Asking for an export, preparing it, letting it expire. Every export leaves a trace in the journal."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from maillage.commun.tableur import ErreurTableur
from maillage.socle.acces.annonces import prevenir
from maillage.socle.acces.differer import differer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges import progression
from maillage.socle.echanges.enums import FormatExport, StatutExport
from maillage.socle.echanges.exports.declaration import EXPORTS, DeclarationExport
from maillage.socle.echanges.exports.flux import ecrire_classeur, feuilles, nom_date
from maillage.socle.echanges.fichiers import jeter, ranger
from maillage.socle.echanges.models import Exportation
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer

SEUIL_TACHE = 20_000  # rows, beyond which a workbook is prepared by a job
DUREE = dt.timedelta(days=2)


def sujet(exportation: Exportation) -> str:
    """Name under which the progress of this export is announced."""
    return f"export-{exportation.pk}"


def demander_export(
    *, agent: Agent, declaration: DeclarationExport, format_: FormatExport, criteres: QueryDict
) -> Exportation:
    """Trace the request; start a job when the workbook is long to write. A request already waiting is given back."""
    exiger(agent, declaration.droit)
    filtres = {"requete": criteres.urlencode()}
    en_attente = Exportation.objects.filter(
        auteur=agent,
        genre=declaration.code,
        format=format_,
        filtres=filtres,
        statut=StatutExport.DEMANDEE,
    ).first()
    if en_attente is not None:
        return en_attente
    est_texte = format_ in (FormatExport.CSV, FormatExport.JSONL)
    nombre = 0 if est_texte else declaration.queryset(agent, criteres).count()
    exportation = Exportation.objects.create(
        genre=declaration.code,
        auteur=agent,
        format=format_,
        filtres=filtres,
        nom_fichier=nom_date(declaration.nom_fichier, format_),
        nombre_lignes=nombre,
        statut=StatutExport.DEMANDEE if nombre > SEUIL_TACHE else StatutExport.TRANSMISE,
    )
    tracer(Nature.EXPORT, objet=exportation, agent=agent, motif=f"{declaration.libelle} ({format_.label})")
    if exportation.statut == StatutExport.DEMANDEE:
        from maillage.socle.echanges import taches

        exportation.horodatage_expiration = timezone.now() + DUREE
        exportation.save(update_fields=["horodatage_expiration"])
        differer(taches.preparer_export, exportation_id=exportation.pk, agent_id=agent.pk)
        differer(
            taches.expirer_export,
            quand=exportation.horodatage_expiration,
            exportation_id=exportation.pk,
            agent_id=agent.pk,
        )
    return exportation


def preparer_export(*, agent: Agent, exportation_id: int) -> None:
    """Write the workbook. Done twice, the second one finds it ready."""
    exportation = Exportation.objects.select_for_update(of=("self",)).get(pk=exportation_id)
    if exportation.statut != StatutExport.DEMANDEE:
        return
    declaration = EXPORTS[exportation.genre]
    exiger(agent, declaration.droit)
    criteres = QueryDict(exportation.filtres.get("requete", ""))

    def compter(nombre: int) -> None:
        progression.annoncer(sujet(exportation), nombre, exportation.nombre_lignes)

    with tempfile.TemporaryDirectory(prefix="maillage-") as dossier:
        chemin = Path(dossier) / "export"
        try:
            ecrire_classeur(
                chemin, FormatExport(exportation.format), feuilles(declaration, agent, criteres, compter)
            )
        except ErreurTableur as refus:
            exportation.statut, exportation.message = StatutExport.EN_ECHEC, str(refus)
            annonce = f"Votre export « {declaration.libelle} » n’a pas pu être préparé."
        else:
            exportation.fichier = ranger(chemin, "exports")
            exportation.taille = chemin.stat().st_size
            exportation.statut = StatutExport.PRETE
            annonce = f"Votre export « {declaration.libelle} » est prêt."
    exportation.save()
    prevenir(agent, annonce, reverse("echanges:export", args=[exportation.pk]))


def expirer_export(*, exportation_id: int) -> None:
    """Delete the file; the trace stays."""
    exportation = Exportation.objects.get(pk=exportation_id)
    jeter(exportation.fichier)
    exportation.fichier, exportation.statut = "", StatutExport.EXPIREE
    exportation.save(update_fields=["fichier", "statut"])
