"""Containers of files: zip archives, OLE2 compound files, and the XML parts inside."""
