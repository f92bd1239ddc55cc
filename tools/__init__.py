"""Tools of those who build Guitai; nothing here is shipped."""
