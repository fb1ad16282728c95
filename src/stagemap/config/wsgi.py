"""The door for a web server: ``gunicorn --config python:stagemap.config.gunicorn stagemap.config.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagemap.config.settings")
application = get_wsgi_application()
