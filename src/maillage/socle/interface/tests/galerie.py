"""A gallery of every component and page type, on invented data; served to the tests only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.accueil import Accueil, GroupeTaches
from maillage.socle.interface.composants import Badge, Bouton, ChiffreCle, Evenement, Fait, Onglet
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.graphiques import Serie, barres, courbes
from maillage.socle.interface.listes import ActionListe, ActionLot, Colonne, Liste, tableau
from maillage.socle.interface.models import Notification
from maillage.socle.interface.registres import Resultat, Tache

GABARITS = Path(__file__).parent / "gabarits"
JOUR = dt.date(2026, 11, 21)
MOIS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
STATUTS = [Badge("Clos", "succes"), Badge("À compléter", "attention"), Badge("Reçu", "info"), Badge("Annulé")]
PROFILS = ["Victime, adulte", "Gardé à vue", "Victime, mineur", "Personne décédée", "Âge osseux"]
PIECES = [
    "Coups et blessures",
    "Compatibilité de la garde à vue",
    "Violences conjugales",
    "Autopsie",
    "Examen",
]


def montrer(request: HttpRequest, gabarit: str, **contexte: Any) -> HttpResponse:
    source = (GABARITS / gabarit).read_text(encoding="utf-8")
    return HttpResponse(engines["django"].from_string(source).render(contexte, request))


def rang(n: Notification) -> int:
    return int(n.texte)


class FiltreGalerie(FiltreListe):
    essentiels = ("recherche", "profil", "depuis", "statut")

    recherche = forms.CharField(
        label="Rechercher", widget=forms.TextInput({"placeholder": "Numéro, PV, unité"})
    )
    profil = forms.ChoiceField(label="Profil", choices=[("", "Tous"), *[(p, p) for p in PROFILS]])
    depuis = forms.DateField(label="Examen depuis le")
    statut = forms.ChoiceField(label="Statut", choices=[("", "Tous"), ("clos", "Clos"), ("recu", "Reçu")])
    unite = forms.CharField(label="Unité requérante")
    nuit = forms.BooleanField(label="Actes de nuit seulement")

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(texte__contains=texte)


LISTE = Liste(
    code="galerie",
    titre="Actes",
    nom=("acte", "actes"),
    colonnes=[
        Colonne("numero", "N° interne", valeur=lambda n: f"2026-{4100 + rang(n):05d}", tri="texte"),
        Colonne(
            "date", "Examen", valeur=lambda n: JOUR - dt.timedelta(days=rang(n) // 3), tri="id", genre="date"
        ),
        Colonne("profil", "Profil", valeur=lambda n: PROFILS[rang(n) % 5]),
        Colonne("motif", "Objet", valeur=lambda n: PIECES[rang(n) % 5]),
        Colonne("unite", "Unité requérante", valeur=lambda n: "Brigade de Cassel" if rang(n) % 4 else ""),
        Colonne(
            "duree", "Durée", valeur=lambda n: dt.timedelta(minutes=20 + 7 * (rang(n) % 9)), genre="nombre"
        ),
        Colonne("statut", "Statut", valeur=lambda n: STATUTS[rang(n) % 4]),
    ],
    tri="texte",
    lien=lambda n: f"/galerie/fiche/?n={n.pk}",
    filtre=FiltreGalerie,
    nouveau=ActionListe("Saisir un acte", "galerie:saisie"),
    lots=[ActionLot("Clore", "galerie:liste"), ActionLot("Annuler", "galerie:liste", est_dangereuse=True)],
    titre_vide="Aucun acte pour l’instant",
    vide="Saisissez un acte à la réception de la réquisition ; il apparaîtra ici.",
    taille=20,
)


@lecture()
def liste(request: RequeteAgent) -> Any:
    lignes = Notification.objects.visibles_par(request.user)
    return LISTE.reponse(request, lignes.none() if "vide" in request.GET else lignes)


def _tache(verbe: str, objet: str, jours: int, bouton: str, precision: str = "") -> Tache:
    return Tache(
        verbe, objet, "/galerie/fiche/", dt.date.today() + dt.timedelta(days=jours), precision, bouton
    )


CHIFFRES = [
    ChiffreCle("Actes du mois", 1284, "actes", 1190, [980, 1010, 1100, 1080, 1190, 1284], "/galerie/bord/"),
    ChiffreCle(
        "Délai moyen du certificat",
        2.4,
        "jours",
        3.1,
        [3.4, 3.1, 3.2, 2.9, 2.6, 2.4],
        decimales=1,
        est_favorable_en_hausse=False,
    ),
    ChiffreCle(
        "Taux d’absence",
        6.2,
        "%",
        5.4,
        [5.1, 5.4, 5.8, 6, 6.1, 6.2],
        decimales=1,
        est_favorable_en_hausse=False,
    ),
    ChiffreCle("Équivalents temps plein", None, "ETP"),
]


@lecture()
def accueil(request: RequeteAgent) -> HttpResponse:
    groupes = [
        GroupeTaches(
            "en_retard",
            "En retard",
            2,
            [
                _tache(
                    "Compléter l’effectif", "octobre 2026", -16, "Compléter", "Circulaire du 25 avril 2012"
                ),
                _tache("Rendre le certificat", "acte 2026-04102", -1, "Rédiger"),
            ],
        ),
        GroupeTaches(
            "aujourd_hui", "Aujourd’hui", 1, [_tache("Clore", "acte 2026-04117, autopsie", 0, "Ouvrir")]
        ),
        GroupeTaches(
            "cette_semaine",
            "Cette semaine",
            23,
            [
                _tache("Rendre le certificat", "acte 2026-04120", 2, "Rédiger"),
                _tache(
                    "Envoyer le mémoire",
                    "3 actes de la brigade de Cassel",
                    4,
                    "Préparer",
                    "Forclusion dans onze mois",
                ),
            ],
        ),
    ]
    recents = [
        Resultat("Acte 2026-04131", "/galerie/fiche/", "Gardé à vue · il y a 10 min"),
        Resultat("Acte 2026-04117", "/galerie/fiche/", "Autopsie · ce matin"),
        Resultat("Effectif de septembre 2026", "/galerie/fiche/", "Complet · hier"),
    ]
    page = Accueil(groupes, 8, None, CHIFFRES, recents)
    if "vide" in request.GET:
        page = Accueil([], 1, _tache("Compléter l’effectif", "novembre 2026", 14, ""), CHIFFRES[:1], [])
    if "message" in request.GET:
        messages.success(request, "Acte 2026-04131 enregistré.")
    return montrer(request, "accueil.html", accueil=page, titre="Accueil")


@lecture()
def fiche(request: RequeteAgent) -> HttpResponse:
    instant = dt.datetime(2026, 11, 21, 14, 5, tzinfo=dt.UTC)
    return montrer(
        request,
        "fiche.html",
        titre="Acte 2026-04131",
        statut=STATUTS[1],
        fil=[("Actes", "/galerie/liste/"), ("Acte 2026-04131", "")],
        action=Bouton("Rédiger le certificat", "#", "edit-line", touche="e"),
        autres=[
            Bouton("Dupliquer", "#"),
            Bouton("Corriger", "#"),
            Bouton("Annuler l’acte", "#", methode="post", est_dangereux=True),
        ],
        faits=[
            Fait("Profil", "Victime, adulte"),
            Fait("Examen", JOUR, "14 h 05, 45 min"),
            Fait("Réquisition", "PV 02417/2026", "Brigade de Cassel", "#"),
            Fait("Incapacité totale de travail", "8 jours"),
            Fait("Médecin", ""),
        ],
        onglets=[
            Onglet("details", "Détails", "?"),
            Onglet("documents", "Documents", "?", 2),
            Onglet("echeances", "Échéances", "?", 1),
            Onglet("historique", "Historique", "?"),
        ],
        evenements=[
            Evenement(
                instant,
                "Dr Camille Vasseur",
                "a modifié l’acte",
                "erreur de saisie",
                False,
                [("Durée", "30 min", "45 min"), ("Incapacité", "", "8 jours")],
            ),
            Evenement(
                instant - dt.timedelta(hours=2),
                "Nadia Lefèvre",
                "a consulté la fiche",
                "contrôle de complétude",
                True,
            ),
            Evenement(instant - dt.timedelta(days=1), "Nadia Lefèvre", "a créé l’acte"),
        ],
        documents=tableau(
            "Documents de l’acte",
            [
                Colonne("nom", "Document"),
                Colonne("date", "Produit le", genre="date"),
                Colonne("taille", "Taille (ko)", genre="nombre"),
            ],
            [
                SimpleNamespace(nom="Certificat de constatation", date=JOUR, taille=148),
                SimpleNamespace(nom="Réquisition", date=JOUR, taille=1520),
            ],
            lambda _: "#",
        ),
    )


class SaisieForm(forms.Form):
    numero_pv = forms.CharField(label="Numéro de PV", help_text="Tel qu’il figure sur la réquisition")
    unite = forms.CharField(label="Unité requérante")
    date_examen = forms.DateField(label="Date de l’examen")
    heure_examen = forms.TimeField(label="Heure")
    profil = forms.ChoiceField(
        label="Profil", choices=[(p, p) for p in PROFILS], widget=forms.RadioSelect({"data-touche": ""})
    )
    lieu = forms.ChoiceField(
        label="Lieu",
        choices=[("", "Choisir"), ("umj", "Unité médico-judiciaire"), ("hopital", "Service hospitalier")],
    )
    duree = forms.IntegerField(
        label="Durée",
        widget=forms.NumberInput({"data-unite": "minutes"}),
        help_text="Trajet, présence et rédaction",
    )
    examens = forms.MultipleChoiceField(
        label="Examens",
        choices=[("bio", "Biologie"), ("img", "Imagerie"), ("tox", "Toxicologie")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    observations = forms.CharField(label="Observations", widget=forms.Textarea({"rows": 3}), required=False)
    est_nuit = forms.BooleanField(label="Acte de nuit", help_text="Entre 22 h et 7 h", required=False)
    piece = forms.FileField(label="Réquisition")


@ecriture()
def saisie(request: RequeteAgent) -> HttpResponse:
    form = SaisieForm(request.POST or None, request.FILES or None)
    brouillon = SimpleNamespace(horodatage_modification=dt.datetime(2026, 11, 21, 13, 5, tzinfo=dt.UTC))
    return montrer(
        request,
        "saisie.html",
        titre="Nouvel acte",
        form=form,
        brouillon=None if request.POST else brouillon,
        cle="galerie.acte",
    )


@lecture()
def bord(request: RequeteAgent) -> HttpResponse:
    n = [1010, 1042, 1100, 1080, 1130, 1190, 1012, 940, 1150, 1205, 1284, None]
    n1 = [990, 1001, 1060, 1020, 1080, 1120, 1000, 905, 1090, 1140, 1190, 1175]
    return montrer(
        request,
        "bord.html",
        titre="Activité",
        chiffres=CHIFFRES,
        courbe=courbes(
            "Actes par mois",
            MOIS,
            [Serie("2026", n), Serie("2025", n1, est_reference=True)],
            unite="actes",
            est_pleine_largeur=True,
        ),
        simple=barres(
            "Gardes à vue par mois", MOIS[:6], [Serie("2026", [120, 134, 98, 141, 150, 127])], unite="actes"
        ),
        empile=barres(
            "Actes par profil",
            ["2022", "2023", "2024", "2025", "2026"],
            [
                Serie("Victimes", [610, 640, 655, 700, 742]),
                Serie("Gardes à vue", [310, 320, 300, 340, 361]),
                Serie("Décès", [88, 92, 90, 97, 101]),
            ],
            unite="actes",
            est_empile=True,
        ),
        groupe=barres(
            "Effectif et besoin",
            MOIS[:6],
            [Serie("Effectif", [8.2, 8, 7.5, 7.5, 8, 8.4]), Serie("Besoin", [9, 9.1, 9.4, 9.2, 9, 9.3])],
            unite="ETP",
            decimales=1,
        ),
        couche=barres(
            "Actes par structure",
            [
                "CHU de Lille",
                "CHU d’Amiens",
                "CH de Valenciennes",
                "CH de Boulogne-sur-Mer",
                "CH de Beauvais",
            ],
            [Serie("2026", [5210, 3140, 1980, 1322, 870])],
            unite="actes",
        ),
    )


@lecture()
def composants(request: RequeteAgent) -> HttpResponse:
    return montrer(
        request,
        "composants.html",
        titre="Composants",
        badges=[*STATUTS, Badge("Refusé", "erreur"), Badge("Nouveau", "nouveau")],
        en_cours=SimpleNamespace(
            titre="Import de 12 480 actes",
            fait=7410,
            total=12480,
            est_termine=False,
            est_en_echec=False,
            message="encore 20 s environ",
        ),
        echoue=SimpleNamespace(
            titre="Export de l’année",
            fait=0,
            total=0,
            est_termine=False,
            est_en_echec=True,
            message="Le fichier n’a pas pu être écrit. Relancez l’export.",
        ),
        form=SaisieForm(),
    )


@lecture()
def confirmation(request: RequeteAgent) -> HttpResponse:
    return montrer(
        request,
        "confirmation.html",
        titre="Annuler l’acte 2026-04131 ?",
        consequences=[
            "L’acte ne comptera plus dans l’activité.",
            "Le certificat déjà produit restera consultable.",
        ],
        libelle="Annuler l’acte",
        annuler="/galerie/fiche/",
        est_dangereux=True,
    )


vues: list[Callable[..., Any]] = [accueil, liste, fiche, saisie, bord, composants, confirmation]
galerie = ([path(f"{vue.__name__}/", vue, name=vue.__name__) for vue in vues], "galerie")
urlpatterns = [
    path("galerie/", include(galerie)),
    path("galerie/allauth/", include("allauth.urls")),
    path("", include("maillage.config.urls")),
]
handler404 = "maillage.socle.interface.erreurs.introuvable"
