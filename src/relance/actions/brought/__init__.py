"""Reading a table of applications kept elsewhere. Pure: bytes in, rows and problems out; nothing is kept here."""
