"""A lot in each state for who controls, his provider, and whoever types whose a page is; beside the same service."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from maillage.metiers.numerisation.actions import codage, controle
from maillage.metiers.numerisation.actions.reception import livrer
from maillage.metiers.numerisation.demo.lecture import LecteurConnu
from maillage.metiers.numerisation.demo.papiers import DossierPapier, engendrer
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.enums.lots import StatutCodage
from maillage.metiers.numerisation.enums.pieces import Trait
from maillage.metiers.numerisation.models import Convention, Dossier, Lot, PageTiree, VideoCodage
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.tests.lieux import creer_prestataire
from maillage.metiers.numerisation.tests.livraisons import envoyer, lire_tout, lot_zip, rafraichir
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Organisation

if TYPE_CHECKING:
    from tests.monde import Monde

TROUPES_LOTS = {
    # who controls, the provider, who runs a centre, a doctor of another service, the DPO
    "lots": ("quentin", "piotr", "rachel", "odile", "diane"),
    # a nurse, the assistant of her centre, who runs it, a doctor of another service, who controls
    "saisie": ("ivan", "agathe", "rachel", "odile", "quentin"),
}
RESOLUTION = 72


@cache
def papier(numero: int) -> DossierPapier:
    """One small page, without a label that could be read at that size."""
    etiquette = Etiquette(GenreEtiquette.DOSSIER, "059A", numero)
    return engendrer(etiquette, 1, resolution=RESOLUTION, couleur=False, densite=2)


class MondeLots:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde
        self.livres = 0

    def __getattr__(self, nom: str) -> Any:
        """People of the centre are those of the rest of the service."""
        if nom in ("rachel", "odile", "diane", "ivan", "agathe"):
            return getattr(self.monde.consultation, nom)
        raise AttributeError(nom)

    @cached_property
    def quentin(self) -> Agent:
        service = self.monde.consultation.lieu.service
        return self.monde._creer("quentin", "numerisation.controleur_qualite", service)

    @cached_property
    def prestataire(self) -> Organisation:
        cree = creer_prestataire(self.monde.consultation.lieu, self.monde.lille.commune)
        with agir_comme(agent_systeme()):
            Convention.objects.filter(prestataire=cree).update(resolution=RESOLUTION, est_couleur=False)
        return cree

    @cached_property
    def piotr(self) -> Agent:
        return self.monde._creer("piotr", "numerisation.prestataire", self.prestataire)

    def livrer(self, nombre: int = 1) -> Lot:
        """A lot of that many records, not read yet."""
        assert self.piotr
        centre = self.monde.consultation.centre
        with agir_comme(agent_systeme()):
            dernier = Dossier.objects.filter(centre=centre).aggregate(n=Max("numero"))["n"] or 0
        papiers = [papier(dernier + rang) for rang in range(1, nombre + 1)]
        dossiers = envoyer(papiers, centre, self.prestataire)
        self.livres += 1
        with agir_comme(self.piotr):
            flux = lot_zip(papiers, dossiers, lot=f"L-{self.livres}", resolution=RESOLUTION)
            recu = livrer(agent=self.piotr, prestataire=self.prestataire, flux=flux)
        assert recu.est_accepte, recu.refus
        return recu.lot

    def lire(self, lot: Lot, *, est_connu: bool = True) -> Lot:
        """`est_connu`: else nothing is read on its page, and somebody has to say whose it is."""
        lecteur = LecteurConnu()
        if est_connu:
            for numero in range(1, 60):
                lecteur.apprendre({page.jpeg: page.texte for page in papier(numero).pages})
                if papier.cache_info().currsize <= numero:
                    break
        lire_tout(lot, lecteur)
        return rafraichir(lot)

    @cached_property
    def lu(self) -> Lot:
        return self.lire(self.livrer())

    @cached_property
    def tiree(self) -> PageTiree:
        lot = self.lire(self.livrer())
        with agir_comme(self.quentin):
            tirage = controle.tirer_echantillon(agent=self.quentin, lot=lot)
            return tirage.pages.select_related("tirage__lot").get()

    @cached_property
    def juge(self) -> Lot:
        lot = self.lire(self.livrer())
        with agir_comme(self.quentin):
            tirage = controle.tirer_echantillon(agent=self.quentin, lot=lot)
            controle.voir_page(agent=self.quentin, tiree=tirage.pages.get())
            return controle.prononcer(agent=self.quentin, lot=lot).lot

    @cached_property
    def codage(self) -> VideoCodage:
        lot = self.lire(self.livrer(), est_connu=False)
        with agir_comme(agent_systeme()):
            return VideoCodage.objects.get(page__fichier__lot=lot)

    @cached_property
    def arbitrage(self) -> VideoCodage:
        lot = self.lire(self.livrer(), est_connu=False)
        with agir_comme(agent_systeme()):
            voulu = VideoCodage.objects.get(page__fichier__lot=lot)
        for agent, nom in ((self.agathe, "Lefèvre"), (self.ivan, "Martel")):
            with agir_comme(agent):
                codage.saisir(agent=agent, codage=voulu, traits={Trait.NOM: nom})
        with agir_comme(agent_systeme()):
            assert VideoCodage.objects.get(pk=voulu.pk).statut == StatutCodage.A_ARBITRER
        return voulu


def _controle(monde: Monde) -> dict[str, Any]:
    return {"pk": monde.lots.tiree.tirage.lot_id}


ARGUMENTS_LOTS: dict[str, Any] = {
    "numerisation:lot": lambda m: {"pk": m.lots.juge.pk},
    "numerisation:lot_tirer": lambda m: {"pk": m.lots.lu.pk},
    "numerisation:lot_controler": _controle,
    "numerisation:lot_verdict": _controle,
    "numerisation:lot_rapport": lambda m: {"pk": m.lots.juge.pk},
    "numerisation:lot_verifier": lambda m: {"pk": m.lots.juge.pk},
    "numerisation:lot_auditeur": lambda m: {"pk": m.lots.juge.pk},
    "numerisation:controle_image": lambda m: {"pk": m.lots.tiree.pk},
    "numerisation:controle_decider": lambda m: (m.lots.lu, {"pk": m.lots.prestataire.pk})[1],
    "numerisation:codage_bandeau": lambda m: {"pk": m.lots.codage.pk},
    "numerisation:arbitrage_image": lambda m: {"pk": m.lots.arbitrage.pk},
}
