"""How gunicorn serves the site: two processes of four threads (docs/run/operate.md tells when to take more)."""

from __future__ import annotations

import gc
import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - a heartbeat file, in memory
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def post_worker_init(_worker: object) -> None:
    """Let the collector pass over what the site keeps for good, and look for rings less often than at every page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
