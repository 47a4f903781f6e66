#!/usr/bin/env python
"""Django's command line. It needs the settings' environment: script/manage runs it in the demo's."""

import os
import sys

from django.core.management import execute_from_command_line

OFFLINE = {"score_answers"}
"""Commands that read and write files only."""

if __name__ == "__main__":
    settings = "portal.offline" if OFFLINE.intersection(sys.argv[1:2]) else "portal.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    execute_from_command_line(sys.argv)
