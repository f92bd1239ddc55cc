"""After-sales cases: the board of what runs, one case with its step, opening one, the clocks."""
