"""Give a certificate to who asked for it: a sealed link, or by hand; revoke it; open it without an account."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.droits import CERTIFICAT_ETABLIR
from maillage.metiers.medecine_legale.enums import ModeRemise
from maillage.metiers.medecine_legale.models import Certificat, Remise
from maillage.metiers.medecine_legale.regles.remises import (
    DUREES,
    TENTATIVES_PERMISES,
    EtatLien,
    empreinte_code,
    empreinte_jeton,
    est_le_code,
    etat_lien,
    tirer_code,
    tirer_jeton,
)
from maillage.socle.acces.comptes.tentatives import enregistrer_echec, est_bloquee
from maillage.socle.acces.contexte import agent_systeme, agir_comme, motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.journal.traces import tracer_lecture

OUVERTURE = "Ouverture du lien scellé par le service requérant"


@dataclass(frozen=True)
class LienRemis:
    """What is shown once to who sends: the code is told by another way than the address."""

    remise: Remise
    adresse: str
    code: str


def remettre_par_lien(
    *, agent: Agent, certificat: Certificat, destinataire: str, courriel: str, jours: int = DUREES[1]
) -> LienRemis:
    """Send a sealed link to one address; it replaces the link that was open. The code is not in the message."""
    exiger(agent, CERTIFICAT_ETABLIR, certificat.structure)
    if jours not in DUREES:
        raise ValidationError({"jours": "Choisissez une durée de la liste."})
    try:
        validate_email(courriel)
    except ValidationError as erreur:
        raise ValidationError({"courriel": "Cette adresse électronique n’est pas valable."}) from erreur
    jeton, code = tirer_jeton(), tirer_code()
    with transaction.atomic():
        courant = _en_vigueur(certificat)
        for ouverte in Remise.objects.filter(
            certificat=courant, mode=ModeRemise.LIEN, horodatage_revocation=None
        ):
            _revoquer(ouverte, "Remplacé par un nouveau lien")
        remise = Remise.objects.create(
            structure=courant.structure,
            certificat=courant,
            mode=ModeRemise.LIEN,
            destinataire=destinataire.strip(),
            courriel=courriel.strip(),
            empreinte_jeton=empreinte_jeton(jeton),
            empreinte_code=empreinte_code(code, jeton=jeton, secret=settings.SECRET_KEY),
            date_remise=timezone.localdate(),
            horodatage_expiration=timezone.now() + dt.timedelta(days=jours),
            auteur=agent,
        )
        _noter(courant, remise.date_remise)
        adresse = f"{settings.MAILLAGE_ADRESSE}{reverse('medecine_legale:remise_ouvrir', args=[jeton])}"
        EmailMessage(
            subject="Un document vous est remis",
            body=render_to_string(
                "medecine_legale/courriels/remise.txt",
                {
                    "structure": courant.structure,
                    "adresse": adresse,
                    "expiration": remise.horodatage_expiration,
                },
            ),
            to=[remise.courriel],
        ).send()
    return LienRemis(remise, adresse, code)


def remettre_autrement(
    *, agent: Agent, certificat: Certificat, mode: str, destinataire: str, date: dt.date
) -> Remise:
    """Record that it was given by hand or sent by post."""
    exiger(agent, CERTIFICAT_ETABLIR, certificat.structure)
    if mode not in (ModeRemise.MAIN_PROPRE, ModeRemise.COURRIER):
        raise ValidationError({"mode": "Choisissez comment le certificat a été remis."})
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    if date < certificat.date_etablissement:
        raise ValidationError({"date": "La remise ne peut pas précéder le certificat."})
    with transaction.atomic():
        courant = _en_vigueur(certificat)
        remise = Remise.objects.create(
            structure=courant.structure,
            certificat=courant,
            mode=mode,
            destinataire=destinataire.strip(),
            date_remise=date,
            auteur=agent,
        )
        _noter(courant, date)
    return remise


def revoquer_remise(*, agent: Agent, remise: Remise, motif: str) -> Remise:
    """The link opens no more, from now."""
    exiger(agent, CERTIFICAT_ETABLIR, remise.structure)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous révoquez ce lien."})
    with transaction.atomic(), motiver(motif):
        courante = Remise.objects.select_for_update(of=("self",)).get(pk=remise.pk)
        if courante.mode != ModeRemise.LIEN or courante.horodatage_revocation is not None:
            raise ValidationError("Ce lien n’est plus ouvert : il n’y a rien à révoquer.")
        _revoquer(courante, motif.strip())
    return courante


def _en_vigueur(certificat: Certificat) -> Certificat:
    """The version to give: neither replaced nor cancelled. Held, so that it is not replaced while it is given."""
    courant = (
        Certificat.objects.select_for_update(of=("self",))
        .select_related("structure", "document", "acte__requisition")
        .get(pk=certificat.pk)
    )
    if Certificat.objects.filter(remplace=courant).exists():
        raise ValidationError("Une version plus récente remplace ce certificat : remettez celle-là.")
    if courant.document is None or courant.document.statut != StatutDocument.EN_VIGUEUR:
        raise ValidationError("Ce certificat a été annulé : il ne se remet pas.")
    return courant


def _revoquer(remise: Remise, motif: str) -> None:
    remise.horodatage_revocation = timezone.now()
    remise.motif_revocation = motif[:300]
    remise.save(update_fields=["horodatage_revocation", "motif_revocation"])


def _noter(certificat: Certificat, date: dt.date) -> None:
    """The first delivery counts; its delay runs from the requisition, when there is one."""
    if certificat.date_remise is not None:
        return
    certificat.date_remise = date
    requisition = certificat.acte.requisition
    if requisition is not None:
        certificat.delai_jours = max((date - requisition.date_requisition).days, 0)
    certificat.save(update_fields=["date_remise", "delai_jours"])


# ------------------------------------------------------------------------------ the requester, without an account


@dataclass(frozen=True)
class Lien:
    """A link as its holder finds it; nobody by that token gives None."""

    remise: Remise
    etat: EtatLien

    @property
    def document(self) -> DocumentProduit:
        document = self.remise.certificat.document
        assert document is not None  # noqa: S101 (only an issued certificate is given: see _en_vigueur)
        return document


def chercher_lien(jeton: str) -> Lien | None:
    """To be called as the technical account."""
    remise = (
        Remise.objects.filter(empreinte_jeton=empreinte_jeton(jeton))
        .select_related("certificat__document", "structure")
        .select_for_update(of=("self",))
        .first()
    )
    if remise is None:
        return None
    document = remise.certificat.document
    return Lien(
        remise,
        etat_lien(
            maintenant=timezone.now(),
            expiration=remise.horodatage_expiration,
            est_revoque=remise.horodatage_revocation is not None,
            tentatives=remise.tentatives,
            est_remplace=document is None or document.statut != StatutDocument.EN_VIGUEUR,
        ),
    )


def ouvrir_lien(jeton: str, code: str, *, adresse_ip: str) -> tuple[Lien | None, bool]:
    """Try a code. (link, opened): a wrong code is counted, for this link and for this network address."""
    with agir_comme(agent_systeme(), motif=OUVERTURE):
        lien = chercher_lien(jeton)
        if lien is None:
            enregistrer_echec(adresse_ip)
            return None, False
        if lien.etat is not EtatLien.OUVRABLE or est_bloquee(adresse_ip):
            return lien, False
        remise = lien.remise
        if not est_le_code(code, remise.empreinte_code, jeton=jeton, secret=settings.SECRET_KEY):
            enregistrer_echec(adresse_ip)
            remise.tentatives += 1
            remise.save(update_fields=["tentatives"])
            if remise.tentatives >= TENTATIVES_PERMISES:
                return Lien(remise, EtatLien.BLOQUE), False
            return lien, False
        remise.tentatives = 0
        remise.nombre_ouvertures += 1
        remise.horodatage_ouverture = remise.horodatage_ouverture or timezone.now()
        remise.save(update_fields=["tentatives", "nombre_ouvertures", "horodatage_ouverture"])
        return lien, True


def tracer_telechargement(lien: Lien) -> None:
    """Each download leaves a trace on the document, and on the delivery."""
    agent = agent_systeme()
    for objet in (lien.document, lien.remise):
        tracer_lecture(objet, agent, organisation_id=lien.remise.structure_id, motif=OUVERTURE)
