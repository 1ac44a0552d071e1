"""The dossier for programs: JSON files and the sitemap. Pure functions of the resolved dossier."""
