"""From a margin between kinds to a probability that the kind is right, as measured on our working set."""

from math import exp

from relance.mail.reading.shapes import Kind

# Slope and offset of a logistic curve by kind, fitted by `benchmarks/reading.py --calibrate`.
_CURVE: dict[str, tuple[float, float]] = {"": (1.1, 0.0)}


def calibrated(kind: Kind, margin: float, *, has_words: bool) -> float:
    """A probability between 0.05 and 0.99, rounded to two places."""
    slope, offset = _CURVE.get(kind, _CURVE[""])
    value = 1.0 / (1.0 + exp(-(slope * margin + offset)))
    if not has_words:
        value = min(value, 0.5)
    return round(min(max(value, 0.05), 0.99), 2)
