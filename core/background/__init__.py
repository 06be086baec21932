"""Work that is done in the background, by any number of workers, and of which none is lost."""

from core.background.presence import workers_running

__all__ = ["workers_running"]
