"""What several question types do alike."""
