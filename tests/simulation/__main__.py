"""The simulator's command; see run.py."""

import sys

from simulation.run import main

if __name__ == "__main__":
    sys.exit(main())
