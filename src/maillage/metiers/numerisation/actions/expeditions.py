"""Shipments: a delivery note, a handover when the boxes leave, another when they arrive; gaps become incidents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions import incidents, livraisons
from maillage.metiers.numerisation.actions.numeros import centre_de, lire_etiquette, suivants, trouver
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer, avancer_tous
from maillage.metiers.numerisation.droits import BOITE_TENIR, RECEPTION_TENIR
from maillage.metiers.numerisation.enums.boites import GenreMouvement, StatutBoite, StatutExpedition
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, GenreEtiquette, TypeEvenement
from maillage.metiers.numerisation.enums.incidents import NatureIncident
from maillage.metiers.numerisation.models import Boite, Convention, Dossier, Expedition, Mouvement
from maillage.metiers.numerisation.regles.etiquettes import EtiquetteInvalide, lire
from maillage.metiers.numerisation.regles.transport import (
    Arrivee,
    Ecart,
    GenreEcart,
    boites_manquantes,
    ecarts_de_la_boite,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation


def prestataires_de(centre: Organisation) -> list[Organisation]:
    """Providers under contract for the campaign of this centre."""
    with au_nom_du_service():  # who is under contract is no secret; the contract is
        siens = Convention.objects.filter(
            campagne=centre_de(centre.pk).campagne_id, date_effet__lte=timezone.localdate()
        )
        cles = list(siens.values_list("prestataire", flat=True))
    return list(Organisation.objects.filter(pk__in=cles).order_by("nom", "id"))


def preparer(
    *,
    agent: Agent,
    centre: Organisation,
    prestataire: Organisation,
    date_prevue: dt.date,
    boites: Collection[int],
) -> Expedition:
    """Put closed boxes on a delivery note."""
    exiger(agent, BOITE_TENIR, centre)
    if date_prevue < timezone.localdate():
        raise ValidationError({"date_prevue": "La date d’enlèvement est passée."})
    with transaction.atomic():
        fermees = list(
            Boite.objects.select_for_update(of=("self",))
            .filter(pk__in=boites, centre=centre, statut=StatutBoite.FERMEE, expedition__isnull=True)
            .order_by("pk")
        )
        if not fermees or len(fermees) != len(set(boites)):
            raise ValidationError(
                {"boites": "Choisissez au moins une boîte fermée, qui n’est dans aucune autre expédition."}
            )
        etiquette = suivants(centre_de(centre.pk), GenreEtiquette.EXPEDITION)[0]
        expedition = Expedition(
            centre=centre,
            prestataire=prestataire,
            numero=etiquette.numero,
            code=etiquette.code,
            date_prevue=date_prevue,
        )
        expedition.full_clean(exclude=["centre", "prestataire", "auteur_depart", "auteur_arrivee"])
        expedition.save()
        Boite.objects.filter(pk__in=[boite.pk for boite in fermees]).update(expedition=expedition)
    return expedition


def retirer_boite(*, agent: Agent, boite: Boite) -> None:
    """Take a box off its delivery note, before it leaves."""
    exiger(agent, BOITE_TENIR, boite.centre)
    with transaction.atomic():
        if boite.expedition is None:
            raise ValidationError("Cette boîte n’est dans aucune expédition.")
        _prete(boite.expedition)
        Boite.objects.filter(pk=boite.pk).update(expedition=None)


def remettre(*, agent: Agent, expedition: Expedition, transporteur: str, remis_a: str) -> Expedition:
    """First handover: the carrier signs, every box and record changes hands."""
    exiger(agent, BOITE_TENIR, expedition.centre)
    erreurs = {
        champ: "Indiquez-le : il figure sur le bordereau signé."
        for champ, valeur in (("transporteur", transporteur), ("remis_a", remis_a))
        if not valeur.strip()
    }
    if erreurs:
        raise ValidationError(erreurs)
    with transaction.atomic():
        ecrite = _prete(expedition)
        boites = list(ecrite.boites.select_for_update(of=("self",)).order_by("pk"))
        if not boites:
            raise ValidationError("Cette expédition ne contient plus de boîte.")
        contenus = _contenus(boites)
        maintenant = timezone.now()
        _mouvoir(ecrite, boites, GenreMouvement.DEPART, agent, maintenant, contenus)
        avancer_tous(
            [dossier.pk for contenu in contenus.values() for dossier in contenu],
            TypeEvenement.EXPEDITION,
            auteur=agent,
            motif=str(ecrite),
            instant=maintenant,
            champs={"prestataire_id": ecrite.prestataire_id},
        )
        Boite.objects.filter(pk__in=contenus).update(
            statut=StatutBoite.EXPEDIEE, prestataire=ecrite.prestataire_id
        )
        ecrite.statut = StatutExpedition.PARTIE
        ecrite.transporteur, ecrite.remis_a = transporteur.strip(), remis_a.strip()
        ecrite.auteur_depart, ecrite.horodatage_depart = agent, maintenant
        ecrite.boites_remises = len(boites)
        ecrite.dossiers_remis = sum(map(len, contenus.values()))
        ecrite.save()
    return ecrite


def recevoir_boite(
    *,
    agent: Agent,
    expedition: Expedition,
    lu: str,
    numero_scelle: str,
    est_scelle_intact: bool,
    nombre: int,
    dossiers_lus: str = "",
) -> tuple[Boite, tuple[Ecart, ...]]:
    """Second handover, box by box: its seal, its count; when the count is wrong, each record read says which."""
    exiger(agent, RECEPTION_TENIR, expedition.prestataire)
    etiquette = lire_etiquette(lu, GenreEtiquette.BOITE)
    with transaction.atomic():
        ecrite = _partie(expedition)  # a box may come after the arrival was closed
        boite = trouver(agent, Boite, etiquette, prestataire=ecrite.prestataire_id)
        if boite.expedition_id != ecrite.pk or boite.statut != StatutBoite.EXPEDIEE:
            raise ValidationError(f"{boite} n’est pas attendue dans cette expédition, ou y est déjà reçue.")
        contenu = _contenus([boite])[boite.pk]
        arrivee = Arrivee(
            boite.code,
            est_scelle_intact,
            numero_scelle.strip(),
            _lus(contenu, nombre, dossiers_lus),
        )
        ecarts = ecarts_de_la_boite(
            arrivee, remis=[dossier.code for dossier in contenu], numero_scelle=boite.numero_scelle
        )
        absents = {ecart.dossier for ecart in ecarts if ecart.dossier}
        presents = [dossier for dossier in contenu if dossier.code not in absents]
        maintenant = timezone.now()
        Mouvement.objects.create(
            boite=boite,
            expedition=ecrite,
            centre_id=boite.centre_id,
            prestataire_id=ecrite.prestataire_id,
            genre=GenreMouvement.ARRIVEE,
            numero_scelle=arrivee.numero_scelle,
            est_scelle_intact=est_scelle_intact,
            dossiers=len(presents),
            auteur=agent,
            horodatage=maintenant,
        )
        Boite.objects.filter(pk=boite.pk).update(statut=StatutBoite.RECUE)
        avancer_tous(
            [dossier.pk for dossier in presents],
            TypeEvenement.RECEPTION,
            auteur=agent,
            motif=str(ecrite),
            instant=maintenant,
        )
        ecrite.boites_recues += 1
        ecrite.dossiers_recus += len(presents)
        ecrite.save(update_fields=["boites_recues", "dossiers_recus"])
        livraisons.attendre(ecrite, timezone.localdate(maintenant))
        _signaler(agent, ecrite, ecarts, {dossier.code: dossier for dossier in contenu})
    return boite, ecarts


def retrouver(*, agent: Agent, expedition: Expedition, lu: str) -> Dossier:
    """A record that was missing is there: received, its incident stays to be closed by whoever treats it."""
    exiger(agent, RECEPTION_TENIR, expedition.prestataire)
    etiquette = lire_etiquette(lu, GenreEtiquette.DOSSIER)
    with transaction.atomic():
        ecrite = _partie(expedition)
        dossier = trouver(
            agent, Dossier, etiquette, prestataire=ecrite.prestataire_id, boite__expedition=ecrite
        )
        if (
            dossier.etat != EtatDossier.EXPEDIE
            or dossier.boite is None
            or dossier.boite.statut != StatutBoite.RECUE
        ):
            raise ValidationError(f"{dossier} ne manque pas : recevez sa boîte, ou il est déjà reçu.")
        ecrite.dossiers_recus += 1
        ecrite.save(update_fields=["dossiers_recus"])
        livraisons.attendre(ecrite, timezone.localdate())
        return avancer(dossier, TypeEvenement.RECEPTION, auteur=agent, motif=f"Retrouvé, {ecrite}")


def clore_arrivee(*, agent: Agent, expedition: Expedition) -> tuple[Ecart, ...]:
    """Everything that came was seen: a box that did not is an incident."""
    exiger(agent, RECEPTION_TENIR, expedition.prestataire)
    with transaction.atomic():
        ecrite = _en_route(expedition)
        boites = list(ecrite.boites.order_by("pk"))
        contenus = _contenus(boites)
        ecarts = boites_manquantes(
            {boite.code: [d.code for d in contenus[boite.pk]] for boite in boites},
            {boite.code for boite in boites if boite.statut == StatutBoite.RECUE},
        )
        ecrite.statut = StatutExpedition.ARRIVEE
        ecrite.auteur_arrivee, ecrite.horodatage_arrivee = agent, timezone.now()
        ecrite.save(update_fields=["statut", "auteur_arrivee", "horodatage_arrivee"])
        livraisons.constater([ecrite.pk])
        _signaler(agent, ecrite, ecarts, {})
    return ecarts


def _signaler(
    agent: Agent, expedition: Expedition, ecarts: Iterable[Ecart], dossiers: dict[str, Dossier]
) -> None:
    """A gap becomes an incident by itself; a record that is missing goes no further until it is closed."""
    adresse = reverse("numerisation:expedition", args=[expedition.pk])
    for ecart in ecarts:
        est_brise = ecart.genre == GenreEcart.SCELLE_BRISE
        incidents.ouvrir(
            agent=agent,
            organisation=expedition.centre,
            nature=NatureIncident.SCELLE if est_brise else NatureIncident.PERTE,
            description=f"{ecart.phrase} Boîte {lire(ecart.boite).lisible}.",
            dossier=dossiers.get(ecart.dossier),
            prestataire=expedition.prestataire,
            objet=expedition,
            libelle=str(expedition),
            url=adresse,
            est_automatique=True,
        )


def _prete(expedition: Expedition) -> Expedition:
    ecrite = Expedition.objects.select_for_update(of=("self",)).get(pk=expedition.pk)
    if ecrite.statut != StatutExpedition.PREPAREE:
        raise ValidationError("Cette expédition est déjà partie.")
    return ecrite


def _partie(expedition: Expedition) -> Expedition:
    ecrite = Expedition.objects.select_for_update(of=("self",)).get(pk=expedition.pk)
    if ecrite.statut == StatutExpedition.PREPAREE:
        raise ValidationError("Cette expédition n’a pas encore été remise au transporteur.")
    return ecrite


def _en_route(expedition: Expedition) -> Expedition:
    ecrite = _partie(expedition)
    if ecrite.statut == StatutExpedition.ARRIVEE:
        raise ValidationError("L’arrivée de cette expédition est déjà close.")
    return ecrite


def _contenus(boites: Collection[Boite]) -> dict[int, list[Dossier]]:
    """Records of each box, in the order of their labels."""
    contenus: dict[int, list[Dossier]] = {boite.pk: [] for boite in boites}
    for dossier in Dossier.objects.filter(boite__in=contenus).order_by("numero"):
        contenus[dossier.boite_id or 0].append(dossier)
    return contenus


def _mouvoir(
    expedition: Expedition,
    boites: Collection[Boite],
    genre: GenreMouvement,
    agent: Agent,
    maintenant: dt.datetime,
    contenus: dict[int, list[Dossier]],
) -> None:
    Mouvement.objects.bulk_create(
        Mouvement(
            boite=boite,
            expedition=expedition,
            centre_id=boite.centre_id,
            prestataire_id=expedition.prestataire_id,
            genre=genre,
            numero_scelle=boite.numero_scelle,
            dossiers=len(contenus[boite.pk]),
            auteur=agent,
            horodatage=maintenant,
        )
        for boite in boites
    )


def _lus(contenu: Collection[Dossier], nombre: int, dossiers_lus: str) -> set[str] | None:
    """Labels read one by one; None when the count is right. Raises ValidationError when they are needed."""
    if nombre == len(contenu):
        return None
    codes = set()
    for brut in dossiers_lus.splitlines():
        if brut.strip():
            try:
                codes.add(lire(brut).code)
            except EtiquetteInvalide as refus:
                raise ValidationError({"dossiers_lus": f"« {brut.strip()} » : {refus}"}) from refus
    connus = {dossier.code for dossier in contenu}
    if etrangers := codes - connus:
        raise ValidationError(
            {"dossiers_lus": f"{len(etrangers)} étiquette(s) lue(s) ne sont pas de cette boîte."}
        )
    if len(codes) != nombre:
        raise ValidationError(
            {
                "dossiers_lus": f"Vous comptez {nombre} dossiers, le bordereau en annonce {len(contenu)} : lisez "
                "l’étiquette de chacun, une par ligne. Ceux qui manquent seront signalés au centre."
            }
        )
    return codes
