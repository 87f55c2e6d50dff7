"""A full record is erased, every kind of row filled: nothing typed of it is left, nothing counted moves."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions import (
    auditeur,
    copies,
    delegations,
    incidents,
    lectures,
    pages,
    portes,
    retenue,
    scellement,
)
from maillage.metiers.numerisation.actions.coffre import Coffre, Salarie
from maillage.metiers.numerisation.actions.effacement import effacer
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire, corriger
from maillage.metiers.numerisation.actions.parcours import ecarts_d_etat
from maillage.metiers.numerisation.actions.rangement import chemin
from maillage.metiers.numerisation.chaine.verification import Confiance
from maillage.metiers.numerisation.documents import RELEVE
from maillage.metiers.numerisation.enums.acces import AvisPorte, PortionOpposee
from maillage.metiers.numerisation.enums.dossiers import A_MOTIF_SAISI
from maillage.metiers.numerisation.enums.incidents import NatureAction, NatureIncident, Qualification
from maillage.metiers.numerisation.enums.pieces import DecisionTri, Exposition
from maillage.metiers.numerisation.models import (
    AuditTri,
    Copie,
    Defaut,
    Dossier,
    DossierAudite,
    EvenementDossier,
    Fichier,
    IdentiteDossier,
    Page,
    PieceTriee,
    Porte,
    SaisieCodage,
    Sceau,
    Tri,
    VideoCodage,
)
from maillage.metiers.numerisation.regles.conservation import PeriodeExposition
from maillage.metiers.numerisation.tests.test_indicateurs import FIN, SIENS, TABLES, TOUJOURS
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents.production import produire
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.verification import compter_les_ecarts
from maillage.socle.journal.models import Evenement
from maillage.socle.journal.scellement import sceller, verifier

pytestmark = pytest.mark.django_db(transaction=True)  # the reasons of one's own transaction are not erased
DECISION = "Commission d’archives du 3 mai"


def mot(quoi):
    """What somebody types by mistake: a word that names the worker, to be found again wherever it went."""
    return f"Quidam-{quoi}"


def mots_partout():
    """Those words, in every row of every table of the database."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [nom for (nom,) in curseur.fetchall()]
        trouves = set()
        for table in tables:
            curseur.execute(f"SELECT t::text FROM {table} t WHERE t::text ILIKE %s", ["%quidam%"])  # noqa: S608 (names of our own tables)
            textes = [texte for (texte,) in curseur.fetchall()]
            trouves |= {
                (table, trouve) for texte in textes for trouve in re.findall(r"(?i)quidam-\w+", texte)
            }
    return trouves


@pytest.fixture
def gens(agathe, ivan, maud, rachel, diane, quentin):
    return agathe, ivan, maud, rachel, diane, quentin


@pytest.fixture
def plein(integre, dossiers, detruire_le_papier, centre, nordiste, creer_agent, deleguer, gens):
    """A record to which everything has happened; only its copy is left, and its day is past."""
    agathe, ivan, maud, rachel, diane, quentin = gens
    with agir_comme(agent_systeme()):
        ici = Dossier.objects.select_related("cle", "centre").get(pk=dossiers[0].pk)
    jour = timezone.localdate()
    nora = creer_agent("nora", "numerisation.professionnel_sante", nordiste.centres[1])
    salarie = Salarie(
        mot("nom"), mot("prenom"), dt.date(1935, 5, 1), "135059912345632", dt.date(1979, 3, 4), dt.date(2001, 1, 1),
        (PeriodeExposition(Exposition.RAYONNEMENTS, dt.date(1979, 3, 4)),),
    )  # fmt: skip
    with agir_comme(agathe):
        ligne = LigneInventaire(salarie, mot("reference"), "gros", mot("rayon"))
        corriger(agent=agathe, dossier=ici, ligne=ligne, motif=mot("correction"))
    with agir_comme(maud):
        retenue.retenir(agent=maud, dossier=ici, motif=mot("retenue"), date_fin=jour + dt.timedelta(days=9))
        retenue.prolonger(
            agent=maud, dossier=ici, motif=mot("prolongation"), date_fin=jour + dt.timedelta(days=20)
        )
        retenue.lever(agent=maud, dossier=ici, motif=mot("levee"))
    _incident(ici, centre, rachel, diane)
    donnee = deleguer(etiquette=ici.etiquette, motif=mot("delegation"))
    with agir_comme(maud):
        delegations.revoquer(agent=maud, delegation=donnee, motif=mot("revocation"))
    with agir_comme(nora):
        porte = portes.forcer(agent=nora, etiquette=ici.etiquette, motif=mot("urgence a midi, il attend"))
        _lire(nora, ici, f"Accès d’exception : {mot('porte')}")
    with agir_comme(diane):
        portes.examiner(agent=diane, porte=porte, avis=AvisPorte.INJUSTIFIE, commentaire=mot("avis"))
    with agir_comme(ivan):
        _lire(ivan, ici, f"Autre : {mot('lecture')}")
        page = Page.objects.filter(dossier=ici).order_by("numero").first()
        pages.corriger_piece(agent=ivan, page=page, piece="visite")
        opposition = copies.opposer(agent=ivan, dossier=ici, portion=PortionOpposee.values[0], date=jour)
        copies.lever_opposition(agent=ivan, opposition=opposition)
        copie = copies.demander(
            agent=ivan, dossier=ici, genre="salarie", destinataire=mot("destinataire"), mode="main",
            date_demande=jour,
        )  # fmt: skip
        copies.composer(agent=ivan, copie=copie)
        copies.remettre(agent=ivan, copie=Copie.objects.get(pk=copie.pk), date_remise=jour)
    with agir_comme(maud):
        produire(RELEVE.code, ici, agent=maud)
    _lignes_des_autres_etapes(ici, page, integre, centre, agathe, ivan, quentin)
    detruire_le_papier()
    with agir_comme(agent_systeme()):
        Dossier.objects.filter(pk=ici.pk).update(
            date_limite=jour - dt.timedelta(days=1), est_limite_a_confirmer=False
        )
        return Dossier.objects.select_related("cle", "centre").get(pk=ici.pk)


def _lire(agent, dossier, motif):
    ouverture = lectures.ouvrir(agent, dossier.pk)
    for page in lectures.pages_de(ouverture):
        lectures.tracer_page(ouverture, page, motif)
    lectures.tracer_dossier(ouverture, motif)


def _incident(dossier, centre, rachel, diane):
    """A breach notified too late, with something done about it."""
    connu = timezone.now() - dt.timedelta(hours=100)
    with agir_comme(rachel):
        incident = incidents.ouvrir(
            agent=rachel, organisation=centre, nature=NatureIncident.FUITE, description=mot("description du fait"),
            dossier=dossier, connaissance=connu,
        )  # fmt: skip
    with agir_comme(diane):
        qualification = {"qualification": Qualification.A_NOTIFIER, "motif": mot("qualification")}
        incidents.qualifier(agent=diane, incident=incident, **qualification)
        incidents.notifier(agent=diane, incident=incident, horodatage=timezone.now(), retard=mot("retard"))
    with agir_comme(rachel):
        action = incidents.ajouter_action(
            agent=rachel, incident=incident, nature=NatureAction.values[0], libelle=mot("action"),
            responsable=mot("responsable"), date_echeance=timezone.localdate(),
        )  # fmt: skip
        faite = incidents.faire_action(agent=rachel, action=action)
        incidents.verifier_action(agent=rachel, action=faite, est_efficace=True)
        incidents.clore(agent=rachel, incident=incident, cause=mot("cause"), suite=mot("suite"))


def _lignes_des_autres_etapes(dossier, page, lot, centre, agathe, ivan, quentin):
    """Rows of the sort, of control and of typing, as those steps write them."""
    coffre, maintenant = Coffre.de(dossier), timezone.now()
    with agir_comme(agent_systeme()):
        tri = Tri.objects.create(dossier=dossier, centre=centre, auteur=agathe, horodatage_fin=maintenant)
        PieceTriee.objects.create(
            tri=tri, centre=centre, genre="notes", decision=DecisionTri.values[0], auteur=agathe, signataire=ivan,
            horodatage_signature=maintenant, horodatage_restitution=maintenant,
        )  # fmt: skip
        audit = AuditTri.objects.create(
            centre=centre, graine="0" * 64, population=1, empreinte_population="0" * 64, auditeur=quentin
        )
        DossierAudite.objects.create(
            audit=audit, centre=centre, dossier=dossier, rang=1, est_conforme=False, manquements=["tiers"],
            horodatage=maintenant,
        )  # fmt: skip
        Defaut.objects.create(
            lot=lot, page=page, service_id=lot.service_id, prestataire_id=lot.prestataire_id, nature="deformee",
            classe="mineur", observation=mot("observation"), auteur=quentin,
        )  # fmt: skip
        codage = VideoCodage.objects.create(
            centre=centre, page=page, statut="resolu", raison="Aucun trait lu.", issue="confirmee",
            auteur_resolution=ivan, horodatage_resolution=maintenant,
        )  # fmt: skip
        SaisieCodage.objects.create(
            centre=centre,
            codage=codage,
            rang=1,
            contenu=coffre.sceller({"nom": mot("saisie")}),
            auteur=agathe,
        )


def preuves(lot):
    """Events of the auditor's file; nothing that people typed is in it, before as after."""
    with zipfile.ZipFile(io.BytesIO(auditeur.composer(lot))) as archive:
        tout = b"".join(archive.read(nom) for nom in archive.namelist()).decode("utf-8", "replace")
        assert not re.findall(r"(?i)quidam-\w+", tout)
        return archive.read("journal/evenements.jsonl").decode().splitlines()


def figures():
    """Every figure of every indicator by every axis."""
    systeme = agent_systeme()
    with agir_comme(systeme):
        return {
            (code, axe): [
                (ligne.cles, ligne.texte)
                for ligne in calculer(indicateur, systeme, TOUJOURS, par=(axe,), jour=FIN).lignes
            ]
            for code, indicateur in SIENS.items()
            for axe in ("mois", *indicateur.dimensions)
        }


@pytest.fixture
def effacer_tout(plein, maud):
    def effacer_tout():
        with agir_comme(maud):
            return effacer(agent=maud, dossier=plein, motif=DECISION)

    return effacer_tout


def test_no_word_of_a_full_record_is_left_in_any_row_nor_in_the_journal(plein, effacer_tout):
    with agir_comme(agent_systeme()):
        avant = {trouve for _, trouve in mots_partout()}
        scelles = list(
            Fichier.objects.filter(dossier=plein).values_list("rangement_livre", "rangement_pdfa").get()
        )
        enveloppe = plein.cle.enveloppe
        nombre = Evenement.objects.count()
    assert avant >= {"Quidam-retenue", "Quidam-lecture", "Quidam-action", "Quidam-rayon", "Quidam-reference"}
    effacer_tout()
    with agir_comme(agent_systeme()):
        assert mots_partout() == set()
        with connection.cursor() as curseur:
            curseur.execute(
                "SELECT count(*) FROM journal_evenement WHERE apres::text LIKE %s", [f"%{enveloppe}%"]
            )
            assert curseur.fetchone() == (0,), "a key that the history kept would not be destroyed"
        assert Evenement.objects.count() > nombre, "who did what and when is all there"
        identite = IdentiteDossier.objects.get(dossier=plein)
        assert Coffre.de(Dossier.objects.get(pk=plein.pk)).salarie(identite) is None
        assert incidents.recit(plein.incidents.get()) == {}
        assert {
            texte for page in Page.objects.filter(dossier=plein) if (texte := pages.texte_de(page))
        } == set()
    assert not [empreinte for empreinte in scelles if default_storage.exists(chemin(empreinte))]


def test_what_happened_and_why_it_was_erased_stay(plein, effacer_tout, maud):
    with agir_comme(maud):
        types = list(EvenementDossier.objects.filter(dossier=plein).values_list("type", flat=True))
    effacer_tout()
    with agir_comme(maud):
        evenements = EvenementDossier.objects.filter(dossier=plein).order_by("version")
        assert [evenement.type for evenement in evenements] == [*types, "effacement"]
        saisis = {evenement.motif for evenement in evenements if evenement.type in A_MOTIF_SAISI}
        assert saisis == {"", DECISION}
        assert "Lot L-1, livraison 1" in {evenement.motif for evenement in evenements}
        assert ecarts_d_etat(Dossier.objects.get(pk=plein.pk)) == []
        assert Porte.objects.get(dossier=plein).motif == lectures.MOTIF_EFFACE
        vus = lectures.acces_au_dossier(Dossier.objects.get(pk=plein.pk))
        assert len(vus) > 4 and {acces.motif for acces in vus} == {lectures.MOTIF_EFFACE}


def test_no_figure_moves_and_the_lot_is_still_proven(plein, effacer_tout, integre, cachet):
    avant = figures()
    assert sum(map(len, avant.values())) > 20
    with agir_comme(agent_systeme()):
        sceaux = list(Sceau.objects.order_by("pk").values())
        avant_preuves = preuves(integre)
    effacer_tout()
    assert figures() == avant
    scellement.verifier_un_lot(integre.pk, Confiance(cachet.autorites, cachet.autorites_horodatage))
    with agir_comme(agent_systeme()):
        assert list(Sceau.objects.order_by("pk").values()) == sceaux
        assert integre.verifications.order_by("-pk").first().est_conforme
        assert {compter_les_ecarts(table, connection) for table in TABLES} == {0}
        (efface,) = set(preuves(integre)) - set(avant_preuves)
        assert "effacement" in efface


def test_the_blocks_of_the_journal_sealed_before_it_still_verify(plein, maud):
    with agir_comme(agent_systeme()):
        sceller()
    with agir_comme(maud):
        effacer(agent=maud, dossier=plein, motif=DECISION)
    with agir_comme(agent_systeme()):
        sceller()
        assert verifier() == []
        assert mots_partout() == set()


def test_a_record_is_kept_while_somebody_waits_for_it(plein, maud, ivan):
    with agir_comme(ivan):
        copie = copies.demander(
            agent=ivan, dossier=plein, genre="salarie", destinataire="Lui-même", mode="main",
            date_demande=timezone.localdate(),
        )  # fmt: skip
    with agir_comme(maud), pytest.raises(ValidationError, match="copie"):
        effacer(agent=maud, dossier=plein, motif=DECISION)
    with agir_comme(agent_systeme()):
        Copie.objects.filter(pk=copie.pk).update(date_remise=timezone.localdate())
        Porte.objects.update(avis=AvisPorte.A_EXAMINER)
    with agir_comme(maud), pytest.raises(ValidationError, match="avis du DPO"):
        effacer(agent=maud, dossier=plein, motif=DECISION)
    with agir_comme(agent_systeme()):
        Porte.objects.update(avis=AvisPorte.JUSTIFIE)
        Dossier.objects.update(date_limite=timezone.localdate())
    with agir_comme(maud), pytest.raises(ValidationError, match="La loi le garde jusqu’au"):
        effacer(agent=maud, dossier=plein, motif=DECISION)
    with agir_comme(maud):
        assert IdentiteDossier.objects.get(dossier=plein).repere, "refused, nothing of it is touched"


def test_the_screens_of_an_erased_record_say_so_and_never_break(
    plein, effacer_tout, integre, connecter, maud, diane, rachel, ivan, quentin
):
    with agir_comme(agent_systeme()):
        porte, incident = plein.portes.get(), plein.incidents.get()
        copie, delegation = plein.copies.get(), plein.delegations.get()
    effacer_tout()
    adresses = {
        maud: [
            ("dossier", plein), ("dossier_historique", plein), ("acces_dossier", plein), ("copies_dossier", plein),
            ("delegation", delegation), ("copie", copie),
        ],
        diane: [("porte", porte), ("incident", incident)],
        rachel: [("dossier", plein), ("incident", incident)],
        quentin: [("lot", integre)],
    }  # fmt: skip
    for agent, siennes in adresses.items():
        client = connecter(agent)
        for nom, objet in siennes:
            reponse = client.get(reverse(f"numerisation:{nom}", args=[objet.pk]), follow=True)
            assert reponse.status_code == 200, (nom, agent)
            assert not re.findall(r"(?i)quidam-\w+", reponse.content.decode()), nom
    client = connecter(ivan)
    ouverte = client.post(reverse("numerisation:ouvrir", args=[plein.pk]), {"motif": "visite"}, follow=True)
    assert ouverte.status_code == 200
    assert "a été effacé à la fin de sa conservation" in ouverte.content.decode(), (
        "no reason is asked any more"
    )
    assert client.get(reverse("numerisation:page", args=[plein.pk, 1])).status_code == 404
    with agir_comme(maud), pytest.raises(ValidationError, match="effacé"):
        retenue.retenir(agent=maud, dossier=plein, motif="Réclamation")
    with agir_comme(maud), pytest.raises(ValidationError, match="effacé"):
        effacer(agent=maud, dossier=plein, motif=DECISION)
