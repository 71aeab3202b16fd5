"""The commands of `python -m bot`, one file each: `run(arguments) -> exit status`."""
