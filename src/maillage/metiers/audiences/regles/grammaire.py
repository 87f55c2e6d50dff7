"""What each verb of the line of decision accepts, and how each penalty is printed.

A line is made of parts separated by `;` or by a line break; a part starts with its verb. Capitals and accents do not
matter. A duration is `8M`, `1A6M`, `15J` or in words; an amount `300` or `300,50`; a text stands between quotation
marks. Within a part, precisions come in any order.

    COUP|REL|IRR|IRRT|NLS [numbers] [REC|NREC|RED|CLD]     guilt, acquittal… of these offences (of all)
    EMP d [DONT d] [SS | SP [d]] [OBL numbers] [AMEN DDSE|SL|PE | JAP | MDD | MD | MA | MAINT]
    DDSE d [OBL numbers]        TIG nH [DELAI d]           AM €[ DONT €] [SS]        JA n x €
    STAGE CIT|SR|STUP|VC|ACHAT|RP|SEXISME [DELAI d]        REP [€] ["…"] [DELAI d]
    SUSP d        ANN [d]       CONF SCELLES|VEH|ARME|PRODUIT|"…"
    INT <what> [d | DEF] ["…"]  INEL [d | DEF]             SSJ d [SOINS]             AFF [d] ["…"]    DIFF ["…"]
    REVOC [d] ["…"]             … [SINON d | €]            … [EP]
    DISP   EXEMP   AMNI   COND  AJOURN SIMPLE|INJ|MAE|INV|CONS [AU date]
    DELIB [AU date]             CASIER      FIJAIS         EP
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maillage.metiers.audiences.enums.decisions import DecisionPrevention, DecisionSanction, ModulationPeine
from maillage.metiers.audiences.enums.peines import (
    SOINS,
    Execution,
    Interdiction,
    NaturePeine,
    ObjetConfisque,
    Stage,
    Sursis,
)
from maillage.metiers.audiences.regles.mots import Curseur, entre_guillemets
from maillage.metiers.audiences.regles.peines import Duree, Peine

Champs = dict[str, Any]
Clause = Callable[[Curseur], Champs | None]
N = NaturePeine

ISSUES: dict[str, DecisionPrevention] = {
    "COUP": DecisionPrevention.CULPABILITE,
    "COUPABLE": DecisionPrevention.CULPABILITE,
    "CULPABILITE": DecisionPrevention.CULPABILITE,
    "REL": DecisionPrevention.RELAXE,
    "RELAXE": DecisionPrevention.RELAXE,
    "IRR": DecisionPrevention.IRRESPONSABILITE_PENALE,
    "IRRT": DecisionPrevention.IRRESPONSABILITE_TROUBLE,
    "NLS": DecisionPrevention.NON_LIEU,
}
MODULATIONS: dict[str, ModulationPeine] = {
    "REC": ModulationPeine.RECIDIVE,
    "RECIDIVE": ModulationPeine.RECIDIVE,
    "NREC": ModulationPeine.NOUVELLE_RECIDIVE,
    "RED": ModulationPeine.REDUCTION,
    "CLD": ModulationPeine.CAUSE_LEGALE,
}
SANCTIONS: dict[str, DecisionSanction] = {
    "DISP": DecisionSanction.DISPENSE,
    "DISPENSE": DecisionSanction.DISPENSE,
    "EXEMP": DecisionSanction.EXEMPTION,
    "AMNI": DecisionSanction.AMNISTIE,
    "COND": DecisionSanction.CONDAMNATION,
}
AJOURN = ("AJOURN", "AJOURNEMENT")
AJOURNEMENTS: dict[str, DecisionSanction] = {
    "SIMPLE": DecisionSanction.AJOURNEMENT_SIMPLE,
    "INJ": DecisionSanction.AJOURNEMENT_INJONCTION,
    "MAE": DecisionSanction.AJOURNEMENT_MAE,
    "INV": DecisionSanction.AJOURNEMENT_INVESTIGATIONS,
    "CONS": DecisionSanction.AJOURNEMENT_CONSIGNATION,
}
DELIB, CASIER, FIJAIS, PROVISOIRE = ("DELIB", "DELIBERE"), ("CASIER",), ("FIJAIS",), ("EP",)
_AMENAGEMENTS = {
    "DDSE": Execution.DDSE,
    "SL": Execution.SEMI_LIBERTE,
    "PE": Execution.PLACEMENT_EXTERIEUR,
}
_EXECUTIONS = {
    "JAP": Execution.CONVOCATION,
    "MDD": Execution.DEPOT_DIFFERE,
    "MD": Execution.MANDAT_DEPOT,
    "MA": Execution.MANDAT_ARRET,
    "MAINT": Execution.MAINTIEN,
}
_STAGES = {
    "CIT": Stage.CITOYENNETE,
    "SR": Stage.SECURITE_ROUTIERE,
    "STUP": Stage.STUPEFIANTS,
    "VC": Stage.VIOLENCES,
    "ACHAT": Stage.ACHAT_SEXUEL,
    "RP": Stage.RESPONSABILITE_PARENTALE,
    "SEXISME": Stage.SEXISME,
}
_INTERDICTIONS = {
    "ARME": Interdiction.ARME,
    "CONTACT": Interdiction.CONTACT,
    "PARAITRE": Interdiction.PARAITRE,
    "FREQUENTER": Interdiction.FREQUENTER,
    "SEJOUR": Interdiction.SEJOUR,
    "TF": Interdiction.TERRITOIRE,
    "DROITS": Interdiction.DROITS,
    "ACTIVITE": Interdiction.ACTIVITE,
    "MINEURS": Interdiction.ACTIVITE_MINEURS,
    "GERER": Interdiction.GERER,
    "CONDUIRE": Interdiction.CONDUIRE,
    "EAD": Interdiction.CONDUIRE_SANS_EAD,
    "CHEQUES": Interdiction.CHEQUES,
    "CHASSER": Interdiction.CHASSER,
    "STADES": Interdiction.STADES,
    "ANIMAL": Interdiction.ANIMAL,
}
_CONFISCATIONS = {
    "SCELLES": ObjetConfisque.SCELLES,
    "VEH": ObjetConfisque.VEHICULE,
    "VEHICULE": ObjetConfisque.VEHICULE,
    "ARME": ObjetConfisque.ARMES,
    "PRODUIT": ObjetConfisque.PRODUIT,
}


def simple(champ: str, lire: Callable[[Curseur], Any]) -> Clause:
    def clause(curseur: Curseur) -> Champs | None:
        valeur = lire(curseur)
        return None if valeur is None else {champ: valeur}

    return clause


def table(champ: str, valeurs: Mapping[str, Any]) -> Clause:
    return simple(champ, lambda curseur: curseur.parmi(valeurs))


def drapeau(champ: str, *mots: str) -> Clause:
    return simple(champ, lambda curseur: True if curseur.mot(*mots) else None)


def apres(mots: tuple[str, ...], lire: Clause, *, est_facultatif: bool = False) -> Clause:
    """What follows a key word."""

    def clause(curseur: Curseur) -> Champs | None:
        if curseur.mot(*mots) is None and not est_facultatif:
            return None
        return lire(curseur)

    return clause


def _sursis_probatoire(curseur: Curseur) -> Champs | None:
    if curseur.mot("SP") is None:
        return None
    delai = curseur.duree()
    return {"sursis": Sursis.PROBATOIRE} | ({"delai": delai} if delai else {})


def _execution(curseur: Curseur) -> Champs | None:
    est_amenage = curseur.mot("AMEN", "AMENAGEMENT") is not None
    choix = curseur.parmi(_AMENAGEMENTS)
    if choix is None and not est_amenage:
        choix = curseur.parmi(_EXECUTIONS)
    return None if choix is None else {"execution": choix}


def _jours_amende(curseur: Curseur) -> Champs | None:
    nombre = curseur.entier()
    if not nombre:
        return None
    curseur.mot("J", "JOURS")
    if not (curseur.mot("X", "A", "FOIS") or curseur.signe("×", "*")):
        return None
    montant = curseur.montant()
    return None if montant is None else {"nombre": nombre, "montant": montant}


def _heures(curseur: Curseur) -> Champs | None:
    nombre = curseur.entier()
    return {"heures": nombre} if nombre and curseur.mot("H", "HEURE", "HEURES") else None


def _defaut(curseur: Curseur) -> Champs | None:
    if curseur.mot("SINON") is None:
        return None
    curseur.mot("EMP", "AM")
    duree = curseur.duree()
    if duree is not None:
        return {"duree_defaut": duree}
    montant = curseur.montant()
    return None if montant is None else {"montant_defaut": montant}


DUREE = simple("duree", Curseur.duree)
MONTANT = simple("montant", Curseur.montant)
TEXTE = simple("objet", Curseur.texte)
OBLIGATIONS = apres(("OBL", "OBLIGATIONS"), simple("obligations", Curseur.liste))
DELAI = apres(("DELAI", "DANS", "SOUS"), simple("delai", Curseur.duree), est_facultatif=True)
SURSIS_SIMPLE = simple("sursis", lambda curseur: Sursis.SIMPLE if curseur.mot("SS") else None)
DONT_DUREE = apres(("DONT",), simple("duree_sursis", Curseur.duree))
DONT_MONTANT = apres(("DONT",), simple("montant_sursis", Curseur.montant))
DEFINITIVE = drapeau("est_definitive", "DEF", "DEFINITIVE", "DEFINITIF")
EXECUTION_PROVISOIRE = drapeau("est_execution_provisoire", *PROVISOIRE)


@dataclass(frozen=True, slots=True)
class Verbe:
    """A penalty, the words that start it (the first is printed), and what may follow."""

    nature: NaturePeine
    mots: tuple[str, ...]
    clauses: tuple[Clause, ...]


VERBES: tuple[Verbe, ...] = (
    Verbe(
        N.EMPRISONNEMENT,
        ("EMP", "EMPRISONNEMENT"),
        (DUREE, DONT_DUREE, SURSIS_SIMPLE, _sursis_probatoire, OBLIGATIONS, _execution),
    ),
    Verbe(N.DDSE, ("DDSE",), (DUREE, OBLIGATIONS, _defaut)),
    Verbe(N.TIG, ("TIG",), (_heures, DELAI, OBLIGATIONS, _defaut)),
    Verbe(N.AMENDE, ("AM", "AMENDE"), (MONTANT, DONT_MONTANT, SURSIS_SIMPLE)),
    Verbe(N.JOURS_AMENDE, ("JA",), (_jours_amende, SURSIS_SIMPLE)),
    Verbe(N.STAGE, ("STAGE",), (table("precision", _STAGES), DELAI, _defaut)),
    Verbe(N.SANCTION_REPARATION, ("REP", "REPARATION"), (DELAI, MONTANT, TEXTE, _defaut)),
    Verbe(N.SUSPENSION_PERMIS, ("SUSP", "SUSPENSION"), (DUREE, SURSIS_SIMPLE, TEXTE)),
    Verbe(N.ANNULATION_PERMIS, ("ANN", "ANNULATION"), (DUREE,)),
    Verbe(N.CONFISCATION, ("CONF", "CONFISCATION"), (table("precision", _CONFISCATIONS), TEXTE)),
    Verbe(
        N.INTERDICTION,
        ("INT", "INTERDICTION"),
        (table("precision", _INTERDICTIONS), DUREE, DEFINITIVE, TEXTE),
    ),
    Verbe(N.INELIGIBILITE, ("INEL", "INELIGIBILITE"), (DUREE, DEFINITIVE)),
    Verbe(
        N.SUIVI_SOCIO_JUDICIAIRE,
        ("SSJ",),
        (DUREE, table("precision", {"SOINS": SOINS}), OBLIGATIONS, _defaut),
    ),
    Verbe(N.AFFICHAGE, ("AFF", "AFFICHAGE"), (DUREE, TEXTE)),
    Verbe(N.DIFFUSION, ("DIFF", "DIFFUSION"), (TEXTE,)),
    Verbe(N.REVOCATION_SURSIS, ("REVOC", "REVOCATION"), (DUREE, TEXTE)),
)
PAR_MOT = {mot: verbe for verbe in VERBES for mot in verbe.mots}
PAR_NATURE = {verbe.nature: verbe for verbe in VERBES}
TOUS_LES_MOTS = (*ISSUES, *SANCTIONS, *AJOURN, *DELIB, *CASIER, *FIJAIS, *PROVISOIRE, *PAR_MOT)


def premier_mot(table: Mapping[str, Any], valeur: Any) -> str:
    """The word that is printed for a value."""
    return next(mot for mot, sens in table.items() if sens == valeur)


def ecrire_duree(duree: Duree) -> str:
    parties = ((duree.annees, "A"), (duree.mois, "M"), (duree.jours, "J"))
    return "".join(f"{nombre}{unite}" for nombre, unite in parties if nombre)


def ecrire_montant(montant: Decimal) -> str:
    entier = montant == montant.to_integral_value()
    return f"{montant:.0f}" if entier else f"{montant:.2f}".replace(".", ",")


def ecrire_liste(numeros: tuple[int, ...]) -> str:
    return ",".join(map(str, numeros))


def ecrire_peine(peine: Peine) -> str:
    """The canonical part of a line for one penalty."""
    return " ".join([PAR_NATURE[peine.nature].mots[0], *_precisions(peine)])


def _precisions(peine: Peine) -> list[str]:
    parties = [
        _ecrire_precision(peine) if peine.precision else "",
        f"{peine.heures}H" if peine.heures else "",
        _ecrire("", peine.duree),
        f"{peine.nombre}x{_ecrire('', peine.montant)}" if peine.nombre else _ecrire("", peine.montant),
        "DEF" if peine.est_definitive else "",
        entre_guillemets(peine.objet) if peine.objet else "",
        *_ecrire_sursis(peine),
        _ecrire("DELAI ", None if peine.sursis else peine.delai),
        f"OBL {ecrire_liste(peine.obligations)}" if peine.obligations else "",
        _ecrire_execution(peine),
        _ecrire("SINON ", peine.duree_defaut),
        _ecrire("SINON ", peine.montant_defaut),
        PROVISOIRE[0] if peine.est_execution_provisoire else "",
    ]
    return [partie for partie in parties if partie]


def _ecrire(mot: str, valeur: Duree | Decimal | None) -> str:
    if valeur is None:
        return ""
    return mot + (ecrire_duree(valeur) if isinstance(valeur, Duree) else ecrire_montant(valeur))


def _ecrire_execution(peine: Peine) -> str:
    if peine.execution in _AMENAGEMENTS.values():
        return f"AMEN {premier_mot(_AMENAGEMENTS, peine.execution)}"
    return premier_mot(_EXECUTIONS, peine.execution) if peine.execution else ""


def _ecrire_precision(peine: Peine) -> str:
    tables: dict[NaturePeine, Mapping[str, Any]] = {
        N.STAGE: _STAGES,
        N.INTERDICTION: _INTERDICTIONS,
        N.CONFISCATION: _CONFISCATIONS,
        N.SUIVI_SOCIO_JUDICIAIRE: {"SOINS": SOINS},
    }
    return premier_mot(tables[peine.nature], peine.precision)


def _ecrire_sursis(peine: Peine) -> list[str]:
    parties = [_ecrire("DONT ", peine.duree_sursis), _ecrire("DONT ", peine.montant_sursis)]
    if peine.sursis == Sursis.SIMPLE:
        parties.append("SS")
    elif peine.sursis == Sursis.PROBATOIRE:
        parties += ["SP", _ecrire("", peine.delai)]
    return parties


AIDE: tuple[tuple[str, str], ...] = (
    ("COUP 1,2", "coupable des infractions 1 et 2 (COUP seul : de toutes) ; REC, NREC : récidive"),
    ("REL 3", "relaxe de l’infraction 3 ; IRR, IRRT, NLS : irresponsabilité, trouble mental, non-lieu à statuer"),
    ("EMP 8M", "huit mois d’emprisonnement ; A années, M mois, J jours"),
    ("EMP 12M DONT 6M SP 2A OBL 1,5", "dont six mois avec sursis probatoire de deux ans, obligations 1 et 5"),
    ("EMP 6M SS", "sursis simple pour le tout"),
    ("EMP 6M AMEN DDSE", "aménagée : DDSE, SL (semi-liberté) ou PE (placement à l’extérieur)"),
    ("EMP 6M JAP", "convocation JAP et SPIP ; MDD, MD, MA, MAINT : mandats et maintien en détention"),
    ("DDSE 6M", "détention à domicile sous surveillance électronique, à titre de peine"),
    ("TIG 105H 18M SINON 2M", "travail d’intérêt général, délai de 18 mois, deux mois en cas d’inexécution"),
    ("AM 300", "amende de 300 € ; AM 300 DONT 100 SS"),
    ("JA 60x10", "soixante jours-amende de 10 €"),
    ("STAGE CIT 6M", "stage dans les six mois : CIT, SR, STUP, VC, ACHAT, RP, SEXISME"),
    ("SUSP 6M EP", "suspension du permis, exécution provisoire"),
    ("ANN 6M", "annulation du permis, six mois avant de le repasser"),
    ("CONF SCELLES", "confiscation : SCELLES, VEH, ARME, PRODUIT ou \"le bien\""),
    (
        "INT CONTACT 3A \"…\"",
        "interdiction : ARME, CONTACT, PARAITRE, SEJOUR, TF, DROITS, ACTIVITE, MINEURS, GERER, EAD, CHEQUES…",
    ),
    ("INEL 3A", "inéligibilité"),
    ("REP 500 6M SINON 2M", "sanction-réparation"),
    ("SSJ 3A SOINS", "suivi socio-judiciaire avec injonction de soins"),
    ("REVOC 3M", "révocation d’un sursis antérieur (REVOC seul : pour le tout)"),
    ("AJOURN SIMPLE AU 12/03/2027", "ajournement : SIMPLE, INJ, MAE, INV, CONS ; DISP, EXEMP : dispense, exemption"),
    ("DELIB 12/03/2027", "mise en délibéré"),
    ("CASIER", "sans inscription au bulletin n° 2"),
    ("FIJAIS", "inscription au fichier des auteurs d’infractions sexuelles ou violentes"),
    ("EP", "exécution provisoire de toutes les peines"),
)  # fmt: skip
"""Examples for the page: what is typed, what it means."""
