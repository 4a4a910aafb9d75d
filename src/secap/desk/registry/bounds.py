"""Bounds that the fields of every chapter share."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator

YEARS = [MinValueValidator(1950), MaxValueValidator(2100)]
NOT_NEGATIVE = [MinValueValidator(0)]
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
