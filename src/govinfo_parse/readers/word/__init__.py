"""Files of Word and what LibreOffice turns into them."""
