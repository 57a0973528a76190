"""The grammar letters lean on: elision, contraction, genders, civilities, dates and lapses, spacing. Pure."""
