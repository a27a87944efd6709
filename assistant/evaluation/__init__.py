"""Instruments that measure the product.  Nothing else imports them."""
