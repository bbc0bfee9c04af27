"""Where each box and line of a drawing lies. Pure: numbers in, numbers out."""
