"""Pages nobody signs in for: what makes the site an application, and what a phone without network sees."""
