"""What a practitioner types: one page, in the order of his gesture."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from maillage.metiers.avis.actions.coffre import Clinique, Patient
from maillage.metiers.avis.actions.demandes import Saisie
from maillage.metiers.avis.actions.fichiers import NOMBRE_MAXIMAL, TAILLE_MAXIMALE
from maillage.metiers.avis.enums.bilan import ApportAvis, ConduitePrevue, RecoursTrenteJours, SuiteAdressage
from maillage.metiers.avis.enums.demandes import (
    GenrePieceJointe,
    ModeConsentement,
    MotifAnnulation,
    Sexe,
    StatutDemande,
)
from maillage.metiers.avis.enums.reponses import Appreciation, StatutAdressage
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.forms.champs import ChoixAuClavier
from maillage.metiers.avis.models import Filiere
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.filtres import FiltreListe

IMAGES = ("image/",)
MESSAGE_MAXIMAL = 4000
COURT = {"data-largeur": "moyen", "autocomplete": "off"}


class PlusieursFichiers(forms.ClearableFileInput):
    allow_multiple_selected = True


class ChampFichiers(forms.FileField):
    """Several files at once, each within the limit of size; what they are is checked by the action."""

    widget = PlusieursFichiers

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        recus = [super(ChampFichiers, self).clean(fichier, initial) for fichier in data or ()]
        if len(recus) > NOMBRE_MAXIMAL:
            raise ValidationError(f"Joignez {NOMBRE_MAXIMAL} fichiers au plus.")
        for fichier in recus:
            if fichier.size > TAILLE_MAXIMALE:
                raise ValidationError("Un fichier dépasse 10 Mo : réduisez la photo, ou séparez le document.")
        return recus


def lire_fichiers(fichiers: list[Any]) -> tuple[tuple[str, bytes], ...]:
    """(kind, bytes): a photo or a letter by its type; the bytes are judged by the action."""
    return tuple(
        (
            GenrePieceJointe.PHOTO if str(f.content_type).startswith(IMAGES) else GenrePieceJointe.COURRIER,
            f.read(),
        )
        for f in fichiers
    )


def texte_long(libelle: str, *, lignes: int = 2, aide: str = "", requis: bool = False) -> forms.CharField:
    return forms.CharField(
        label=libelle,
        required=requis,
        max_length=MESSAGE_MAXIMAL,
        help_text=aide,
        widget=forms.Textarea(attrs={"rows": lignes}),
    )


class DemandeForm(forms.Form):
    """`delais` gives, for each urgency, by when the answer is expected; `praticiens`, for whom a secretary prepares."""

    pour = forms.ChoiceField(label="Pour", required=False)
    question = texte_long(
        "Votre question",
        lignes=3,
        aide="Une seule, si possible fermée : « Faut-il biopsier cette lésion ? » Ne nommez pas le patient.",
        requis=True,
    )
    urgence = forms.ChoiceField(
        label="Réponse attendue", choices=Urgence, widget=ChoixAuClavier(), initial=Urgence.STANDARD
    )
    nom = forms.CharField(label="Nom", max_length=80, widget=forms.TextInput(attrs=COURT))
    prenom = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs=COURT))
    date_naissance = forms.DateField(label="Né(e) le")
    sexe = forms.ChoiceField(label="Sexe", choices=Sexe, widget=ChoixAuClavier())
    ins = forms.CharField(
        label="Matricule INS",
        max_length=21,
        required=False,
        help_text="Quinze chiffres. S’il est qualifié dans votre logiciel.",
        widget=forms.TextInput(attrs=COURT),
    )
    contexte = texte_long("Contexte et antécédents utiles")
    examen = texte_long("Examen")
    traitements = texte_long("Traitements en cours")
    deja_fait = texte_long("Déjà fait", aide="Examens, traitements essayés.")
    pieces = ChampFichiers(label="Photos et documents", required=False)
    conduite_prevue = forms.ChoiceField(
        label="Sans cet avis, que feriez-vous ?",
        choices=ConduitePrevue,
        widget=ChoixAuClavier(),
        required=False,
    )
    est_adressage_permis = forms.BooleanField(
        label="Si une consultation est nécessaire, le spécialiste peut l’organiser",
        required=False,
        initial=True,
    )
    mode_consentement = forms.ChoiceField(
        label="Le patient est informé de cette demande et l’accepte",
        choices=ModeConsentement,
        error_messages={"required": "Sans l’accord du patient, la demande ne peut pas être envoyée."},
        help_text="Il peut changer d’avis à tout moment : vous l’enregistrez sur la demande.",
        widget=ChoixAuClavier(),
    )

    SECTIONS = (
        ("La question", ("pour", "question", "urgence")),
        ("Le patient", ("nom", "prenom", "date_naissance", "sexe", "ins")),
        ("Ce qui aide à répondre", ("QUESTIONS", "pieces", "contexte")),
        ("Avant d’envoyer", ("mode_consentement", "conduite_prevue", "est_adressage_permis")),
    )
    REPLIES = ("examen", "traitements", "deja_fait")
    """Folded under what helps to answer: a short request does without, a long one has them at hand."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        filiere: Filiere,
        delais: dict[str, str],
        praticiens: list[tuple[int, str]],
        est_brouillon: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(data, files, **options)
        self.filiere, self.est_brouillon = filiere, est_brouillon
        if not self.is_bound:
            self.fields["question"].widget.attrs["autofocus"] = True
        champ: Any = self.fields["urgence"]
        champ.choices = [(code, f"{label}, {delais[code]}") for code, label in Urgence.choices]
        if len(praticiens) > 1:
            pour: Any = self.fields["pour"]
            pour.choices, pour.required = praticiens, True
        else:
            del self.fields["pour"]
        self.questions = {f"q_{rang}": question for rang, question in enumerate(filiere.questions)}
        for nom, question in self.questions.items():
            self.fields[nom] = _champ_de(question, est_brouillon=est_brouillon)
        if est_brouillon:
            for nom in ("nom", "prenom", "date_naissance", "sexe", "question", "mode_consentement"):
                self.fields[nom].required = False

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(title, fields), for the template."""
        rendues = []
        for titre, noms in self.SECTIONS:
            champs = [
                c
                for nom in noms
                for c in ([*self.questions] if nom == "QUESTIONS" else [nom])
                if c in self.fields
            ]
            rendues.append((titre, [self[c] for c in champs]))
        return rendues

    def replies(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.REPLIES]

    def est_deplie(self) -> bool:
        """Something is written there already, or has to be corrected."""
        return any(self[nom].value() or self[nom].errors for nom in self.REPLIES)

    def clean_ins(self) -> str:
        return normaliser_ins(self.cleaned_data["ins"])

    def saisie(self) -> Saisie:
        d = self.cleaned_data
        est_connu = bool(d["nom"] and d["prenom"] and d["date_naissance"])
        return Saisie(
            urgence=d["urgence"],
            clinique=Clinique(
                question=d["question"],
                contexte=d["contexte"],
                traitements=d["traitements"],
                examen=d["examen"],
                deja_fait=d["deja_fait"],
                reponses=tuple(
                    (question["libelle"], _en_mots(d.get(nom)))
                    for nom, question in self.questions.items()
                    if d.get(nom) not in (None, "")
                ),
            ),
            patient=Patient(d["nom"].strip(), d["prenom"].strip(), d["date_naissance"], d["sexe"], d["ins"])
            if est_connu
            else None,
            conduite_prevue=d["conduite_prevue"],
            est_adressage_permis=d["est_adressage_permis"],
            mode_consentement=d["mode_consentement"],
            pieces=lire_fichiers(d["pieces"]),
        )


class PatientForm(forms.Form):
    """Enough to know whether something is already asked about somebody, while he is typed."""

    nom = forms.CharField(max_length=80)
    prenom = forms.CharField(max_length=80)
    date_naissance = forms.DateField()
    ins = forms.CharField(max_length=21, required=False)

    def patient(self) -> Patient:
        d = self.cleaned_data
        return Patient(
            d["nom"].strip(), d["prenom"].strip(), d["date_naissance"], "", normaliser_ins(d["ins"])
        )


def normaliser_ins(saisi: str) -> str:
    return "".join(c for c in saisi.upper() if c.isalnum())


def initial_du_patient(patient: Patient | None) -> dict[str, Any]:
    """Who the patient is, as the form shows it."""
    if patient is None:
        return {}
    return {nom: getattr(patient, nom) for nom in ("nom", "prenom", "date_naissance", "sexe", "ins")}


def initial_de_la_demande(
    clinique: Clinique, patient: Patient | None, filiere: Filiere, **clairs: Any
) -> dict[str, Any]:
    """The values of the form of a draft."""
    reponses = dict(clinique.reponses)
    return {
        **clairs,
        **{
            nom: getattr(clinique, nom)
            for nom in ("question", "contexte", "traitements", "examen", "deja_fait")
        },
        **initial_du_patient(patient),
        **{f"q_{rang}": reponses.get(q["libelle"], "") for rang, q in enumerate(filiere.questions)},
    }


def _champ_de(question: dict[str, Any], *, est_brouillon: bool) -> forms.Field:
    communs: dict[str, Any] = {
        "label": question["libelle"],
        "required": bool(question.get("est_obligatoire")) and not est_brouillon,
        "help_text": question.get("aide", ""),
    }
    genre = question.get("genre", "texte")
    if genre == "oui_non":
        return forms.ChoiceField(choices=[("Oui", "Oui"), ("Non", "Non")], widget=ChoixAuClavier(), **communs)
    if genre == "choix":
        return forms.ChoiceField(
            choices=[(c, c) for c in question["choix"]], widget=ChoixAuClavier(), **communs
        )
    return forms.CharField(max_length=300, widget=forms.TextInput(), **communs)


def _en_mots(valeur: object) -> str:
    return f"{valeur:%d/%m/%Y}" if isinstance(valeur, dt.date) else str(valeur or "")


class MessageForm(forms.Form):
    """A message to the other practitioner, with files."""

    texte = texte_long("Votre message", lignes=5, requis=True)
    pieces = ChampFichiers(label="Photos et documents", required=False)


class AnnulationForm(forms.Form):
    motif = forms.ChoiceField(label="Pourquoi", choices=MotifAnnulation, widget=ChoixAuClavier())


class ClotureForm(forms.Form):
    """Two questions make the figures; the others help everybody to do better."""

    apport = forms.ChoiceField(label="Cet avis", choices=ApportAvis, widget=ChoixAuClavier())
    suite = forms.ChoiceField(
        label="La consultation avec un spécialiste", choices=SuiteAdressage, widget=ChoixAuClavier()
    )
    est_patient_informe = forms.BooleanField(label="J’ai transmis la réponse au patient", required=False)
    valeur_praticien = forms.ChoiceField(
        label="Apport pour vous", choices=Appreciation, widget=ChoixAuClavier(), required=False
    )
    valeur_patient = forms.ChoiceField(
        label="Apport pour le patient", choices=Appreciation, widget=ChoixAuClavier(), required=False
    )
    commentaire = texte_long("Un mot pour le spécialiste")


class AdressageForm(forms.Form):
    statut = forms.ChoiceField(
        label="Où en est la consultation", choices=StatutAdressage, widget=ChoixAuClavier()
    )
    date_rendez_vous = forms.DateField(label="Rendez-vous le", required=False)


class SuiviForm(forms.Form):
    recours = forms.ChoiceField(
        label="Dans les trente jours, le patient", choices=RecoursTrenteJours, widget=ChoixAuClavier()
    )


class FiltreDemande(FiltreListe):
    essentiels = ("recherche", "statut", "filiere", "urgence")
    criteres = {
        "statut": "statut",
        "filiere": "filiere",
        "urgence": "urgence",
        "du": "horodatage_creation__date__gte",
    }

    recherche = forms.CharField(label="Numéro", required=False)
    statut = forms.ChoiceField(label="État", choices=[("", "Tous"), *StatutDemande.choices], required=False)
    filiere = forms.ModelChoiceField(label="Filière", queryset=Filiere.objects.none(), empty_label="Toutes")
    urgence = forms.ChoiceField(label="Urgence", choices=[("", "Toutes"), *Urgence.choices], required=False)
    du = forms.DateField(label="Depuis le", required=False)

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        champ: Any = self.fields["filiere"]
        champ.queryset = Filiere.objects.visibles_par(agent) if agent else Filiere.objects.none()

    def rechercher(self, queryset: Any, texte: str) -> Any:
        """« 26-00012 », or its last figures."""
        chiffres = texte.rpartition("-")[2].strip()
        return queryset.filter(pk=int(chiffres)) if chiffres.isdigit() else queryset.none()
