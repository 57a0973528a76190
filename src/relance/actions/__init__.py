"""One verb a file: load facts, decide (etiquette, letters), keep the outcome. The only room that writes records.

Every action takes keyword arguments, the owner's rows and `now` (aware); the clock is always the caller's. What a
user got wrong comes back as `Problem` values; what the records forbid is raised as `Refusal`.
"""
