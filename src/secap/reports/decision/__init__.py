"""The decision sheet for the council: what is asked, the chance, the money, who benefits, on one page."""
