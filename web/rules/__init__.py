"""The rules that score leads: which lead.yml counts, what another would do, runs over all leads."""
