"""One verb a file: load facts, decide, keep the outcome. The only place that writes records."""
