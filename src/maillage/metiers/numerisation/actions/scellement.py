"""Accepted, a lot is sealed file by file, then as a whole under a token, and its records can be read on screen.

Then it is checked every week: seals, token, fingerprints, images. A job that stops is taken up where it was.
"""

from __future__ import annotations

import base64
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.controle import fichiers_courants
from maillage.metiers.numerisation.actions.incidents import ouvrir
from maillage.metiers.numerisation.actions.parcours import avancer_tous
from maillage.metiers.numerisation.actions.parcours_lots import (
    MOTIF_SCELLEMENT,
    MOTIF_VERIFICATION,
    avancer_lot,
    verrouiller_lot,
)
from maillage.metiers.numerisation.actions.rangement import FichierPerdu, effacer, ranger, sortir
from maillage.metiers.numerisation.chaine.horodatage import horodater, lire_jeton
from maillage.metiers.numerisation.chaine.sceau import Cachet, sceller_dossier
from maillage.metiers.numerisation.chaine.verification import (
    Confiance,
    Constat,
    Temoin,
    racine_du_lot,
    verifier_fichier,
    verifier_lot,
)
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot, TypeEvenement, TypeEvenementLot
from maillage.metiers.numerisation.enums.incidents import GraviteIncident, NatureIncident
from maillage.metiers.numerisation.models import Dossier, Fichier, Incident, Jeton, Lot, Sceau, Verification
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent


def sceller_lot(pk: int, cachet: Cachet) -> list[str]:
    """Seal what is left of an accepted lot. Returns what stands in the way, in sentences; nothing: it is on screen."""
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF_SCELLEMENT):
        lot = Lot.objects.get(pk=pk)
        if lot.etat not in (EtatLot.ACCEPTE, EtatLot.SCELLE):
            return []
        restants = list(
            fichiers_courants(lot).filter(sceau__isnull=True).order_by("pk").values_list("pk", flat=True)
        )
    for fichier in restants:
        with agir_comme(systeme, motif=MOTIF_SCELLEMENT):
            sceller_fichier(fichier, cachet)
    with agir_comme(systeme, motif=MOTIF_SCELLEMENT):
        return _sceller_l_ensemble(systeme, pk, cachet)


def sceller_fichier(pk: int, cachet: Cachet) -> Sceau | None:
    """Seal the PDF/A of a record: the seal is appended, so that the places of images do not move."""
    fichier = Fichier.objects.select_related("dossier__cle").get(pk=pk)
    if Sceau.objects.filter(fichier=fichier).exists() or fichier.dossier.incidents_ouverts:
        return None
    coffre = Coffre.de(fichier.dossier)
    pdfa = sortir(fichier.rangement_pdfa, fichier.cle_pdfa, coffre)
    if hashlib.sha256(pdfa).hexdigest() != fichier.empreinte_pdfa:
        raise FichierPerdu("The PDF/A is not the one that was controlled.")
    scelle = sceller_dossier(pdfa, cachet)
    ancien, range_ = fichier.rangement_pdfa, ranger(scelle.octets, coffre)
    fichier.rangement_pdfa, fichier.cle_pdfa = range_.empreinte, range_.cle
    fichier.save(update_fields=["rangement_pdfa", "cle_pdfa"])
    temoin = scelle.temoin
    sceau = Sceau.objects.create(
        service_id=fichier.service_id,
        fichier=fichier,
        sha256=temoin.sha256,
        taille=len(scelle.octets),
        taille_avant_sceau=temoin.taille_avant_sceau,
        sha256_avant_sceau=temoin.sha256_avant_sceau,
        images=list(temoin.images),
    )
    _oublier_apres(ancien)
    return sceau


def _oublier_apres(empreinte: str) -> None:
    """The unsealed file goes once the sealed one is written down for good."""
    transaction.on_commit(lambda: effacer(empreinte))


def _sceller_l_ensemble(systeme: Agent, pk: int, cachet: Cachet) -> list[str]:
    lot = verrouiller_lot(pk)
    if lot.etat not in (EtatLot.ACCEPTE, EtatLot.SCELLE):
        return []
    fichiers = list(fichiers_courants(lot).select_related("dossier", "sceau"))
    sans_sceau = [fichier for fichier in fichiers if not hasattr(fichier, "sceau")]
    if sans_sceau:
        return [
            f"Dossiers du lot sous incident ouvert : {len(sans_sceau)}. Closez-les, le scellement reprendra."
        ]
    dossiers = [fichier.dossier_id for fichier in fichiers]
    if lot.etat == EtatLot.ACCEPTE:
        _poser_le_jeton(lot, fichiers, cachet)
        avancer_tous(_dans(dossiers, EtatDossier.CONTROLE), TypeEvenement.SCELLEMENT, auteur=systeme)
        precision = compter(len(fichiers), "dossier")
        avancer_lot(lot, TypeEvenementLot.SCELLEMENT, auteur=systeme, precision=precision)
    avancer_tous(_dans(dossiers, EtatDossier.SCELLE), TypeEvenement.INTEGRATION, auteur=systeme)
    avancer_lot(lot, TypeEvenementLot.INTEGRATION, auteur=systeme, horodatage_integration=timezone.now())
    return []


def _dans(dossiers: list[int], etat: EtatDossier) -> list[int]:
    return list(Dossier.objects.filter(pk__in=dossiers, etat=etat).values_list("pk", flat=True))


def _poser_le_jeton(lot: Lot, fichiers: list[Fichier], cachet: Cachet) -> Jeton:
    racine = racine_du_lot(empreintes_de(fichiers))
    jeton = horodater(racine, cachet.horodateur)
    lu = lire_jeton(jeton, racine, cachet.autorites_horodatage)
    if lu.instant is None or not lu.est_valide:
        raise ValidationError("Le jeton reçu de l’autorité d’horodatage n’est pas valable.")
    return Jeton.objects.create(
        service_id=lot.service_id,
        lot=lot,
        racine=racine.hex(),
        nombre=len(fichiers),
        jeton=base64.b64encode(jeton).decode(),
        autorite=lu.autorite,
        horodatage=lu.instant,
    )


def empreintes_de(fichiers: list[Fichier]) -> dict[Etiquette, str]:
    """Record → fingerprint of its sealed file: what the root of the lot covers."""
    return {fichier.dossier.etiquette: fichier.sceau.sha256 for fichier in fichiers}


def temoin_de(sceau: Sceau) -> Temoin:
    return Temoin(sceau.sha256, sceau.taille_avant_sceau, sceau.sha256_avant_sceau, tuple(sceau.images))


def fichiers_scelles(lot: Lot) -> list[Fichier]:
    return list(
        Fichier.objects.filter(lot=lot, sceau__isnull=False)
        .select_related("dossier__cle", "sceau")
        .order_by("pk")
    )


def verifier_un_lot(pk: int, confiance: Confiance) -> Verification | None:
    """Check token, root, and every sealed file of a lot; keep what was found."""
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF_VERIFICATION):
        lot = Lot.objects.select_related("service").get(pk=pk)
        jeton = Jeton.objects.filter(lot=lot).first()
        fichiers = fichiers_scelles(lot)
    if jeton is None:
        return None
    rapport = verifier_lot(
        empreintes_de(fichiers), bytes.fromhex(jeton.racine), base64.b64decode(jeton.jeton), confiance
    )
    constats = [["", c.code, c.est_conforme, c.phrase] for c in rapport.constats]
    verifies, conformes = 0, rapport.est_conforme
    for fichier in fichiers:
        trouves = _verifier_un_fichier(fichier, confiance)
        verifies += 1
        defauts = [constat for constat in trouves if not constat.est_conforme]
        conformes = conformes and not defauts
        constats += [[fichier.dossier.etiquette.lisible, c.code, False, c.phrase] for c in defauts]
    if conformes:
        phrase = f"{compter(verifies, 'fichier')} : empreintes, sceaux, instants, conformité PDF/A et images vérifiés."
        constats.append(["", "fichiers", True, phrase])
    with agir_comme(systeme, motif=MOTIF_VERIFICATION):
        if not conformes:
            _signaler(systeme, lot, f"La vérification des preuves du {str(lot).lower()} a trouvé un défaut.")
        return Verification.objects.create(
            service_id=lot.service_id,
            lot=lot,
            est_conforme=conformes,
            fichiers=verifies,
            constats=constats,
            horodatage_sceau=rapport.instant_sceau,
        )


def signaler_perte(pk: int) -> None:
    """A controlled file that is missing, or is no more what was controlled, before it could be sealed."""
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF_SCELLEMENT):
        lot = Lot.objects.select_related("service").get(pk=pk)
        _signaler(systeme, lot, f"Un fichier du {str(lot).lower()} manque ou a changé avant d’être scellé.")


def _signaler(systeme: Agent, lot: Lot, description: str) -> None:
    """A proof that does not hold any more is told at once, and once as long as it is being treated."""
    deja = Incident.objects.ouverts().filter(
        objet_type=lot._meta.label_lower, objet_id=lot.pk, est_automatique=True
    )
    if deja.exists():
        return
    ouvrir(
        agent=systeme,
        organisation=lot.service,
        nature=NatureIncident.AUTRE,
        description=description,
        gravite=GraviteIncident.CRITIQUE,
        objet=lot,
        libelle=str(lot),
        url=reverse("numerisation:lot", args=[lot.pk]),
        est_automatique=True,
    )


def _verifier_un_fichier(fichier: Fichier, confiance: Confiance) -> tuple[Constat, ...]:
    """A record erased at the end of its retention has no file left to check: its fingerprint is in the root."""
    coffre = Coffre.de(fichier.dossier)
    if coffre.est_detruit:
        return ()
    try:
        octets = sortir(fichier.rangement_pdfa, fichier.cle_pdfa, coffre)
    except FichierPerdu:
        return (Constat("fichier", False, "Le fichier rangé manque, ou ses octets ont été altérés."),)
    return verifier_fichier(octets, temoin_de(fichier.sceau), confiance).constats
