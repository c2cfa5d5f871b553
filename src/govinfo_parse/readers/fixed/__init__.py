"""Pages whose characters and lines have places: what PDF and OFD share."""
