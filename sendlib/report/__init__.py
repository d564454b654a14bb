"""An executed notebook to a block list, and the block list to HTML, PDF and figures."""
