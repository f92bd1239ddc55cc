"""The page of goods the shop wants shown together."""
