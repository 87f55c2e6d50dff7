"""Everybody on a département's list, with what choosing asks: one query, whatever the country holds.

Only the lines of one département are read; loads, and the measures already held around the person, are rollups.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.timezone import get_current_timezone_name, localdate

from maillage.metiers.protection.models.reservations import Reservation
from maillage.metiers.protection.regles import Place, capacite
from maillage.metiers.protection.regles.designation import RAYON_TOURNEE_KM, Candidat, Cas
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.appariement.distances import Point, encadrement, par_la_route, point

CANDIDATS = """
WITH liste AS (
  SELECT i.*, m.organisation_id AS org, m.type AS m_type, m.natures AS m_natures, m.est_suspendu, m.motif_suspension,
         m.rythme, m.langues, m.est_langue_signes, m.specialites, m.horodatage_confirmation, m.personne_id
  FROM protection_inscription i JOIN protection_mandataire m ON m.id = i.mandataire_id
  WHERE i.departement_id = %(departement)s AND i.date_fin IS NULL AND i.date_debut <= %(jour)s
)
SELECT l.id, l.mandataire_id, l.org, o.nom, l.m_type, coalesce(p.civilite, ''), coalesce(c.nom, ''), c.latitude,
  c.longitude, l.natures, l.m_natures, l.est_suspendu, l.motif_suspension, l.rythme, l.langues, l.est_langue_signes,
  l.specialites, (l.horodatage_confirmation AT TIME ZONE %(fuseau)s)::date, l.nombre_autorise,
  l.nombre_souhaite, l.points_autorises,
  coalesce(ch.en_cours, 0), coalesce(ch.en_attente, 0), coalesce(ch.points, 0),
  (SELECT max(ab.date_fin) FROM protection_absence ab
   WHERE ab.mandataire_id = l.mandataire_id AND %(jour)s BETWEEN ab.date_debut AND ab.date_fin),
  EXISTS (SELECT FROM protection_zone z WHERE z.mandataire_id = l.mandataire_id AND z.tribunal_id = %(tribunal)s),
  EXISTS (SELECT FROM protection_zone z WHERE z.mandataire_id = l.mandataire_id AND z.commune_id = %(commune)s),
  EXISTS (SELECT FROM protection_rattachement r WHERE r.mandataire_id = l.mandataire_id
          AND r.etablissement_id = %(etablissement)s AND r.date_debut <= %(jour)s
          AND (r.date_fin IS NULL OR r.date_fin >= %(jour)s)),
  (SELECT array_agg(ARRAY[an.nom, ac.latitude::text, ac.longitude::text] ORDER BY an.id)
   FROM protection_antenne an JOIN annuaire_commune ac ON ac.id = an.commune_id
   WHERE an.mandataire_id = l.mandataire_id AND an.est_active AND ac.latitude IS NOT NULL),
  %(numero_rg)s <> '' AND EXISTS (
    SELECT FROM protection_mesure x WHERE x.tribunal_id = %(tribunal)s AND x.numero_rg = %(numero_rg)s
      AND x.gestionnaire_id = l.org AND x.statut = 'eteinte')
FROM liste l
JOIN annuaire_organisation o ON o.id = l.org
LEFT JOIN annuaire_commune c ON c.id = o.commune_id
LEFT JOIN annuaire_personne p ON p.id = l.personne_id
LEFT JOIN protection_cumul_charge ch ON ch.organisation_id = l.org AND ch.departement = %(departement)s::text
ORDER BY l.id
"""
# Apart, as the planner takes the professionals of a département for one: joined, each presence would be compared with
# each of them.
PRESENCES = """
WITH autour AS MATERIALIZED (
  SELECT id::text AS commune FROM annuaire_commune
  WHERE latitude BETWEEN %(sud)s AND %(nord)s AND longitude BETWEEN %(ouest)s AND %(est)s
)
SELECT organisation_id, coalesce(sum(nombre) FILTER (WHERE commune IN (SELECT commune FROM autour)), 0),
  coalesce(sum(nombre) FILTER (WHERE etablissement = %(etablissement)s::text), 0)
FROM protection_cumul_presence
WHERE commune = ANY (ARRAY(SELECT commune FROM autour)) OR etablissement = %(etablissement)s::text
GROUP BY organisation_id
"""
ORGANISATION = 2  # its rank in a row of CANDIDATS


def lieu_du_cas(cas: Cas) -> Point | None:
    """Where the person lives: the establishment's commune, else the commune."""
    commune: Commune | None = None
    if cas.etablissement:
        organisation = Organisation.objects.select_related("commune").filter(pk=cas.etablissement).first()
        commune = organisation.commune if organisation else None
    elif cas.commune:
        commune = Commune.objects.filter(pk=cas.commune).first()
    return point(commune.latitude, commune.longitude) if commune else None


def candidats(cas: Cas, lieu: Point | None, jour: dt.date) -> list[Candidat]:
    """The whole list of the département of the court, that day."""
    valeurs = parametres(cas, lieu, jour)
    with connection.cursor() as curseur:
        curseur.execute(CANDIDATS, valeurs)
        lignes = curseur.fetchall()
        curseur.execute(PRESENCES, valeurs)
        presences = {organisation: (proches, ici) for organisation, proches, ici in curseur.fetchall()}
    declins = _declins(cas)
    return [_candidat(ligne, presences.get(ligne[ORGANISATION], (0, 0)), lieu, declins) for ligne in lignes]


def parametres(cas: Cas, lieu: Point | None, jour: dt.date) -> dict[str, Any]:
    sud_ouest, nord_est = encadrement(lieu, RAYON_TOURNEE_KM) if lieu else (Point(1, 1), Point(0, 0))
    return {
        "departement": cas.departement,
        "tribunal": cas.tribunal,
        "commune": cas.commune,
        "etablissement": cas.etablissement,
        "numero_rg": cas.numero_rg,
        "jour": jour,
        "fuseau": get_current_timezone_name(),
        "sud": sud_ouest.latitude,
        "ouest": sud_ouest.longitude,
        "nord": nord_est.latitude,
        "est": nord_est.longitude,
    }


def _declins(cas: Cas) -> dict[int, dt.date]:
    """Who was asked for the same file and could not."""
    if not cas.numero_rg:
        return {}
    reponses = Reservation.objects.declinees().filter(tribunal=cas.tribunal, mesure__numero_rg=cas.numero_rg)
    return {
        mandataire: localdate(instant)
        for mandataire, instant in reponses.order_by("id").values_list("mandataire_id", "horodatage_reponse")
        if instant
    }


def _candidat(
    ligne: tuple[Any, ...], presences: tuple[int, int], lieu: Point | None, declins: Mapping[int, dt.date]
) -> Candidat:
    (
        inscription, mandataire, organisation, nom, genre, civilite, commune, latitude, longitude, autorisees,
        acceptees, est_suspendu, motif, rythme, langues, est_langue_signes, specialites, confirme, autorise, souhaite,
        points_autorises, en_cours, en_attente, points, absent, du_tribunal, de_la_commune, est_prepose,
        antennes, a_suivi,
    ) = ligne  # fmt: skip
    proches, ici = presences
    km, depart = _distance(lieu, point(latitude, longitude), commune, antennes or [])
    return Candidat(
        inscription=inscription,
        mandataire=mandataire,
        organisation=organisation,
        nom=nom,
        type=genre,
        civilite=civilite,
        commune=commune,
        natures_autorisees=frozenset(autorisees),
        natures_acceptees=frozenset(acceptees),
        place=Place(capacite(autorise, souhaite), points_autorises, en_cours, en_attente, Decimal(points)),
        est_suspendu=est_suspendu,
        motif_suspension=motif,
        rythme=rythme,
        langues=frozenset(langues),
        est_langue_signes=est_langue_signes,
        specialites=frozenset(specialites),
        date_confirmation=confirme,
        absent_jusqu_au=absent,
        souhaite_tribunal=du_tribunal,
        souhaite_commune=de_la_commune,
        est_prepose_du_lieu=est_prepose,
        km=km,
        depart=depart,
        proches=int(proches),
        dans_l_etablissement=int(ici),
        a_suivi=a_suivi,
        date_declin=declins.get(mandataire),
        latitude=latitude,
        longitude=longitude,
    )


def _distance(
    lieu: Point | None, siege: Point | None, commune: str, antennes: list[list[str]]
) -> tuple[float | None, str]:
    """From the nearest place where the professional works."""
    if lieu is None:
        return None, ""
    departs = [(Point(float(latitude), float(longitude)), nom) for nom, latitude, longitude in antennes]
    if siege:
        departs.append((siege, commune))
    if not departs:
        return None, ""
    return min((par_la_route(depart, lieu), nom) for depart, nom in departs)
