"""Read csv and spreadsheets, recognise what they are, map columns, report bad lines."""
