"""The verification ladder: what is known of a lead's address and number, and how it is found out.

`states` keeps what was found, `rules` judge without asking anybody, `secrets` make codes and links
and limit them, `confirming` lets what its owner confirmed count.
"""
