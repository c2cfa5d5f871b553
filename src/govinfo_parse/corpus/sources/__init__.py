"""From the paths that were given to the sources that they stand for."""
