"""Codes of the protection of adults. The stable code is stored and exchanged; labels may change."""

from django.db.models import TextChoices


class TypeMandataire(TextChoices):
    """The three ways of exercising, art. L. 471-2 CASF."""

    INDIVIDUEL = "individuel", "Mandataire individuel"
    PREPOSE = "prepose", "Préposé d’établissement"
    SERVICE = "service", "Service mandataire"


class StatutMesure(TextChoices):
    """Only `en_cours` is in the stock; a measure asked of a professional waits, and may be withdrawn."""

    EN_ATTENTE = "en_attente", "En attente"
    EN_COURS = "en_cours", "En cours"
    ETEINTE = "eteinte", "Éteinte"
    ANNULEE = "annulee", "Sans suite"


class Nature(TextChoices):
    CURATELLE_SIMPLE = "curatelle_simple", "Curatelle simple"
    CURATELLE_RENFORCEE = "curatelle_renforcee", "Curatelle renforcée"
    TUTELLE = "tutelle", "Tutelle"
    SAUVEGARDE_JUSTICE = "sauvegarde_justice", "Sauvegarde de justice avec mandat spécial"
    MESURE_ACCOMPAGNEMENT_JUDICIAIRE = (
        "mesure_accompagnement_judiciaire",
        "Mesure d’accompagnement judiciaire",
    )
    SUBROGE_CURATEUR = "subroge_curateur", "Subrogé curateur"
    SUBROGE_TUTEUR = "subroge_tuteur", "Subrogé tuteur"
    MANDAT_PROTECTION_FUTURE = "mandat_protection_future", "Mandat de protection future"
    MESURE_AD_HOC = "mesure_ad_hoc", "Mesure ad hoc"


class Champ(TextChoices):
    PROTECTION_BIEN = "protection_bien", "Biens"
    PROTECTION_PERSONNE = "protection_personne", "Personne"
    PROTECTION_BIEN_PERSONNE = "protection_bien_personne", "Biens et personne"


class LieuVie(TextChoices):
    DOMICILE = "domicile", "Domicile"
    ETABLISSEMENT = "etablissement", "Établissement"
    ETABLISSEMENT_CONSERVATION_DOMICILE = (
        "etablissement_conservation_domicile",
        "Établissement, domicile conservé",
    )
    SDF = "sdf", "Sans domicile fixe"


EN_ETABLISSEMENT = (LieuVie.ETABLISSEMENT, LieuVie.ETABLISSEMENT_CONSERVATION_DOMICILE)


class TypeEtablissement(TextChoices):
    HANDICAPES = "etablissement_handicapes", "Établissement pour personnes handicapées"
    PERSONNE_AGEE = "etablissement_personne_agee", "Établissement pour personnes âgées"
    AUTRE_ESMS = "autre_etablissement_s_ms", "Autre établissement social ou médico-social"
    HOSPITALIER = "etablissement_hospitalier", "Établissement hospitalier"
    PSYCHIATRIQUE = "etablissement_psychiatrique", "Établissement psychiatrique"
    AUTRE = "autre_etablissement", "Autre établissement"


class CauseSortie(TextChoices):
    MAINLEVEE = "mainlevee", "Mainlevée"
    MASP = "masp", "Mainlevée et passage en MASP"
    DECES = "deces", "Décès"
    CADUCITE = "caducite", "Caducité"
    DESSAISISSEMENT_FAMILLE = "dessaisissement_famille", "Dessaisissement au profit de la famille"
    DESSAISISSEMENT_AUTRE_MJPM = (
        "dessaisissement_autre_mjpm",
        "Dessaisissement au profit d’un autre mandataire",
    )
    DESSAISISSEMENT_TRIBUNAL = "dessaisissement_tribunal", "Dessaisissement au profit d’un autre tribunal"


class ResultatRevision(TextChoices):
    MAINLEVEE = "mainlevee", "Mainlevée"
    RECONDUCTION = "reconduction", "Reconduction"
    AGGRAVATION = "aggravation", "Aggravation"
    ALLEGEMENT = "allegement", "Allègement"
    DESSAISISSEMENT_FAMILLE = "dessaisissement_famille", "Dessaisissement au profit de la famille"
    DESSAISISSEMENT_AUTRE_MJPM = (
        "dessaisissement_autre_mjpm",
        "Dessaisissement au profit d’un autre mandataire",
    )


class TypeEvenement(TextChoices):
    RESERVATION = "reservation", "Réservation par le tribunal"
    RETRAIT = "retrait", "Réservation sans suite"
    OUVERTURE = "ouverture", "Ouverture"
    TRANSFERT_ENTRANT = "transfert_entrant", "Reprise d’un autre mandataire"
    CHANGEMENT_NATURE = "changement_nature", "Changement de nature"
    CHANGEMENT_LIEU = "changement_lieu", "Changement de lieu de vie"
    REVISION = "revision", "Révision"
    CLOTURE = "cloture", "Fin de mandat"
    REOUVERTURE = "reouverture", "Réouverture"


class GenreMouvement(TextChoices):
    """What moves the stock. A change inside the measure leaves one cell and enters another: neither entry nor exit."""

    OUVERTURE = "ouverture", "Ouvertures"
    REOUVERTURE = "reouverture", "Réouvertures"
    TRANSFERT_ENTRANT = "transfert_entrant", "Transferts entrants"
    CHANGEMENT_ENTRANT = "changement_entrant", "Changements, arrivées"
    CHANGEMENT_SORTANT = "changement_sortant", "Changements, départs"
    MAINLEVEE = "mainlevee", "Mainlevées"
    MASP = "masp", "Passages en MASP"
    DECES = "deces", "Décès"
    CADUCITE = "caducite", "Caducités"
    FAMILLE = "famille", "Dessaisissements vers la famille"
    TRANSFERT_SORTANT = "transfert_sortant", "Transferts sortants"


ENTREES = (GenreMouvement.OUVERTURE, GenreMouvement.REOUVERTURE)
SORTIES = (
    GenreMouvement.MAINLEVEE,
    GenreMouvement.MASP,
    GenreMouvement.DECES,
    GenreMouvement.CADUCITE,
    GenreMouvement.FAMILLE,
)


class Specialite(TextChoices):
    HANDICAP_PSYCHIQUE = "handicap_psychique", "Handicap psychique"
    HANDICAP_MENTAL = "handicap_mental", "Déficience intellectuelle"
    GRAND_AGE = "grand_age", "Grand âge, maladies neurodégénératives"
    ADDICTIONS = "addictions", "Addictions"
    GRANDE_PRECARITE = "grande_precarite", "Grande précarité, sans domicile"
    PATRIMOINE = "patrimoine", "Patrimoine complexe"
    JEUNES_MAJEURS = "jeunes_majeurs", "Jeunes majeurs"
    CONFLIT_FAMILIAL = "conflit_familial", "Conflits familiaux"
    PRESOMPTION_ABSENCE = "presomption_absence", "Présomption d’absence"


class Langue(TextChoices):
    ANGLAIS = "en", "Anglais"
    ARABE = "ar", "Arabe"
    ESPAGNOL = "es", "Espagnol"
    ITALIEN = "it", "Italien"
    NEERLANDAIS = "nl", "Néerlandais"
    POLONAIS = "pl", "Polonais"
    PORTUGAIS = "pt", "Portugais"
    TURC = "tr", "Turc"
    UKRAINIEN = "uk", "Ukrainien"
    BERBERE = "ber", "Berbère"


class Rythme(TextChoices):
    """How fast the professional may take new measures, beside how many he may hold."""

    PLEIN = "plein", "Plein exercice"
    PARTIEL = "partiel", "Temps partiel"
    MONTEE = "montee", "Montée en charge"
    DESCENTE = "descente", "Fin d’activité prévue"


class MotifSuspension(TextChoices):
    SURCHARGE = "surcharge", "Charge trop élevée"
    SANTE = "sante", "Santé"
    EFFECTIF = "effectif", "Effectif insuffisant"
    ADMINISTRATIF = "administratif", "Situation administrative"
    AUTRE = "autre", "Autre motif"


class MotifAbsence(TextChoices):
    CONGE = "conge", "Congés"
    FORMATION = "formation", "Formation"
    MALADIE = "maladie", "Arrêt de travail"
    AUTRE = "autre", "Autre absence"


class Fraicheur(TextChoices):
    """Age of the last confirmation: what a judge may rely on."""

    RECENTE = "recente", "Confirmées depuis moins de 30 jours"
    A_CONFIRMER = "a_confirmer", "À confirmer, plus de 30 jours"
    ANCIENNE = "ancienne", "Anciennes, plus de 45 jours"
    PERIMEE = "perimee", "Périmées, plus de 60 jours"


class Source(TextChoices):
    ECRAN = "ecran", "Saisie"
    FICHIER = "fichier", "Import d’un fichier"
    LOGICIEL = "logiciel", "Logiciel métier"


class StatutReponse(TextChoices):
    ATTENDUE = "attendue", "Attendue"
    BROUILLON = "brouillon", "En cours de saisie"
    DEPOSEE = "deposee", "Déposée"
    VALIDEE = "validee", "Validée"


class StatutReservation(TextChoices):
    """What became of a reservation. It is never erased."""

    EN_ATTENTE = "en_attente", "En attente de réponse"
    ACCEPTEE = "acceptee", "Acceptée"
    DECLINEE = "declinee", "Déclinée"
    RETIREE = "retiree", "Retirée par le tribunal"


class PrioriteFamiliale(TextChoices):
    """Why no relative is appointed (art. 449 and 450 C. civ.)."""

    AUCUN_PROCHE = "aucun_proche", "Aucun proche connu ou retrouvé"
    REFUS = "refus", "Les proches ne peuvent ou ne souhaitent pas exercer la mesure"
    CONFLIT = "conflit", "Conflit familial ou opposition d’intérêts"
    ELOIGNEMENT = "eloignement", "Proches trop éloignés pour exercer la mesure"
    INAPTITUDE = "inaptitude", "Proches hors d’état d’exercer la mesure"
    INTERET = "interet", "L’intérêt de la personne commande d’écarter les proches"
    SANS_OBJET = "sans_objet", "Sans objet : mandataire ad hoc ou subrogé"


class MotifDeclin(TextChoices):
    SURCHARGE = "surcharge", "Charge trop élevée"
    ELOIGNEMENT = "eloignement", "Lieu de vie trop éloigné"
    CONFLIT = "conflit", "Conflit d’intérêts ou lien avec la personne"
    COMPETENCE = "competence", "Situation qui demande une compétence que je n’ai pas"
    ABSENCE = "absence", "Absence ou cessation d’activité prochaine"
    AUTRE = "autre", "Autre empêchement"


class Arbitrage(TextChoices):
    """What a better distribution seeks first."""

    TRAJETS = "trajets", "Raccourcir les trajets d’abord"
    EQUILIBRE = "equilibre", "Trajets et charge à égalité"
    CHARGE = "charge", "Égaliser la charge d’abord"


class GenreProposition(TextChoices):
    """What a court is asked: hand a measure over, or entrust a case that nobody has taken."""

    TRANSFERT = "transfert", "Confier à un autre"
    DESIGNATION = "designation", "Dossier sans mandataire"


class StatutProposition(TextChoices):
    PROPOSEE = "proposee", "À examiner"
    ACCEPTEE = "acceptee", "Acceptée"
    ECARTEE = "ecartee", "Écartée"
