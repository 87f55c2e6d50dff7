"""What each page needs around its content: the theme's files, the service's entries, the agent's functions.

`cadre` is in the context of every template (context processor `maillage.socle.interface.theme.contexte`). It is read
lazily: an error page or an anonymous page costs no query.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import cached_property

from maillage.commun.requete_figee import Parametre, RequeteFigee
from maillage.socle.acces.droits import COMPTES_GERER
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.portee import HabilitationLue, portee
from maillage.socle.acces.service import ServiceConfig, services
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.droits import CLIENTS_GERER
from maillage.socle.echeances.droits import ECHEANCES_LIRE
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.interface.contenus.actions import annonces_du_jour
from maillage.socle.interface.droits import CONTENUS_GERER
from maillage.socle.interface.models import Annonce, DocumentSite, Notification

NOMBREUSES = 100
NON_LUES = RequeteFigee(
    lambda: (
        Notification.objects.filter(agent=Parametre("agent"), horodatage_lecture=None)
        .order_by()
        .values_list("pk")[:NOMBREUSES]
    )
)
CSS = "interface/css/"
COMMUNES = ("icones", "cadre", "listes", "fiches", "saisie", "bord")
NEUTRE = ("jetons", "base", "boutons", "champs", "navigation", "messages", "surfaces")
POLICE = "interface/police/index.css"
SCRIPTS = (
    "interface/js/cadre.js",
    "interface/js/clavier.js",
    "interface/js/saisie.js",
    "interface/js/grille.js",
)


@cache
def feuilles(theme: str) -> tuple[str, ...]:
    """Style sheets of a theme, in order. The font of the neutral one comes from a package: used when installed."""
    communes = tuple(f"{CSS}{nom}.css" for nom in COMMUNES)
    if theme == "dsfr":
        return ("dsfr/dist/dsfr.min.css", *communes, f"{CSS}dsfr/pont.css")
    police = (POLICE,) if finders.find(POLICE) else ()
    return (*police, *(f"{CSS}neutre/{nom}.css" for nom in NEUTRE), *communes)


@dataclass(frozen=True)
class EntreeCadre:
    libelle: str
    url: str
    est_courante: bool
    groupe: str = ""
    aussi: tuple[str, ...] = ()

    def proximite(self, chemin: str) -> int:
        """How much of this address begins as one of the entry's own; 0 when it is another's."""
        return max((len(debut) for debut in (self.url, *self.aussi) if chemin.startswith(debut)), default=0)


@dataclass(frozen=True)
class ServiceCadre:
    libelle: str
    url: str
    est_courant: bool


@dataclass(frozen=True)
class Fonction:
    """One habilitation of the agent, in words."""

    cle: int
    role: str
    lieu: str
    est_courante: bool


class Cadre:
    """What the frame shows. Each part is computed the first time the template reads it."""

    nom = "Maillage"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.theme: str = settings.MAILLAGE_THEME
        self.modules = SCRIPTS
        self.est_demonstration: bool = getattr(settings, "MAILLAGE_DEMO", False)
        self.exploitant: str = getattr(settings, "MAILLAGE_EXPLOITANT", "justice et santé en réseau")

    @property
    def feuilles(self) -> tuple[str, ...]:
        return feuilles(self.theme)

    @cached_property
    def agent(self) -> Agent | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, Agent) or (user and user.is_authenticated) else None

    @property
    def nom_agent(self) -> str:
        return str(self.agent or "")

    @cached_property
    def _habilitations(self) -> list[HabilitationLue]:
        return portee(self.agent).habilitations if self.agent else []

    @cached_property
    def fonctions(self) -> list[Fonction]:
        courante = habilitation_courante(self.request)
        return [Fonction(h.pk, _libelle_role(h.role), h.lieu, h == courante) for h in self._habilitations]

    @cached_property
    def _services_permis(self) -> list[tuple[ServiceConfig, list[EntreeCadre]]]:
        permis = []
        for service in services():
            propres = [e for e in service.entrees if e.url.startswith(f"{service.label}:")]
            if not any(self._permet(entree.droit) for entree in propres):
                continue  # a common page (imports…) that it lists does not make one of its people
            entrees = [
                EntreeCadre(entree.libelle, url, self.request.path == url, entree.groupe, entree.aussi)
                for entree in service.entrees
                if self._permet(entree.droit) and (url := adresse(entree.url))
            ]
            if entrees:
                permis.append((service, entrees))
        return permis

    @cached_property
    def _config_courante(self) -> ServiceConfig | None:
        """Return the service of the page; on a common page, that of the function under which the agent works."""
        resolu = self.request.resolver_match
        module = getattr(resolu.func, "__module__", "") if resolu else ""
        permis = [service for service, _ in self._services_permis]
        for service in permis:
            if module.startswith(f"{service.name}."):
                return service
        fonction = habilitation_courante(self.request) if permis else None
        propre = (s for s in permis if fonction and fonction.role.startswith(f"{s.label}."))
        return next(propre, permis[0] if permis else None)

    @cached_property
    def services(self) -> list[ServiceCadre]:
        return [
            ServiceCadre(service.libelle, entrees[0].url, service is self._config_courante)
            for service, entrees in self._services_permis
        ]

    @property
    def service(self) -> ServiceConfig | None:
        return self._config_courante

    @cached_property
    def entrees(self) -> list[EntreeCadre]:
        """Home, then the entries of the service, a group in one; the common pages last."""
        if not self.agent:
            return []
        accueil = EntreeCadre("Accueil", self.url_accueil, self.request.path == self.url_accueil)
        places: dict[str, EntreeCadre] = {}
        for entree in self._pages:
            cle = entree.groupe or entree.url
            est_courante = entree.est_courante or (cle in places and places[cle].est_courante)
            premiere = places.get(cle, entree)
            places[cle] = EntreeCadre(entree.groupe or entree.libelle, premiere.url, est_courante)
        return [accueil, *places.values()]

    @cached_property
    def _pages(self) -> list[EntreeCadre]:
        """Every entry; that of the page is the one that begins most like it."""
        propres = next((e for service, e in self._services_permis if service is self._config_courante), [])
        deja = {entree.url for entree in propres}
        toutes = [*propres, *(entree for entree in self._communes if entree.url not in deja)]
        chemin = self.request.path
        proches = [entree for entree in toutes if entree.proximite(chemin)]
        proche = max(proches, key=lambda entree: entree.proximite(chemin), default=None)
        return [replace(entree, est_courante=entree is proche) for entree in toutes]

    @cached_property
    def onglets(self) -> list[EntreeCadre]:
        """The entries beside that of the page, on the very pages that the menu names: a record has its own tabs."""
        if not self.agent:
            return []
        page = next((entree for entree in self._pages if entree.url == self.request.path), None)
        if page is None or not page.groupe:
            return []
        soeurs = [entree for entree in self._pages if entree.groupe == page.groupe]
        return soeurs if len(soeurs) > 1 else []

    @cached_property
    def _communes(self) -> list[EntreeCadre]:
        """Return the pages of the kernel that concern whoever works in any service."""
        if self.agent is None:
            return []
        permises = {
            "echeances:liste": ("Échéances", peut(self.agent, ECHEANCES_LIRE)),
            "indicateurs:catalogue": (
                "Indicateurs",
                any(peut(self.agent, indicateur.droit) for indicateur in INDICATEURS.values()),
            ),
        }
        return [
            EntreeCadre(libelle, url, False)
            for nom, (libelle, est_permise) in permises.items()
            if est_permise and (url := adresse(nom))
        ]

    @property
    def acces_directs(self) -> list[tuple[str, list[EntreeCadre]]]:
        """Return each service with its entries, for the home page."""
        return [(service.libelle, entrees) for service, entrees in self._services_permis]

    @cached_property
    def notifications(self) -> int:
        if not self.agent:
            return 0
        return len(NON_LUES.lignes(agent=self.agent.pk))

    @property
    def texte_recherche(self) -> str:
        return self.request.GET.get("q", "") if self.request.path == self.url_recherche else ""

    @cached_property
    def liens_compte(self) -> list[tuple[str, str]]:
        liens = [("Mon compte", "comptes:mon_compte")]
        if self._permet(COMPTES_GERER):
            liens.append(("Gérer les comptes", "comptes:liste"))
        if self._permet(CLIENTS_GERER):
            liens.append(("Logiciels raccordés", "echanges:clients"))
        if self._permet(CONTENUS_GERER):
            liens.append(("Messages et documents du site", "interface:contenus"))
        return [(libelle, url) for libelle, nom in liens if (url := adresse(nom))]

    @cached_property
    def annonces(self) -> list[Annonce]:
        """Messages of the day: those for everybody, and those of the services of who is signed in. One query."""
        propres = [service.label for service, _ in self._services_permis] if self.agent else []
        return list(annonces_du_jour(timezone.localdate(), propres))

    @cached_property
    def liens_pied(self) -> list[tuple[str, str]]:
        liens = [("Aide", "interface:aide"), ("Vérifier un document", "documents:controle")]
        declares: list[tuple[str, str]] = getattr(settings, "MAILLAGE_LIENS_PIED", [])
        return [
            *((libelle, url) for libelle, nom in liens if (url := adresse(nom))),
            *_documents_du_site(),
            *declares,
        ]

    @property
    def url_accueil(self) -> str:
        return adresse("interface:accueil") or "/"

    @property
    def url_recherche(self) -> str:
        return adresse("interface:recherche")

    @property
    def url_notifications(self) -> str:
        return adresse("interface:notifications")

    @property
    def url_aide(self) -> str:
        service = self._config_courante if self.agent else None
        return f"{adresse('interface:aide')}#{service.label}" if service else adresse("interface:aide")

    @property
    def url_structure(self) -> str:
        return adresse("interface:structure")

    @property
    def url_connexion(self) -> str:
        return adresse("account_login")

    @property
    def url_deconnexion(self) -> str:
        return adresse("account_logout")

    def _permet(self, droit: Droit | str) -> bool:
        return bool(self.agent and (not droit or peut(self.agent, Droit(droit))))


@cache
def _documents_du_site() -> list[tuple[str, str]]:
    return [(code.label, reverse("interface:document_site", args=[code])) for code in DocumentSite.Code]


@cache
def adresse(nom: str) -> str:
    """Return the URL of this name, or an empty text when the application that serves it is not installed."""
    try:
        return reverse(nom)
    except NoReverseMatch:
        return ""


def _libelle_role(code: str) -> str:
    role = VOCABULAIRE.roles.get(code)
    return role.libelle if role else code


def habilitation_courante(request: HttpRequest) -> HabilitationLue | None:
    """Return the function under which the agent works, chosen in the account menu; the first one otherwise.

    It prefills forms and filters; it neither gives nor removes any right.
    """
    if not isinstance(request.user, Agent):
        return None
    habilitations = portee(request.user).habilitations
    choisie = request.session.get("habilitation")
    return next((h for h in habilitations if h.pk == choisie), habilitations[0] if habilitations else None)


def contexte(request: HttpRequest) -> dict[str, Any]:
    return {"cadre": Cadre(request)}
