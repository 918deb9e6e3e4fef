"""The chat: questions in, cited answers out."""
