"""`atlas survive`: the matrix of single failures, and what one loss does in full; both in 80 columns."""

from __future__ import annotations

from compiler.report.survival.in_full import each_in_full, in_full
from compiler.report.survival.matrix import matrix

WIDTH = 80

__all__ = ["WIDTH", "each_in_full", "in_full", "matrix"]
