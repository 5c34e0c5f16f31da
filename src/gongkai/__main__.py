"""``python -m gongkai`` is the command ``gongkai`` (命令入口)."""

import sys

from gongkai.cli import main

sys.exit(main())
