"""The Flask site: visitor pages, embed, API and studio."""
