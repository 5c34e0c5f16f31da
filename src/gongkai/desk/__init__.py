"""Where an organ's officers work (工作台)."""
