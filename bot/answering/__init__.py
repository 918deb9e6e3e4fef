"""From a question to a cited answer, with no Discord in sight."""
