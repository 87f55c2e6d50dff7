"""What a specialist types: the answer, in the order in which it is thought."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.metiers.avis.actions.reponses import Reponse
from maillage.metiers.avis.enums.demandes import MotifDeclin
from maillage.metiers.avis.enums.reponses import Certitude, Conclusion, DelaiAdressage, IssueConsultation
from maillage.metiers.avis.forms.champs import ChoixAuClavier
from maillage.metiers.avis.forms.demandes import texte_long

LIMITE_USUELLE = "Avis donné sur pièces, sans examen du patient."


class ReponseForm(forms.Form):
    conclusion = forms.ChoiceField(label="Votre conclusion", choices=Conclusion, widget=ChoixAuClavier())
    conduite = texte_long(
        "Conduite proposée", lignes=5, aide="Ce que votre confrère doit faire, dans l’ordre.", requis=True
    )
    discipline = forms.CharField(
        label="Auprès de",
        max_length=120,
        required=False,
        help_text="Discipline, ou service.",
        widget=forms.TextInput(attrs={"data-largeur": "moyen"}),
    )
    delai_adressage = forms.ChoiceField(
        label="Délai",
        choices=[("", "–"), *DelaiAdressage.choices],
        required=False,
        widget=forms.Select(attrs={"data-largeur": "moyen"}),
    )
    organise = forms.BooleanField(
        label="J’organise cette consultation",
        required=False,
        help_text="Votre confrère le permet. Vous lui écrivez le rendez-vous, ou que vous n’avez pas trouvé.",
    )
    certitude = forms.ChoiceField(label="Certitude", choices=Certitude, widget=ChoixAuClavier())
    surveillance = texte_long("À surveiller")
    retour = texte_long("Quand redemander un avis")
    raisonnement = texte_long("Raisonnement", lignes=3)
    references = texte_long("Références", lignes=1)
    limites = forms.CharField(
        label="Limites de cet avis", max_length=500, required=False, initial=LIMITE_USUELLE
    )
    incidents = forms.CharField(
        label="Incidents techniques",
        max_length=500,
        required=False,
        help_text="Fichier illisible, coupure… Ils figurent au compte rendu (art. R. 6316-4 CSP).",
    )
    minutes = forms.IntegerField(
        label="Temps passé",
        min_value=1,
        max_value=480,
        widget=forms.NumberInput(attrs={"data-unite": "minutes"}),
    )

    SECTIONS = (
        ("Votre réponse", ("conclusion", "conduite", "certitude", "minutes")),
        ("Si vous conseillez une consultation", ("discipline", "delai_adressage", "organise")),
    )
    COMPLEMENTS = ("surveillance", "retour", "raisonnement", "references", "limites", "incidents")

    def __init__(self, data: Any = None, *, est_adressage_permis: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not est_adressage_permis:
            del self.fields["organise"]

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(titre, [self[nom] for nom in noms if nom in self.fields]) for titre, noms in self.SECTIONS]

    def complements(self) -> list[forms.BoundField]:
        """What few answers need: folded."""
        return [self[nom] for nom in self.COMPLEMENTS]

    def reponse(self) -> Reponse:
        valeurs: dict[str, Any] = {nom: self.cleaned_data[nom] for nom in self.fields}
        return Reponse(**valeurs)


class OrganisationForm(forms.Form):
    issue = forms.ChoiceField(label="La consultation", choices=IssueConsultation, widget=ChoixAuClavier())
    date_rendez_vous = forms.DateField(label="Rendez-vous le", required=False)
    texte = texte_long(
        "À votre confrère",
        lignes=3,
        aide="Auprès de qui, où, à quelle heure ; ou ce que vous avez essayé.",
        requis=True,
    )


class DeclinForm(forms.Form):
    motif = forms.ChoiceField(
        label="Qu’est-ce qui vous en empêche ?",
        choices=MotifDeclin,
        widget=ChoixAuClavier(),
        help_text="La demande est proposée aussitôt à un confrère.",
    )
