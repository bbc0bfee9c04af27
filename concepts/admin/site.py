from concepts.adminsite import KnowledgeSite  # noqa: F401
