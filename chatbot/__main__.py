"""Runs the command line: `python -m chatbot`."""

import sys

from chatbot.interfaces.cli import main

sys.exit(main())
