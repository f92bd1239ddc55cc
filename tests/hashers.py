"""How passwords are hashed where it need not be hard to guess them."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The house's hasher with the least it can be told to do: a hash takes 0.2 ms, not 200."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
