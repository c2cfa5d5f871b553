"""Pages whose characters and lines have places: the code that PDF and OFD share."""
