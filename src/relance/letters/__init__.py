"""Writing a message from the facts, and checking any message before it leaves. Pure."""
