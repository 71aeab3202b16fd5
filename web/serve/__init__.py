"""Starting and stopping: the site's processes, its housekeeping, what it prints at start."""
