"""What the running platform itself must answer in ``demo --check``."""

from collections.abc import Iterator

from maillage.commun.navigation import Client

OK = 200


def verifier(client: Client) -> Iterator[tuple[str, bool, str]]:
    """The probes, and a page that no one may read without signing in."""
    for nom, chemin in (("sante", "/sante"), ("pret", "/pret?travailleur")):
        reponse = client.obtenir(chemin)
        yield nom, reponse.statut == OK, f"{reponse.millisecondes:.0f} ms"
    reponse = client.obtenir("/metriques")
    yield "metriques_fermees", reponse.statut in {401, 404}, str(reponse.statut)
