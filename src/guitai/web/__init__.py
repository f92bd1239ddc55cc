"""The face a person sees in the browser."""
