"""What happens while nobody watches."""
