"""The apps of the product: those that stand in its own folder."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

OUR_APPS = sorted(
    config.label
    for config in apps.get_app_configs()
    if Path(config.path).parent == Path(settings.BASE_DIR)
)


def our_models() -> list[type[models.Model]]:
    """Every model of ours, the tables between two of them included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OUR_APPS
    ]
