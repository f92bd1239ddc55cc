"""What every domain builds on: records, events, audit, files, encryption."""
