"""What answers at an address. A view asks `concepts.reading` and fills a template; it holds no rule
of the domain."""
