"""Words everybody uses; standard library only."""
