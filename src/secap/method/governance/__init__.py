"""Process and organisation: what proves a step, which gates stand between steps, what a structure lacks."""
