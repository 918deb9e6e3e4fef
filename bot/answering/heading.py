"""The verbs for being at the head of others, as a question and the news put it: as parts of patterns. Pure."""

LEADS = r"(?:leads?|heads?|captains?|chairs?|coach(?:es)?|skippers?|commands?)"
LED = r"(?:led|headed|captained|chaired|coached|skippered|commanded)"
LEADING = r"(?:leading|heading|captaining|chairing|coaching|skippering|commanding)"
