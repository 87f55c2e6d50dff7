"""Reading of a delivered record, one job a record: each page kept as soon as it is read, twice without effect.

What a page says is sealed under the record's key; what is in clear of it is where its image is and what it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.listes import pieces_du
from maillage.metiers.numerisation.actions.pages import resultat_de
from maillage.metiers.numerisation.actions.parcours_lots import MOTIF_LECTURE, avancer_lot, verrouiller_lot
from maillage.metiers.numerisation.actions.rangement import FichierPerdu, ranger, sortir
from maillage.metiers.numerisation.actions.rattachement import rattacher_pages
from maillage.metiers.numerisation.chaine.dossier import mettre_en_pdfa, travaux
from maillage.metiers.numerisation.chaine.lecture import Livraison, PageLivree, ouvrir
from maillage.metiers.numerisation.chaine.ocr import Lecteur, TravailPage, traiter_page
from maillage.metiers.numerisation.chaine.page import ResultatPage
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.enums.dossiers import TypeEvenementLot
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.enums.pieces import Encre, IssueRattachement
from maillage.metiers.numerisation.models import Fichier, Page, VideoCodage
from maillage.metiers.numerisation.regles.classement import classer
from maillage.metiers.numerisation.regles.concordance import Rattachement
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent

Lire = Callable[[TravailPage], ResultatPage]
_A_VOIR = (IssueRattachement.A_CONFIRMER, IssueRattachement.A_SAISIR)
_JPEG = "/DCTDecode"


def lire_fichier(pk: int, lire: Lire | None = None) -> None:
    """Read what is left of a record, make its PDF/A, propose whose each page is. `lire`: instead of Tesseract."""
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF_LECTURE):
        fichier = Fichier.objects.select_related("dossier__cle", "dossier__identite").get(pk=pk)
        if fichier.etat != EtatFichier.A_LIRE:
            return
        coffre = Coffre.de(fichier.dossier)
        try:
            octets = sortir(fichier.rangement_livre, fichier.cle_livree, coffre)
        except FichierPerdu:
            _renoncer(systeme, fichier, "Le fichier rangé manque ou a été altéré : livrez-le de nouveau.")
            return
    try:
        with ouvrir(octets) as livraison:
            _lire_les_pages(systeme, fichier, livraison, coffre, lire)
            with agir_comme(systeme, motif=MOTIF_LECTURE):
                resultats = resultats_gardes(fichier, coffre)
            pdfa = mettre_en_pdfa(octets, resultats)
            places = _places(livraison, pdfa)
    except FichierRefuse as refus:
        with agir_comme(systeme, motif=MOTIF_LECTURE):
            _renoncer(systeme, fichier, refus.phrase)
        return
    with agir_comme(systeme, motif=MOTIF_LECTURE):
        _finir(systeme, fichier, coffre, resultats, pdfa, places)


def _lire_les_pages(
    systeme: Agent, fichier: Fichier, livraison: Livraison, coffre: Coffre, lire: Lire | None
) -> None:
    with agir_comme(systeme, motif=MOTIF_LECTURE):
        deja = set(fichier.pages.values_list("numero", flat=True))
    restants = travaux(livraison, deja)
    if lire is not None:
        for travail in restants:
            _garder(systeme, fichier, livraison.pages[travail.numero - 1], lire(travail), coffre)
        return
    with Lecteur(settings.TESSDATA) as lecteur:
        for travail in restants:
            resultat = traiter_page(travail, lecteur)
            _garder(systeme, fichier, livraison.pages[travail.numero - 1], resultat, coffre)


def _garder(
    systeme: Agent, fichier: Fichier, livree: PageLivree, resultat: ResultatPage, coffre: Coffre
) -> None:
    """A page read is kept at once: a job that stops goes on after it."""
    with agir_comme(systeme, motif=MOTIF_LECTURE):
        Page.objects.bulk_create([page_lue(fichier, livree, resultat, coffre)], ignore_conflicts=True)


def page_lue(fichier: Fichier, livree: PageLivree, resultat: ResultatPage, coffre: Coffre) -> Page:
    """The row of a page; whose it is and what it is are said once all are read."""
    return Page(
        service_id=fichier.service_id,
        centre_id=fichier.centre_id,
        dossier_id=fichier.dossier_id,
        fichier=fichier,
        numero=livree.numero,
        largeur=resultat.largeur,
        hauteur=resultat.hauteur,
        resolution=livree.resolution,
        quarts=livree.quarts,
        empreinte_image=livree.empreinte,
        encre=resultat.vierge.verdict.value,
        part_encre=resultat.vierge.part_encre,
        est_annoncee_vierge=livree.numero in fichier.pages_vierges,
        rattachement=IssueRattachement.A_SAISIR,
        contenu=coffre.sceller({"lu": resultat.en_json()}),
    )


def resultats_gardes(fichier: Fichier, coffre: Coffre) -> dict[int, ResultatPage]:
    """What was read of each page, out of its sealed content."""
    return {page.numero: resultat_de(page, coffre) for page in fichier.pages.order_by("numero")}


def _places(livraison: Livraison, pdfa: bytes) -> dict[int, tuple[int, int]]:
    """Where the JPEG of each page is in the PDF/A, so that it is read alone; the seal will only be appended."""
    places, depuis = {}, 0
    for page in livraison.pages:
        if page.filtre == _JPEG:
            image = livraison.octets_image(page.numero)
            debut = pdfa.find(image, depuis)
            debut = debut if debut >= 0 else pdfa.find(image)
            if debut >= 0:
                places[page.numero] = (debut, len(image))
    return places


def _finir(
    systeme: Agent,
    fichier: Fichier,
    coffre: Coffre,
    resultats: Mapping[int, ResultatPage],
    pdfa: bytes,
    places: Mapping[int, tuple[int, int]],
) -> None:
    lot = verrouiller_lot(fichier.lot_id)
    fichier.refresh_from_db(fields=["etat"])
    if fichier.etat != EtatFichier.A_LIRE:
        return
    range_ = ranger(pdfa, coffre)
    fichier.etat, fichier.horodatage_lecture = EtatFichier.LU, timezone.now()
    fichier.rangement_pdfa, fichier.cle_pdfa = range_.empreinte, range_.cle
    fichier.empreinte_pdfa = hashlib.sha256(pdfa).hexdigest()
    fichier.save(update_fields=["etat", "horodatage_lecture", "rangement_pdfa", "cle_pdfa", "empreinte_pdfa"])
    ecrire_attributions(fichier, resultats, places, rattacher_pages(fichier.dossier, resultats))
    _terminer_le_lot(systeme, lot.pk)


def ecrire_attributions(
    fichier: Fichier,
    resultats: Mapping[int, ResultatPage],
    places: Mapping[int, tuple[int, int]],
    rattachements: Mapping[int, Rattachement],
) -> None:
    """What each page is and whose; those in doubt are queued to be typed by two people."""
    genres, precedent = pieces_du(timezone.localdate()), ""
    pages = list(fichier.pages.order_by("numero"))
    for page in pages:
        resultat, rattachement = resultats[page.numero], rattachements[page.numero]
        page.debut, page.longueur = places.get(page.numero, (None, None))
        page.rattachement, page.raison = rattachement.issue, rattachement.raison[:200]
        if resultat.vierge.verdict != Encre.VIERGE:
            precedent = classer([ligne for ligne, _ in resultat.lignes]) or precedent
        page.piece = precedent if precedent in genres else ""
        partie = genres[page.piece].partie if page.piece else None
        page.partie = str(partie or "")
    Page.objects.bulk_update(pages, ["debut", "longueur", "rattachement", "raison", "piece", "partie"])
    VideoCodage.objects.bulk_create(
        VideoCodage(centre_id=fichier.centre_id, page=page, raison=page.raison)
        for page in pages
        if page.rattachement in _A_VOIR
    )


def _renoncer(systeme: Agent, fichier: Fichier, phrase: str) -> None:
    lot = verrouiller_lot(fichier.lot_id)
    Fichier.objects.filter(pk=fichier.pk, etat=EtatFichier.A_LIRE).update(
        etat=EtatFichier.ILLISIBLE, refus=phrase[:400], horodatage_lecture=timezone.now()
    )
    _terminer_le_lot(systeme, lot.pk)


def _terminer_le_lot(systeme: Agent, lot_pk: int) -> None:
    """Once its last file was read."""
    lot = verrouiller_lot(lot_pk)
    courants = Fichier.objects.filter(lot=lot, livraison=lot.livraison)
    if courants.filter(etat=EtatFichier.A_LIRE).exists():
        return
    lues = Page.objects.filter(fichier__in=courants).count()
    avancer_lot(
        lot, TypeEvenementLot.TRAITEMENT, auteur=systeme, precision=compter(lues, "page lue", "pages lues")
    )
