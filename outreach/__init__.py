"""What leaves the house. All outgoing traffic goes through here."""
