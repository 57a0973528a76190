"""From the verdict's probability to one that may be believed, as measured on people the models had not read."""

from math import exp, log

SLOPE, OFFSET = 0.8, 0.6


def calibrated(share: float) -> float:
    """A probability between 0.05 and 0.99, rounded to two places."""
    share = min(max(share, 1e-4), 1.0 - 1e-4)
    value = 1.0 / (1.0 + exp(-(SLOPE * log(share / (1.0 - share)) + OFFSET)))
    return round(min(max(value, 0.05), 0.99), 2)
