"""The pages of guidance cards."""
