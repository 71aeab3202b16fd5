"""The lead's life: identity, ledger, score, stage, consent, erasure. Rules over store/."""
