"""The chambers of the court of Lille, and who works there. Names are invented."""

from __future__ import annotations

from maillage.socle.annuaire.demo import DEBUT, Compte, creer_compte, organisation, tribunal
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Habilitation, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

VILLE = "59350"
GREFFE = "greffe.audiences@demo.maillage.invalid"
PRESIDENT = "president.audiences@demo.maillage.invalid"
DIRECTION = "directeur.greffe@demo.maillage.invalid"
CHEF = "chef.juridiction@demo.maillage.invalid"
AUTRE = "greffe.septieme@demo.maillage.invalid"
SIXIEME, SEPTIEME = "6e chambre correctionnelle", "7e chambre correctionnelle"
IMMEDIATES, CRPC = "Chambre des comparutions immédiates", "Service des homologations (CRPC)"
CHAMBRES = (SIXIEME, SEPTIEME, IMMEDIATES, CRPC)
COMPTES = (
    Compte("Greffière d’audience au tribunal de Lille", GREFFE, "Camille", "Roussel", "audiences.greffier"),
    Compte(
        "Président de la 6e chambre correctionnelle", PRESIDENT, "Marc", "Delattre", "audiences.magistrat"
    ),
    Compte("Directrice des services de greffe", DIRECTION, "Sophie", "Vidal", "audiences.directeur_greffe"),
    Compte("Présidente du tribunal judiciaire", CHEF, "Hélène", "Mercier", "audiences.chef_juridiction"),
    Compte("Greffier de la 7e chambre", AUTRE, "Théo", "Lambert", "audiences.greffier"),
)
PLACES = {
    GREFFE: (SIXIEME, IMMEDIATES, CRPC),
    PRESIDENT: (SIXIEME, SEPTIEME, IMMEDIATES, CRPC),
    AUTRE: (SEPTIEME,),
}


def creer_lieux() -> dict[str, Organisation]:
    """The chambers, by name, and the accounts of the sign-in cards."""
    ville = Commune.objects.get(code_insee=VILLE)
    juridiction = tribunal(ville)
    chambres = {
        nom: organisation(TypeOrganisation.CHAMBRE, nom, ville, est_gestionnaire=True, parent=juridiction)
        for nom in CHAMBRES
    }
    recalculer_rattachements([juridiction.pk, *(chambre.pk for chambre in chambres.values())])
    for compte in COMPTES:
        places = PLACES.get(compte.courriel)
        agent = creer_compte(compte, chambres[places[0]] if places else juridiction)
        for nom in (places or ())[1:]:
            Habilitation.objects.create(
                agent=agent, role=compte.role, organisation=chambres[nom], date_debut=DEBUT
            )
    return chambres
