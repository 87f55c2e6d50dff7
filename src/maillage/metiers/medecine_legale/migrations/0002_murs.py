"""Row-level security and history of the service's tables; the same words as `perimetres` in the models."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


def structure(droit: str) -> dict[str, str]:
    return {"structure_id": f"medecine_legale.{droit}"}


ACTES = {"lecture": structure("acte.lire"), "ecriture": structure("acte.saisir")}
IDENTITES = {"lecture": structure("identite.lire"), "ecriture": structure("requisition.saisir")}
MEMOIRES = {"lecture": structure("memoire.lire"), "ecriture": structure("memoire.etablir")}
TABLEAUX = {"lecture": structure("acte.lire"), "ecriture": structure("tableau_annuel.importer")}
EFFECTIFS = {"lecture": structure("effectif.lire"), "ecriture": structure("effectif.saisir")}
EFFECTIFS_SIGNES = {"lecture": structure("effectif.lire"), "ecriture": structure("effectif.signer")}
MURS = {
    "Requisition": {"lecture": structure("requisition.lire"), "ecriture": structure("requisition.saisir")},
    # What names people asks for the right to see identities.
    "PieceRequisition": IDENTITES,
    "MissionRequisition": IDENTITES,
    "PartieNominative": {"lecture": structure("identite.lire")},
    "ActeMedicoLegal": ACTES,
    "ModeleCertificat": {"lecture": structure("certificat.etablir"), "ecriture": structure("modele.gerer")},
    "Certificat": {"lecture": structure("acte.lire"), "ecriture": structure("certificat.etablir")},
    "Remise": {"lecture": structure("certificat.etablir")},
    "Memoire": MEMOIRES,
    "ActeFacture": MEMOIRES,
    "LigneMemoire": MEMOIRES,
    "EtatActivite": {"lecture": structure("acte.lire"), "ecriture": structure("etat.etablir")},
    "EtatEffectif": EFFECTIFS,
    "LigneEffectif": EFFECTIFS,
    "ReferenceEffectif": EFFECTIFS_SIGNES,
    "ExerciceEffectif": EFFECTIFS_SIGNES,
    "TableauAnnuel": TABLEAUX,
    "LigneTableauAnnuel": TABLEAUX,
    "FinancementStructure": {"lecture": structure("acte.lire"), "ecriture": structure("financement.gerer")},
    "EffacementConservation": {"lecture": structure("conservation.conduire")},
}


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0001_initial"), ("journal", "0005_effacement")]

    operations = [
        *(Proteger(modele, **droits) for modele, droits in MURS.items()),
        *(Tracer(modele, organisation="structure_id") for modele in MURS),
        Tracer("EditionOuverte"),  # public
    ]
