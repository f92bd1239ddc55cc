"""Same question, same answer: where two answers to one question differ, and what nobody answers."""
