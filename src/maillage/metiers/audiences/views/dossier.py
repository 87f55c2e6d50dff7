"""A case as pages show it: persons with their names, what each answers for, how they came, what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from maillage.metiers.audiences.actions.identites import EFFACEE, Coffre, Identite, Incapacite
from maillage.metiers.audiences.actions.lecture_decisions import DecisionLue, lire_decisions
from maillage.metiers.audiences.actions.listes import obligations_du
from maillage.metiers.audiences.enums import DETENUS, VICTIMES, NatureJugement
from maillage.metiers.audiences.models import (
    Audiencement,
    Comparution,
    Decision,
    Infraction,
    Partie,
    Prevention,
    Renvoi,
)
from maillage.metiers.audiences.regles.dispositif import Contexte, dispositif
from maillage.metiers.audiences.regles.nature import NatureProposee, Situation, nature_du_jugement
from maillage.metiers.audiences.regles.textes import textes_du
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.annuaire.models import Agent


@dataclass(frozen=True)
class InfractionVue:
    """An offence, and what of it is sealed."""

    infraction: Infraction
    lieu: str
    developpee: str
    modalite: str = ""
    est_disqualifiee: bool = False

    @property
    def quand(self) -> str:
        du, au = self.infraction.date_debut, self.infraction.date_fin
        if du and au:
            return f"du {du:%d/%m/%Y} au {au:%d/%m/%Y}"
        return f"le {du:%d/%m/%Y}" if du else ""

    @property
    def ou(self) -> str:
        return ", ".join(mot for mot in (self.lieu, self.infraction.commune) if mot)


@dataclass(frozen=True)
class PersonneVue:
    """Somebody of the case, on this passage."""

    partie: Partie
    identite: Identite
    nom: str
    comparution: Comparution | None
    infractions: list[InfractionVue] = field(default_factory=list)
    decision: DecisionLue | None = None
    dispositif: tuple[str, ...] = ()
    represente: str = ""
    incapacite: Incapacite = field(default_factory=Incapacite)

    @property
    def est_detenu(self) -> bool:
        return self.partie.categorie_penale in DETENUS

    @property
    def nature_proposee(self) -> NatureProposee | None:
        """What the code says of the nature of the judgment, from how he came."""
        if self.comparution is None or not self.partie.est_jugeable:
            return None
        return nature_du_jugement(
            Situation(self.comparution.mode, est_atteint=self.partie.est_citee_a_personne)
        )


@dataclass(frozen=True)
class DossierVu:
    personnes: list[PersonneVue]
    infractions: list[InfractionVue]
    renvoi: Renvoi | None
    observations: str

    @property
    def prevenus(self) -> list[PersonneVue]:
        return [personne for personne in self.personnes if personne.partie.est_jugeable]

    @property
    def victimes(self) -> list[PersonneVue]:
        return [personne for personne in self.personnes if personne.partie.statut in VICTIMES]

    @property
    def autres(self) -> list[PersonneVue]:
        return [
            personne
            for personne in self.personnes
            if not personne.partie.est_jugeable and personne.partie.statut not in VICTIMES
        ]


def dossier(agent: Agent, passage: Audiencement) -> DossierVu:
    """Everything of one case, in as many queries whatever its size. The caller traced the read."""
    coffre = Coffre(passage.affaire)
    parties = list(Partie.objects.visibles_par(agent).filter(affaire=passage.affaire_id).order_by("rang"))
    noms = {partie.pk: coffre.nom(partie) for partie in parties}
    infractions = {
        infraction.pk: infraction
        for infraction in Infraction.objects.visibles_par(agent)
        .filter(affaire=passage.affaire_id)
        .select_related("remplace")
        .order_by("rang")
    }
    ouvertes = {cle: coffre.ouvrir(infraction.contenu) for cle, infraction in infractions.items()}
    reprochees: dict[int, list[InfractionVue]] = defaultdict(list)
    for prevention in Prevention.objects.visibles_par(agent).filter(affaire=passage.affaire_id):
        if prevention.infraction_id in infractions:
            reprochees[prevention.partie_id].append(
                InfractionVue(
                    infractions[prevention.infraction_id],
                    str(ouvertes[prevention.infraction_id].get("lieu", "")),
                    str(ouvertes[prevention.infraction_id].get("developpee", "")),
                    prevention.get_modalite_display(),
                    prevention.est_disqualifiee,
                )
            )
    comparutions = {c.partie_id: c for c in Comparution.objects.filter(audiencement=passage)}
    lues = {
        lue.decision.partie_id: lue
        for lue in lire_decisions(
            list(Decision.objects.visibles_par(agent).filter(audiencement=passage)), coffre
        )
    }
    renvoi = Renvoi.objects.visibles_par(agent).filter(audiencement=passage).select_related("suivant").first()
    obligations = obligations_du(passage.audience.date) if lues else {}
    personnes = []
    for partie in parties:
        siennes = sorted(reprochees[partie.pk], key=lambda vue: vue.infraction.rang)
        lue, comparution = lues.get(partie.pk), comparutions.get(partie.pk)
        personnes.append(
            PersonneVue(
                partie,
                coffre.identite(partie),
                noms[partie.pk],
                comparution,
                siennes,
                lue,
                dispositif(
                    lue.ligne,
                    contexte_dispositif(passage, partie, coffre, siennes, comparution, obligations),
                )
                if lue
                else (),
                noms.get(partie.represente_id or 0, ""),
                coffre.incapacite(partie),
            )
        )
    return DossierVu(
        personnes,
        [
            InfractionVue(
                infraction, str(ouvertes[cle].get("lieu", "")), str(ouvertes[cle].get("developpee", ""))
            )
            for cle, infraction in infractions.items()
        ],
        renvoi,
        str(coffre.ouvrir(renvoi.contenu).get("observations", "")) if renvoi else "",
    )


def contexte_dispositif(
    passage: Audiencement,
    partie: Partie,
    coffre: Coffre,
    infractions: list[InfractionVue],
    comparution: Comparution | None,
    obligations: Mapping[int, str] | None = None,
) -> Contexte:
    """What the operative part names beside the decision."""
    identite = coffre.identite(partie)
    return Contexte(
        prevenu=EFFACEE if coffre.est_detruit else identite.nom_complet,
        est_feminin=identite.civilite == Civilite.MADAME or bool(identite.raison_sociale),
        nature=(comparution.nature_jugement if comparution else "") or NatureJugement.CONTRADICTOIRE,
        infractions={
            vue.infraction.rang: vue.infraction.qualification
            for vue in infractions
            if not vue.est_disqualifiee
        },
        obligations=obligations_du(passage.audience.date) if obligations is None else obligations,
        textes=textes_du(passage.audience.date),
    )
