"""Mémoires de frais: price the acts, establish, deposit, reject, pay, abandon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.commun.calendrier import Zone, zone_du_departement
from maillage.metiers.medecine_legale.actions.forclusions import (
    CHAMPS_FACTURES,
    DEPOT,
    REPRESENTATION,
    tenir_depot,
    tenir_facturation,
    tenir_representation,
)
from maillage.metiers.medecine_legale.actions.tarifs import Baremes
from maillage.metiers.medecine_legale.droits import MEMOIRE_ETABLIR
from maillage.metiers.medecine_legale.enums import NatureMemoire, StatutMemoire
from maillage.metiers.medecine_legale.models import ActeFacture, ActeMedicoLegal, LigneMemoire, Memoire
from maillage.metiers.medecine_legale.models.facturation import a_facturer, est_payee_a_l_acte
from maillage.metiers.medecine_legale.regles.memoires import (
    ActeAReunir,
    controler_reunion,
    date_forclusion,
)
from maillage.metiers.medecine_legale.regles.tarifs import (
    ActeATarifer,
    BaremeIllisible,
    Tarification,
    TarificationRefusee,
    tarifer,
    totaliser,
)
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.production import produire
from maillage.socle.echeances.actions import lever_echeance

DOCUMENT = "medecine_legale.memoire"
ATTESTATION = "medecine_legale.attestation_mission"
DEJA_FACTURE = "Un de ces actes vient d’être mis dans un autre mémoire : rechargez la page."


@dataclass(frozen=True)
class Options:
    """What a person says of an act to bill, beyond the act itself."""

    choix: Mapping[str, str] = field(default_factory=dict)
    materiel: Decimal | None = None
    kilometres: int = 0


AUCUNE_OPTION = Options()


def zone_de(structure: Organisation) -> Zone:
    """The calendar of holidays of the place where the acts are done."""
    commune = structure.commune
    return zone_du_departement(commune.departement.code) if commune else Zone.METROPOLE


def acte_a_tarifer(
    acte: ActeMedicoLegal, options: Options = AUCUNE_OPTION, *, zone: Zone, vehicule: str = ""
) -> ActeATarifer:
    return ActeATarifer(
        profil=acte.profil,
        types=tuple(acte.types_examen),
        heure_debut=acte.heure_debut,
        itt_jours=acte.itt_jours,
        zone=zone,
        libelles=dict(zip(acte.types_examen, acte.libelles_types, strict=True)),
        choix=options.choix,
        materiel=options.materiel,
        kilometres=options.kilometres,
        vehicule=vehicule,
    )


def chiffrer(
    acte: ActeMedicoLegal, baremes: Baremes, options: Options = AUCUNE_OPTION, *, vehicule: str = ""
) -> Tarification:
    """The price of an act, at the tariff of its day. Raises TarificationRefusee, BaremeIllisible."""
    jour = acte.date_examen
    a_tarifer = acte_a_tarifer(acte, options, zone=zone_de(acte.structure), vehicule=vehicule)
    return tarifer(a_tarifer, baremes.du(jour), jour)


def etablir_memoire(
    *,
    agent: Agent,
    actes: Sequence[ActeMedicoLegal],
    juridiction: Organisation,
    options: Mapping[int, Options] | None = None,
    vehicule: str = "",
    represente: Memoire | None = None,
) -> Memoire:
    """Claim these acts: lines frozen with their reasons, document issued, deadline moved to its deposit.

    Raises ValidationError when they cannot be claimed together, or one is already claimed.
    """
    reunis = [_a_reunir(acte) for acte in actes]
    if refus := controler_reunion(reunis):
        raise ValidationError(refus)
    structure = actes[0].structure
    exiger(agent, MEMOIRE_ETABLIR, structure)
    if not est_payee_a_l_acte(structure):
        raise ValidationError("Cette structure est payée par dotation : elle n’établit pas de mémoire.")
    with transaction.atomic():
        baremes = Baremes()
        relus = _relire(actes, baremes)
        chiffres = [(acte, _chiffrer(acte, baremes, options or {}, vehicule)) for acte in relus]
        factures = [(acte, chiffre) for acte, chiffre in chiffres if chiffre.lignes]
        if len(factures) < len(chiffres):
            numeros = ", ".join(acte.numero_interne for acte, chiffre in chiffres if not chiffre.lignes)
            raise ValidationError(f"Le tarif ne prévoit rien pour : {numeros}. Retirez-les de ce mémoire.")
        memoire = _creer(agent, structure, juridiction, factures, represente)
        _verifier_inchanges(relus)
        produire(DOCUMENT, memoire, agent=agent)
        for requisition in {acte.requisition for acte, _ in factures}:
            tenir_facturation(agent, requisition)
        if represente is not None:
            lever_echeance(agent=agent, genre=REPRESENTATION, objet=represente)
        tenir_depot(agent, memoire)
    return memoire


def _a_reunir(acte: ActeMedicoLegal) -> ActeAReunir:
    if acte.requisition is None:
        raise ValidationError(f"L’acte {acte.numero_interne} n’a pas de réquisition : il ne se facture pas.")
    return ActeAReunir(
        acte.structure_id, acte.requisition.juridiction_id, acte.requisition.pk, acte.date_examen
    )


def _relire(actes: Sequence[ActeMedicoLegal], baremes: Baremes) -> list[ActeMedicoLegal]:
    """The acts as they are now; refused when one is no longer to claim."""
    voulus = {acte.pk for acte in actes}
    libres = a_facturer(ActeMedicoLegal.objects.filter(pk__in=voulus), baremes.du(timezone.localdate()))
    relus = list(
        libres.select_related("structure__commune__departement", "requisition__structure").order_by("pk")
    )
    if len(relus) < len(voulus):
        raise ValidationError(DEJA_FACTURE)
    return relus


def _verifier_inchanges(actes: Sequence[ActeMedicoLegal]) -> None:
    """Once the rows that claim them are written, nobody changes these acts any more; see that nobody just did.

    The clerk of billing may not lock acts, on which he has no right to write; the foreign keys do it.
    """
    relus = ActeMedicoLegal.objects.in_bulk([acte.pk for acte in actes])
    for acte in actes:
        relu = relus[acte.pk]
        if relu.est_annule or any(getattr(acte, champ) != getattr(relu, champ) for champ in CHAMPS_FACTURES):
            raise ValidationError(f"L’acte {acte.numero_interne} vient d’être modifié : rechargez la page.")


def _chiffrer(
    acte: ActeMedicoLegal, baremes: Baremes, options: Mapping[int, Options], vehicule: str
) -> Tarification:
    try:
        return chiffrer(acte, baremes, options.get(acte.pk, AUCUNE_OPTION), vehicule=vehicule)
    except (TarificationRefusee, BaremeIllisible) as refus:
        raise ValidationError(f"Acte {acte.numero_interne} : {refus}") from refus


def _creer(
    agent: Agent,
    structure: Organisation,
    juridiction: Organisation,
    factures: Sequence[tuple[ActeMedicoLegal, Tarification]],
    represente: Memoire | None,
) -> Memoire:
    requisitions = {acte.requisition_id for acte, _ in factures}
    est_simple = len(requisitions) == 1
    premier = min(acte.date_examen for acte, _ in factures)
    memoire = Memoire(
        structure=structure,
        nature=NatureMemoire.SIMPLE if est_simple else NatureMemoire.GROUPE,
        juridiction=juridiction,
        requisition=factures[0][0].requisition if est_simple else None,
        mois=None if est_simple else premier.replace(day=1),
        date_etablissement=timezone.localdate(),
        montant=totaliser([chiffre.total for _, chiffre in factures]),
        date_forclusion=date_forclusion(premier),
        represente=represente,
        auteur=agent,
    )
    try:
        with transaction.atomic():
            memoire.save()
            for acte, chiffre in factures:
                facture = ActeFacture.objects.create(
                    structure=structure, memoire=memoire, acte=acte, montant=chiffre.total
                )
                LigneMemoire.objects.bulk_create(
                    LigneMemoire(
                        structure=structure,
                        acte_facture=facture,
                        code=ligne.code,
                        libelle=ligne.libelle,
                        calcul=ligne.calcul,
                        montant=ligne.montant,
                        explication=ligne.explication,
                        source=ligne.source,
                        est_a_confirmer=ligne.est_a_confirmer,
                    )
                    for ligne in chiffre.lignes
                )
    except IntegrityError as erreur:
        if "medecine_legale_acte_facture_une_fois" in str(erreur):
            raise ValidationError(DEJA_FACTURE) from erreur
        if "represente" in str(erreur):
            raise ValidationError("Ce mémoire a déjà été présenté de nouveau.") from erreur
        raise
    return memoire


def deposer_memoire(*, agent: Agent, memoire: Memoire, date: dt.date, reference: str = "") -> Memoire:
    """The court has it: it is not to be changed any more."""
    with transaction.atomic():
        courant = _prendre(agent, memoire, {StatutMemoire.ETABLI})
        if date < courant.date_etablissement:
            raise ValidationError({"date": "Le dépôt ne peut pas précéder l’établissement du mémoire."})
        _dater(courant, "date_depot", date)
        courant.reference_depot = reference.strip()
        _passer(courant, StatutMemoire.DEPOSE)
        lever_echeance(agent=agent, genre=DEPOT, objet=courant)
    return courant


def rejeter_memoire(*, agent: Agent, memoire: Memoire, date: dt.date, motif: str) -> Memoire:
    """The court refused it: its acts are free to be claimed again, the reason is kept."""
    _exiger_motif(motif, "Recopiez le motif du rejet : il reste attaché au mémoire.")
    with transaction.atomic(), motiver(motif):
        courant = _prendre(agent, memoire, {StatutMemoire.DEPOSE})
        _dater(courant, "date_rejet", date)
        courant.motif = motif.strip()
        _passer(courant, StatutMemoire.REJETE)
        _liberer(agent, courant)
    return courant


def payer_memoire(*, agent: Agent, memoire: Memoire, date: dt.date) -> Memoire:
    with transaction.atomic():
        courant = _prendre(agent, memoire, {StatutMemoire.DEPOSE})
        _dater(courant, "date_paiement", date)
        _passer(courant, StatutMemoire.PAYE)
    return courant


def abandonner_memoire(*, agent: Agent, memoire: Memoire, motif: str) -> Memoire:
    """Made by mistake and not sent: its acts are free again."""
    _exiger_motif(motif, "Dites pourquoi vous abandonnez ce mémoire : le journal garde ce motif.")
    with transaction.atomic(), motiver(motif):
        courant = _prendre(agent, memoire, {StatutMemoire.ETABLI})
        courant.motif = motif.strip()
        _passer(courant, StatutMemoire.ABANDONNE)
        lever_echeance(agent=agent, genre=DEPOT, objet=courant)
        _liberer(agent, courant)
    return courant


def _exiger_motif(motif: str, message: str) -> None:
    if not motif.strip():
        raise ValidationError({"motif": message})


def _prendre(agent: Agent, memoire: Memoire, depuis: set[StatutMemoire]) -> Memoire:
    exiger(agent, MEMOIRE_ETABLIR, memoire)
    courant = Memoire.objects.select_for_update(of=("self",)).select_related("structure").get(pk=memoire.pk)
    if courant.statut not in depuis:
        raise ValidationError(
            f"Ce mémoire est déjà « {courant.get_statut_display().lower()} » : rien n’a été changé."
        )
    return courant


def _dater(memoire: Memoire, champ: str, date: dt.date) -> None:
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    if memoire.date_depot and date < memoire.date_depot:
        raise ValidationError({"date": f"Cette date précède celle du dépôt ({memoire.date_depot:%d/%m/%Y})."})
    setattr(memoire, champ, date)


def _passer(memoire: Memoire, statut: StatutMemoire) -> None:
    memoire.statut = statut
    memoire.save()


def _liberer(agent: Agent, memoire: Memoire) -> None:
    ActeFacture.objects.filter(memoire=memoire).update(est_libere=True)
    tenir_representation(agent, memoire)
