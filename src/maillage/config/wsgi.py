"""What the web server runs."""

import datetime as dt
import threading

from django.core.wsgi import get_wsgi_application

from maillage.commun.calendrier import est_ferie
from maillage.config.memoire import alleger_ramassage

application = get_wsgi_application()
alleger_ramassage()

# The library of holidays takes half a second to load: beside the first requests rather than in one of them.
threading.Thread(target=est_ferie, args=(dt.date(2026, 1, 1),), daemon=True).start()
