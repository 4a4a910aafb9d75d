"""The emission inventory (BEI/MEI): from final energy consumption to emissions, with every factor explained.
