"""Mail: reading (pure) and transport (the only sockets)."""
