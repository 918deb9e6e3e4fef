"""Where articles come from: text, files and folders."""
