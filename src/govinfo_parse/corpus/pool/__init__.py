"""Worker processes: how they are started, fed, watched and replaced."""
