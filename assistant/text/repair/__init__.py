"""The rules of the repair, one module a kind of damage, and the chain that runs them."""
