"""Small models that train in seconds and show one claim of a chapter each."""
