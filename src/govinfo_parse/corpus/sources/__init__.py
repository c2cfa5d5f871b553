"""What was asked for, to the sources it stands for."""
