"""Devices, arguments and exit codes: the command line, the prompt, scripted questions and their pytest plugin."""
