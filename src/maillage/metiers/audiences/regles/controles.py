"""What a decision still lacks or what the law forbids, said in French with its article.

Bounds come as dated data: what a text that we read says is refused; what is only recalled comes « à confirmer » and
refuses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from maillage.commun.textes import enumerer, nombre
from maillage.metiers.audiences.enums.decisions import DecisionPrevention, DecisionSanction
from maillage.metiers.audiences.enums.peines import Execution, NaturePeine
from maillage.metiers.audiences.regles.peines import Duree, LigneDecision, Peine

UN_AN = Duree(annees=1)
SIX_MOIS = Duree(mois=6)
N = NaturePeine


class Gravite(StrEnum):
    """What a remark asks: nothing can be signed, look at it, or check the text first."""

    BLOQUANT = "bloquant"
    ALERTE = "alerte"
    A_CONFIRMER = "a_confirmer"


@dataclass(frozen=True, slots=True)
class Remarque:
    code: str
    gravite: Gravite
    message: str
    article: str = ""

    @property
    def est_bloquante(self) -> bool:
        return self.gravite is Gravite.BLOQUANT


@dataclass(frozen=True, slots=True)
class Borne:
    """A bound of the list in force. `unite` says of what: jours, euros, heures, mois."""

    code: str
    libelle: str
    valeur: Decimal
    unite: str
    article: str
    est_a_confirmer: bool = False


JOURS_AMENDE_NOMBRE, JOURS_AMENDE_MONTANT = "jours_amende_nombre", "jours_amende_montant"
TIG_MINIMUM, TIG_MAXIMUM, TIG_DELAI = "tig_heures_minimum", "tig_heures_maximum", "tig_delai_maximum"
PROBATION_MINIMUM, PROBATION_MAXIMUM = "probation_minimum", "probation_maximum"
DDSE_MINIMUM, DDSE_MAXIMUM = "ddse_minimum", "ddse_maximum"
STAGE_DELAI = "stage_delai_maximum"
Bornes = Mapping[str, Borne]


@dataclass(frozen=True, slots=True)
class AControler:
    """A decision and what its checks depend on. `infractions`: the numbers that the accused answers for."""

    ligne: LigneDecision
    infractions: tuple[int, ...] = ()
    est_mineur: bool = False
    est_present: bool = True
    motivation: str = ""
    est_ligne_complete: bool = True


def controler(decision: AControler, bornes: Bornes, textes: Mapping[str, str]) -> tuple[Remarque, ...]:
    """Everything to say about a decision, what blocks first."""
    remarques = [
        *_controler_lecture(decision),
        *_controler_infractions(decision),
        *_controler_sanction(decision),
        *_controler_motivation(decision, textes),
    ]
    for peine in decision.ligne.peines:
        remarques += _controler_emprisonnement(peine, decision, textes)
        remarques += _controler_bornes(peine, bornes)
    ordre = list(Gravite)
    return tuple(sorted(remarques, key=lambda remarque: ordre.index(remarque.gravite)))


def _bloquant(code: str, message: str, article: str = "") -> Remarque:
    return Remarque(code, Gravite.BLOQUANT, message, article)


def _alerte(code: str, message: str, article: str = "") -> Remarque:
    return Remarque(code, Gravite.ALERTE, message, article)


def _controler_lecture(decision: AControler) -> Iterator[Remarque]:
    if not decision.est_ligne_complete:
        yield _bloquant("non_lu", "Une partie de la ligne n’a pas été comprise : corrigez-la ou retirez-la.")
    ligne = decision.ligne
    if ligne.est_vide:
        yield _bloquant("vide", "Aucune décision n’est saisie.")
    if ligne.est_en_delibere and (ligne.peines or ligne.sorts):
        yield _alerte("delibere", "La décision est à la fois rendue et mise en délibéré.")
    if ligne.est_en_delibere and not ligne.date_delibere:
        yield _alerte("date_delibere", "Indiquez la date du délibéré : le président l’annonce aux parties.")


def _controler_infractions(decision: AControler) -> Iterator[Remarque]:
    """Every offence is decided once; a line that names none stands for all the others."""
    ligne = decision.ligne
    if ligne.est_en_delibere and not ligne.sorts:
        return
    cites = Counter(numero for sort in ligne.sorts for numero in sort.infractions)
    inconnus = sorted(cites.keys() - set(decision.infractions))
    if inconnus:
        liste = enumerer([str(numero) for numero in inconnus])
        yield _bloquant(
            "infraction_inconnue", f"Ce prévenu n’est pas poursuivi pour l’infraction n° {liste}."
        )
    doubles = sorted(numero for numero, fois in cites.items() if fois > 1)
    generaux = sum(not sort.infractions for sort in ligne.sorts)
    if doubles or generaux > 1:
        yield _bloquant("infraction_double", "Une même infraction reçoit deux décisions.")
    oubliees = sorted(set(decision.infractions) - cites.keys()) if not generaux else []
    if oubliees and not ligne.est_vide:
        liste = enumerer([str(numero) for numero in oubliees])
        yield _bloquant("infraction_oubliee", f"Rien n’est décidé sur l’infraction n° {liste}.")


def _controler_sanction(decision: AControler) -> Iterator[Remarque]:
    ligne = decision.ligne
    if ligne.peines and not ligne.est_coupable:
        yield _bloquant("peine_sans_culpabilite", "Une peine suppose une déclaration de culpabilité.")
    sans_peine = (DecisionSanction.DISPENSE, DecisionSanction.EXEMPTION, DecisionSanction.AMNISTIE)
    if ligne.sanction in sans_peine and ligne.peines:
        yield _bloquant(
            "dispense_et_peine", "Une dispense, une exemption ou une amnistie exclut toute peine."
        )
    if ligne.est_coupable and not ligne.peines and ligne.sanction in (None, DecisionSanction.CONDAMNATION):
        yield _bloquant(
            "sanction_absente", "La culpabilité appelle une peine, une dispense ou un ajournement."
        )
    if ligne.sanction in (*sans_peine, DecisionSanction.AJOURNEMENT_SIMPLE) and not ligne.est_coupable:
        yield _bloquant("sanction_sans_culpabilite", "Cette sanction suppose une déclaration de culpabilité.")
    doubles = [nature for nature, fois in Counter(p.nature for p in ligne.peines).items() if fois > 1]
    uniques = [nature for nature in doubles if nature in _UNIQUES]
    if uniques:
        noms = enumerer([str(nature.label).lower() for nature in uniques])
        yield _alerte("peine_double", f"Cette peine est prononcée deux fois : {noms}.")
    if any(p.nature == N.TIG for p in ligne.peines) and not decision.est_present:
        yield Remarque(
            "tig_absent",
            Gravite.A_CONFIRMER,
            "Le travail d’intérêt général suppose l’accord du prévenu : vérifiez qu’il l’a donné.",
        )


_UNIQUES = frozenset(
    {N.EMPRISONNEMENT, N.DDSE, N.TIG, N.AMENDE, N.JOURS_AMENDE, N.SUSPENSION_PERMIS, N.ANNULATION_PERMIS}
)


def _controler_motivation(decision: AControler, textes: Mapping[str, str]) -> Iterator[Remarque]:
    """Art. 485-1 CPP: the choice of the penalty is reasoned; the obligations of a probation need no reasons."""
    libres = [p for p in decision.ligne.peines if p.nature != N.REVOCATION_SURSIS]
    if libres and not decision.motivation.strip():
        yield _bloquant(
            "motivation",
            "Motivez le choix de la peine au regard des faits, de la personnalité et de la situation du prévenu.",
            textes["motivation"],
        )


def _controler_emprisonnement(
    peine: Peine, decision: AControler, textes: Mapping[str, str]
) -> Iterator[Remarque]:
    """Art. 464-2 CPP: for a firm part of one year at most, the court says how it is served."""
    if peine.nature != N.EMPRISONNEMENT or peine.duree is None:
        return
    if peine.duree_sursis and peine.duree_sursis.mesure > peine.duree.mesure:
        yield _bloquant("sursis_trop_long", "La part avec sursis dépasse la durée de l’emprisonnement.")
        return
    if peine.duree_sursis and peine.duree_ferme is None:
        yield _alerte("sursis_total", "La part avec sursis égale la durée : écrivez le sursis pour le tout.")
    ferme = peine.duree_ferme
    if ferme is None:
        return
    est_court = ferme.mesure <= UN_AN.mesure
    if est_court and not peine.execution:
        yield _bloquant(
            "execution_absente",
            "La part ferme n’excède pas un an : dites si elle est aménagée (DDSE, semi-liberté, placement à"
            " l’extérieur), si le condamné est convoqué devant le JAP et le SPIP, ou s’il est incarcéré.",
            textes["execution_ferme"],
        )
    if peine.execution == Execution.DEPOT_DIFFERE and ferme.mesure < SIX_MOIS.mesure:
        yield _bloquant(
            "depot_differe_court",
            "Le mandat de dépôt à effet différé suppose une part ferme d’au moins six mois.",
            textes["execution_ferme"],
        )
    if est_court and peine.execution in _SANS_AMENAGEMENT and ferme.mesure <= SIX_MOIS.mesure:
        yield Remarque(
            "amenagement_six_mois",
            Gravite.A_CONFIRMER,
            "Jusqu’à six mois, la peine est aménagée sauf impossibilité : motivez l’absence d’aménagement.",
            textes["amenagement"],
        )
    if not est_court and peine.execution in (
        Execution.DDSE,
        Execution.SEMI_LIBERTE,
        Execution.PLACEMENT_EXTERIEUR,
        Execution.CONVOCATION,
    ):
        yield _alerte(
            "amenagement_plus_un_an",
            "La part ferme dépasse un an : l’aménagement et la convocation sont prévus jusqu’à un an.",
            textes["execution_ferme"],
        )
    if peine.execution == Execution.MAINTIEN and not decision.est_present:
        yield _alerte("maintien_absent", "Le maintien en détention concerne un prévenu absent : vérifiez.")


_SANS_AMENAGEMENT = (Execution.MANDAT_DEPOT, Execution.MANDAT_ARRET, Execution.DEPOT_DIFFERE)


def _mois(duree: Duree | None) -> Decimal | None:
    return None if duree is None else Decimal(duree.nombre_mois) + (1 if duree.jours else 0)


def _controler_bornes(peine: Peine, bornes: Bornes) -> Iterator[Remarque]:
    n = peine.nature
    nombre_jours = None if peine.nombre is None else Decimal(peine.nombre)
    heures = None if peine.heures is None else Decimal(peine.heures)
    est_tig, est_ja = n == N.TIG, n == N.JOURS_AMENDE
    probation = peine.delai if n == N.EMPRISONNEMENT else None
    mesures: tuple[tuple[str, Decimal | None, bool], ...] = (
        (JOURS_AMENDE_NOMBRE, nombre_jours if est_ja else None, True),
        (JOURS_AMENDE_MONTANT, peine.montant if est_ja else None, True),
        (TIG_MINIMUM, heures if est_tig else None, False),
        (TIG_MAXIMUM, heures if est_tig else None, True),
        (TIG_DELAI, _mois(peine.delai) if est_tig else None, True),
        (PROBATION_MINIMUM, _mois(probation), False),
        (PROBATION_MAXIMUM, _mois(probation), True),
        (
            DDSE_MINIMUM,
            None if n != N.DDSE or peine.duree is None else Decimal(int(peine.duree.mesure)),
            False,
        ),
        (DDSE_MAXIMUM, _mois(peine.duree) if n == N.DDSE else None, True),
        (STAGE_DELAI, _mois(peine.delai) if n == N.STAGE else None, True),
    )
    for code, valeur, est_maximum in mesures:
        borne = bornes.get(code)
        if borne is None or valeur is None:
            continue
        if valeur > borne.valeur if est_maximum else valeur < borne.valeur:
            sens = "au plus" if est_maximum else "au moins"
            yield Remarque(
                code,
                Gravite.A_CONFIRMER if borne.est_a_confirmer else Gravite.BLOQUANT,
                f"{borne.libelle} : {nombre(borne.valeur)} {borne.unite} {sens}.",
                borne.article,
            )


def est_relaxe_totale(ligne: LigneDecision) -> bool:
    """Nothing is held against the accused."""
    return bool(ligne.sorts) and all(sort.issue != DecisionPrevention.CULPABILITE for sort in ligne.sorts)
