"""Pure helpers: no model, no request, no setting."""
