"""What an article is, and how one is read out of raw text."""
