"""The auditor's file of a lot: one ZIP, no identity, no image; checked with a spreadsheet, sha256sum and openssl."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict

from asn1crypto import pem
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from maillage.metiers.numerisation.actions.archive_auditeur import DossierAuditeur
from maillage.metiers.numerisation.actions.controle import ecarts_du_tirage
from maillage.metiers.numerisation.actions.rangement import lire_manifeste_range
from maillage.metiers.numerisation.actions.regimes import plan_de
from maillage.metiers.numerisation.actions.scellement import empreintes_de, fichiers_scelles
from maillage.metiers.numerisation.actions.seances import roles_presents, seances_du_lot
from maillage.metiers.numerisation.chaine.refus import SceauImpossible
from maillage.metiers.numerisation.chaine.reglages import confiance
from maillage.metiers.numerisation.chaine.verification import feuille, preuve_du_fichier
from maillage.metiers.numerisation.enums.accompagnement import GenreSeance
from maillage.metiers.numerisation.enums.dossiers import A_MOTIF_SAISI
from maillage.metiers.numerisation.enums.incidents import EtatIncident
from maillage.metiers.numerisation.models import (
    AuditTri,
    Defaut,
    EvenementDossier,
    EvenementLot,
    Fichier,
    Incident,
    Jeton,
    Lot,
    Mouvement,
    Page,
    Verification,
)
from maillage.metiers.numerisation.regles.chainage import Valeur, chainer
from maillage.metiers.numerisation.regles.preuves import Pieces, matrice
from maillage.socle.acces.vocabulaire import VOCABULAIRE
from maillage.socle.journal.preuves import prouver_evenements

LISEZMOI = """Dossier de preuves du lot {lot}
================================

Ce dossier ne contient ni identité ni image : des étiquettes, des empreintes, des instants.
Il se vérifie sans l'application, avec un tableur, sha256sum et openssl.

1. Rien n'a changé dans ce dossier depuis sa fabrication :
   sha256sum -c SHA256SUMS

2. La racine du lot existait à l'instant du jeton (certificats de l'autorité dans autorites.pem) :
   openssl ts -verify -digest $(cat scelles/racine.txt) -in scelles/jeton.der -token_in -CAfile autorites.pem

3. Un dossier scellé est bien du lot : sa feuille est le texte « étiquette|empreinte » (scelles/preuves.json).
   Feuille = SHA-256(0x00 + texte) ; nœud = SHA-256(0x01 + gauche + droite) (RFC 6962). On remonte de voisin en
   voisin jusqu'à la racine.

4. Le tirage se refait : chaque page est classée par SHA-256(graine + 0x1F + identifiant) ; les premières sont retenues
   (controle/tirage-*.json).

5. Les événements du lot se suivent : empreinte = SHA-256(empreinte précédente + contenu) (journal/evenements.jsonl).
   journal/preuves.json montre en outre leur place dans les blocs scellés du journal de la plateforme.

matrice.html dit, exigence par exigence, ce qui répond et ce qui manque.
"""


def composer(lot: Lot) -> bytes:
    """The whole file. Asked in the name of the service: the right was asked before, and the export traced."""
    dossier = DossierAuditeur()
    pieces = asdict(Pieces())
    pieces |= _convention(dossier, lot)
    pieces |= _dossiers(dossier, lot)
    pieces |= _garde(dossier, lot)
    pieces |= _controles(dossier, lot)
    pieces |= _scelles(dossier, lot)
    pieces |= _journal(dossier, lot)
    pieces |= _qualite(dossier, lot)
    pieces |= _seances(dossier, lot)
    lignes = matrice(Pieces(**pieces))
    contexte = {"lot": lot, "lignes": lignes, "instant": timezone.now()}
    dossier.texte("matrice.html", render_to_string("numerisation/lots/matrice.html", contexte))
    dossier.tableau(
        "matrice.csv",
        ("Texte", "Référence", "Exigence", "Preuves", "Manque"),
        ((li.texte, li.reference, li.exigence, " ".join(li.preuves), " ".join(li.manques)) for li in lignes),
    )
    dossier.texte("LISEZMOI.txt", LISEZMOI.format(lot=lot.numero))
    return dossier.zip()


def _convention(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    c = lot.convention
    dossier.donnees(
        "convention.json",
        {
            "edition": c.edition,
            "reference": c.reference,
            "date_effet": c.date_effet,
            "service": lot.service.nom,
            "prestataire": lot.prestataire.nom,
            "mode": str(c.get_mode_display()),
            "resolution": c.resolution,
            "couleur": c.est_couleur,
            "niveaux_de_qualite_acceptables": {"majeur": c.nqa_majeur, "mineur": c.nqa_mineur, "critique": 0},
            "delai_de_garde_du_papier_en_jours": c.delai_garde_jours,
        },
    )
    for recu in lot.manifestes.order_by("livraison"):
        octets = lire_manifeste_range(recu.sha256)
        extension = "json" if octets.lstrip()[:1] == b"{" else "csv"
        dossier.fichiers[f"manifestes/livraison-{recu.livraison}.{extension}"] = octets
        dossier.donnees(
            f"manifestes/livraison-{recu.livraison}-reception.json",
            {"sha256": recu.sha256, "accepte": recu.est_accepte, "refus": recu.refus, "le": recu.horodatage},
        )
    return {"mode": str(c.get_mode_display()), "manifestes": lot.manifestes.count()}


def _dossiers(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    fichiers = Fichier.objects.filter(lot=lot).select_related("dossier").order_by("livraison", "pk")
    dossier.tableau(
        "dossiers.csv",
        (
            "Livraison", "Dossier", "Boîte", "Fichier", "SHA-256 livré", "Octets", "Pages", "Numériseur", "Opérateur",
            "Points par pouce", "Bits", "Numérisé le", "État",
        ),
        (
            (
                f.livraison, f.dossier.etiquette.lisible, f.boite, f.nom, f.sha256, f.taille, f.pages_annoncees,
                f.numeriseur, f.operateur, f.resolution, f.profondeur, f.horodatage_numerisation.isoformat(),
                f.get_etat_display(),
            )
            for f in fichiers
        ),
    )  # fmt: skip
    return {"dossiers": Fichier.objects.filter(lot=lot, livraison=lot.livraison).count()}


def _garde(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    boites = set(
        Fichier.objects.filter(lot=lot, livraison=lot.livraison).values_list("dossier__boite", flat=True)
    )
    mouvements = list(
        Mouvement.objects.filter(boite__in=boites - {None})
        .select_related("boite", "auteur__personne", "prestataire", "centre")
        .order_by("boite_id", "pk")
    )
    dossier.tableau(
        "chaine-de-garde.csv",
        ("Boîte", "Mouvement", "Le", "Centre", "Prestataire", "Scellé", "Intact", "Dossiers", "Par"),
        (
            (
                m.boite.etiquette.lisible, m.get_genre_display(), m.horodatage.isoformat(), m.centre.nom,
                m.prestataire.nom, m.numero_scelle, "oui" if m.est_scelle_intact else "non", m.dossiers,
                str(m.auteur),
            )
            for m in mouvements
        ),
    )  # fmt: skip
    suivies = {m.boite_id for m in mouvements}
    sans = Fichier.objects.filter(lot=lot, livraison=lot.livraison).exclude(dossier__boite__in=suivies)
    return {"mouvements": len(mouvements), "dossiers_sans_garde": sans.count()}


def _controles(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    for tirage in lot.tirages.order_by("livraison"):
        verdict = getattr(tirage, "verdict", None)
        population = Page.objects.filter(fichier__lot=lot, fichier__livraison=tirage.livraison)
        retenues = tirage.pages.select_related("page").order_by("rang")
        dossier.donnees(
            f"controle/tirage-{tirage.livraison}.json",
            {
                "graine": tirage.graine,
                "tire_le": tirage.horodatage,
                "population": sorted(page.identifiant for page in population.only("fichier_id", "numero")),
                "empreinte_population": tirage.empreinte_population,
                "retenues": [r.page.identifiant for r in retenues],
                "avis": {r.page.identifiant: [r.issue, r.seconde_issue] for r in retenues},
                "ecarts_en_refaisant_le_tirage": ecarts_du_tirage(tirage),
                "plans": [
                    {**asdict(plan_de(li)), "classe": li.classe, "pages_en_defaut": li.defauts}
                    for li in tirage.plans.select_related("tirage")
                ],
                "defauts": [
                    [d.page_id, d.classe, d.nature, d.horodatage]
                    for d in Defaut.objects.filter(lot=lot, livraison=tirage.livraison)
                ],
                "verdict": {
                    "accepte": verdict.est_accepte,
                    "raisons": verdict.raisons,
                    "le": verdict.horodatage,
                    "par": str(verdict.auteur),
                }
                if verdict
                else None,
            },
        )
    dernier = lot.verdicts.order_by("-pk").first()
    return {
        "tirages": lot.tirages.count(),
        "verdicts": lot.verdicts.count(),
        "est_accepte": bool(dernier and dernier.est_accepte),
    }


def _scelles(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    jeton = Jeton.objects.filter(lot=lot).first()
    fichiers = fichiers_scelles(lot)
    empreintes = empreintes_de(fichiers)
    dossier.tableau(
        "scelles/fichiers.csv",
        ("Dossier", "SHA-256 scellé", "Octets", "SHA-256 avant le sceau", "Octets avant", "Images", "Scellé le"),
        (
            (
                f.dossier.etiquette.lisible, f.sceau.sha256, f.sceau.taille, f.sceau.sha256_avant_sceau,
                f.sceau.taille_avant_sceau, len(f.sceau.images), f.sceau.horodatage.isoformat(),
            )
            for f in fichiers
        ),
    )  # fmt: skip
    if jeton:
        if autorites := _autorites():
            dossier.texte("autorites.pem", autorites)
        dossier.texte("scelles/racine.txt", jeton.racine + "\n")
        dossier.fichiers["scelles/jeton.der"] = base64.b64decode(jeton.jeton)
        dossier.donnees(
            "scelles/preuves.json",
            {
                etiquette.lisible: {
                    "feuille": feuille(etiquette, sha256).decode(),
                    "rang": (preuve := preuve_du_fichier(empreintes, etiquette)).rang,
                    "nombre": preuve.nombre,
                    "voisins": [voisin.hex() for voisin in preuve.voisins],
                }
                for etiquette, sha256 in empreintes.items()
            },
        )
    verifications = list(Verification.objects.filter(lot=lot).order_by("horodatage"))
    dossier.tableau(
        "verifications.csv",
        ("Le", "Conforme", "Fichiers", "Constats"),
        (
            (
                v.horodatage.isoformat(),
                "oui" if v.est_conforme else "non",
                v.fichiers,
                " ".join(f"{nom} {phrase}".strip() for nom, _, _, phrase in v.constats),
            )
            for v in verifications
        ),
    )
    return {
        "scelles": len(fichiers),
        "a_un_jeton": jeton is not None,
        "verifications": len(verifications),
        "est_verifie": bool(verifications and verifications[-1].est_conforme),
    }


def _autorites() -> str:
    """Certificates of the timestamping authorities that are believed; nothing when they are not set up."""
    try:
        certificats = confiance().autorites_horodatage
    except SceauImpossible:
        return ""
    return "".join(pem.armor("CERTIFICATE", certificat.dump()).decode() for certificat in certificats)


def _journal(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    du_lot = list(EvenementLot.objects.filter(lot=lot).order_by("horodatage", "pk"))
    concernes = Fichier.objects.filter(lot=lot).values("dossier")
    des_dossiers = EvenementDossier.objects.filter(dossier__in=concernes).select_related("dossier")
    contenus: list[tuple[object, dict[str, Valeur]]] = [
        (
            e.horodatage,
            {
                "objet": f"lot {lot.numero}", "evenement": e.type, "etat": e.etat, "livraison": e.livraison,
                "auteur": e.auteur_id, "le": e.horodatage.isoformat(), "precision": e.precision,
            },
        )
        for e in du_lot
    ]  # fmt: skip
    contenus += [
        (
            e.horodatage,
            {
                "objet": e.dossier.etiquette.lisible, "evenement": e.type, "etat": e.apres, "rang": e.version,
                "auteur": e.auteur_id, "le": e.horodatage.isoformat(),
                "precision": "" if e.type in A_MOTIF_SAISI else e.motif,
            },
        )
        for e in des_dossiers
    ]  # fmt: skip
    contenus.sort(key=lambda paire: (str(paire[0]), str(paire[1]["objet"]), str(paire[1].get("rang", ""))))
    maillons = chainer(contenu for _, contenu in contenus)
    dossier.texte(
        "journal/evenements.jsonl",
        "".join(json.dumps(asdict(maillon), ensure_ascii=False) + "\n" for maillon in maillons),
    )
    preuves = prouver_evenements(EvenementLot._meta.db_table, [e.pk for e in du_lot])
    dossier.donnees(
        "journal/preuves.json",
        [
            {
                "evenement": p.evenement,
                "texte": p.texte,
                "feuille": hashlib.sha256(p.texte.encode()).hexdigest(),
                "bloc": p.bloc,
                "racine": p.racine,
                "empreinte_du_bloc": p.empreinte_bloc,
                "rang": p.preuve.rang,
                "nombre": p.preuve.nombre,
                "voisins": [voisin.hex() for voisin in p.preuve.voisins],
            }
            for p in preuves
        ],
    )
    return {"evenements": len(maillons), "evenements_prouves": len(preuves)}


def _qualite(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    centres = Fichier.objects.filter(lot=lot).values("centre")
    audits = list(
        AuditTri.objects.filter(centre__in=centres, horodatage_cloture__isnull=False).select_related("centre")
    )
    dossier.tableau(
        "audits.csv",
        ("Centre", "Tiré le", "Graine", "Population", "Clos le"),
        (
            (a.centre.nom, a.horodatage.isoformat(), a.graine, a.population, a.horodatage_cloture)
            for a in audits
        ),
    )
    concernes = Fichier.objects.filter(lot=lot).values("dossier")
    incidents = list(
        Incident.objects.filter(
            Q(dossier__in=concernes) | Q(objet_type=lot._meta.label_lower, objet_id=lot.pk)
        )
        .distinct()
        .order_by("pk")
    )
    ouverts = [incident for incident in incidents if incident.etat == EtatIncident.OUVERT]
    dossier.tableau(
        "incidents.csv",
        ("Incident", "Nature", "Gravité", "État", "Ouvert le", "Clos le"),
        (
            (
                i.pk, i.get_nature_display(), i.get_gravite_display(), i.get_etat_display(),
                i.horodatage.isoformat(), i.horodatage_cloture.isoformat() if i.horodatage_cloture else "",
            )
            for i in incidents
        ),
    )  # fmt: skip
    roles = [role for role in VOCABULAIRE.roles.values() if role.code.startswith("numerisation.")]
    dossier.tableau(
        "acces.csv",
        ("Rôle", "Droit"),
        ((role.libelle, str(droit)) for role in roles for droit in sorted(role.droits)),
    )
    return {"audits_de_tri": len(audits), "incidents_ouverts": len(ouverts)}


def _seances(dossier: DossierAuditeur, lot: Lot) -> dict[str, object]:
    """Who was trained and told, by role; what is joined may name people: its fingerprint alone is given."""
    seances, libelles = list(seances_du_lot(lot)), {role.code: role.libelle for role in roles_presents()}
    dossier.tableau(
        "seances.csv",
        ("Date", "Genre", "Centre", "Sujet", "Présents", "SHA-256 de la pièce"),
        (
            (
                s.date, s.get_genre_display(), s.centre.nom if s.centre else "Tout le service", s.sujet,
                ", ".join(f"{libelles.get(code, code)} : {nombre}" for code, nombre in s.presents.items()), s.empreinte,
            )
            for s in seances
        ),
    )  # fmt: skip
    return {
        "formations": sum(s.genre == GenreSeance.FORMATION for s in seances),
        "communications": sum(s.genre == GenreSeance.COMMUNICATION for s in seances),
    }
