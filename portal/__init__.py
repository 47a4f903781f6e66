# The Celery application has to exist before any task module does: shared_task looks for it.
from portal.celery import app as celery_app

__all__ = ["celery_app"]
