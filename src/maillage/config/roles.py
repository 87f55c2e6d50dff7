"""The two roles: the owner migrates and owns the tables, the application works under row-level security."""

from typing import Any

from psycopg import Connection, sql

PROPRIETAIRE = "maillage_proprietaire"
APPLICATION = "maillage_application"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")


def creer_role(
    connexion: Connection[Any], role: str, mot_de_passe: str, *, peut_creer_base: bool = False
) -> None:
    """Create or update a role that can log in, and nothing more: no superuser, no bypass of the policies."""
    existe = connexion.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    connexion.execute(
        sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {} PASSWORD {}").format(
            sql.SQL("ALTER" if existe else "CREATE"),
            sql.Identifier(role),
            sql.SQL("CREATEDB" if peut_creer_base else "NOCREATEDB"),
            sql.Literal(mot_de_passe),
        )
    )


def creer_base(
    connexion: Connection[Any], base: str, proprietaire: str, application: str, modele: str = ""
) -> None:
    """Create the database (or clone ``modele``); only the two roles may connect to it."""
    requete = sql.SQL("CREATE DATABASE {} OWNER {}").format(
        sql.Identifier(base), sql.Identifier(proprietaire)
    )
    if modele:
        requete += sql.SQL(" TEMPLATE {}").format(sql.Identifier(modele))
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
