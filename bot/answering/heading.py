"""The verbs for being at the head of others, as a question and the news put it: as parts of patterns. Pure."""

LEADS = r"(?:leads?|heads?|captains?|chairs?|coach(?:es)?|skippers?|commands?)"
"""Who leads it, or leads it now; the plural of whoever does reads the same."""
LED = r"(?:led|headed|captained|chaired|coached|skippered|commanded)"
"""Who led it; with "by", who it is led by."""
LEADING = r"(?:leading|heading|captaining|chairing|coaching|skippering|commanding)"
"""Who is leading it."""
