"""Acts: list, record, certificate, cancellation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.commun.textes import compter
from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.certificats import est_certifiable
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, ACTE_SAISIR, CERTIFICAT_ETABLIR, IDENTITE_LIRE
from maillage.metiers.medecine_legale.enums import Profil, Reseau, StatutActe
from maillage.metiers.medecine_legale.forms import FiltreActe, MotifForm
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Certificat, table_actes
from maillage.metiers.medecine_legale.views.colonnes import sans_colonne_inutile
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Badge, Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture


def badge(acte: ActeMedicoLegal) -> Badge:
    if acte.est_annule:
        return Badge("Annulé")
    if acte.statut == StatutActe.REALISE:
        return Badge("Réalisé", "succes")
    return Badge(acte.get_statut_display(), "attention")


ACTES = Liste(
    code="medecine_legale.acte",
    titre="Actes",
    nom=("acte", "actes"),
    colonnes=[
        Colonne("numero_interne", "N° interne"),
        Colonne("numero_pv", "N° de PV"),
        Colonne("date_examen", "Date", tri=True, genre="date"),
        Colonne("profil", "Profil"),
        Colonne("types_examen", "Type d’examen", valeur=lambda acte: ", ".join(acte.libelles_types)),
        Colonne("nom_structure", "Structure"),
        Colonne("statut", "Statut", valeur=badge),
    ],
    tri="-date_examen",
    lien=lien_vers("medecine_legale:acte"),
    filtre=FiltreActe,
    nouveau=ActionListe("Saisir un acte", "medecine_legale:acte_saisir", ACTE_SAISIR),
    exporter="medecine_legale.actes",
    vide="Saisissez le premier, ou importez ceux de votre logiciel.",
)
LUS = (
    "numero_interne", "numero_pv", "date_examen", "profil", "types_examen", "statut", "est_annule",
)  # fmt: skip


@lecture(ACTE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    visibles = ActeMedicoLegal.objects.visibles_par(request.user).en_vigueur()
    queryset = visibles.annotate(nom_structure=F("structure__nom")).only(*LUS)
    return sans_colonne_inutile(ACTES, request.user, ACTE_LIRE).reponse(request, queryset)


@consultation(ACTE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    acte = obtenir_acte(request, pk)
    tracer_lecture(acte, request.user, organisation_id=acte.structure_id)
    contexte = {**cadre(request, acte, "details"), "sections": _sections(acte)}
    return render(request, "medecine_legale/acte.html", contexte)


@ecriture(ACTE_SAISIR)
def annuler(request: RequeteAgent, pk: int) -> HttpResponse:
    acte = obtenir_acte(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.annuler_acte(agent=request.user, acte=acte, motif=form.cleaned_data["motif"])
        messages.success(request, f"L’acte {acte.numero_interne} est annulé.")
        return redirect("medecine_legale:acte", pk)
    contexte = {
        "form": form,
        "fil": [*fil(acte), ("Annuler", "")],
        "titre": "Annuler cet acte ?",
        "texte": "Il restera lisible, avec le motif, ne comptera plus, et son numéro interne redeviendra libre.",
        "libelle": "Annuler l’acte",
        "retour": reverse("medecine_legale:acte", args=[pk]),
    }
    return render(request, "medecine_legale/annulation.html", contexte, status=422 if form.is_bound else 200)


@lecture(ACTE_LIRE)
def documents(request: RequeteAgent, pk: int) -> HttpResponse:
    acte = obtenir_acte(request, pk)
    certificats = Certificat.objects.visibles_par(request.user).filter(acte=acte)
    produits = DocumentProduit.objects.visibles_par(request.user).filter(
        pk__in=certificats.values("document")
    )
    contexte = {**cadre(request, acte, "documents"), "documents": produits.order_by("-id")}
    return render(request, "medecine_legale/acte_documents.html", contexte)


@lecture(ACTE_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    acte = obtenir_acte(request, pk)
    contexte = {**cadre(request, acte, "historique"), "evenements": evenements_de(acte)}
    return render(request, "medecine_legale/historique.html", contexte)


def _sections(acte: ActeMedicoLegal) -> list[tuple[str, list[tuple[str, object]]]]:
    """What the profile asks, and nothing else: a field that it does not have is not shown empty."""
    regles = table_actes().profils[acte.profil]

    def mots(champ: str) -> str:
        return ", ".join(acte.libelles(champ))

    lignes: list[tuple[str, bool, str, object]] = [
        ("La personne", regles.a("age"), "Âge", acte.get_age_display()),
        ("La personne", regles.a("genre"), "Genre", acte.get_genre_display()),
        ("La personne", regles.a("natures_violence"), "Nature des violences", mots("natures_violence")),
        ("La personne", bool(acte.attentat), "Attentat", acte.get_attentat_display()),
        ("La personne", regles.a("contextes_violence"), "Contexte des violences", mots("contextes_violence")),
        ("La personne", regles.a("cause_deces"), "Cause du décès", acte.get_cause_deces_display()),
        ("L’acte", regles.concerne_une_personne, "Heure de début", acte.heure_debut),
        ("L’acte", regles.a("lieu"), "Lieu", acte.get_lieu_display()),
        ("L’acte", regles.a("duree"), "Durée", acte.get_duree_display()),
        ("L’acte", bool(acte.distance), "Distance (aller)", acte.get_distance_display()),
        ("L’acte", regles.a("examens"), "Examens complémentaires", mots("examens")),
        ("L’acte", acte.profil == Profil.VICTIME, "Incapacité totale de travail",
         compter(acte.itt_jours, "jour") if acte.itt_jours is not None else ""),
        ("L’acte", bool(acte.second_praticien_id), "Second praticien", acte.second_praticien),
        ("L’acte", acte.reseau == Reseau.PROXIMITE, "Réseau", acte.get_reseau_display()),
        ("L’acte", True, "Saisi par", acte.auteur),
        ("L’acte", True, "Enregistré le", acte.horodatage_creation),
    ]  # fmt: skip
    sections: dict[str, list[tuple[str, object]]] = {}
    for section, existe, libelle, valeur in lignes:
        if existe and (acte.statut == StatutActe.REALISE or section == "L’acte"):
            sections.setdefault(section, []).append((libelle, valeur))
    return list(sections.items())


def obtenir_acte(request: RequeteAgent, pk: int) -> ActeMedicoLegal:
    queryset = ActeMedicoLegal.objects.visibles_par(request.user)
    return obtenir(
        queryset.select_related(
            "structure__commune__departement",
            "requisition__requerant",
            "requerant",
            "praticien",
            "second_praticien",
            "auteur__personne",
        ),
        pk=pk,
    )


def fil(acte: ActeMedicoLegal) -> list[tuple[str, str]]:
    return [
        ("Actes", reverse("medecine_legale:actes")),
        (acte.numero_interne, reverse("medecine_legale:acte", args=[acte.pk])),
    ]


def adresse_encore(acte: ActeMedicoLegal) -> str:
    """Same requisition, same profile, another person."""
    adresse = f"{reverse('medecine_legale:acte_saisir')}?profil={acte.profil}"
    return f"{adresse}&requisition={acte.requisition_id}" if acte.requisition_id else adresse


def cadre(request: RequeteAgent, acte: ActeMedicoLegal, onglet: str) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""

    def adresse(nom: str) -> str:
        return reverse(f"medecine_legale:{nom}", args=[acte.pk])

    action = None
    autres = []
    if not acte.est_annule:
        if (
            est_certifiable(acte)
            and peut(request.user, CERTIFICAT_ETABLIR, acte.structure)
            and peut(request.user, IDENTITE_LIRE, acte.structure)
        ):
            action = _bouton_certificat(acte)
        if peut(request.user, ACTE_SAISIR, acte):
            autres = [
                Bouton("Même chose pour une autre personne", adresse_encore(acte)),
                Bouton("Corriger", adresse("acte_corriger")),
                Bouton("Annuler", adresse("acte_annuler"), est_dangereux=True),
            ]
    return {
        "fil": fil(acte),
        "acte": acte,
        "surtitre": acte.get_profil_display(),
        "titre": f"Acte {acte.numero_interne}",
        "statut": badge(acte),
        "action": action,
        "autres": autres,
        "faits": [
            Fait("Date", acte.date_examen, precision=acte.get_periode_journee_display()),
            Fait("Type d’examen", ", ".join(acte.libelles_types)),
            Fait("Structure", acte.structure.nom),
            Fait(
                "Réquisition",
                acte.requisition or ("Sans réquisition" if acte.est_hors_requisition else ""),
                precision=acte.requerant.nom if acte.requerant else "",
                url=reverse("medecine_legale:requisition", args=[acte.requisition_id])
                if acte.requisition_id
                else "",
            ),
            Fait("Praticien", acte.praticien),
        ],
        "onglets": [
            Onglet("details", "Détails", adresse("acte")),
            Onglet("certificat", "Certificat", adresse("acte_certificats")),
            Onglet("documents", "Documents", adresse("acte_documents")),
            Onglet("historique", "Historique", adresse("acte_historique")),
        ],
        "onglet": onglet,
    }


def _bouton_certificat(acte: ActeMedicoLegal) -> Bouton:
    """The first certificate is given the button; the next ones are reached from it too, under another name."""
    libelle = "Établir le certificat"
    if Certificat.objects.filter(acte=acte).exists():
        libelle = "Réévaluer ou rectifier le certificat"
    adresse = reverse("medecine_legale:acte_certificat", args=[acte.pk])
    return Bouton(libelle, adresse, icone="file-line", touche="c")
