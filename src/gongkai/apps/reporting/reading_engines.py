"""Which engine reads a folder of reports: chosen by setting or for one run (选择读取引擎)."""

from __future__ import annotations

from django.conf import settings

from gongkai.reports.batch import usable_cores
from gongkai.reports.engines import OpenEngine
from gongkai.reports.engines.dask_cluster import dask_scheduler, dask_workers
from gongkai.reports.engines.process_pool import process_pool

ENGINES = ("local", "dask")


def open_engine(name: str = "", *, scheduler: str = "", workers: int = 0) -> OpenEngine:
    """Return the engine named, else that of the settings (读取引擎).

    ``local`` are processes of this machine. ``dask`` are the workers of the scheduler whose address is given or set,
    and without one a cluster on this machine. ``workers`` counts what is started here: one a core by default. Raises
    EngineLostError when it is entered and cannot be had.
    """
    chosen = name or settings.READING_ENGINE
    address = scheduler or settings.READING_SCHEDULER
    if chosen == "dask" and address:
        return dask_scheduler(address)
    return (dask_workers if chosen == "dask" else process_pool)(workers or usable_cores())
