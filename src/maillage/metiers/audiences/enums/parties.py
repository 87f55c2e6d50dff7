"""Persons of a case, how they were summoned and how they come. Codes are those of the ministry's register."""

from django.db.models import TextChoices


class StatutPersonne(TextChoices):
    """What a person is in a case. Only the first two can receive a decision."""

    PREVENU = "prevenu", "Prévenu"
    MIS_EN_CAUSE = "mis_en_cause", "Mis en cause"
    VICTIME = "victime", "Victime"
    JUGE = "juge", "Jugé"
    PERSONNE_LIEE = "personne_liee", "Personne liée"
    PARTIE_CIVILE = "partie_civile", "Partie civile"
    PARTIE_CIVILE_OPPOSANT = "partie_civile_opposant", "Partie civile et opposant"
    PARTIE_CIVILE_ABUSIVE = "partie_civile_abusive", "Partie civile abusive"
    PARTIE_CIVILE_RL = "partie_civile_rl", "Partie civile par représentant légal"
    CIVILEMENT_RESPONSABLE = "civilement_responsable", "Civilement responsable"
    TEMOIN = "temoin", "Témoin"
    EXPERT = "expert", "Expert"
    REPRESENTANT_LEGAL = "representant_legal", "Représentant légal"


JUGEABLES = (StatutPersonne.PREVENU, StatutPersonne.MIS_EN_CAUSE)
PARTIES_CIVILES = (
    StatutPersonne.PARTIE_CIVILE,
    StatutPersonne.PARTIE_CIVILE_OPPOSANT,
    StatutPersonne.PARTIE_CIVILE_ABUSIVE,
    StatutPersonne.PARTIE_CIVILE_RL,
)
VICTIMES = (StatutPersonne.VICTIME, *PARTIES_CIVILES)


class ModeComparution(TextChoices):
    CMP = "CMP", "Comparant"
    CMPAM = "CMPAM", "Comparant assisté"
    NCMP = "NCMP", "Non comparant"
    NCMPSM = "NCMPSM", "Non comparant représenté sans mandat"
    NCMPAM = "NCMPAM", "Non comparant représenté avec mandat"


PRESENTS = (ModeComparution.CMP, ModeComparution.CMPAM)


class ModeConvocation(TextChoices):
    """« CCPV » is written so in the register."""

    CCPV = "CCPV", "Convocation par procès-verbal"
    PVCI = "PVCI", "Procès-verbal de comparution immédiate"
    COPJ = "COPJ", "Convocation par officier de police judiciaire"
    ORTC = "ORTC", "Ordonnance de renvoi devant le tribunal correctionnel"
    RENV = "RENV", "Renvoi"
    REFC = "REFC", "Refus de comparution sur reconnaissance préalable"


class ModePoursuite(TextChoices):
    AVERTIS = "AVERTIS", "Avertissement"
    ACONTRA = "ACONTRA", "Avis de contravention"
    CD = "CD", "Citation directe"
    CPP = "CPP", "Citation par partie poursuivante"
    CLASSMT = "CLASSMT", "Classement"
    CONVGRE = "CONVGRE", "Convocation par greffier"
    CVCEP = "CVCEP", "Convocation par le chef d’établissement pénitentiaire"
    COPJ = "COPJ", "Convocation par officier de police judiciaire"
    CPV = "CPV", "Convocation par procès-verbal du procureur"
    CPVMIN = "CPVMIN", "Convocation par procès-verbal (mineurs)"
    COPJMEX = "COPJMEX", "Convocation aux fins de mise en examen"
    DESSAIS = "DESSAIS", "Dessaisissement"
    DESCIV = "DESCIV", "Dessaisissement en matière civile"
    EXCOMPO = "EXCOMPO", "Exécution de la composition pénale hors validation"
    JONCT = "JONCT", "Jonction"
    PROALT = "PROALT", "Procédure alternative aux poursuites"
    COMPO = "COMPO", "Proposition de composition pénale"
    COMPO2 = "COMPO2", "Proposition de composition pénale après délai de réflexion"
    PV_CDD = "PV-CDD", "Comparution à délai différé"
    PV_CI = "PV-CI", "Comparution immédiate"
    PV_CP = "PV-CP", "Comparution préalable"
    PVCRPC = "PVCRPC", "Comparution sur reconnaissance préalable de culpabilité"
    PV_CITA = "PV-CITA", "Procès-verbal valant citation à parquet"
    ROP = "ROP", "Réquisitions d’ordonnance pénale"
    RI = "RI", "Réquisitoire introductif"


class CategoriePenale(TextChoices):
    """Where the accused stands: at liberty, detained, under supervision."""

    LIB = "LIB", "Libre"
    CJ = "CJ", "Placé sous contrôle judiciaire"
    ARSE = "ARSE", "Assigné à résidence sous surveillance électronique"
    DET = "DET", "Détenu prévenu pour cette cause"
    DP = "DP", "Détenu provisoirement"
    DPAC = "DPAC", "Détenu pour autre cause"
    ESCORTE = "ESCORTE", "Retenu sous escorte"
    CD = "CD", "Condamné détenu"
    CPC = "CPC", "Contraint par corps"
    CT = "CT", "Contraint-dettier"
    CJUD = "CJUD", "Contrainte judiciaire"
    DCD = "DCD", "Détenu décédé"
    FUIT = "FUIT", "Détenu en fuite"
    DLC = "DLC", "Détenu libérable sous réserve du versement d’un cautionnement"
    PR = "PR", "Détenu prévenu"
    DSL = "DSL", "Détenu sous le régime de la semi-liberté"
    DDSE = "DDSE", "Détenu à domicile sous surveillance électronique"
    EVD = "EVD", "Détenu évadé"
    INCP = "INCP", "Incarcéré provisoire"
    IN = "IN", "Inconnue"
    MDDOUAN = "MDDOUAN", "Maintenu en détention sous le régime douanier"
    MDDIFF = "MDDIFF", "Placé sous mandat de dépôt à effet différé"
    LS = "LS", "Placé sous le régime de la liberté surveillée"
    PSE = "PSE", "Placé sous surveillance électronique"
    PD = "PD", "Prévenu détenu pour cette cause"
    RETADM = "RETADM", "Retenu administrativement"
    PCORPS = "PCORPS", "Sous l’effet de la prise de corps"
    EEXTR = "EEXTR", "Écrou extraditionnel"


DETENUS = (
    CategoriePenale.DET, CategoriePenale.DP, CategoriePenale.DPAC, CategoriePenale.CD, CategoriePenale.PR,
    CategoriePenale.PD, CategoriePenale.INCP, CategoriePenale.ESCORTE, CategoriePenale.EEXTR,
    CategoriePenale.MDDOUAN,
)  # fmt: skip
"""Those whom an escort brings: an extraction is asked."""


class ModaliteParticipation(TextChoices):
    """How one takes part in an offence; the code is the register's, the empty one is the author."""

    TENTATIVE = "1", "Tentative"
    COMPLICITE = "2", "Complicité"
    RECIDIVE = "3", "Récidive"
    TENTATIVE_NOUVELLE_RECIDIVE = "7", "Tentative en nouvelle récidive"
    INTERET_FRAUDE = "8", "Intérêt à la fraude douanière"
    COMPLICITE_TENTATIVE = "10", "Complicité de tentative"
    TENTATIVE_RECIDIVE = "11", "Tentative en récidive"
    COMPLICITE_RECIDIVE = "12", "Complicité en récidive"
    COMPLICITE_TENTATIVE_RECIDIVE = "13", "Complicité de tentative en récidive"
    NOUVELLE_RECIDIVE = "14", "Nouvelle récidive"
    COMPLICITE_NOUVELLE_RECIDIVE = "15", "Complicité en nouvelle récidive"
    COMPLICITE_TENTATIVE_NOUVELLE_RECIDIVE = "17", "Complicité de tentative en nouvelle récidive"


class SituationFamiliale(TextChoices):
    CELIBATAIRE = "CEL", "Célibataire"
    MARIE = "MAR", "Marié"
    PACSE = "PAC", "Pacsé"
    DIVORCE = "DIV", "Divorcé"
    VEUF = "VEU", "Veuf"
    AUTRE = "AUT", "Autre"


class LienJuridique(TextChoices):
    REPRESENTANT = "1", "Représentant légal"
    INTERVENANT = "2", "Intervenant"
    TIERS = "3", "Tiers"
    DECLARANT = "4", "Déclarant"
    ADMINISTRATEUR_AD_HOC = "6", "Administrateur ad hoc"
    AUCUN = "7", "Pas de lien juridique"
    MANDATAIRE = "9", "Mandataire judiciaire"


class NatureInfraction(TextChoices):
    CRIME = "crime", "Crime"
    DELIT = "delit", "Délit"
    CONTRAVENTION_5 = "contravention_5", "Contravention de cinquième classe"
    CONTRAVENTION = "contravention", "Contravention"
