"""``python -m govinfo_parse``: the command-line tool."""

from govinfo_parse.cli import main

if __name__ == "__main__":
    main()
