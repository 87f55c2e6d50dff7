"""The two roles: the owner migrates and owns the tables, the application works under row-level security."""

from typing import Any

from psycopg import Connection, sql

PROPRIETAIRE = "maillage_proprietaire"
APPLICATION = "maillage_application"
VERSION_LOCALE_INTEGREE = 170000  # the same sorting everywhere, whatever the machine's libraries
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")


class RoleTropFort(Exception):
    """The role exists and would escape row-level security."""


def creer_role(
    connexion: Connection[Any], role: str, mot_de_passe: str, *, peut_creer_base: bool = False
) -> None:
    """Create or update a role that can log in, and nothing more: refuse one that escapes the policies.

    The attributes that only a superuser may name (NOSUPERUSER…) are the defaults, so they are checked, not written.
    """
    trouve = connexion.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [role]
    ).fetchone()
    if trouve and trouve[0]:
        raise RoleTropFort(f"Le rôle {role} est superutilisateur ou BYPASSRLS : choisissez un autre nom.")
    connexion.execute(
        sql.SQL("{} ROLE {} LOGIN {} PASSWORD {}").format(
            sql.SQL("ALTER" if trouve else "CREATE"),
            sql.Identifier(role),
            sql.SQL("CREATEDB" if peut_creer_base else ""),
            sql.Literal(mot_de_passe),
        )
    )


def creer_base(
    connexion: Connection[Any], base: str, proprietaire: str, application: str, modele: str = ""
) -> None:
    """Create the database (or clone ``modele``); only the two roles may connect to it."""
    est_super = connexion.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if est_super and not est_super[0]:  # giving a database to a role needs to be a member of it
        connexion.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(proprietaire)))
    requete = sql.SQL("CREATE DATABASE {} OWNER {}").format(
        sql.Identifier(base), sql.Identifier(proprietaire)
    )
    if modele:
        # Copying files is quicker than logging each of their pages, and a clone is never taken of a busy database.
        requete += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(modele))
    elif connexion.info.server_version >= VERSION_LOCALE_INTEGREE:
        requete += sql.SQL(
            " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
        )
    else:
        requete += sql.SQL(" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    connexion.execute(requete)
    connexion.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(base)))
    connexion.execute(
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
            sql.Identifier(base), sql.Identifier(application)
        )
    )


def creer_extensions(connexion: Connection[Any]) -> None:
    """Create the extensions in the current database (all three are trusted: its owner may create them)."""
    for extension in EXTENSIONS:
        connexion.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))


def requetes_de_droits(proprietaire: str, application: str) -> list[sql.Composed]:
    """Return the statements that let the application use what the owner will create.

    They are default privileges, set *before* the tables exist: a migration can then take a right away
    (the journal is append-only) without a later grant giving it back.
    """
    noms = {"p": sql.Identifier(proprietaire), "a": sql.Identifier(application)}
    return [
        sql.SQL(requete).format(**noms)
        for requete in (
            "GRANT USAGE ON SCHEMA public TO {a}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {p} IN SCHEMA public "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {a}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {p} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {a}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {p} IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {a}",
        )
    ]
