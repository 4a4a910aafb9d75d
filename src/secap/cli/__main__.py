import sys

from secap.cli import main

sys.exit(main())
