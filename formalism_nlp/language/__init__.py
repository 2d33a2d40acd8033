"""Words of official Chinese: dates, places, organs."""
