"""The command line: each verb reads its words, calls the library or the answerer, and prints."""
