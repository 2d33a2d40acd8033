"""Text reuse: fingerprints, an index, alignment, and the line between borrowing and copying."""
