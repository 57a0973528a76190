"""`python -m relance`."""

from relance.cli import main

main()
