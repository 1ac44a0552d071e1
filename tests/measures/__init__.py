"""Measures of the proof: what it refuses and accepts, counted over many cases. `docs/proof.md` has the figures and the commands."""
