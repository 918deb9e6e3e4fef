"""Where articles and their indexes are kept."""
