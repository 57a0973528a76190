"""One worker of `benchmarks.fire`: the real one, with a short patience for the answer to the final dot."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relance.site.settings")
django.setup()

from relance.actions.doors import RealDoors  # noqa: E402
from relance.mail.accounts import Timeouts  # noqa: E402
from relance.worker import loop  # noqa: E402

loop.PAUSE = 0.2
loop.Worker(doors=RealDoors(Timeouts(connect=5, command=5, final=2))).run()
