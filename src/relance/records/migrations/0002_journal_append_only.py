"""The database itself refuses to change a line of the journal."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER journal_append_only BEFORE UPDATE ON records_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION relance_journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE ON records_entry
FOR EACH ROW EXECUTE FUNCTION relance_journal_append_only();
"""


def forbid_updates(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def allow_updates(apps, schema_editor):
    schema_editor.execute("DROP TRIGGER journal_append_only" + (
        "" if schema_editor.connection.vendor == "sqlite" else " ON records_entry"
    ))


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(forbid_updates, allow_updates)]
