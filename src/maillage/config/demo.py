"""What the running platform itself must answer in ``demo --check``."""

from collections.abc import Iterator

from maillage.commun.navigation import Client
from maillage.config import cartes

OK = 200


def verifier(client: Client) -> Iterator[tuple[str, bool, str]]:
    """The probes, and a page that no one may read without signing in."""
    for nom, chemin in (("sante", "/sante"), ("pret", "/pret?travailleur")):
        reponse = client.obtenir(chemin)
        yield nom, reponse.statut == OK, f"{reponse.millisecondes:.0f} ms"
    reponse = client.obtenir("/metriques")
    yield "metriques_fermees", reponse.statut in {401, 404}, str(reponse.statut)
    reponse = client.obtenir("/")
    yield "accueil_ferme", "connexion" in reponse.adresse, reponse.adresse
    entres = [client.connecter(courriel) for *_, courriel in cartes.comptes()]
    accueils = [reponse for reponse in entres if reponse.statut == OK and reponse.adresse == "/"]
    yield "cartes", len(accueils) == len(entres) > 0, f"{len(accueils)}/{len(entres)}"
