"""The command line ``dateline``."""


def main() -> None:
    """Run the command line."""
