"""The operative part of a judgment, in the court's French, from the decision in figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from maillage.commun.textes import date_longue, enumerer, euros
from maillage.metiers.audiences.enums.decisions import (
    DecisionPrevention,
    DecisionSanction,
    ModulationPeine,
    NatureJugement,
)
from maillage.metiers.audiences.enums.peines import (
    SOINS,
    Execution,
    Interdiction,
    NaturePeine,
    ObjetConfisque,
    Stage,
    Sursis,
)
from maillage.metiers.audiences.regles.nombres import en_lettres
from maillage.metiers.audiences.regles.peines import Duree, LigneDecision, Peine, Sort

N = NaturePeine


@dataclass(frozen=True, slots=True)
class Contexte:
    """What the text depends on beside the decision.

    `prevenu` is how the accused is named; `infractions` and `obligations` are labels by number; `textes` the names in
    force on the day of the judgment.
    """

    prevenu: str = "le prévenu"
    est_feminin: bool = False
    nature: str = NatureJugement.CONTRADICTOIRE
    infractions: Mapping[int, str] = field(default_factory=dict)
    obligations: Mapping[int, str] = field(default_factory=dict)
    textes: Mapping[str, str] = field(default_factory=dict)

    @property
    def du_prevenu(self) -> str:
        """« du prévenu », « de Monsieur X »."""
        return f"du {self.prevenu[3:]}" if self.prevenu.startswith("le ") else f"de {self.prevenu}"

    def accorder(self, mot: str) -> str:
        return f"{mot}e" if self.est_feminin else mot


NATURES = {
    NatureJugement.CONTRADICTOIRE: "contradictoirement",
    NatureJugement.A_SIGNIFIER: "par jugement contradictoire à signifier",
    NatureJugement.DEFAUT: "par défaut",
    NatureJugement.ITERATIF_DEFAUT: "par itératif défaut",
}
_MODULATIONS = {
    ModulationPeine.RECIDIVE: "en état de récidive légale",
    ModulationPeine.NOUVELLE_RECIDIVE: "en état de nouvelle récidive légale",
    ModulationPeine.REDUCTION: "la peine encourue étant réduite",
    ModulationPeine.CAUSE_LEGALE: "avec une cause légale de diminution de peine",
}
_AJOURNEMENTS = {
    DecisionSanction.AJOURNEMENT_SIMPLE: "Ajourne le prononcé de la peine",
    DecisionSanction.AJOURNEMENT_INJONCTION: "Ajourne le prononcé de la peine avec injonction",
    DecisionSanction.AJOURNEMENT_MAE: "Ajourne le prononcé de la peine avec mise à l’épreuve",
    DecisionSanction.AJOURNEMENT_INVESTIGATIONS: "Ajourne le prononcé de la peine aux fins d’investigations",
    DecisionSanction.AJOURNEMENT_CONSIGNATION: "Ajourne le prononcé de la peine avec consignation",
}
_EXECUTIONS = {
    Execution.SEMI_LIBERTE: "Dit que cette peine sera exécutée, pour sa part ferme, sous le régime de la semi-liberté",
    Execution.PLACEMENT_EXTERIEUR: "Dit que cette peine sera exécutée, pour sa part ferme, sous le régime du"
    " placement à l’extérieur",
    Execution.CONVOCATION: "Ordonne la convocation devant le juge de l’application des peines et le service"
    " pénitentiaire d’insertion et de probation afin que soient déterminées les modalités d’exécution de la part ferme",
    Execution.DEPOT_DIFFERE: "Décerne mandat de dépôt à effet différé",
    Execution.MANDAT_DEPOT: "Décerne mandat de dépôt",
    Execution.MANDAT_ARRET: "Décerne mandat d’arrêt",
    Execution.MAINTIEN: "Ordonne le maintien en détention",
}


def en_toutes_lettres(duree: Duree) -> str:
    """« DEUX ANS et SIX MOIS »."""
    parties = [
        f"{en_lettres(nombre)} {singulier if nombre == 1 else pluriel}".upper()
        for nombre, singulier, pluriel in (
            (duree.annees, "an", "ans"),
            (duree.mois, "mois", "mois"),
            (duree.jours, "jour", "jours"),
        )
        if nombre
    ]
    return enumerer(parties)


def somme(montant: Decimal) -> str:
    """« TROIS CENTS EUROS (300 €) »; cents in figures only."""
    en_euros = euros(montant, 2 if montant % 1 else 0)
    if montant % 1:
        return en_euros
    unite = "euro" if montant == 1 else "d’euros" if montant % 1_000_000 == 0 else "euros"
    return f"{en_lettres(int(montant))} {unite}".upper() + f" ({en_euros})"


def dispositif(ligne: LigneDecision, contexte: Contexte) -> tuple[str, ...]:
    """Sentences in order: how it is judged, guilt, penalties, mentions. Each ends with « ; », the last with « . »."""
    phrases = [
        f"Statuant publiquement, en premier ressort et {_nature(contexte)} à l’égard {contexte.du_prevenu}",
        *(_sort(sort, contexte) for sort in ligne.sorts),
        *_sanction(ligne, contexte),
    ]
    for peine in ligne.peines:
        phrases += _peine(peine, contexte)
    if ligne.est_execution_provisoire:
        phrases.append("Ordonne l’exécution provisoire des peines prononcées")
    if ligne.est_hors_bulletin_2:
        phrases.append("Dit que la condamnation ne sera pas mentionnée au bulletin n° 2 du casier judiciaire")
    if ligne.est_inscrit_fijais:
        phrases.append(
            f"Ordonne l’inscription {contexte.du_prevenu} au fichier judiciaire national automatisé des auteurs"
            " d’infractions sexuelles ou violentes"
        )
    if ligne.est_en_delibere:
        phrases.append(f"Met l’affaire en délibéré{_au(ligne.date_delibere)}")
    debut, *suite = phrases
    *milieu, fin = suite or [""]
    return (f"{debut},", *(f"{phrase} ;" for phrase in milieu), f"{fin}.") if suite else (f"{debut}.",)


def _nature(contexte: Contexte) -> str:
    return NATURES[NatureJugement(contexte.nature or NatureJugement.CONTRADICTOIRE)]


def _au(jour: dt.date | None) -> str:
    return f" au {date_longue(jour)}" if jour else ""


def _faits(sort: Sort, contexte: Contexte) -> str:
    numeros = sort.infractions or tuple(contexte.infractions)
    if not numeros:
        return "des faits reprochés"
    libelles = [contexte.infractions.get(numero, f"l’infraction n° {numero}") for numero in numeros]
    if not sort.infractions and len(libelles) > 1:
        return "de l’ensemble des faits reprochés : " + " ; ".join(libelles)
    return "des faits suivants : " + " ; ".join(libelles)


def _sort(sort: Sort, contexte: Contexte) -> str:
    qui = contexte.prevenu
    faits = _faits(sort, contexte)
    precision = f", {_MODULATIONS[sort.modulation]}" if sort.modulation else ""
    match sort.issue:
        case DecisionPrevention.CULPABILITE:
            return f"Déclare {qui} coupable {faits}{precision}"
        case DecisionPrevention.RELAXE:
            return f"Relaxe {qui} {faits}"
        case DecisionPrevention.IRRESPONSABILITE_TROUBLE:
            return f"Déclare {qui} pénalement irresponsable en raison d’un trouble mental, à raison {faits}"
        case DecisionPrevention.IRRESPONSABILITE_PENALE:
            return f"Déclare {qui} pénalement irresponsable à raison {faits}"
        case _:
            return f"Dit n’y avoir lieu à statuer à l’égard {contexte.du_prevenu} à raison {faits}"


def _sanction(ligne: LigneDecision, contexte: Contexte) -> Iterator[str]:
    qui = contexte.prevenu
    if ligne.sanction in _AJOURNEMENTS:
        jour = ligne.date_ajournement
        suite = f" et renvoie l’examen de la peine{_au(jour)}" if jour else ""
        yield f"{_AJOURNEMENTS[ligne.sanction]} à l’égard {contexte.du_prevenu}{suite}"
    elif ligne.sanction == DecisionSanction.DISPENSE:
        yield f"Dispense {qui} de peine"
    elif ligne.sanction == DecisionSanction.EXEMPTION:
        yield f"Constate que {qui} est {contexte.accorder('exempté')} de peine"
    elif ligne.sanction == DecisionSanction.AMNISTIE:
        yield f"Constate l’amnistie au bénéfice {contexte.du_prevenu}"


def _peine(peine: Peine, contexte: Contexte) -> Iterator[str]:
    """The sentence that pronounces the penalty, then what goes with it."""
    yield f"{_debut(peine, contexte)} {_objet(peine, contexte)}"
    yield from _sursis(peine)
    if peine.obligations:
        yield "Fixe les obligations suivantes : " + " ; ".join(
            contexte.obligations.get(numero, f"obligation n° {numero}") for numero in peine.obligations
        )
    if peine.execution == Execution.DDSE:
        nom = contexte.textes.get("ddse", "détention à domicile sous surveillance électronique")
        yield f"Dit que cette peine sera exécutée, pour sa part ferme, sous le régime de la {nom}"
    elif peine.execution:
        yield f"{_EXECUTIONS[peine.execution]}{_a_l_encontre(peine, contexte)}"
    if peine.duree_defaut:
        yield f"Fixe à {en_toutes_lettres(peine.duree_defaut)} l’emprisonnement encouru en cas d’inexécution"
    if peine.montant_defaut:
        yield f"Fixe à {somme(peine.montant_defaut)} l’amende encourue en cas d’inexécution"
    if peine.est_execution_provisoire:
        yield "Ordonne l’exécution provisoire de cette peine"


def _debut(peine: Peine, contexte: Contexte) -> str:
    verbe = _VERBES.get(peine.nature)
    return f"{verbe} {contexte.du_prevenu}" if verbe else f"Condamne {contexte.prevenu}"


def _a_l_encontre(peine: Peine, contexte: Contexte) -> str:
    mandats = (Execution.DEPOT_DIFFERE, Execution.MANDAT_DEPOT, Execution.MANDAT_ARRET)
    if peine.execution in mandats:
        return f" à l’encontre {contexte.du_prevenu}"
    return f" {contexte.du_prevenu}" if peine.execution == Execution.MAINTIEN else ""


_VERBES = {
    N.SUSPENSION_PERMIS: "Ordonne à l’encontre",
    N.ANNULATION_PERMIS: "Prononce à l’encontre",
    N.CONFISCATION: "Ordonne à l’encontre",
    N.INTERDICTION: "Prononce à l’encontre",
    N.INELIGIBILITE: "Prononce à l’encontre",
    N.AFFICHAGE: "Ordonne aux frais",
    N.DIFFUSION: "Ordonne aux frais",
    N.REVOCATION_SURSIS: "Révoque à l’encontre",
}


def _pendant(duree: Duree | None, mot: str = "pour une durée de") -> str:
    return f" {mot} {en_toutes_lettres(duree)}" if duree else ""


def _objet(peine: Peine, contexte: Contexte) -> str:
    """What is pronounced, after the name of the accused."""
    delai = _pendant(peine.delai, "dans un délai de")
    objet = f" : {peine.objet}" if peine.objet else ""
    heures = peine.heures or 0
    ddse = contexte.textes.get("ddse", "détention à domicile sous surveillance électronique")
    textes = {
        N.EMPRISONNEMENT: lambda: f"à un emprisonnement de {_duree(peine)}",
        N.DDSE: lambda: f"à la peine de {ddse}{_pendant(peine.duree)}",
        N.TIG: lambda: (
            f"à exécuter un travail d’intérêt général de {en_lettres(heures, est_feminin=True).upper()}"
            f" HEURE{'S' if heures > 1 else ''}{delai}"
        ),
        N.AMENDE: lambda: f"au paiement d’une amende de {somme(peine.montant or Decimal(0))}",
        N.JOURS_AMENDE: lambda: (
            f"à {en_lettres(peine.nombre or 0).upper()} JOURS-AMENDE d’un montant unitaire de"
            f" {somme(peine.montant or Decimal(0))}"
        ),
        N.STAGE: lambda: f"à accomplir un {_minuscule(Stage(peine.precision).label)}{delai}",
        N.SANCTION_REPARATION: lambda: f"à une sanction-réparation{_indemnite(peine)}{delai}{objet}",
        N.SUSPENSION_PERMIS: lambda: f"la suspension de son permis de conduire{_pendant(peine.duree)}{objet}",
        N.ANNULATION_PERMIS: lambda: (
            "l’annulation de son permis de conduire"
            + (
                ", avec interdiction d’en solliciter un nouveau avant l’expiration d’un délai de"
                f" {en_toutes_lettres(peine.duree)}"
                if peine.duree
                else ""
            )
        ),
        N.CONFISCATION: lambda: f"la confiscation {_confisque(peine)}",
        N.INTERDICTION: lambda: (
            f"l’interdiction {Interdiction(peine.precision).label}{_a_titre(peine)}{_pendant(peine.duree)}{objet}"
        ),
        N.INELIGIBILITE: lambda: f"une peine d’inéligibilité{_a_titre(peine)}{_pendant(peine.duree)}",
        N.SUIVI_SOCIO_JUDICIAIRE: lambda: (
            f"à un suivi socio-judiciaire{_pendant(peine.duree)}"
            + (", comprenant une injonction de soins" if peine.precision == SOINS else "")
        ),
        N.AFFICHAGE: lambda: f"l’affichage de la décision{_pendant(peine.duree)}{objet}",
        N.DIFFUSION: lambda: f"la diffusion de la décision{objet}",
        N.REVOCATION_SURSIS: lambda: (
            f"le sursis antérieurement accordé{_pendant(peine.duree, 'à hauteur de') or ', pour le tout'}{objet}"
        ),
    }
    return textes[peine.nature]()


def _indemnite(peine: Peine) -> str:
    return f" : indemniser la victime à hauteur de {somme(peine.montant)}" if peine.montant else ""


def _duree(peine: Peine) -> str:
    return en_toutes_lettres(peine.duree) if peine.duree else ""


def _a_titre(peine: Peine) -> str:
    return " à titre définitif" if peine.est_definitive else ""


def _minuscule(libelle: str) -> str:
    return libelle[:1].lower() + libelle[1:]


_CONFISQUES = {
    ObjetConfisque.SCELLES: "des scellés",
    ObjetConfisque.VEHICULE: "du véhicule",
    ObjetConfisque.ARMES: "des armes",
    ObjetConfisque.PRODUIT: "du produit de l’infraction",
}


def _confisque(peine: Peine) -> str:
    if not peine.precision:
        return f"du bien suivant : {peine.objet}"
    chose = _CONFISQUES[ObjetConfisque(peine.precision)]
    return f"{chose} ({peine.objet})" if peine.objet else chose


def _sursis(peine: Peine) -> Iterator[str]:
    if peine.sursis == Sursis.AUCUN:
        return
    part = ""
    if peine.duree_sursis:
        part = f", pour une durée de {en_toutes_lettres(peine.duree_sursis)},"
    elif peine.montant_sursis is not None:
        part = f", à hauteur de {somme(peine.montant_sursis)},"
    degre = "partiellement" if part else "totalement"
    phrase = f"Dit qu’il sera sursis {degre}{part} à l’exécution de cette peine"
    if peine.sursis == Sursis.PROBATOIRE:
        phrase += ", sous le régime du sursis probatoire"
        phrase += f", avec un délai de probation de {en_toutes_lettres(peine.delai)}" if peine.delai else ""
    yield phrase
