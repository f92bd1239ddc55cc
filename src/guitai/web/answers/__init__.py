"""The pages of open questions, contradictions and gaps."""
