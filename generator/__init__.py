"""Onrecord: explainers in which every quotation is proven against an archived source."""
