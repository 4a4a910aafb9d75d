"""The sheet of one action: what, who, how, when, with which money, to which effect, on one or two pages."""
