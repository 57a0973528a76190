"""What every test may ask for."""

import pytest
from django.conf import settings

pytest_plugins = ["tests.servers.fixtures", "tests.servers.browsing"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001 - a database for each process that tests
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Test on a database file, as the app runs: threads of a test share nothing but the file."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        database["TEST"] = {**database.get("TEST", {}), "NAME": str(folder / "test.sqlite3")}
