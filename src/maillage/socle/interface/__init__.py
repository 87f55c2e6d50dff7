"""How it looks: themes, layout, components, lists, charts, home page, search, help, notifications."""
