"""Django's command line in the demonstration's environment."""

import os
import sys

from script.demo_environment import ROOT, environment

if __name__ == "__main__":
    os.execve(sys.executable, [sys.executable, str(ROOT / "manage.py"), *sys.argv[1:]], environment())
