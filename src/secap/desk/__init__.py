"""The desk: where people enter, see and accept. One Django app per chapter; views call the book, never
compute."""
