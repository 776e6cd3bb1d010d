"""What evidence beside a name is worth, measured on official lists."""
