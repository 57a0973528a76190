"""From a margin between kinds to a probability that the kind is right, as measured on our working set."""

from math import exp

from relance.mail.reading.shapes import Kind

# Slope and offset of a logistic curve by kind. Mails nobody has seen are read less well than those the rules were
# written on: the curve is the one of mails written after the rules.
_CURVE: dict[str, tuple[float, float]] = {
    "": (0.6, 0.0),
    "rejection": (0.7, 0.3),
    "bounce": (1.2, 0.5),
    "auto_reply": (1.0, 0.5),
    "acknowledgement": (0.5, 0.0),
    "other": (0.6, 0.0),
}


def calibrated(kind: Kind, margin: float, *, has_words: bool) -> float:
    """A probability between 0.05 and 0.99, rounded to two places."""
    slope, offset = _CURVE.get(kind, _CURVE[""])
    value = 1.0 / (1.0 + exp(-(slope * margin + offset)))
    if not has_words:
        value = min(value, 0.5)
    return round(min(max(value, 0.05), 0.99), 2)
