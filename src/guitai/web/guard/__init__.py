"""The guard's pages: its rules, tried and edited, and what they found."""
