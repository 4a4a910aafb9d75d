"""Actions: what they save, cost and add up to; how good they are; what is missing before adoption."""
