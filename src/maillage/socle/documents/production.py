"""Issue a document from an object: the one path.

    document = produire("medecine_legale.certificat", acte, agent=agent)
    document = produire("medecine_legale.certificat", acte, agent=agent, remplace=ancien)   # corrected version
    annuler(document, agent=agent, motif="Erreur sur la personne")

Called inside `agir_comme` (every request is). About 30 ms: rights, data, number, rendering, file, row, trace. Either
all of it is done or none, and the number comes back. Many at once: `lots.produire_plus_tard`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.contexte import contexte_courant, motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import stockage
from maillage.socle.documents.droits import DOCUMENT_PRODUIRE
from maillage.socle.documents.edition import rendre_docx
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.genre import GenreDocument, obtenir_genre
from maillage.socle.documents.lecture import extraire
from maillage.socle.documents.models import DocumentProduit, Empreinte, numero
from maillage.socle.documents.numerotation import prendre_rang
from maillage.socle.documents.registre import nouveau_code
from maillage.socle.documents.rendu import Emetteur, Identite, rendre_pdf
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer


class ProductionImpossible(ValueError):
    """The document cannot be issued, replaced or cancelled; the message is for the person."""


def produire(
    code: str, objet: models.Model, *, agent: Agent, remplace: DocumentProduit | None = None
) -> DocumentProduit:
    """Issue the document of this kind for this object, numbered, stored and traced.

    `remplace` is the document that this one corrects: both are kept, the old one is no longer in force.
    Raises AccesRefuse, DonneesInvalides, RenduImpossible or ProductionImpossible.
    """
    genre = obtenir_genre(code)
    organisation = genre.organisation_de(objet)
    _exiger(agent, genre, organisation)
    with transaction.atomic():
        if remplace is not None:
            _fermer(remplace, genre, organisation)
        donnees = genre.construire(objet)
        maintenant = timezone.now().replace(microsecond=0)
        annee = timezone.localtime(maintenant).year
        rang = prendre_rang(organisation, code, annee)
        code_controle = nouveau_code()
        identite = _identite(
            organisation, instant=maintenant, numero=numero(annee, rang), code_controle=code_controle
        )
        octets = rendre_pdf(genre, donnees, identite)
        sha256 = stockage.deposer(octets)
        Empreinte.objects.create(
            code_controle=code_controle,
            sha256=sha256,
            genre=code,
            libelle=genre.libelle,
            organisation_nom=organisation.nom,
            date_production=timezone.localdate(maintenant),
            date_statut=timezone.localdate(maintenant),
        )
        return DocumentProduit.objects.create(
            genre=code,
            libelle=genre.libelle,
            organisation=organisation,
            destinataire=genre.destinataire_de(objet),
            annee=annee,
            rang=rang,
            objet_type=objet._meta.label_lower,
            objet_id=objet.pk,
            droit_lecture=genre.droit_lecture,
            sha256=sha256,
            taille=len(octets),
            code_controle=code_controle,
            remplace=remplace,
            horodatage_production=maintenant,
            auteur=agent,
        )


def annuler(document: DocumentProduit, *, agent: Agent, motif: str) -> DocumentProduit:
    """Declare a document void. It is kept, says so on the check page, and no longer fills any form."""
    _exiger(agent, obtenir_genre(document.genre), document.organisation)
    motif = motif.strip()
    if not motif:
        raise ProductionImpossible("Indiquez le motif de l’annulation.")
    with motiver(motif[:500]):
        courant = _en_vigueur(document)
        courant.statut = StatutDocument.ANNULE
        courant.motif_annulation = motif[:500]
        courant.horodatage_annulation = timezone.now()
        courant.save(update_fields=["statut", "motif_annulation", "horodatage_annulation"])
        _afficher(courant, StatutDocument.ANNULE)
    return courant


def previsualiser(code: str, objet: models.Model, *, agent: Agent) -> bytes:
    """The PDF as it would be, marked PROJET, without number or code; nothing is kept."""
    genre = obtenir_genre(code)
    organisation = genre.organisation_de(objet)
    exiger(agent, genre.droit, organisation)
    identite = _identite(organisation, filigrane="PROJET")
    return rendre_pdf(genre, genre.construire(objet), identite)


def rediger(code: str, objet: models.Model, *, agent: Agent) -> bytes:
    """The DOCX to finish by hand, traced as an export; it is not an issued document."""
    genre = obtenir_genre(code)
    organisation = genre.organisation_de(objet)
    exiger(agent, genre.droit, organisation)
    octets = rendre_docx(genre, genre.construire(objet), _identite(organisation))
    tracer(Nature.EXPORT, objet=objet, agent=agent, organisation_id=organisation.pk, motif=genre.libelle)
    return octets


def donnees_de(document: DocumentProduit) -> Any:
    """The data that made a document, read back from its file, as the dataclass of its kind."""
    contenu = extraire(stockage.lire(document.sha256))
    return obtenir_genre(document.genre).lire(contenu["schema"], contenu["donnees"])


def _exiger(agent: Agent, genre: GenreDocument[Any], organisation: Organisation) -> None:
    if contexte_courant().agent_id != agent.pk:
        raise RuntimeError("A document is issued by the agent of the context: see agir_comme.")
    exiger(agent, genre.droit, organisation)
    exiger(agent, DOCUMENT_PRODUIRE, organisation)


def _en_vigueur(document: DocumentProduit) -> DocumentProduit:
    courant = DocumentProduit.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if courant.statut != StatutDocument.EN_VIGUEUR:
        raise ProductionImpossible(
            f"Ce document est déjà {courant.get_statut_display()} : rien n’a été changé."
        )
    return courant


def _fermer(document: DocumentProduit, genre: GenreDocument[Any], organisation: Organisation) -> None:
    courant = _en_vigueur(document)
    if (courant.genre, courant.organisation_id) != (genre.code, organisation.pk):
        raise ProductionImpossible(
            "Un document n’est remplacé que par un document du même genre et de la même structure."
        )
    courant.statut = StatutDocument.REMPLACE
    courant.save(update_fields=["statut"])
    _afficher(courant, StatutDocument.REMPLACE)


def _afficher(document: DocumentProduit, statut: StatutDocument) -> None:
    Empreinte.objects.filter(sha256=document.sha256).update(statut=statut, date_statut=timezone.localdate())


def _identite(
    organisation: Organisation,
    *,
    instant: datetime | None = None,
    numero: str = "",
    code_controle: str = "",
    filigrane: str = "",
) -> Identite:
    adresse = ""
    if code_controle:
        adresse = f"{settings.MAILLAGE_ADRESSE}{reverse('documents:controle')}?code={code_controle}"
    return Identite(
        emetteur=_emetteur(organisation),
        horodatage=instant or timezone.now().replace(microsecond=0),
        numero=numero,
        code_controle=code_controle,
        adresse_controle=adresse,
        filigrane=filigrane or ("DÉMONSTRATION" if settings.MAILLAGE_DEMO else ""),
    )


def _emetteur(organisation: Organisation) -> Emetteur:
    commune = organisation.commune.nom if organisation.commune else ""
    lignes = [
        *organisation.adresse.splitlines(),
        f"{organisation.code_postal} {commune}".strip(),
        f"Tél. {organisation.telephone}" if organisation.telephone else "",
        organisation.courriel,
    ]
    presentes = tuple(ligne.strip() for ligne in lignes if ligne.strip())
    if organisation.parent:
        return Emetteur(nom=organisation.parent.nom, service=organisation.nom, lignes=presentes)
    return Emetteur(nom=organisation.nom, lignes=presentes)
