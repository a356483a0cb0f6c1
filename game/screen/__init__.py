"""What is seen and touched: window and loop, text, widgets, art, sound, one file a view."""
