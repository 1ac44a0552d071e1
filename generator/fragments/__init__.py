"""HTML that nearly every page is made of, as plain functions instead of templates (decision 21)."""
