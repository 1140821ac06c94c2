"""What several interactive figures share."""
