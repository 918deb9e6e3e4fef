"""What people do in Discord: ask, look after articles, and look after the index."""
