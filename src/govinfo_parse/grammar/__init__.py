"""Grammars at work: found, combined and compiled; texts cut into tokens; tokens read into records."""
