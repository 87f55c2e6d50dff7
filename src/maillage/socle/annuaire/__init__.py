"""Who and where: territories, organisations, persons, agents and their dated habilitations."""
