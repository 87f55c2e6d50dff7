"""Half-yearly declarations received and survey replies handed in: what the direction's pages show."""

from __future__ import annotations

from django.utils import timezone

from maillage.metiers.protection.actions.declarations import etablir_declaration
from maillage.metiers.protection.actions.enquetes import completer_section, deposer_reponse
from maillage.metiers.protection.documents import DECLARATION
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.models import Mandataire, ReponseEnquete
from maillage.metiers.protection.regles.enquete import semestre
from maillage.metiers.protection.regles.profils_enquete import section
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Organisation
from maillage.socle.documents.production import produire

DECLARATIONS = 8
REPONSES = {TypeMandataire.INDIVIDUEL: 5, TypeMandataire.PREPOSE: 1, TypeMandataire.SERVICE: 1}
SAISIES = {
    TypeMandataire.INDIVIDUEL: {
        "identite": {
            "benevole": "non", "forme_juridique": "ei", "anciennete": "5_10", "age": "35_50", "exerce_seul": "oui",
            "etp": "plein", "secretariat": "non", "local": "oui",
        },
        "agrement": {"agrement_avant_2009": "non", "agrement_annee": "2015"},
        "formation": {"cnc_annee": "2014", "cnc_heures": "21", "qualification": "II"},
    },
    TypeMandataire.PREPOSE: {
        "identite": {
            "personnalite_juridique": "Établissement public de santé", "personne_physique": "oui",
            "service_l312": "non", "tuteurs_familiaux": "non",
        },
        "financement": {"charges_personnel": "61000", "charges_preposes": "52000", "charges_fonctionnement": "4300"},
    },
    TypeMandataire.SERVICE: {
        "identite": {
            "organisme": "association", "cooperation": "non", "federation": "unaf", "tuteurs_familiaux": "oui",
        },
        "personnel": {
            "delegues.tous.nombre": "4", "delegues.tous.etp": "3.6", "formation.certifies.nombre": "3",
            "formation.en_formation.nombre": "1", "sexe.femmes.nombre": "3", "sexe.hommes.nombre": "1",
        },
    },
}  # fmt: skip


def engendrer_declarations(tribunal: Organisation) -> None:
    """In the département of the cards; those of the cards have theirs to do."""
    assert tribunal.commune is not None  # noqa: S101 (every court of the demonstration has one)
    agent = agent_systeme()
    with agir_comme(agent, motif=MOTIF):
        autres = (
            Mandataire.objects.filter(
                autorite__commune__departement=tribunal.commune.departement, organisation__habilitations=None
            )
            .select_related("organisation__commune", "autorite")
            .order_by("id")
        )
        for mandataire in autres.filter(type=TypeMandataire.INDIVIDUEL)[:DECLARATIONS]:
            declaration = etablir_declaration(
                agent=agent,
                mandataire=mandataire,
                date_arrete=semestre(timezone.localdate()),
                nombre_secretaires=0,
                autres_activites="",
                quotite=100,
            )
            produire(DECLARATION.code, declaration, agent=agent)
        reponses = ReponseEnquete.objects.filter(mandataire__in=autres).select_related("mandataire")
        for genre, nombre in REPONSES.items():
            for reponse in reponses.filter(mandataire__type=genre).order_by("id")[:nombre]:
                for code, dites in SAISIES[genre].items():
                    une = section(genre, code)
                    assert une is not None  # noqa: S101 (named above)
                    completer_section(agent=agent, reponse=reponse, section=une, reponses=dites)
                deposer_reponse(agent=agent, reponse=reponse)
