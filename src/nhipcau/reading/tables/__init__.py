"""Word lists and tables of the reading rules: data, with tests of their own."""
