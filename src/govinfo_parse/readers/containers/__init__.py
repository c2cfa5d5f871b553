"""What files are packed in: zip archives, OLE2 compound files, and the XML parts inside."""
