"""The WSGI application gunicorn serves. The tables are brought up to date before the first page."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from relance.site.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relance.site.settings")
application = get_wsgi_application()
if os.environ.get("RELANCE_MIGRATE", "on") != "off":
    call_command("migrate", verbosity=0, interactive=False)
settle()
