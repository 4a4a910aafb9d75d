"""The emission inventory (BEI/MEI): from final energy consumption to emissions, every factor explained."""
