"""Measures how well questions are answered: retrieval, answers, refusals, citations, confidence, time."""
