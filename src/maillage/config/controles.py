"""Checks on the database we are given: the two walls hold only under a role that cannot climb over them."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Avertissement
from django.db import connections

from maillage.config.roles import EXTENSIONS

VERSION_MINIMALE = 160000


@register(Tags.database)
def controler_la_base(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Refuse a superuser, an owner, an old server or another encoding."""
    if not databases or "default" not in databases:
        return []
    connexion = connections["default"]
    with connexion.cursor() as curseur:
        curseur.execute(
            "SELECT current_user, rolsuper, rolbypassrls, pg_encoding_to_char(encoding), "
            "current_setting('server_version_num')::int, "
            "EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p') "
            "        AND relnamespace = 'public'::regnamespace), "
            "ARRAY(SELECT extname::text FROM pg_extension) "
            "FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
        )
        role, est_super, passe_outre, encodage, version, possede, extensions = curseur.fetchone()
    erreurs: list[CheckMessage] = []
    if est_super or passe_outre:
        erreurs.append(
            Error(
                f"DATABASE_URL : le rôle {role} échappe à la sécurité par ligne (superutilisateur ou BYPASSRLS).",
                hint="Créez les deux rôles avec ./maillage manage creer_roles.",
                id="maillage.E001",
            )
        )
    if possede:
        erreurs.append(
            Error(
                f"DATABASE_URL : le rôle {role} possède les tables ; l'application ne doit pas pouvoir les changer.",
                hint="DATABASE_URL est le rôle application, MAILLAGE_DATABASE_PROPRIETAIRE_URL le propriétaire.",
                id="maillage.E002",
            )
        )
    if version < VERSION_MINIMALE:
        erreurs.append(Error("PostgreSQL 16 au moins est nécessaire.", id="maillage.E003"))
    if encodage != "UTF8":
        erreurs.append(Error(f"La base est encodée en {encodage} : créez-la en UTF8.", id="maillage.E004"))
    manquantes = sorted(set(EXTENSIONS) - set(extensions))
    if manquantes:
        erreurs.append(
            Avertissement(
                f"Extensions absentes : {', '.join(manquantes)} ; migrate les créera.", id="maillage.W001"
            )
        )
    return erreurs
