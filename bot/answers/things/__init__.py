"""Kinds of things by language, one file a language, each line one kind: what people eat, wear,
travel by and live in; days, places and papers; what a shop, a clinic, a bank or a hotel has.

They stand beside the fields of meaning (`bot.answers.fields`), which hold what people want and do,
and are read in the same way.
"""
