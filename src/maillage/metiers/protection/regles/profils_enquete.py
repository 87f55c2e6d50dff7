"""The annual survey, profile by profile: what is asked beside what the log of measures gives.

Questions follow the three annexes (individuel, préposé, service). What the directory or the log knows is a fact, not a
question. The place of a measure is known by six kinds; the survey wants eight: the split is typed, never beyond what
is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from maillage.metiers.protection.enums import TypeEtablissement, TypeMandataire
from maillage.metiers.protection.regles.enquete import GROUPES
from maillage.metiers.protection.regles.questionnaire import (
    NON,
    OUI,
    Choix,
    Connu,
    Controle,
    Genre,
    Grille,
    Question,
    Reponses,
    Section,
    au_plus,
    au_plus_compte,
    nombre,
    oui_non,
    parties_au_plus,
)
from maillage.metiers.protection.regles.structures_enquete import BORNES, SAISIES, STRUCTURES

NIVEAUX: Choix = tuple((code, f"Niveau {code}") for code in ("I", "II", "III", "IV", "V", "VI"))
FORMES: Choix = tuple(
    (nom.lower(), nom) for nom in ("EI", "EURL", "SARL", "SCOP", "SA", "SAS", "SNC", "SEL", "SCP")
)
PRESTATIONS: Choix = (
    ("aah", "AAH"), ("pch", "PCH"), ("asi", "ASI"), ("rsa", "RSA"), ("als_apl", "ALS ou APL"), ("aspa", "ASPA"),
    ("apa", "APA"),
)  # fmt: skip
TRANCHES: Choix = (
    ("aah", "Jusqu’à l’AAH"), ("smic", "De l’AAH au SMIC"), ("1_2", "Jusqu’à 1,2 SMIC"), ("1_4", "Jusqu’à 1,4 SMIC"),
    ("1_6", "Jusqu’à 1,6 SMIC"), ("1_8", "Jusqu’à 1,8 SMIC"), ("2", "Jusqu’à 2 SMIC"), ("2_5", "Jusqu’à 2,5 SMIC"),
    ("4", "Jusqu’à 4 SMIC"), ("6", "Jusqu’à 6 SMIC"), ("6_plus", "Plus de 6 SMIC"),
)  # fmt: skip
NB, ETP = Question("nombre", "Nombre"), Question("etp", "ETP", Genre.DECIMAL)
SEXES: Choix = (("hommes", "Hommes"), ("femmes", "Femmes"))


def _montant(code: str, libelle: str, **options: bool) -> Question:
    return Question(code, libelle, Genre.DECIMAL, unite="€", **options)  # type: ignore[arg-type]


def _controles_structures() -> tuple[Controle, ...]:
    return tuple(
        au_plus_compte(
            [f"structures.{groupe}.{code}"],
            f"structures.{groupe}.{genre}",
            f"{nom}, {dict(STRUCTURES)[code]} : {{}} mesures au plus, d’après le type d’établissement des mesures.",
        )
        for groupe, nom in GROUPES.items()
        for code, genre in BORNES.items()
    )


ACTIVITE = Section(
    "activite",
    "Activité",
    "Compté depuis la vie des mesures, au 1er janvier et au 31 décembre : rien n’est à saisir.",
    table="activite",
)
POPULATIONS = Section(
    "populations",
    "Populations",
    "Âge, sexe et ancienneté sont comptés. La vie des mesures connaît six types d’établissement ; l’enquête en"
    " distingue huit : précisez seulement ceux qu’elle ne sépare pas. Une case vide vaut zéro.",
    (
        Grille(
            "structures",
            "Structures à préciser",
            tuple(Question(code, libelle) for code, libelle in STRUCTURES if code in SAISIES),
            tuple(GROUPES.items()),
            entete="Mesures",
        ),
    ),
    table="populations",
    controles=_controles_structures(),
)
OBSERVATIONS = Section(
    "observations",
    "Observations",
    elements=(Question("observations", "Observations", Genre.TEXTE, est_obligatoire=False),),
)


def _agrement(reponses: Reponses, _connu: Connu) -> Iterator[tuple[str, str]]:
    avant, annee = reponses.get("agrement_avant_2009"), reponses.get("agrement_annee")
    if avant == OUI and annee:
        yield "agrement_annee", "Un premier agrément d’avant 2009 n’a pas d’année à préciser."
    if avant == NON and not annee:
        yield "agrement_annee", "Précisez l’année du premier agrément, 2009 ou après."


def _secretariat(reponses: Reponses, _connu: Connu) -> Iterator[tuple[str, str]]:
    if reponses.get("secretariat") == NON and (nombre(reponses, "secretariat_etp") or 0) > 0:
        yield "secretariat_etp", "Vous déclarez des ETP de secrétariat, et pas de secrétariat."


def _prestations(profil: str) -> Grille:
    return Grille(
        "prestations",
        "Principale prestation perçue",
        (Question("nombre", "Mesures"),),
        PRESTATIONS,
        entete="Prestation",
        est_obligatoire=profil != TypeMandataire.SERVICE,
    )


_PRESTATIONS_AU_PLUS = au_plus_compte(
    [f"prestations.{code}.nombre" for code, _ in PRESTATIONS],
    "decembre",
    "Une seule prestation principale par mesure : {} au plus, le nombre de mesures au 31 décembre.",
)
INDIVIDUEL = (
    Section(
        "identite",
        "Exercice",
        elements=(
            oui_non("benevole", "Exercice bénévole"),
            Question("forme_juridique", "Forme juridique", Genre.CHOIX, choix=FORMES, est_obligatoire=False),
            Question("anciennete", "Ancienneté dans la profession", Genre.CHOIX, choix=(
                ("moins_2", "Moins de 2 ans"), ("2_5", "2 à 5 ans"), ("5_10", "5 à 10 ans"), ("10_20", "10 à 20 ans"),
                ("20_30", "20 à 30 ans"), ("30_plus", "30 ans et plus"))),
            Question("age", "Âge", Genre.CHOIX, choix=(
                ("moins_25", "Moins de 25 ans"), ("25_35", "25 à 35 ans"), ("35_50", "35 à 50 ans"),
                ("50_65", "50 à 65 ans"), ("65_plus", "65 ans et plus"))),
            oui_non("exerce_seul", "Exerce seul"),
            Question("etp", "Temps de travail", Genre.CHOIX, choix=(
                ("30", "Jusqu’à 30 %"), ("30_50", "30 à 50 %"), ("50_70", "50 à 70 %"), ("70_90", "70 à 90 %"),
                ("plein", "Temps plein")), aide="Temps plein : 151,67 heures par mois."),
            oui_non("secretariat", "Secrétariat spécialisé"),
            Question("secretariat_etp", "Secrétariat", Genre.DECIMAL, unite="ETP", est_obligatoire=False),
            oui_non("local", "Local professionnel"),
        ),
        faits=(("sexe", "Sexe"),),
        controles=(_secretariat,),
    ),
    Section(
        "agrement",
        "Agrément",
        elements=(
            oui_non("agrement_avant_2009", "Premier agrément avant 2009"),
            Question("agrement_annee", "Année du premier agrément", minimum=2009, maximum=2100, est_obligatoire=False),
        ),
        faits=(
            ("departements", "Départements d’inscription au 31 décembre"),
            ("financeur", "Mesures au 31 décembre dans le département financeur"),
            ("autres", "Mesures au 31 décembre dans les autres départements"),
        ),
        controles=(_agrement,),
    ),
    Section(
        "formation",
        "Formation",
        elements=(
            Question("cnc_annee", "Année du certificat national de compétence", minimum=2009, maximum=2100,
                     est_obligatoire=False, aide="Vide : pas encore obtenu."),
            Question("cnc_heures", "Heures de formation dans l’année", unite="heures"),
            Question("qualification", "Niveau de qualification", Genre.CHOIX, choix=NIVEAUX),
        ),
    ),
    ACTIVITE,
    POPULATIONS,
    Section("ressources", "Ressources des personnes", elements=(_prestations(TypeMandataire.INDIVIDUEL),),
            controles=(_PRESTATIONS_AU_PLUS,)),
    OBSERVATIONS,
)  # fmt: skip


def _personnel(mot: str, prefixe: str) -> Section:
    """Who works there: professionals by training, level and sex, and the others."""
    effectif = Grille(prefixe, mot, (NB, ETP), (("tous", mot),), entete="Effectif")
    formations: Choix = (
        ("certifies", "Titulaires du certificat national"),
        ("en_formation", "En formation"),
        ("autres", "Ni l’un ni l’autre"),
    )
    tous = f"{prefixe}.tous.nombre"
    return Section(
        "personnel",
        "Personnel",
        "Au 31 décembre. Une case vide vaut zéro.",
        (
            effectif,
            Grille("formation", f"{mot}, par formation", (NB, ETP), formations, entete="Formation"),
            Question(
                "formation_heures", "Heures de formation dans l’année", unite="heures", est_obligatoire=False
            ),
            Grille("niveaux", f"{mot}, par niveau de qualification", (NB, ETP), NIVEAUX, entete="Niveau"),
            Grille("sexe", f"{mot}, par sexe", (NB, ETP), SEXES, entete="Sexe"),
            Grille(
                "autres_personnels",
                "Autres personnels",
                (NB, ETP),
                (("tous", "Autres personnels"),),
                entete="Effectif",
                est_obligatoire=False,
            ),
        ),
        controles=tuple(
            parties_au_plus(
                [f"{grille}.{code}.nombre" for code, _ in rangees],
                tous,
                f"{mot} : le détail {par} dépasse l’effectif déclaré.",
            )
            for grille, rangees, par in (
                ("formation", formations, "par formation"),
                ("niveaux", NIVEAUX, "par niveau"),
                ("sexe", SEXES, "par sexe"),
            )
        ),
    )


_TRANCHES = Grille(
    "tranches",
    "Ressources annuelles, par nature de mesure",
    tuple(Question(groupe, nom) for groupe, nom in GROUPES.items()),
    TRANCHES,
    entete="Tranche",
)
PREPOSE = (
    Section(
        "identite",
        "Exercice",
        elements=(
            Question("personnalite_juridique", "Personnalité juridique de l’employeur", Genre.TEXTE),
            oui_non("personne_physique", "Activité exercée par une personne physique"),
            oui_non("service_l312", "Activité exercée par un service (art. L. 312-1 CASF)"),
            oui_non("tuteurs_familiaux", "Information et soutien des tuteurs familiaux"),
        ),
        faits=(("etablissements", "Établissements de rattachement au 31 décembre"),),
    ),
    Section(
        "etablissements",
        "Établissements",
        "Un établissement par ligne, tel que votre profil les dit ; les mesures sont comptées.",
        (
            Grille(
                "etablissements",
                "Établissements de rattachement",
                (
                    Question(
                        "statut", "Statut", Genre.CHOIX, choix=(("public", "Public"), ("prive", "Privé"))
                    ),
                    Question(
                        "type",
                        "Type",
                        Genre.CHOIX,
                        choix=tuple((t.value, str(t.label)) for t in TypeEtablissement),
                    ),
                    Question("lits", "Lits"),
                    Question("journees_hospitalisation", "Journées d’hospitalisation"),
                    Question("journees_esms", "Journées en ESMS"),
                ),
                connues="etablissements",
                entete="Établissement",
            ),
        ),
    ),
    _personnel("Préposés", "preposes"),
    ACTIVITE,
    POPULATIONS,
    Section(
        "ressources",
        "Ressources des personnes",
        "Une case vide vaut zéro.",
        (_prestations(TypeMandataire.PREPOSE), _TRANCHES),
        controles=(
            _PRESTATIONS_AU_PLUS,
            *(
                au_plus_compte(
                    [f"tranches.{code}.{groupe}" for code, _ in TRANCHES],
                    f"groupes.{groupe}",
                    f"{nom} : {{}} mesures au 31 décembre, les tranches en comptent davantage.",
                )
                for groupe, nom in GROUPES.items()
            ),
        ),
    ),
    Section(
        "financement",
        "Financement",
        elements=(
            _montant("charges_personnel", "Charges de personnel"),
            _montant("charges_preposes", "dont préposés"),
            _montant("charges_fonctionnement", "Charges de fonctionnement"),
            _montant("produits_bareme", "Participation des personnes protégées (barème)"),
            _montant("produits_hebergement", "Part prise sur l’hébergement"),
            _montant("produits_publics", "Financement public"),
            _montant("produits_departement", "dont conseil départemental"),
        ),
        controles=(
            au_plus(
                "charges_preposes",
                "charges_personnel",
                "La part des préposés dépasse les charges de personnel.",
            ),
            au_plus(
                "produits_departement",
                "produits_publics",
                "La part du département dépasse le financement public.",
            ),
        ),
    ),
    OBSERVATIONS,
)
SERVICE = (
    Section(
        "identite",
        "Organisme",
        elements=(
            Question(
                "organisme",
                "Organisme gestionnaire",
                Genre.CHOIX,
                choix=(
                    ("association", "Association"),
                    ("ccas", "Centre communal d’action sociale"),
                    ("securite_sociale", "Organisme de sécurité sociale"),
                    ("autre", "Autre"),
                ),
            ),
            oui_non("cooperation", "Structure de coopération"),
            Question(
                "federation",
                "Fédération",
                Genre.CHOIX,
                choix=(
                    ("unaf", "UNAF"),
                    ("unapei", "UNAPEI"),
                    ("fnat", "FNAT"),
                    ("cnape", "CNAPE"),
                    ("autre", "Autre"),
                    ("aucune", "Aucune"),
                ),
            ),
            oui_non("tuteurs_familiaux", "Information et soutien des tuteurs familiaux"),
        ),
        faits=(("antennes", "Antennes ouvertes"), ("autorise", "Mesures autorisées au 31 décembre")),
    ),
    _personnel("Délégués mandataires", "delegues"),
    ACTIVITE,
    POPULATIONS,
    OBSERVATIONS,
)
PROFILS: dict[str, tuple[Section, ...]] = {
    TypeMandataire.INDIVIDUEL: INDIVIDUEL,
    TypeMandataire.PREPOSE: PREPOSE,
    TypeMandataire.SERVICE: SERVICE,
}


def section(profil: str, code: str) -> Section | None:
    return next((une for une in PROFILS[profil] if une.code == code), None)
