"""Pages that show rows: how to make many of them. Their cost in queries must not depend on the number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from maillage.metiers.avis.models import Indisponibilite
from maillage.metiers.medecine_legale.actions import Identite
from maillage.metiers.medecine_legale.actions.certificats import etablir_certificat, publier_modele
from maillage.metiers.medecine_legale.models import ActeFacture, Certificat, LigneMemoire
from maillage.metiers.medecine_legale.regles.certificats import BLOCS_PAR_DEFAUT
from maillage.metiers.numerisation.models import Fichier
from maillage.metiers.protection.actions import changer_lieu, confirmer
from maillage.metiers.protection.actions.enquetes import ouvrir_enquete
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.journal.traces import tracer_lecture
from tests.monde import Monde


def actes(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.enregistrer(f"L{nombre}-{rang}")


def requisitions(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.enregistrer(f"R{nombre}-{rang}", monde.recevoir(f"2026/L{nombre}/{rang}"))


def imports(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.importer(f"I{nombre}-{rang}")


def lignes_importees(monde: Monde, nombre: int) -> None:
    monde.importation = monde.importer(*(f"I{nombre}-{rang}" for rang in range(nombre)))


def referentiels(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.publier(f"essai.l{nombre}_{rang}")


def entrees(monde: Monde, nombre: int) -> None:
    monde.editer(monde.referentiel, nombre)


def agents(monde: Monde, nombre: int) -> None:
    monde.recruter(nombre)


def notifications(monde: Monde, nombre: int) -> None:
    monde.notifier(nombre)


def _nouvelle_version(monde: Monde) -> Certificat:
    return etablir_certificat(
        agent=monde.alice,
        acte=monde.acte,
        identite=Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose."),
        itt_jours=5,
        nature="rectification",
        motif="Relecture",
    )


def modeles(monde: Monde, nombre: int) -> None:
    assert monde.modele
    with agir_comme(monde.adele):
        for _ in range(nombre):
            publier_modele(
                agent=monde.adele,
                structure=monde.lille,
                titre="Certificat",
                entete="",
                blocs=BLOCS_PAR_DEFAUT,
                date_debut=timezone.localdate(),
            )


def documents(monde: Monde, nombre: int) -> None:
    assert monde.certificat
    with agir_comme(monde.alice):
        for _ in range(nombre):
            _nouvelle_version(monde)
        assert DocumentProduit.objects.visibles_par(monde.alice).count() > nombre


def lectures(monde: Monde, nombre: int) -> None:
    with agir_comme(monde.bruno):
        for objet in (monde.acte, monde.requisition) * nombre:
            tracer_lecture(objet, monde.bruno, organisation_id=objet.structure_id)


def gels(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.geler(2025 - rang - nombre)


def mandataires(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.protection.referencer(f"Mandataire {nombre}-{rang}", "individuel", monde.protection.ddets_nord)


def declarations(monde: Monde, nombre: int) -> None:
    monde.protection.declarer(nombre)


def reponses(monde: Monde, nombre: int) -> None:
    """Professionals who answer: the survey is opened anew for a year before, so that all are asked."""
    mandataires(monde, nombre)
    with agir_comme(monde.protection.nina):
        ouvrir_enquete(
            agent=monde.protection.nina,
            organisation=monde.protection.ministere,
            annee=timezone.localdate().year - nombre,
            date_limite=timezone.localdate() + dt.timedelta(days=30),
        )


def reservations(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.protection.reserver(f"{nombre}{rang:05}")


def absences(monde: Monde, nombre: int) -> None:
    monde.protection.absenter(nombre)


def profils(monde: Monde, nombre: int) -> None:
    agent, service = monde.protection.farida, monde.protection.service
    with agir_comme(agent):
        for _ in range(nombre):
            confirmer(agent=agent, mandataire=service)


def mesures(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.protection.ouvrir(f"{nombre}{rang:05}")


def termes(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.protection.ouvrir(f"{nombre}{rang:05}", jours=4 * 365 + 100)


def evenements(monde: Monde, nombre: int) -> None:
    mesure, agent = monde.protection.mesure, monde.protection.farida
    with agir_comme(agent):
        for rang in range(nombre):
            lieu = "domicile" if rang % 2 else "sdf"
            changer_lieu(agent=agent, mesure=mesure, date=mesure.date_nomination, lieu_vie=lieu)


def lectures_mesure(monde: Monde, nombre: int) -> None:
    mesure, agent = monde.protection.mesure, monde.protection.fabien
    with agir_comme(agent):
        for _ in range(nombre):
            tracer_lecture(mesure, agent, organisation_id=mesure.gestionnaire_id)


def audiences(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.audiences.tenir(rang + 1 + 60 * nombre % 1200)


def phrases(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.audiences.garder(f"p{nombre}-{rang}")


def dossiers(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.audiences.inscrire(f"26{nombre:03}{rang:06}")


def personnes_du_dossier(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.audiences.ajouter_partie(monde.audiences.passage)


def gardes(monde: Monde, nombre: int) -> None:
    decalage = 0 if nombre == 1 else 2
    for rang in range(nombre):
        monde.gardes.garder(monde.gardes.specialiste, rang + decalage)


def absences_de_garde(monde: Monde, nombre: int) -> None:
    moi = monde.gardes.specialiste
    with agir_comme(monde.avis.sacha):
        for rang in range(nombre):
            jour = timezone.localdate() + dt.timedelta(days=rang)
            Indisponibilite.objects.create(
                specialiste=moi,
                exercice=moi.exercice,
                gestionnaire=moi.gestionnaire,
                date_debut=jour,
                date_fin=jour,
            )


def releves(monde: Monde, nombre: int) -> None:
    moi = monde.gardes.specialiste
    with agir_comme(monde.avis.sacha):
        for rang in range(nombre):
            annee, mois = divmod(rang + (nombre > 1), 12)
            monde.gardes.signer(moi, dt.date(2018 + annee, mois + 1, 1))


def programmes(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.gardes.ouvrir_programme(f"Pilote {nombre}-{rang}")


def actions_du_projet(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.gardes.agir(f"Action {nombre}-{rang}")


def filieres(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.avis.ouvrir_filiere(f"ligne-{nombre}-{rang}")


def demandes_preparees(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.avis.preparer()


def demandes_envoyees(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.avis.envoyer()


def specialistes(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.avis.inscrire(f"Spécialiste {nombre}-{rang}")


def tableaux_annuels(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.tableau(2000 + rang % 20)


def structures(monde: Monde, nombre: int) -> None:
    assert monde.memoire
    with agir_comme(agent_systeme()):
        Organisation.objects.bulk_create(
            Organisation(type="unite_medico_judiciaire", nom=f"Unité {nombre}-{rang}", est_gestionnaire=True)
            for rang in range(nombre)
        )
        recalculer_rattachements()


def etats(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.declarer(nombre + rang + 1)


def memoires(monde: Monde, nombre: int) -> None:
    for rang in range(nombre):
        monde.facturer(f"M{nombre}-{rang}", monde.recevoir(f"2026/M{nombre}/{rang}"))


def actes_a_facturer(monde: Monde, nombre: int) -> None:
    assert monde.memoire
    actes(monde, nombre)


def actes_du_memoire(monde: Monde, nombre: int) -> None:
    memoire = monde.memoire
    for rang in range(nombre):
        acte = monde.enregistrer(f"F{nombre}-{rang}", monde.recevoir(f"2026/F{nombre}/{rang}"))
        with agir_comme(monde.alice):
            facture = ActeFacture.objects.create(
                structure=monde.lille, memoire=memoire, acte=acte, montant=memoire.montant
            )
            LigneMemoire.objects.create(
                structure=monde.lille,
                acte_facture=facture,
                code="essai",
                libelle="Essai",
                montant=memoire.montant,
            )


def documents_du_memoire(monde: Monde, nombre: int) -> None:
    memoire = monde.memoire
    with agir_comme(monde.alice):
        for _ in range(nombre):
            produire("medecine_legale.memoire", memoire, agent=monde.alice)


def lectures_du_memoire(monde: Monde, nombre: int) -> None:
    memoire = monde.memoire
    with agir_comme(monde.bruno):
        for _ in range(nombre):
            tracer_lecture(memoire, monde.bruno, organisation_id=memoire.structure_id)


def seances_tenues(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.reunir()


def enquetes(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.enqueter()


def incidents(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.signaler()


def actions_correctives(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.agir()


def semaines(monde: Monde, nombre: int) -> None:
    monde.consultation.planifier(nombre)


def lots_livres(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.lots.livrer()


def dossiers_d_un_lot(monde: Monde, nombre: int) -> None:
    lot = monde.lots.juge
    with agir_comme(agent_systeme()):
        modele = Fichier.objects.get(lot=lot, nom="d1.pdf")
        centre = monde.consultation.centre
        for dossier in monde.consultation.inventorier(nombre):
            modele.pk, modele._state.adding = None, True
            modele.dossier, modele.centre, modele.nom = dossier, centre, f"{dossier.pk}.pdf"
            modele.save(force_insert=True)


def ouvertures(monde: Monde, nombre: int) -> None:
    with agir_comme(monde.consultation.ivan):
        for _ in range(nombre):
            dossier = monde.consultation.lisible
            tracer_lecture(dossier, monde.consultation.ivan, organisation_id=dossier.centre_id)


def copies_demandees(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.copier()


def delegations_donnees(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.deleguer()


def portes_forcees(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.forcer()


def destructions(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.consultation.detruire()


def papiers(monde: Monde, nombre: int) -> None:
    monde.papier.inventorier(nombre)


def propositions_de_tri(monde: Monde, nombre: int) -> None:
    monde.papier.proposer(nombre)


def boites_ouvertes(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.papier.ouvrir()


def contenu_de_la_boite(monde: Monde, nombre: int) -> None:
    monde.papier.boite = monde.papier.remplir(nombre)


def expeditions(monde: Monde, nombre: int) -> None:
    for _ in range(nombre):
        monde.papier.preparer()


def contenu_de_l_expedition(monde: Monde, nombre: int) -> None:
    monde.papier.expedition = monde.papier.preparer(nombre)


LISTES: dict[str, Callable[[Monde, int], None]] = {
    "numerisation:dossiers": papiers,
    "numerisation:seances": seances_tenues,
    "numerisation:delegations": delegations_donnees,
    "numerisation:enquetes": enquetes,
    "numerisation:a_trier": papiers,
    "numerisation:a_signer": propositions_de_tri,
    "numerisation:boites": boites_ouvertes,
    "numerisation:boite": contenu_de_la_boite,
    "numerisation:expeditions": expeditions,
    "numerisation:expedition": contenu_de_l_expedition,
    "medecine_legale:actes": actes,
    "medecine_legale:requisitions": requisitions,
    "medecine_legale:requisition": actes,
    "medecine_legale:acte_documents": documents,
    "medecine_legale:acte_certificats": documents,
    "medecine_legale:modeles": modeles,
    "medecine_legale:acte_historique": lectures,
    "medecine_legale:requisition_historique": lectures,
    "protection:mandataires": mandataires,
    "protection:listes": mandataires,
    "protection:mandataire": absences,
    "protection:mandataire_historique": profils,
    "protection:fraicheur": mandataires,
    "protection:declarations": declarations,
    "protection:declarations_recues": mandataires,
    "protection:enquete_reponses": reponses,
    "protection:reservations": reservations,
    "protection:mesures": mesures,
    "protection:renouvellements": termes,
    "protection:mesure": evenements,
    "protection:mesure_historique": lectures_mesure,
    "medecine_legale:facturation": actes_a_facturer,
    "medecine_legale:memoires": memoires,
    "medecine_legale:etats": etats,
    "medecine_legale:structures": structures,
    "medecine_legale:tableaux_annuels": tableaux_annuels,
    "medecine_legale:memoire": actes_du_memoire,
    "medecine_legale:memoire_documents": documents_du_memoire,
    "medecine_legale:memoire_historique": lectures_du_memoire,
    "audiences:calendrier": audiences,
    "audiences:audiences": audiences,
    "audiences:phrases": phrases,
    "audiences:audience": dossiers,
    "audiences:direct": dossiers,
    "audiences:fin": dossiers,
    "audiences:viser": dossiers,
    "audiences:pieces": dossiers,
    "audiences:bordereau_csv": dossiers,
    "audiences:passage": personnes_du_dossier,
    "avis:filieres": filieres,
    "avis:demandes": demandes_preparees,
    "avis:demander": filieres,
    "avis:tableau": demandes_envoyees,
    "avis:toutes": demandes_envoyees,
    "avis:reseau": specialistes,
    "avis:mes_gardes": gardes,
    "avis:plannings": filieres,
    "avis:planning": gardes,
    "avis:mes_disponibilites": absences_de_garde,
    "avis:mes_releves": releves,
    "avis:releves_recus": releves,
    "avis:pilote": programmes,
    "avis:programme": actions_du_projet,
    "numerisation:incidents": incidents,
    "numerisation:lots": lots_livres,
    "numerisation:lot": dossiers_d_un_lot,
    "numerisation:incident": actions_correctives,
    "numerisation:cadence_centre": semaines,
    "numerisation:acces_dossier": ouvertures,
    "numerisation:copies": copies_demandees,
    "numerisation:copies_dossier": copies_demandees,
    "numerisation:portes": portes_forcees,
    "numerisation:destructions": destructions,
    "echanges:imports": imports,
    "echanges:import": lignes_importees,
    "echanges:referentiels": referentiels,
    "echanges:referentiel": entrees,
    "echeances:liste": requisitions,
    "comptes:liste": agents,
    "interface:accueil": requisitions,
    "interface:recherche": requisitions,
    "interface:notifications": notifications,
    "indicateurs:gels": gels,
    "indicateurs:indicateur": actes,
}

LISTES_FINIES = {
    "numerisation:campagnes": "a few a service, their centres counted in the query",
    "numerisation:campagne": "the centres of one service, in one query",
    "numerisation:aujourdhui": "one line a centre, by one count; what waits is counted or cut at five",
    "numerisation:dossier": "the sort and the events of one record",
    "numerisation:dossier_historique": "the last two hundred events of one record, in one query",
    "numerisation:trier": "the kinds of pieces of one list, and those of one record",
    "numerisation:audits": "a few a centre, whose counts are in the query",
    "numerisation:audit": "twenty-four records at most",
    "numerisation:controles": "the providers of a service: one, two; each is replayed from its lots",
    "numerisation:lot_verdict": "the classes of defects: two plans",
    "numerisation:confidentialite": "twenty doors and twenty breaches at most, then sums",
    "numerisation:destruction": "the records of some boxes, in one query",
    "numerisation:cadence": "one line a centre of a service, by two sums",
    "avis:demande": "the answers of one request, and its exchanges: two rounds, then a consultation",
    "avis:historique": "the last two hundred events of one request, in one query",
    "avis:suivre": "the specialists of one line, asked or not",
    "avis:a_traiter": "what one specialist may hold: eight requests",
    "avis:reponses": "read by the specialist alone; its rows are those of any list",
    "avis:mon_dossier": "the proofs of one specialist, six kinds",
    "avis:specialiste": "the proofs of one specialist, six kinds",
    "avis:formation": "the modules of one's functions, three at most",
    "avis:module": "the cases of one module",
    "avis:releve_signer": "the acts of one month of one specialist, in one query",
    "avis:releve": "the lines of one month, kept in one row",
    "avis:releve_csv": "the lines of one month, kept in one row",
    "avis:phase_decider": "the measures of one phase",
    "avis:gardes_ics": "the duties to come of one specialist, in one query",
    "avis:garde_proposer": "the colleagues of one line, and their duties to come",
    "avis:garde_attribuer": "the members of one line",
    "audiences:archive": "a reading traced for each paper that it gives",
    "audiences:passage_historique": "the last two hundred events of one case, in ten queries",
    "audiences:pilotage": "one line a chamber, by sums",
    "audiences:a_viser": "read by the president alone; its rows are those of any list",
    "interface:contenus": "the hundred latest messages, and six documents",
    "interface:document_publier": "the versions of one document",
    "medecine_legale:structure": "the modes of one structure, one a decision of years",
    "medecine_legale:tableau_annuel": "fourteen rubrics, and the history of one table",
    "medecine_legale:etat": "the profiles of one statement, and its versions",
    "medecine_legale:modele_composer": "the blocks of one layout, thirty at most",
    "protection:reservation": "the reasons of one ranking, and the orders of one case",
    "protection:et_si": "the ten latest simulations",
    "protection:simulation": "five figures",
    "protection:schema": "the départements of a territory",
    "protection:previsions": "the départements of a territory",
    "protection:tournees": "the places of one portfolio, read in one query",
    "protection:propositions": "read by the registrar alone; its rows are those of any list",
    "protection:designer": "ten cards, or sixty: the list of one département, counted in its own test",
    "protection:mandataire_inscriptions": "the lines of one professional, one a decision",
    "protection:stocks": "the courts of a territory, or the values of one axis",
    "protection:capacites": "the départements of a territory",
    "medecine_legale:tarif": "the tariff of a day, those before and their editions, in two queries",
    "protection:conservation": "one line a direction and a month, sixty at most",
    "protection:declaration": "the document of one declaration",
    "protection:enquete_suivi": "one line a year",
    "protection:enquete_agregat": "the tables of one survey",
    "protection:reponse": "the sections of one reply",
    "protection:reponse_section": "the tables of one section",
    "comptes:mon_compte": "one's own roles, delegations and devices",
    "usersessions_list": "the same page",
    "comptes:agent": "the roles of one account, and the last fifty events about it",
    "documents:lot": "the first two hundred refusals of one lot, in one query",
    "medecine_legale:reference": "a dozen profiles and lists",
    "medecine_legale:reference_valeurs": "the values of one list, with their profiles in one more query",
    "medecine_legale:effectifs": "one line a structure, of which the country has less than a hundred",
    "medecine_legale:conservation": "counts by structure, and the last hundred reports",
    "medecine_legale:donnees_ouvertes": "one line a month",
    "medecine_legale:statistiques": "sums, by a fixed number of queries",
    "medecine_legale:effectifs_grille": "twelve months",
    "medecine_legale:effectifs_mois": "the statements and the history of one month",
    "indicateurs:gel": "the figures of one frozen period",
    "mfa_list_webauthn": "one's own keys",
}
"""Pages whose rows are few by nature."""
