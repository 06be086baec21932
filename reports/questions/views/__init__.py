"""Questions, and the answers that papers give to them."""
