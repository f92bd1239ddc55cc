"""What is still to be done for buyers: promises, reminders, late orders, care after the sale."""
