"""What a code says, in French and in English."""
