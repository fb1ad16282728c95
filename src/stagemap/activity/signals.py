"""What upper floors may listen to."""

from __future__ import annotations

from django.dispatch import Signal

recorded = Signal()
"""Sent inside the transaction of every line: ``placement_id`` (or None), ``verb``, ``kind``, ``object_id`` (text).

A receiver that fails takes the whole transaction with it: what is derived from a write never lags behind it.
"""
