"""Measures: the portfolio of a professional, the file of a court; the record of one, and its life."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte
from maillage.metiers.protection import actions
from maillage.metiers.protection.actions.mesures import exiger_ecriture
from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_LIRE, MESURE_TENIR
from maillage.metiers.protection.enums import StatutMesure, TypeEvenement
from maillage.metiers.protection.forms.filtres import TERMES, FiltreMesure
from maillage.metiers.protection.forms.mesures import IdentifiantsForm, OuvertureForm
from maillage.metiers.protection.models import EvenementMesure, Mesure, Reservation
from maillage.metiers.protection.regles import palier, terme
from maillage.socle.acces.exiger import AccesRefuse, obtenir, peut
from maillage.socle.acces.portee import a_droit
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.brouillons import charger, effacer, initial_de
from maillage.socle.interface.composants import Badge, Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import ActionListe, Colonne, Liste
from maillage.socle.journal.traces import tracer_lecture

BROUILLON = "protection.mesure"
TONS_STATUT = {
    StatutMesure.EN_ATTENTE: "attention",
    StatutMesure.EN_COURS: "succes",
    StatutMesure.ETEINTE: "neutre",
    StatutMesure.ANNULEE: "neutre",
}
TONS_TERME = {"depassee": "erreur", "3_mois": "erreur", "6_mois": "attention", "12_mois": "info"}


def badge(mesure: Mesure) -> Badge:
    statut = StatutMesure(mesure.statut)
    return Badge(str(statut.label), TONS_STATUT[statut])  # type: ignore[arg-type]


def badge_terme(mesure: Mesure) -> Badge | str:
    if mesure.date_terme is None:
        return ""
    code = palier(mesure.date_terme, timezone.localdate())
    return Badge(TERMES[code], TONS_TERME[code]) if code else "Plus d’un an"  # type: ignore[arg-type]


NUMERO = Colonne("numero_rg", "N° RG", tri=True)
CABINET = Colonne("cabinet", "Cabinet")
NATURE = Colonne("nature", "Nature")
LIEU = Colonne("lieu_vie", "Lieu de vie")
MANDATAIRE = Colonne("gestionnaire.nom", "Mandataire")
TRIBUNAL = Colonne("tribunal.nom", "Tribunal")
TERME = Colonne("date_terme", "À renouveler avant le", tri=True, genre="date")

MESURES = Liste(
    code="protection.mesure",
    titre="Mesures",
    nom=("mesure", "mesures"),
    colonnes=[
        NUMERO,
        NATURE,
        LIEU,
        TRIBUNAL,
        Colonne("date_nomination", "Nomination", tri=True, genre="date"),
        TERME,
        Colonne("statut", "Statut", valeur=badge),
    ],
    tri="-date_nomination",
    lien=lambda mesure: reverse("protection:mesure", args=[mesure.pk]),
    filtre=FiltreMesure,
    nouveau=ActionListe("Ajouter une mesure", "protection:mesure_ouvrir", MESURE_TENIR),
    exporter="protection.mesures",
    vide="Ajoutez la première à réception du jugement, ou importez votre tableur.",
)
RENOUVELLEMENTS = Liste(
    code="protection.renouvellement",
    titre="Mesures à renouveler",
    nom=("mesure", "mesures"),
    colonnes=[NUMERO, CABINET, NATURE, TRIBUNAL, TERME, Colonne("echeance", "Échéance", valeur=badge_terme)],
    tri="date_terme",
    lien=MESURES.lien,
    filtre=FiltreMesure,
    exporter="protection.renouvellements",
    titre_vide="Aucune mesure à renouveler",
    vide="Les mesures dont le terme approche apparaissent ici douze mois avant.",
)


def pour(liste: Liste, agent: Agent) -> Liste:
    """A court reads who holds the measure; a professional, which court gave it."""
    if not a_droit(agent, MESURE_DESIGNER):
        return liste
    colonnes = [MANDATAIRE if colonne is TRIBUNAL else colonne for colonne in liste.colonnes]
    return replace(liste, colonnes=[CABINET if colonne is LIEU else colonne for colonne in colonnes])


def visibles(agent: Agent) -> Any:
    return Mesure.objects.visibles_par(agent).conservees().select_related("tribunal", "gestionnaire")


@lecture(MESURE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    return pour(MESURES, request.user).reponse(request, visibles(request.user))


@lecture(MESURE_LIRE)
def renouvellements(request: RequeteAgent) -> HttpResponseBase:
    """Terms of the year and those gone by, the nearest first."""
    return pour(RENOUVELLEMENTS, request.user).reponse(request, visibles(request.user).a_renouveler())


@ecriture(MESURE_TENIR)
def ouvrir(request: RequeteAgent) -> HttpResponse:
    brouillon = charger(request.user, BROUILLON) if request.method == "GET" else None
    form = OuvertureForm(request.POST or None, agent=request.user, initial=initial_de(brouillon))
    if request.method == "POST" and form.is_valid():
        try:
            mesure = actions.ouvrir_mesure(
                agent=request.user,
                mandataire=form.cleaned_data["mandataire"],
                tribunal=form.cleaned_data["tribunal"],
                valeurs=form.valeurs,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            effacer(request.user, BROUILLON)
            messages.success(request, f"La mesure {mesure} est enregistrée.")
            if "encore" in request.POST:
                return redirect("protection:mesure_ouvrir")
            return redirect("protection:mesure", mesure.pk)
    contexte = {
        "form": form,
        "titre": "Ajouter une mesure",
        "texte": "À réception du jugement. Jamais le nom de la personne : le numéro RG la désigne.",
        "libelle": "Enregistrer",
        "secondaire": "Enregistrer et ajouter une autre mesure",
        "retour": reverse("protection:mesures"),
        "fil": [("Mesures", reverse("protection:mesures")), ("Nouvelle mesure", "")],
        "cle": BROUILLON,
        "brouillon": brouillon,
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


def noter(form: Any, erreur: ValidationError) -> None:
    """A refusal goes beside its field when the form has it, else at the top."""
    if not hasattr(erreur, "error_dict"):
        form.add_error(None, erreur)
        return
    for champ, refus in erreur.error_dict.items():
        form.add_error(champ if champ in form.fields else None, refus)


@consultation(MESURE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    mesure = obtenir_mesure(request, pk)
    tracer_lecture(mesure, request.user, organisation_id=mesure.gestionnaire_id)
    evenements = list(
        EvenementMesure.objects.visibles_par(request.user)
        .filter(mesure=mesure)
        .select_related("commune", "etablissement", "auteur__personne")
        .order_by("-date_effet", "-id")
    )
    remplaces = {evenement.remplace_id for evenement in evenements}
    contexte = {
        **cadre(request, mesure, "details"),
        "frise": [
            _Etape(evenement, evenement.pk in remplaces, peut_ecrire(request.user, mesure))
            for evenement in evenements
        ],
        "details": _details(mesure),
        "documents": _ordonnances(request.user, mesure),
        "effet_terme": _effet(mesure),
    }
    return render(request, "protection/mesure.html", contexte)


def _ordonnances(agent: Agent, mesure: Mesure) -> Any:
    """The order that appointed the professional, read by the court and by him."""
    reservation = Reservation.objects.visibles_par(agent).filter(mesure=mesure).first()
    return DocumentProduit.objects.visibles_par(agent).de(reservation) if reservation else None


class _Etape:
    """One line of the life of a measure."""

    def __init__(self, evenement: EvenementMesure, est_remplace: bool, peut_ecrire: bool) -> None:
        self.evenement = evenement
        self.est_barre = est_remplace or evenement.est_annulation
        self.dit = [
            mot
            for mot in (
                evenement.get_nature_display(),
                evenement.get_champ_display(),
                evenement.get_resultat_display(),
                evenement.get_cause_display(),
                evenement.get_lieu_vie_display(),
                evenement.get_type_etablissement_display(),
                str(evenement.etablissement or evenement.commune or ""),
                f"pour {compter(evenement.duree_mois, 'mois', 'mois')}" if evenement.duree_mois else "",
            )
            if mot
        ]
        self.prefixe = (
            "Annulation · " if evenement.est_annulation else "Correction · " if evenement.remplace_id else ""
        )
        est_corrigeable = peut_ecrire and not self.est_barre and evenement.type not in (
            TypeEvenement.RESERVATION, TypeEvenement.RETRAIT)  # fmt: skip
        self.url_corriger = (
            reverse("protection:evenement_corriger", args=[evenement.pk]) if est_corrigeable else ""
        )
        self.url_annuler = (
            reverse("protection:evenement_annuler", args=[evenement.pk]) if est_corrigeable else ""
        )


@lecture(MESURE_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    mesure = obtenir_mesure(request, pk)
    contexte = {**cadre(request, mesure, "historique"), "evenements": evenements_de(mesure)}
    return render(request, "protection/historique.html", contexte)


@ecriture(MESURE_LIRE)
def corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    mesure = obtenir_mesure(request, pk)
    exiger_ecriture(request.user, mesure)
    form = IdentifiantsForm(request.POST or None, mesure=mesure)
    if request.method == "POST" and form.is_valid():
        try:
            actions.corriger_mesure(agent=request.user, mesure=mesure, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La correction est enregistrée ; l’historique garde son motif.")
            return redirect("protection:mesure", pk)
    contexte = {
        "form": form,
        "titre": f"Corriger la mesure {mesure}",
        "texte": "Ce qui identifie le dossier. Nature, lieu de vie et dates se corrigent dans la vie de la mesure.",
        "libelle": "Enregistrer la correction",
        "retour": reverse("protection:mesure", args=[pk]),
        "fil": [*fil(mesure), ("Corriger", "")],
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


def obtenir_mesure(request: RequeteAgent, pk: int) -> Mesure:
    queryset = (
        Mesure.objects.visibles_par(request.user)
        .conservees()
        .select_related(
            "tribunal",
            "gestionnaire",
            "departement",
            "commune__departement",
            "etablissement",
            "antenne",
            "origine",
        )
    )
    return obtenir(queryset, pk=pk)


def peut_ecrire(agent: Agent, mesure: Mesure) -> bool:
    try:
        exiger_ecriture(agent, mesure)
    except AccesRefuse:
        return False
    return True


def fil(mesure: Mesure) -> list[tuple[str, str]]:
    return [
        ("Mesures", reverse("protection:mesures")),
        (str(mesure), reverse("protection:mesure", args=[mesure.pk])),
    ]


def _effet(mesure: Mesure) -> str:
    if mesure.date_terme is None or mesure.date_decision is None:
        return ""
    echeance = terme(mesure.nature, mesure.date_decision, mesure.duree_mois)
    if echeance is None:
        return ""
    presume = (
        " La durée du jugement n’est pas connue : la plus longue de la loi est présumée. Saisissez-la dès que possible."
        if mesure.est_terme_presume
        else ""
    )
    return f"{echeance.effet} Durée : {echeance.article.rstrip('.')}.{presume}"


def _details(mesure: Mesure) -> list[tuple[str, object]]:
    lignes: list[tuple[str, object]] = [
        ("Civilité", mesure.get_civilite_display()),
        ("Année de naissance", str(mesure.annee_naissance)),
        ("Lieu de vie", mesure.get_lieu_vie_display()),
        ("Type d’établissement", mesure.get_type_etablissement_display()),
        ("Établissement", mesure.etablissement or ""),
        ("Commune", mesure.commune or ""),
        ("Première mesure", mesure.date_premier_mesure),
        ("Nomination", mesure.date_nomination),
        ("Protection en cours depuis", mesure.date_protection_en_cours),
        ("Dernière révision", mesure.date_revision),
        ("Numéro de dossier", mesure.numero_dossier),
        ("Antenne", mesure.antenne or ""),
        ("Points", mesure.points),
    ]
    if mesure.date_fin:
        lignes += [("Fin de mandat", mesure.date_fin), ("Cause", mesure.get_cause_sortie_display())]
    facultatifs = {
        "Type d’établissement",
        "Établissement",
        "Antenne",
        "Numéro de dossier",
        "Dernière révision",
    }
    return [(libelle, valeur) for libelle, valeur in lignes if valeur or libelle not in facultatifs]


def cadre(request: RequeteAgent, mesure: Mesure, onglet: str) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""

    def adresse(nom: str, *suite: object) -> str:
        return reverse(f"protection:{nom}", args=[mesure.pk, *suite])

    action: Bouton | None = None
    autres: list[Bouton] = []
    if peut_ecrire(request.user, mesure):
        if mesure.statut == StatutMesure.EN_COURS:
            action = Bouton("Révision", adresse("mesure_evenement", "revision"), touche="r")
            autres = [
                Bouton("Changement de nature", adresse("mesure_evenement", "nature"), touche="n"),
                Bouton("Changement de lieu de vie", adresse("mesure_evenement", "lieu"), touche="l"),
                Bouton("Fin de mandat", adresse("mesure_evenement", "fin"), touche="f"),
            ]
            if peut(request.user, MESURE_DESIGNER, mesure.tribunal):
                autres.append(
                    Bouton("Confier à un autre mandataire", adresse("mesure_transferer"), touche="t")
                )
        elif mesure.statut == StatutMesure.ETEINTE:
            action = Bouton("Rouvrir", adresse("mesure_evenement", "reouverture"), touche="o")
        autres.append(Bouton("Corriger le dossier", adresse("mesure_corriger")))
    precision = "durée présumée" if mesure.est_terme_presume else ""
    return {
        "fil": fil(mesure),
        "mesure": mesure,
        "surtitre": mesure.get_nature_display(),
        "titre": str(mesure),
        "statut": badge(mesure),
        "action": action,
        "autres": autres,
        "faits": [
            Fait(
                "Tribunal",
                mesure.tribunal.nom,
                precision=f"cabinet {mesure.cabinet}" if mesure.cabinet else "",
            ),
            Fait("Mandataire", mesure.gestionnaire.nom),
            Fait("Porte sur", mesure.get_champ_display()),
            Fait("À renouveler avant le", mesure.date_terme, precision=precision),
            Fait(
                "Reprise de",
                f"{mesure.origine}, {date_courte(mesure.date_nomination)}",
                url=""
                if mesure.origine is None or mesure.origine.horodatage_purge
                else reverse("protection:mesure", args=[mesure.origine_id]),
            )
            if mesure.origine_id and mesure.date_nomination and a_droit(request.user, MESURE_DESIGNER)
            else Fait(
                "Lieu de vie",
                mesure.get_lieu_vie_display(),
                precision=mesure.commune.nom if mesure.commune else "",
            ),
        ],
        "onglets": [
            Onglet("details", "Détails", adresse("mesure")),
            Onglet("historique", "Historique", adresse("mesure_historique")),
        ],
        "onglet": onglet,
    }
