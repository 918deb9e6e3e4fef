"""What people see in Discord. Pure: values in, components out; what a button does stands in ``cogs``."""
