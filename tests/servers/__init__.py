"""Real servers, started by the tests and for the tests: mail, databases, a browser. No systemd, no fixed port.

`dovecot.dovecot`, `postfix.postfix`, `faulty_smtp.faulty_smtp` and `postgres.postgres` are context managers;
`fixtures` makes pytest fixtures of them; `python -m tests.servers.postgres -- COMMAND` runs a command beside a
PostgreSQL. A part the machine lacks is a MissingPartError that says how to get it.
"""
