"""Goals and actions: what is to be reached, by which actions, who does what, when, with which money."""
