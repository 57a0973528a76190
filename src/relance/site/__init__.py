"""Settings, urls, wsgi: read from the environment, checked at start."""
