"""Invented questions and answers, by line. No case is anybody's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cas:
    question: str
    contexte: str
    examen: str
    reponse: str
    conclusion: str
    surveillance: str = ""


@dataclass(frozen=True)
class LigneDemo:
    """A line of the demonstration; `part` is its share of the requests."""

    code: str
    nom: str
    description: str
    specialites: tuple[str, ...]
    sujets: tuple[str, ...]
    questions: tuple[tuple[str, str, tuple[str, ...]], ...]
    part: int
    specialistes: int
    cas: tuple[Cas, ...]


LIGNES = (
    LigneDemo(
        "dermatologie", "Dermatologie", "Lésions de la peau, des ongles et du cuir chevelu, sur photos.", ("SM15",),
        ("Lésion pigmentée", "Eczéma et psoriasis", "Acné", "Plaie chronique"),
        (("Évolue depuis", "texte", ()), ("Saigne ou suinte", "oui_non", ())), 30, 6,
        (
            Cas("Cette lésion pigmentée du dos doit-elle être enlevée ?",
                "Phototype clair, un grand-père traité pour un mélanome.",
                "Tache brune de 7 mm, asymétrique, deux teintes.",
                "Exérèse complète avec examen anatomopathologique. Ne pas faire de biopsie partielle.",
                "consultation_rapide", "Toute ulcération avant le rendez-vous."),
            Cas("Ce placard du coude est-il un psoriasis ?", "Pas d’antécédent. Stress au travail.",
                "Plaque érythémato-squameuse bien limitée, coude droit, deux mois.",
                "Aspect de psoriasis. Dermocorticoïde fort une fois par jour pendant quatre semaines, puis deux fois"
                " par semaine.", "traitement", "Extension, douleurs articulaires."),
            Cas("Peut-on poursuivre la doxycycline pour cette acné ?", "Traitement depuis trois mois, bien toléré.",
                "Lésions inflammatoires du visage, sans nodule.",
                "Arrêt de la doxycycline à trois mois, relais par adapalène et peroxyde de benzoyle.", "conduite"),
        ),
    ),
    LigneDemo(
        "cardiologie", "Cardiologie", "Lecture d’ECG, traitement anticoagulant, hypertension résistante.", ("SM04",),
        ("Lecture d’ECG", "Hypertension", "Anticoagulants"),
        (("Symptômes au moment du tracé", "oui_non", ()), ("Tension artérielle", "texte", ())), 14, 6,
        (
            Cas("Cet ECG de dépistage impose-t-il un avis en présence ?", "Certificat de sport, coureur amateur.",
                "Auscultation normale, pas de souffle.",
                "Bloc incomplet droit isolé, sans valeur pathologique ici. Certificat possible.", "confirme"),
            Cas("Faut-il anticoaguler après cet épisode de fibrillation ?", "Épisode unique après une pneumopathie.",
                "Rythme régulier, 72 par minute.",
                "Score de risque à 3 : anticoagulant oral direct, et holter à un mois.", "traitement",
                "Saignement, chute."),
        ),
    ),
    LigneDemo(
        "rhumatologie", "Rhumatologie", "Douleurs articulaires, ostéoporose, bilan inflammatoire.", ("SM48",),
        ("Ostéoporose", "Rhumatisme inflammatoire"), (("CRP, si connue", "texte", ()),), 12, 4,
        (
            Cas("Ces arthralgies des mains évoquent-elles un rhumatisme débutant ?",
                "Tabagisme. Une sœur atteinte de polyarthrite.",
                "Raideur matinale d’une heure, gonflement de deux articulations.",
                "Oui. Anticorps anti-CCP, radiographies des mains et des pieds, puis consultation.", "examens",
                "Nouvelle articulation gonflée."),
            Cas("Quand arrêter le bisphosphonate ?", "Cinq ans de traitement après une fracture vertébrale.",
                "Pas de nouvelle fracture.",
                "Ostéodensitométrie de contrôle ; pause si le T-score dépasse −2,5.", "conduite"),
        ),
    ),
    LigneDemo(
        "endocrinologie", "Endocrinologie", "Thyroïde, diabète difficile à équilibrer.", ("SM16", "SM62"),
        ("Nodule thyroïdien", "Diabète"), (("HbA1c ou TSH", "texte", ()),), 12, 4,
        (
            Cas("Ce nodule thyroïdien doit-il être ponctionné ?", "Découverte fortuite à l’échographie.",
                "Nodule de 14 mm classé EU-TIRADS 3, TSH normale.",
                "Pas de ponction sous 20 mm. Échographie dans un an.", "confirme",
                "Croissance rapide, voix qui change."),
            Cas("Comment intensifier ce traitement du diabète ?", "HbA1c 8,4 %, metformine à dose maximale.",
                "IMC 33, fonction rénale normale.", "Ajouter un analogue du GLP-1, revoir à trois mois.",
                "traitement"),
        ),
    ),
    LigneDemo(
        "neurologie", "Neurologie", "Céphalées, tremblements, plaintes de mémoire.", ("SM32",),
        ("Céphalée", "Tremblement", "Mémoire"),
        (("Installation", "choix", ("Brutale", "En quelques jours", "Lente")),), 8, 3,
        (
            Cas("Ce tremblement justifie-t-il une imagerie ?", "Tremblement d’action, amélioré par l’alcool.",
                "Pas d’akinésie, pas de rigidité.",
                "Tremblement essentiel probable : pas d’imagerie. Propranolol à essayer.", "conduite"),
        ),
    ),
    LigneDemo(
        "gynecologie", "Gynécologie", "Contraception, ménopause, frottis.", ("SM19", "SM20", "SM51", "SM52"),
        ("Contraception", "Frottis"), (), 10, 3,
        (
            Cas("Que faire de ce frottis ASC-US ?", "Suivi régulier, pas de traitement.", "Examen normal.",
                "Test HPV réflexe ; colposcopie s’il est positif, sinon frottis à trois ans.", "examens"),
        ),
    ),
)  # fmt: skip
NOMS = (
    "Vasseur", "Delobel", "Hermant", "Quesnoy", "Brasseur", "Lefort", "Dutilleul", "Marchal", "Coquelle", "Bernard",
    "Rivaux", "Planque", "Sauvage", "Noyelle", "Wibaux", "Carlier", "Ducrocq", "Maes", "Gilson", "Pollet", "Hecquet",
    "Thibaut", "Baudoin", "Cornil", "Leclercq", "Prévost", "Ramon", "Sénéchal", "Warin", "Blondel",
)  # fmt: skip
PRENOMS = (
    "Marie-Claude", "Jean-Pierre", "Françoise", "Michel", "Monique", "Alain", "Danielle", "Bernard", "Jacqueline",
    "Gérard", "Nicole", "Daniel", "Annie", "Christian", "Martine", "Yves", "Chantal", "Patrick", "Hélène", "Roland",
)  # fmt: skip
NOMS_MEDECINS = (
    "Lambert", "Oudin", "Charlet", "Masson", "Vernier", "Dacosta", "Fournel", "Guilbert", "Humbert", "Jolly",
    "Kergoat", "Loison", "Morvan", "Nivelle", "Perrot", "Quentin", "Rolland", "Sorel",
)  # fmt: skip
PATIENTS = (
    ("Vandenberghe", "Louise", "feminin"), ("Hamel", "Georges", "masculin"), ("Benali", "Samira", "feminin"),
    ("Petit", "Lucas", "masculin"), ("Dubois", "Renée", "feminin"), ("Lemoine", "Thierry", "masculin"),
    ("Nguyen", "Linh", "feminin"), ("Costa", "Manuel", "masculin"), ("Roussel", "Odette", "feminin"),
    ("Meunier", "Arthur", "masculin"),
)  # fmt: skip
