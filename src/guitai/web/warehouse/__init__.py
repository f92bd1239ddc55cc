"""The warehouse's page: what it has to do, made for a phone, and what it did today."""
