"""Flows and conversation.

Pure: no clock, file, database or network in the engine; imports nothing of ours.
"""
