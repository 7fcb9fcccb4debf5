"""How dates are typed and shown, whatever the language: day first, as every Vietnamese document writes them."""
