"""Planning: what is to be told when, by whom, over which channel; what is asked of others and taken over from them."""
