"""The directory: professionals, what each may take, and how old their word is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, nombre
from maillage.metiers.protection.droits import ANNUAIRE_LIRE, LISTE_TENIR, PROFIL_TENIR
from maillage.metiers.protection.enums import Fraicheur, Langue, Nature, Rythme, Specialite
from maillage.metiers.protection.forms.filtres import FiltreMandataire
from maillage.metiers.protection.models import Absence, Antenne, Inscription, Mandataire, Rattachement, Zone
from maillage.metiers.protection.models.charges import places
from maillage.metiers.protection.regles import Place
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.interface.composants import Badge, Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, tableau

TONS = {
    Fraicheur.RECENTE: "succes",
    Fraicheur.A_CONFIRMER: "info",
    Fraicheur.ANCIENNE: "attention",
    Fraicheur.PERIMEE: "erreur",
}
COURTS = {
    Fraicheur.RECENTE: "À jour",
    Fraicheur.A_CONFIRMER: "À confirmer",
    Fraicheur.ANCIENNE: "Anciennes",
    Fraicheur.PERIMEE: "Périmées",
}


def badge_fraicheur(mandataire: Mandataire) -> Badge:
    age = mandataire.fraicheur(timezone.localdate())
    return Badge(COURTS[age], TONS[age])  # type: ignore[arg-type]


def badge_places(mandataire: Any) -> object:
    """How many may still be given: a figure, or why none."""
    if mandataire.est_suspendu:
        return Badge("Interrompu", "attention")
    if mandataire.capacite is None:
        return Badge("Non renseignée")
    if mandataire.places < 0:
        return Badge(f"Surcapacité de {-mandataire.places}", "erreur")
    return (
        Badge(compter(mandataire.places, "place"), "succes")
        if mandataire.places
        else Badge("Complet", "attention")
    )


def anciennete(mandataire: Mandataire) -> str:
    """« il y a 12 jours »: what the badge says, in days."""
    if mandataire.horodatage_confirmation is None:
        return "Jamais confirmées"
    jours = (timezone.localdate() - timezone.localdate(mandataire.horodatage_confirmation)).days
    return "Confirmées aujourd’hui" if jours == 0 else f"Confirmées il y a {compter(jours, 'jour')}"


MANDATAIRES = Liste(
    code="protection.mandataire",
    titre="Mandataires",
    nom=("mandataire", "mandataires"),
    colonnes=[
        Colonne("organisation.nom", "Nom", tri="organisation__nom"),
        Colonne("type", "Type"),
        Colonne("organisation.commune", "Commune"),
        Colonne("occupees", "Mesures", tri=True, genre="nombre"),
        Colonne("places", "Disponibilité", tri=True, valeur=badge_places),
        Colonne("horodatage_confirmation", "Données", tri=True, valeur=badge_fraicheur),
    ],
    tri="organisation__nom",
    lien=lambda mandataire: reverse("protection:mandataire", args=[mandataire.pk]),
    filtre=FiltreMandataire,
    nouveau=ActionListe("Référencer un mandataire", "protection:mandataire_referencer", LISTE_TENIR),
    exporter="protection.disponibilites",
    vide="Les mandataires inscrits sur les listes départementales apparaîtront ici.",
)


@lecture(ANNUAIRE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    queryset = Mandataire.objects.visibles_par(request.user).select_related(
        "organisation__commune__departement"
    )
    return MANDATAIRES.reponse(request, queryset)


@lecture(ANNUAIRE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    mandataire = obtenir_mandataire(request, pk)
    inscriptions = _inscriptions(request, mandataire)
    tenues = places(inscriptions)
    contexte = {
        **cadre(request, mandataire, "details", inscriptions, tenues),
        "capacites": _tableau_capacites(inscriptions, tenues) if inscriptions else None,
        "details": _details(mandataire),
        "absences": list(
            Absence.objects.visibles_par(request.user)
            .filter(mandataire=mandataire, date_fin__gte=timezone.localdate())
            .order_by("date_debut", "id")
        ),
        "zones": list(
            Zone.objects.visibles_par(request.user)
            .filter(mandataire=mandataire)
            .select_related("tribunal", "commune")
            .order_by("id")
        ),
        "antennes": list(
            Antenne.objects.visibles_par(request.user)
            .filter(mandataire=mandataire, est_active=True)
            .select_related("commune")
            .order_by("nom", "id")
        ),
        "rattachements": list(
            Rattachement.objects.visibles_par(request.user)
            .filter(mandataire=mandataire, date_fin=None)
            .select_related("etablissement__commune")
            .order_by("id")
        ),
        "peut_tenir": peut(request.user, PROFIL_TENIR, mandataire.organisation),
    }
    return render(request, "protection/mandataire.html", contexte)


@lecture(ANNUAIRE_LIRE)
def inscriptions(request: RequeteAgent, pk: int) -> HttpResponse:
    """Every line that the professional had on a list, with the decision that made it."""
    mandataire = obtenir_mandataire(request, pk)
    toutes = list(
        Inscription.objects.visibles_par(request.user)
        .filter(mandataire=mandataire)
        .select_related("departement", "arrete", "arrete_fin")
        .order_by("-date_debut", "departement__code", "id")
    )
    contexte = {
        **cadre(request, mandataire, "inscriptions"),
        "tableau": tableau(
            "Inscriptions sur les listes départementales",
            [
                Colonne("departement.nom", "Département"),
                Colonne("nombre_autorise", "Mesures autorisées", genre="nombre"),
                Colonne("points_autorises", "Points", genre="nombre"),
                Colonne("date_debut", "Du", genre="date"),
                Colonne("date_fin", "Au", genre="date"),
                Colonne("arrete", "Arrêté"),
            ],
            toutes,
        )
        if toutes
        else None,
    }
    return render(request, "protection/mandataire_inscriptions.html", contexte)


@lecture(ANNUAIRE_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    mandataire = obtenir_mandataire(request, pk)
    contexte = {**cadre(request, mandataire, "historique"), "evenements": evenements_de(mandataire)}
    return render(request, "protection/historique.html", contexte)


def obtenir_mandataire(request: RequeteAgent, pk: int) -> Mandataire:
    queryset = Mandataire.objects.visibles_par(request.user)
    return obtenir(
        queryset.select_related("organisation__commune__departement", "personne", "autorite"), pk=pk
    )


def _inscriptions(request: RequeteAgent, mandataire: Mandataire) -> list[Inscription]:
    return list(
        Inscription.objects.visibles_par(request.user)
        .filter(mandataire=mandataire)
        .au(timezone.localdate())
        .select_related("departement", "arrete")
        .order_by("departement__code", "id")
    )


def _tableau_capacites(inscriptions: list[Inscription], tenues: dict[int, Place]) -> Any:
    def de(champ: str) -> Any:
        return lambda inscription: getattr(tenues[inscription.pk], champ)

    return tableau(
        "Capacité et charge par département",
        [
            Colonne("departement.nom", "Département"),
            Colonne("nombre_max", "Mesures au plus", genre="nombre"),
            Colonne("en_cours", "En cours", valeur=de("en_cours"), genre="nombre"),
            Colonne("en_attente", "En attente", valeur=de("en_attente"), genre="nombre"),
            Colonne("marge", "Places", valeur=de("marge"), genre="nombre"),
            Colonne("points", "Points", valeur=lambda i: _points(tenues[i.pk]), genre="nombre"),
            Colonne("arrete", "Arrêté", valeur=lambda i: i.arrete.numero),
        ],
        inscriptions,
    )


def _points(place: Place) -> str:
    tenus = nombre(place.points, 1)
    return f"{tenus} / {nombre(place.points_max, 0)}" if place.points_max is not None else tenus


def _details(mandataire: Mandataire) -> list[tuple[str, object]]:
    def mots(codes: list[str], choix: Any) -> str:
        return ", ".join(str(choix(code).label) for code in codes)

    prises = (
        "Toutes"
        if set(mandataire.natures) == set(Nature.values)
        else mots(mandataire.natures, Nature) or "Non précisées"
    )
    rythme = str(Rythme(mandataire.rythme).label)
    if mandataire.date_rythme_fin:
        rythme += f", jusqu’au {mandataire.date_rythme_fin:%d/%m/%Y}"
    if mandataire.entrees_par_mois is not None:
        rythme += f", {compter(mandataire.entrees_par_mois, 'nouvelle mesure', 'nouvelles mesures')} par mois au plus"
    return [
        ("Mesures acceptées", prises),
        ("Spécialités", mots(mandataire.specialites, Specialite) or "Aucune déclarée"),
        ("Langues", mots(mandataire.langues, Langue) or "Français"),
        ("Langue des signes", "Oui" if mandataire.est_langue_signes else "Non"),
        ("Rythme", rythme),
        ("Direction", mandataire.autorite.nom),
    ]


def cadre(
    request: RequeteAgent,
    mandataire: Mandataire,
    onglet: str,
    inscriptions: list[Inscription] | None = None,
    tenues: dict[int, Place] | None = None,
) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""
    inscriptions = _inscriptions(request, mandataire) if inscriptions is None else inscriptions
    tenues = places(inscriptions) if tenues is None else tenues
    organisation = mandataire.organisation
    peut_tenir = peut(request.user, PROFIL_TENIR, organisation)
    somme = sum(place.disponibles for place in tenues.values())
    occupees = sum(place.occupees for place in tenues.values())

    def adresse(nom: str) -> str:
        return reverse(f"protection:{nom}", args=[mandataire.pk])

    action, autres = None, []
    if peut_tenir:
        action = Bouton(
            "Rien à changer", adresse("mandataire_confirmer"), icone="check-line", methode="post", touche="c"
        )
        autres = [
            Bouton("Modifier mon profil", adresse("mandataire_modifier"), touche="m"),
            Bouton("Choisir mes lieux d’intervention", adresse("mandataire_zones")),
            Bouton("Déclarer une absence", adresse("mandataire_absence")),
            Bouton("Reprendre des mesures", adresse("mandataire_reprendre"), methode="post")
            if mandataire.est_suspendu
            else Bouton("Ne plus prendre de mesure", adresse("mandataire_suspendre"), est_dangereux=True),
        ]
    statut = (
        Badge(f"Interrompu : {mandataire.get_motif_suspension_display().lower()}", "attention")
        if mandataire.est_suspendu
        else badge_fraicheur(mandataire)
    )
    return {
        "fil": [("Mandataires", reverse("protection:mandataires")), (str(mandataire), "")],
        "mandataire": mandataire,
        "surtitre": mandataire.get_type_display(),
        "titre": str(mandataire),
        "statut": statut,
        "action": action,
        "autres": autres,
        "faits": [
            Fait(
                "Places", 0 if mandataire.est_suspendu else somme, precision=f"{compter(occupees, 'mesure')}"
            ),
            Fait(
                "Données",
                COURTS[mandataire.fraicheur(timezone.localdate())],
                precision=anciennete(mandataire),
            ),
            Fait(
                "Commune",
                organisation.commune.nom if organisation.commune else "",
                precision=organisation.adresse,
            ),
            Fait("Téléphone", organisation.telephone),
            Fait("Adresse électronique", organisation.courriel),
        ],
        "onglets": [
            Onglet("details", "Détails", adresse("mandataire")),
            Onglet("inscriptions", "Inscriptions", adresse("mandataire_inscriptions")),
            Onglet("historique", "Historique", adresse("mandataire_historique")),
        ],
        "onglet": onglet,
    }
