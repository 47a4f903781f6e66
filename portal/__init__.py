# The Celery application has to exist before any task module is imported, so that shared_task finds its settings.
from portal.celery import app as celery_app

__all__ = ["celery_app"]
