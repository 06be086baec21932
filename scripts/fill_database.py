"""Bring the tables up to date and, if there is nothing in them, load the demonstration council.

Run inside the environment, as one process and without the system checks, since loading Django
is most of the time that a start takes; the site does the checks itself.
"""

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo", if_empty=True)
