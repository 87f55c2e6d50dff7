"""Protection of adults: who may be designated, which measures are kept, what becomes of them."""
