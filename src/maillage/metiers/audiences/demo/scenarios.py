"""What a fictional case is: its offences, how it was brought, what is said, what is decided. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass

MOTIVATION = (
    "Au regard de la gravité des faits, du casier judiciaire et de la situation professionnelle"
    " et familiale du prévenu."
)


@dataclass(frozen=True)
class Scenario:
    """`ligne` is typed as in the courtroom; empty, the case is adjourned for `renvoi`."""

    natinf: tuple[str, ...]
    poursuite: str
    ligne: str
    declaration: str
    requisitions: str
    a_victime: bool = False
    est_detenu: bool = False
    interprete: str = ""
    prevenus: int = 1
    renvoi: str = ""
    mode: str = "CMPAM"
    motivation: str = MOTIVATION


ORDINAIRES = (
    Scenario(
        ("7151",), "COPJ", "COUP ; EMP 2M SS",
        "Je reconnais le vol. J’avais perdu mon travail la semaine précédente.",
        "Deux mois d’emprisonnement avec sursis.", a_victime=True,
    ),
    Scenario(
        ("7183",), "CPV", "COUP ; EMP 8M SP 2A OBL 1,3,13 ; INT ARME 5A",
        "Je conteste avoir porté le premier coup. Nous nous sommes battus.",
        "Huit mois avec sursis probatoire, obligation de soins et interdiction de contact.", a_victime=True,
    ),
    Scenario(
        ("48",), "CONVGRE", "COUP ; AM 400 ; SUSP 4M",
        "J’ai acheté la voiture ainsi, je n’ai pas vérifié la plaque.", "Une amende de 400 euros.", mode="CMP",
    ),
    Scenario(
        ("7991", "7990"), "COPJ", "COUP ; EMP 10M DDSE ; CONF SCELLES",
        "Le sac n’était pas à moi, je le gardais pour quelqu’un.",
        "Dix mois d’emprisonnement, aménagés sous surveillance électronique.",
    ),
    Scenario(
        ("58",), "CD", "RELAXE", "L’argent m’avait été prêté, j’ai remis les messages au dossier.",
        "Le ministère public s’en rapporte.", a_victime=True, motivation="",
    ),
    Scenario(
        ("50", "42"), "COPJ", "COUP 1 ; RELAXE 2 ; TIG 105H 18M ; SUSP 6M",
        "J’ai eu peur du contrôle. Je n’ai pas su qu’il y avait eu un choc.",
        "Un travail d’intérêt général et la suspension du permis.",
    ),
    Scenario(
        ("70",), "CONVGRE", "COUP ; JA 60x10", "J’ai présenté l’attestation sans vérifier d’où elle venait.",
        "Soixante jours-amende à dix euros.", mode="CMP",
    ),
    Scenario(
        ("11",), "CD", "COUP ; EMP 4M SP 2A OBL 4", "Je verse ce que je peux depuis que j’ai repris un emploi.",
        "Quatre mois avec sursis probatoire et obligation de payer la pension.", a_victime=True,
    ),
    Scenario(
        ("7215",), "COPJ", "COUP ; AM 300", "J’ai acheté le téléphone dans la rue, sans facture.",
        "Trois cents euros d’amende.", mode="NCMPAM", a_victime=True,
    ),
    Scenario(
        ("7173",), "COPJ", "", "", "", renvoi="delai_defense", a_victime=True, mode="CMP",
    ),
    Scenario(
        ("7154", "7215"), "COPJ", "", "", "", renvoi="absence_interprete", interprete="roumain", prevenus=2,
        a_victime=True, mode="CMP",
    ),
    Scenario(
        ("69", "70"), "CD", "DELIB", "L’acte m’a été dicté par mon associé, je l’ai signé sans le lire.",
        "Six mois avec sursis et une amende.", a_victime=True,
    ),
)  # fmt: skip

IMMEDIATES = (
    Scenario(
        ("7154",), "PV-CI", "COUP REC ; EMP 1A MD", "Je suis entré par la fenêtre, j’ai pris l’ordinateur.",
        "Un an d’emprisonnement avec mandat de dépôt.", a_victime=True, est_detenu=True,
    ),
    Scenario(
        ("7145", "90"), "PV-CI", "COUP ; EMP 10M DONT 6M SP 2A OBL 3,13 DDSE ; INT ARME 5A ; CONF SCELLES",
        "J’ai sorti le couteau pour qu’il s’éloigne.", "Dix mois dont six avec sursis probatoire.",
        a_victime=True, est_detenu=True,
    ),
    Scenario(
        ("7992", "7991"), "PV-CI", "", "", "", renvoi="delai_defense", est_detenu=True, mode="CMPAM",
    ),
    Scenario(
        ("41", "51"), "PV-CI", "COUP ; EMP 6M SS ; ANN 1A ; STAGE SR 6M", "J’avais bu, je n’aurais pas dû conduire.",
        "Six mois avec sursis et l’annulation du permis.", est_detenu=True, interprete="arabe",
    ),
)  # fmt: skip

HOMOLOGATIONS = (
    Scenario(
        ("41",), "PVCRPC", "COUP ; AM 500 DONT 200 SS ; SUSP 5M", "Je reconnais les faits et j’accepte la peine.",
        "L’homologation est requise.",
    ),
    Scenario(
        ("7994",), "PVCRPC", "COUP ; STAGE STUP 6M", "Je reconnais les faits et j’accepte la peine.",
        "L’homologation est requise.",
    ),
    Scenario(
        ("88",), "PVCRPC", "COUP ; AM 200 ; CONF SCELLES", "Je reconnais les faits et j’accepte la peine.",
        "L’homologation est requise.",
    ),
)  # fmt: skip
